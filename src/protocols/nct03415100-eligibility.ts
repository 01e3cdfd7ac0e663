import type { Eligibility, EligibilityCriterion } from '../core/eligibility.schema.ts'
import type { ParticipantCriterion } from '../core/participant-clause.schema.ts'

const screening = { within: { days: 14 } } as const
const timesUln = (analyte: string, multiple: string, id: string): Row => ({
  id: `INCL-4-${id}`,
  section: 'Inclusion 4',
  says: `${analyte} at most ${multiple}×ULN`,
  when: { measured: analyte, atMost: { timesUln: multiple }, ...screening },
})

type Row = Omit<EligibilityCriterion, 'kind'>

/** A man, a woman who cannot become pregnant, or a negative urine test. */
const notPregnant: ParticipantCriterion = {
  any: [
    { sex: 'M' },
    { not: { finding: 'childbearing potential' } },
    { not: { finding: 'urine pregnancy test', ...screening } },
  ],
}

const inclusions: readonly Row[] = [
  {
    id: 'INCL-1',
    section: 'Inclusions 1 and 7',
    says: 'Informed consent signed before any procedure',
    when: { finding: 'informed consent signed' },
  },
  {
    id: 'INCL-2',
    section: 'Inclusion 2',
    says: 'Metastatic solid tumour, confirmed by histology or cytology',
    when: { finding: 'metastatic solid tumor confirmed' },
  },
  {
    id: 'AGE',
    section: 'registry, ages',
    says: 'Age 18 to 70 years, both included',
    when: { age: { atLeast: 18, atMost: 70 } },
  },
  {
    id: 'INCL-3',
    section: 'Inclusion 3',
    says: 'ECOG performance status 0 to 3',
    when: { measured: 'ECOG', atMost: '3', ...screening },
  },
  {
    id: 'INCL-4-ANC',
    section: 'Inclusion 4',
    says: 'Neutrophils at least 1.0×10^9/L',
    when: { measured: 'neutrophils', atLeast: '1.0', unit: '10^9/L', ...screening },
  },
  {
    id: 'INCL-4-PLT',
    section: 'Inclusion 4',
    says: 'Platelets at least 75×10^9/L',
    when: { measured: 'platelets', atLeast: '75', unit: '10^9/L', ...screening },
  },
  {
    id: 'INCL-4-ALB',
    section: 'Inclusion 4',
    says: 'Albumin at least 25 g/L',
    when: { measured: 'albumin', atLeast: '25', unit: 'g/L', ...screening },
  },
  timesUln('bilirubin', '1.5', 'TBIL'),
  timesUln('AST', '2.5', 'AST'),
  timesUln('ALT', '2.5', 'ALT'),
  timesUln('ALP', '2.5', 'ALP'),
  timesUln('creatinine', '1.5', 'CR'),
  {
    id: 'INCL-6',
    section: 'Inclusion 6',
    says: 'No benefit from, or refuses, surgery; no benefit from, does not tolerate, or refuses chemotherapy',
    when: { all: [{ finding: 'surgery not an option' }, { finding: 'chemotherapy not an option' }] },
  },
  {
    id: 'INCL-10',
    section: 'Inclusion 10',
    says: 'A woman of childbearing potential has a negative urine pregnancy test',
    when: notPregnant,
  },
]

const exclusions: readonly Row[] = [
  {
    id: 'EXCL-1',
    section: 'Exclusion 1',
    says: 'Infectious disease, active or not controlled',
    when: { finding: 'infection, active or not controlled' },
  },
  {
    id: 'EXCL-2',
    section: 'Exclusion 2',
    says: 'Immunodeficiency or autoimmune disease',
    when: { any: [{ finding: 'immunodeficiency' }, { finding: 'autoimmune disease' }] },
  },
  {
    id: 'EXCL-3',
    section: 'Exclusion 3',
    says: 'Severe hypersensitivity',
    when: { finding: 'severe hypersensitivity reactions' },
  },
  {
    id: 'EXCL-4',
    section: 'Exclusion 4',
    says: 'Another cellular therapy within the last 3 months',
    when: { history: 'another cellular therapy', within: { months: 3 } },
  },
  {
    id: 'EXCL-5',
    section: 'Exclusion 5',
    says: 'Systemic steroids within the last 3 months',
    when: { history: 'systemic steroids', within: { months: 3 }, care: { kinds: ['corticosteroid'] } },
  },
  {
    id: 'EXCL-6',
    section: 'Exclusion 6',
    says: 'Breastfeeding or pregnant',
    when: { all: [{ sex: 'F' }, { any: [{ finding: 'breastfeeding' }, { finding: 'pregnant' }] }] },
  },
  { id: 'EXCL-7', section: 'Exclusion 7', says: 'Brain metastases', when: { finding: 'brain metastases' } },
  { id: 'EXCL-8', section: 'Exclusion 8', says: 'Organ transplant', when: { finding: 'organ transplantation' } },
]

const donor: readonly Row[] = [
  {
    id: 'DONOR-AGE',
    section: 'Inclusion 5',
    says: 'Donor aged 18 to 60 years, both included',
    when: { age: { atLeast: 18, atMost: 60 } },
  },
  {
    id: 'DONOR-KIN',
    section: 'Inclusion 5',
    says: 'Biological parent or child of the participant',
    when: {
      recorded: 'relation to the participant',
      among: ['parent', 'mother', 'father', 'child', 'son', 'daughter'],
    },
  },
  {
    id: 'DONOR-CONSENT',
    section: 'Inclusions 5 and 8',
    says: 'Donor signed the consent for blood donors',
    when: { finding: 'donor consent signed' },
  },
  ...['HIV', 'HBV', 'HCV'].map((test) => ({
    id: `DONOR-${test}`,
    section: 'Inclusion 9',
    says: `Donor's ${test} test negative`,
    when: { not: { finding: `${test} serology` } },
  })),
  {
    id: 'DONOR-PREGNANCY',
    section: 'Inclusion 10',
    says: 'A donor of childbearing potential has a negative urine pregnancy test',
    when: notPregnant,
  },
]

/** Who may take part in NCT03415100, and who may donate blood for a participant's cells. */
export const nct03415100Eligibility: Eligibility = {
  section: 'registry',
  assumed: true,
  note: 'The registry does not say how recent screening values must be; 14 days is taken. Age is in completed years.',
  criteria: [
    ...inclusions.map((row) => ({ ...row, kind: 'inclusion' as const })),
    ...exclusions.map((row) => ({ ...row, kind: 'exclusion' as const })),
  ],
  donors: {
    section: 'Inclusion 5',
    unlessParticipant: { finding: 'autologous product' },
    criteria: donor.map((row) => ({ ...row, kind: 'inclusion' as const })),
  },
}
