import type { Anchor, Endpoints, ResponseCriteria, Visit } from '../core/endpoints.schema.ts'

const registry = 'registry, outcome measures'
const lastDose = { dose: 'last', agents: ['NK'] } satisfies Anchor

const irRecist: ResponseCriteria = {
  criteria: 'irRECIST',
  baseline: { dose: 'first', agents: ['NK'] },
  togetherDays: 7,
  newLesionsUnrecorded: 'none',
  irNonMeasurable: 'progression',
}

const assumedReading =
  'Assumed: measurements within 7 days of each other are one assessment; an assessment that records no new lesion found none; unequivocal progression of non-target lesions and new lesions that cannot be measured are irPD by themselves, on which published accounts of irRECIST disagree.'

const day = (days: number, margin: number): Visit => ({
  label: `Day ${days}`,
  after: { days },
  earlier: margin,
  later: margin,
})
const month = (months: number): Visit => ({
  label: `Month ${months}`,
  after: { months },
  earlier: 7,
  later: 7,
})

const survivalRules = {
  anchor: 'enrolled',
  censoredAt: 'lastContact',
  afterWithdrawal: 'counted',
  newTherapy: 'notCounted',
  estimates: [
    { label: '1 year', days: 365 },
    { label: '2 years', days: 730 },
  ],
} as const

/** NCT03619954: the outcome measures the registry names. */
export const nct03619954Endpoints: Endpoints = {
  definitions: [
    {
      kind: 'threshold',
      id: 'nk-expansion',
      says: 'Successful expansion of NK cells: CD56+ cells ≥ 100/µL in blood, 7 days after the last treatment',
      role: 'primary',
      section: registry,
      assumed: true,
      note: 'The registry states no visit window: one day earlier or later is assumed.',
      analyte: 'CD56 lymphocytes',
      bound: { operator: '>=', value: '100', unit: 'cells/uL' },
      anchor: lastDose,
      visit: { label: '7 days after the last treatment', after: { days: 7 }, earlier: 1, later: 1 },
    },
    {
      kind: 'response',
      id: 'objective-response',
      says: 'Objective response: CR or PR by irRECIST, 4 weeks after all treatment finished',
      role: 'primary',
      section: registry,
      assumed: true,
      note: `The registry states no visit window: one week earlier or later is assumed. ${assumedReading}`,
      by: irRecist,
      counted: {
        anchor: lastDose,
        at: { label: '4 weeks after all treatment', after: { days: 28 }, earlier: 7, later: 7 },
      },
    },
    {
      kind: 'survival',
      id: 'overall-survival',
      says: 'Overall survival: from enrollment to death or the last visit, at 1 and 2 years',
      role: 'secondary',
      section: registry,
      assumed: true,
      note: 'Assumed: a year is 365 days; what is learnt of somebody after withdrawal counts.',
      ...survivalRules,
      events: { death: true },
      estimates: [...survivalRules.estimates],
    },
    {
      kind: 'survival',
      id: 'progression-free-survival',
      says: 'Progression-free survival: from enrollment to progression, death or the last visit, at 1 and 2 years',
      role: 'secondary',
      section: registry,
      assumed: true,
      note: `The registry names no criteria of progression for this outcome: irRECIST is assumed, and clinical progression counts. ${assumedReading}`,
      ...survivalRules,
      events: { death: true, progression: irRecist, clinicalProgression: true },
      estimates: [...survivalRules.estimates],
    },
    {
      kind: 'schedule',
      id: 'nk-counts',
      says: 'CD56+ cells in blood on Days 1, 3, 5, 7, 10, 14, 21 and 28 and at 2, 3 and 6 months after NK infusion finished',
      role: 'secondary',
      section: registry,
      assumed: true,
      note: 'The registry states no visit windows: none to Day 7, one day to Day 14, two days to Day 28 and one week for the months are assumed, as is that Day 1 is the day after the last infusion.',
      analyte: 'CD56 lymphocytes',
      unit: 'cells/uL',
      anchor: lastDose,
      visits: [
        ...[1, 3, 5, 7].map((days) => day(days, 0)),
        ...[10, 14].map((days) => day(days, 1)),
        ...[21, 28].map((days) => day(days, 2)),
        ...[2, 3, 6].map(month),
      ] as [Visit, ...Visit[]],
    },
  ],
  subgroups: [],
}
