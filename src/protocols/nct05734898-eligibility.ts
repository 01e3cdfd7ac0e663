import type { Eligibility, EligibilityCriterion } from '../core/eligibility.schema.ts'
import type { ParticipantCriterion } from '../core/participant-clause.schema.ts'

const screening = { within: { days: 14 } } as const
const timesUln = (measured: string, multiple: string): ParticipantCriterion => ({
  measured,
  atMost: { timesUln: multiple },
  ...screening,
})

const relapsed: ParticipantCriterion = {
  all: [
    { finding: 'complete remission before' },
    {
      any: [
        { measured: 'MRD', above: '0.1', unit: '%' },
        { finding: 'leukemic cells in blood again' },
        { finding: 'extramedullary leukemic infiltration' },
      ],
    },
  ],
}

const refractory: ParticipantCriterion = {
  any: [
    { finding: 'failure of two lines of standard treatment' },
    { finding: 'relapse within 12 months after consolidation' },
    { finding: 'relapse within 12 months without response to chemotherapy' },
    { finding: 'two or more recurrences' },
    { finding: 'persistent extramedullary leukemia' },
  ],
}

const rows: readonly Omit<EligibilityCriterion, 'kind'>[] = [
  {
    id: 'INCL-1',
    section: 'Inclusion 1',
    says: 'Age 3 to 75 years, both included',
    when: { age: { atLeast: 3, atMost: 75 } },
  },
  {
    id: 'INCL-2-3',
    section: 'Inclusions 2 and 3',
    says: 'Recurrent AML (leukemic cells again or MRD above 0.1 % after remission) or refractory AML',
    assumed: true,
    note: 'The two are listed as separate inclusions; the trial is of relapsed or refractory AML, so either is taken.',
    when: { any: [relapsed, refractory] },
  },
  {
    id: 'INCL-4',
    section: 'Inclusion 4',
    says: 'No effective treatment option, or the cells chosen as the first',
    when: {
      any: [
        { finding: 'no effective treatment option' },
        { finding: 'chooses the cells as the first treatment option' },
      ],
    },
  },
  {
    id: 'INCL-5',
    section: 'Inclusion 5',
    says: 'ECOG performance status 0 to 2',
    when: { measured: 'ECOG', atMost: '2', ...screening },
  },
  {
    id: 'INCL-5-CHILD',
    section: 'Inclusion 5',
    says: 'Children: Lansky (under 16) or Karnofsky (16 and 17) at least 50',
    assumed: true,
    note: 'The registry names ECOG alone, which is not made for children; a Lansky or Karnofsky score is asked for beside it.',
    when: {
      any: [
        { age: { atLeast: 18 } },
        { all: [{ age: { atMost: 15 } }, { measured: 'Lansky', atLeast: '50', ...screening }] },
        { all: [{ age: { atLeast: 16, atMost: 17 } }, { measured: 'Karnofsky', atLeast: '50', ...screening }] },
      ],
    },
  },
  {
    id: 'INCL-6',
    section: 'Inclusion 6',
    says: 'Life expectancy of at least 12 weeks',
    when: { measured: 'expected survival', atLeast: '12', unit: 'weeks' },
  },
  {
    id: 'INCL-7.1',
    section: 'Inclusion 7',
    says: 'No heart disease, and cardiac function grade 1 to 2',
    when: { all: [{ not: { finding: 'heart disease' } }, { measured: 'cardiac function grade', atMost: '2' }] },
  },
  {
    id: 'INCL-7.2-TBIL',
    section: 'Inclusion 7',
    says: 'Total bilirubin at most 3×ULN',
    when: timesUln('bilirubin', '3'),
  },
  { id: 'INCL-7.2-AST', section: 'Inclusion 7', says: 'AST at most 2.5×ULN', when: timesUln('AST', '2.5') },
  { id: 'INCL-7.2-ALT', section: 'Inclusion 7', says: 'ALT at most 2.5×ULN', when: timesUln('ALT', '2.5') },
  {
    id: 'INCL-7.3',
    section: 'Inclusion 7',
    says: 'Creatinine at most 1.25×ULN',
    when: timesUln('creatinine', '1.25'),
  },
  {
    id: 'INCL-8',
    section: 'Inclusion 8',
    says: 'NKG2D ligand expression on the leukemic cells, as a reference for selection',
    priority: true,
    when: { finding: 'NKG2D ligand expression' },
  },
  {
    id: 'INCL-9',
    section: 'Inclusion 9',
    says: 'A peripheral vein is accessible',
    when: { finding: 'peripheral vein accessible' },
  },
  {
    id: 'INCL-10',
    section: 'Inclusion 10',
    says: 'No other serious disease in conflict with the protocol',
    when: {
      not: {
        any: [
          { finding: 'autoimmune disease' },
          { finding: 'immunodeficiency' },
          { finding: 'organ transplantation' },
          { finding: 'other serious disease in conflict with the protocol' },
        ],
      },
    },
  },
  {
    id: 'INCL-11',
    section: 'Inclusion 11',
    says: 'No other malignant tumour, past or present',
    when: { not: { finding: 'another malignancy' } },
  },
  {
    id: 'INCL-12-TEST',
    section: 'Inclusion 12',
    says: 'Women of childbearing age: a negative pregnancy test within 7 days',
    when: {
      any: [
        { sex: 'M' },
        { not: { finding: 'childbearing potential' } },
        { not: { finding: 'pregnancy test', within: { days: 7 } } },
      ],
    },
  },
  {
    id: 'INCL-12-CONTRACEPTION',
    section: 'Inclusion 12',
    says: 'Of childbearing age: contraception during the trial and for 3 months after',
    when: {
      any: [
        { finding: 'agrees to contraception until 3 months after the trial' },
        { not: { finding: 'childbearing potential' } },
      ],
    },
  },
  ...['HIV', 'HBV', 'HCV', 'syphilis'].map((test) => ({
    id: `INCL-13-${test.toUpperCase()}`,
    section: 'Inclusion 13',
    says: `${test} serology negative`,
    when: { not: { finding: `${test} serology` } },
  })),
  {
    id: 'INCL-14',
    section: 'Inclusion 14',
    says: 'Informed consent signed by the participant or the immediate family',
    when: { finding: 'informed consent signed' },
  },
]

/** Who may take part in NCT05734898, in the order of the registry, whose text leaves some items unnumbered. */
export const nct05734898Eligibility: Eligibility = {
  section: 'registry',
  assumed: true,
  note: 'The registry does not say how recent screening values must be; 14 days is taken. Age is in completed years.',
  missing: ['The list of exclusion criteria is empty in the copy of the registry record this was built from.'],
  criteria: rows.map((row) => ({ ...row, kind: 'inclusion' as const })),
}
