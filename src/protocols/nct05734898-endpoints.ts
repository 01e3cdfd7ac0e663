import type { Endpoints } from '../core/endpoints.schema.ts'

/** NCT05734898: the registry speaks of clinical efficacy; its one number is the residual disease that defines recurrence. */
export const nct05734898Endpoints: Endpoints = {
  definitions: [
    {
      kind: 'threshold',
      id: 'residual-disease',
      says: 'Measurable residual disease at or below 0.1 %, four weeks after the first infusion',
      role: 'secondary',
      section: 'registry, brief summary and inclusion 2',
      assumed: true,
      note: 'The registry speaks of efficacy and calls residual disease above 0.1 % recurrence; that its absence at four weeks measures efficacy, and a window of one week, are assumed.',
      analyte: 'measurable residual disease',
      bound: { operator: '<=', value: '0.1', unit: '%' },
      anchor: { dose: 'first', agents: ['CAR-NK'] },
      visit: { label: '4 weeks after the first infusion', after: { days: 28 }, earlier: 7, later: 7 },
    },
    {
      kind: 'survival',
      id: 'recurrence-free-survival',
      says: 'Time from the first infusion to recurrence (residual disease above 0.1 %) or death',
      role: 'secondary',
      section: 'registry, inclusion 2',
      assumed: true,
      note: 'The registry defines recurrence and names no such outcome. Somebody who never came to 0.1 % or below counts from the first result above it. A year is 365 days.',
      anchor: { dose: 'first', agents: ['CAR-NK'] },
      events: {
        death: true,
        result: { analyte: 'measurable residual disease', bound: { operator: '>', value: '0.1', unit: '%' } },
      },
      censoredAt: 'lastAssessment',
      afterWithdrawal: 'notCounted',
      newTherapy: 'censored',
      estimates: [
        { label: '6 months', days: 183 },
        { label: '1 year', days: 365 },
      ],
    },
    {
      kind: 'survival',
      id: 'overall-survival',
      says: 'Overall survival from enrollment',
      role: 'secondary',
      section: 'registry, brief summary',
      assumed: true,
      note: 'The registry speaks of efficacy without naming this outcome. A year is 365 days.',
      anchor: 'enrolled',
      events: { death: true },
      censoredAt: 'lastContact',
      afterWithdrawal: 'counted',
      newTherapy: 'notCounted',
      estimates: [{ label: '1 year', days: 365 }],
    },
  ],
  subgroups: [],
}
