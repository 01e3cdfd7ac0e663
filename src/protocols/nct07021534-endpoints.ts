import type { Anchor, EndpointDefinition, Endpoints, ResponseCriteria } from '../core/endpoints.schema.ts'

const section = 'registry, detailed description'
const cells = { dose: 'first', agents: ['CAR-NK', 'CAR-T'] } satisfies Anchor
const carT = { dose: 'first', agents: ['CAR-T'] } satisfies Anchor

const recist: ResponseCriteria = {
  criteria: 'recist1.1',
  baseline: cells,
  togetherDays: 7,
  newLesionsUnrecorded: 'none',
}

const reading =
  'Assumed: measurements within 7 days of each other are one assessment, and an assessment that records no new lesion found none.'

const series = (
  id: string,
  says: string,
  anchor: Anchor,
  analytes: readonly [string, string][],
): EndpointDefinition => ({
  kind: 'series',
  id,
  says,
  role: 'secondary',
  section,
  assumed: true,
  note: 'The registry names the measurement, not its analytes, times or units: those of the field are assumed. Area by the linear trapezoidal rule from the first sample to the last; values below quantification stay below it.',
  analytes: analytes.map(([analyte, unit]) => ({ analyte, unit })) as [{ analyte: string; unit: string }],
  anchor,
  time: 'days',
  area: 'linear',
})

const survival = (id: string, says: string, progression: boolean): EndpointDefinition => ({
  kind: 'survival',
  id,
  says,
  role: 'secondary',
  section,
  assumed: true,
  note: `The registry speaks of efficacy without naming this outcome: it is assumed, from enrollment. A year is 365 days. ${progression ? reading : 'What is learnt of somebody after withdrawal counts.'}`,
  anchor: 'enrolled',
  events: { death: true, ...(progression ? { progression: recist, clinicalProgression: false } : {}) },
  censoredAt: progression ? 'lastAssessment' : 'lastContact',
  afterWithdrawal: progression ? 'notCounted' : 'counted',
  newTherapy: progression ? 'censored' : 'notCounted',
  estimates: [
    { label: '6 months', days: 183 },
    { label: '1 year', days: 365 },
  ],
})

const before = { before: cells, section, assumed: true } as const

/** NCT07021534: secondary efficacy, kinetics, cytokines, and the interim analysis's subgroups. */
export const nct07021534Endpoints: Endpoints = {
  definitions: [
    {
      kind: 'response',
      id: 'objective-response',
      says: 'Objective response: CR or PR by RECIST 1.1, best of all assessments until progression',
      role: 'secondary',
      section,
      assumed: true,
      note: `The registry names tumour response and, in its eligibility, RECIST 1.1; that the best response counts, unconfirmed, is assumed. ${reading}`,
      by: recist,
      counted: { best: true },
    },
    survival('progression-free-survival', 'Progression-free survival by RECIST 1.1', true),
    survival('overall-survival', 'Overall survival', false),
    series('persistence', 'Persistence of the cells: CAR copies in blood', cells, [['CAR transgene', 'copies/ug DNA']]),
    series('car-t-kinetics', 'Kinetics of CAR-T: CAR+ T cells in blood', carT, [['CAR-T cells', 'cells/uL']]),
    series('cytokines', 'Cytokine release', cells, [
      ['IL-6', 'pg/mL'],
      ['IL-10', 'pg/mL'],
      ['interferon gamma', 'pg/mL'],
      ['tumor necrosis factor alpha', 'pg/mL'],
    ]),
  ],
  subgroups: [
    {
      ...before,
      id: 'histology',
      says: 'Tumor histology',
      by: { cohort: true },
      note: 'The registry names the factor; the disease cohort at screening is taken for the histology.',
    },
    {
      ...before,
      id: 'nkg2d-ligand',
      says: 'NKG2D ligand expression',
      by: { assessed: 'NKG2D ligand expression' },
      note: 'The registry states no categories: the result as it was assessed.',
    },
    {
      ...before,
      id: 'prior-treatment',
      says: 'Prior treatment regimens',
      by: { assessed: 'prior lines of treatment' },
      note: 'The registry states no categories: the number of prior lines as it was recorded.',
    },
    {
      ...before,
      id: 'tumor-burden',
      says: 'Baseline tumor burden',
      by: { targetSum: true, cuts: ['50', '100'] },
      note: 'The registry states no cuts: target sums of 50 and 100 mm are assumed.',
    },
    {
      ...before,
      id: 'tumor-marker',
      says: 'Tumor marker: carcinoembryonic antigen',
      by: { analyte: 'carcinoembryonic antigen', unit: 'ng/mL', cuts: ['5'] },
      note: 'The registry names neither markers nor cuts: carcinoembryonic antigen at 5 ng/mL is assumed.',
    },
    {
      ...before,
      id: 'granulocyte-lymphocyte-ratio',
      says: 'Granulocyte-to-lymphocyte ratio in blood',
      by: { ratio: ['neutrophils', 'lymphocytes'], unit: '10^9/L', cuts: ['3'] },
      note: 'The registry states no cut: 3 is assumed, with neutrophils for granulocytes.',
    },
    {
      ...before,
      id: 'metastatic-sites',
      says: 'Metastatic sites',
      by: { lesionSites: true, cuts: ['2'] },
      note: 'The registry states no categories: liver alone against two sites or more, by the lesions on record, is assumed.',
    },
  ],
}
