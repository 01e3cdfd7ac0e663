import type { Eligibility, EligibilityCriterion } from '../core/eligibility.schema.ts'
import type { ParticipantCriterion } from '../core/participant-clause.schema.ts'

type Row = Omit<EligibilityCriterion, 'kind'>

const screening = { within: { days: 14 } } as const
const count = (id: string, says: string, measured: string, atLeast: string, unit: string): Row => ({
  id: `INCL-6.1-${id}`,
  section: 'Inclusion 6.1',
  says,
  when: { measured, atLeast, unit, ...screening },
})
const timesUln = (measured: string, multiple: string): ParticipantCriterion => ({
  measured,
  atMost: { timesUln: multiple },
  ...screening,
})
const transaminase = (measured: string): Row => ({
  id: `INCL-6.2-${measured}`,
  section: 'Inclusion 6.2',
  says: `${measured} at most 2×ULN; at most 5×ULN with liver metastasis`,
  when: {
    any: [timesUln(measured, '2'), { all: [timesUln(measured, '5'), { finding: 'liver metastases' }] }],
  },
})

const inclusions: readonly Row[] = [
  {
    id: 'INCL-1',
    section: 'Inclusion 1',
    says: 'Advanced malignant tumour, confirmed, after several lines, without a standard treatment left and beyond surgery, radiotherapy and chemotherapy',
    when: {
      all: [
        { finding: 'advanced malignancy confirmed' },
        { finding: 'failed several lines of treatment' },
        { finding: 'no standard treatment left' },
        { finding: 'surgery, radiotherapy and chemotherapy not possible' },
      ],
    },
  },
  {
    id: 'INCL-2',
    section: 'Inclusion 2',
    says: 'Age 18 to 75 years, both included',
    when: { age: { atLeast: 18, atMost: 75 } },
  },
  {
    id: 'INCL-3',
    section: 'Inclusion 3',
    says: 'ECOG performance status 0 to 1',
    when: { measured: 'ECOG', atMost: '1', ...screening },
  },
  {
    id: 'INCL-4',
    section: 'Inclusion 4',
    says: 'Priority for ovarian cancer, leukaemia, lymphoma and others that respond well to NK cells',
    priority: true,
    when: { cohort: ['ovarian', 'leukemia', 'lymphoma'] },
  },
  {
    id: 'INCL-5',
    section: 'Inclusion 5',
    says: 'Expected survival of at least 3 months',
    when: { measured: 'expected survival', atLeast: '3', unit: 'months' },
  },
  count('WBC', 'White blood cells at least 3×10^9/L', 'leukocytes', '3', '10^9/L'),
  count('ANC', 'Neutrophils at least 1.5×10^9/L', 'neutrophils', '1.5', '10^9/L'),
  count('HB', 'Hemoglobin at least 90 g/L', 'hemoglobin', '90', 'g/L'),
  count('PLT', 'Platelets at least 100×10^9/L', 'platelets', '100', '10^9/L'),
  {
    id: 'INCL-6.2-TBIL',
    section: 'Inclusion 6.2',
    says: 'Total bilirubin at most 1.5×ULN',
    when: timesUln('bilirubin', '1.5'),
  },
  transaminase('ALT'),
  transaminase('AST'),
  {
    id: 'INCL-6.3',
    section: 'Inclusion 6.3',
    says: 'Creatinine clearance by Cockcroft-Gault at least 60 mL/min',
    when: { clearance: 'Cockcroft-Gault', atLeast: '60', ...screening },
  },
  {
    id: 'INCL-7',
    section: 'Inclusion 7',
    says: 'No solid tumour longer than 6 cm',
    assumed: true,
    note: 'Leukaemia without a tumour outside the marrow has no length to measure, and meets this.',
    when: {
      any: [
        { measured: 'longest tumor diameter', atMost: '6', unit: 'cm' },
        { all: [{ cohort: ['leukemia'] }, { not: { finding: 'extramedullary tumor' } }] },
      ],
    },
  },
  {
    id: 'INCL-8',
    section: 'Inclusion 8',
    says: 'Informed consent signed',
    when: { finding: 'informed consent signed' },
  },
]

const finding = (id: number, says: string, name: string): Row => ({
  id: `EXCL-${id}`,
  section: `Exclusion ${id}`,
  says,
  when: { finding: name },
})

const exclusions: readonly Row[] = [
  {
    id: 'EXCL-1',
    section: 'Exclusion 1',
    says: 'Another malignancy, disease-free for less than 5 years, but for cured basal cell, cervical in situ and mucosal gastrointestinal tumours',
    assumed: true,
    note: 'Somebody may have had several: an exception of one excuses no other, so whether there is a further one is asked too.',
    when: {
      all: [
        { finding: 'another malignancy' },
        {
          any: [
            { finding: 'further malignancy outside the exceptions' },
            {
              not: {
                any: [
                  { finding: 'cured basal cell carcinoma of the skin' },
                  { finding: 'cured carcinoma of the cervix in situ' },
                  { finding: 'gastrointestinal tumor cured by mucosal resection' },
                  { history: 'disease-free of the other malignancy since', atLeastAgo: { years: 5 } },
                ],
              },
            },
          ],
        },
      ],
    },
  },
  {
    id: 'EXCL-2',
    section: 'Exclusion 2',
    says: 'Brain metastases, unless stable by the investigator',
    when: {
      all: [{ finding: 'brain metastases' }, { not: { finding: 'brain metastases stable by the investigator' } }],
    },
  },
  finding(3, 'Transplant recipient', 'organ transplantation'),
  finding(4, 'T-cell lymphoma', 'T-cell lymphoma'),
  finding(5, 'Allergy to the biologics of this treatment', 'allergy to the biologics of this treatment'),
  {
    id: 'EXCL-6',
    section: 'Exclusion 6',
    says: 'HIV or syphilis',
    assumed: true,
    note: 'The registry writes "HIV and syphilis"; either is taken.',
    when: { any: [{ finding: 'HIV infection' }, { finding: 'syphilis' }] },
  },
  finding(7, 'HBV carrier', 'HBV carrier'),
  {
    id: 'EXCL-8',
    section: 'Exclusion 8',
    says: 'Radiotherapy or immunotherapy within 4 weeks',
    when: {
      any: [
        { history: 'radiotherapy', within: { days: 28 } },
        { history: 'immunotherapy', within: { days: 28 } },
      ],
    },
  },
  {
    id: 'EXCL-9',
    section: 'Exclusion 9',
    says: 'High-dose radiotherapy of lung or liver within 4 months',
    assumed: true,
    note: 'The registry writes "lung and liver"; either is taken.',
    when: { history: 'high-dose radiotherapy of lung or liver', within: { months: 4 } },
  },
  finding(10, 'Pulmonary inflammation on the chest radiograph', 'pulmonary inflammation on chest radiograph'),
  {
    id: 'EXCL-11',
    section: 'Exclusion 11',
    says: 'Oxygen saturation at most 90 % on room air',
    when: {
      measured: 'oxygen saturation',
      atMost: '90',
      unit: '%',
      ...screening,
      freeOf: { care: ['oxygen'], days: 0, moves: 'up' },
    },
  },
  finding(12, 'Cachexia caused by the tumour', 'cachexia caused by the tumor'),
  {
    id: 'EXCL-13',
    section: 'Exclusion 13',
    says: 'Immunosuppressants, long-term or at present',
    when: { finding: 'immunosuppressive drugs, long-term or at present' },
  },
  finding(14, 'Serious autoimmune disease', 'serious autoimmune disease'),
  {
    id: 'EXCL-15',
    section: 'Exclusion 15',
    says: 'Organ failure: heart function grade 4, Child-Pugh C, brain metastasis with disturbed consciousness, severe respiratory failure',
    when: {
      any: [
        { measured: 'cardiac function grade', atLeast: '4' },
        { measured: 'Child-Pugh class', steps: ['A', 'B', 'C'], atLeast: 'C' },
        { all: [{ finding: 'brain metastases' }, { finding: 'disturbed consciousness' }] },
        { finding: 'severe respiratory failure' },
      ],
    },
  },
  finding(16, 'Active infection', 'active infection'),
  finding(17, 'Unsuitable in the investigator’s opinion', 'unsuitable by the investigator'),
]

/** Who may take part in NCT03619954. */
export const nct03619954Eligibility: Eligibility = {
  section: 'registry',
  assumed: true,
  note: 'The registry does not say how recent screening values must be; 14 days is taken. Age is in completed years.',
  criteria: [
    ...inclusions.map((row) => ({ ...row, kind: 'inclusion' as const })),
    ...exclusions.map((row) => ({ ...row, kind: 'exclusion' as const })),
  ],
}
