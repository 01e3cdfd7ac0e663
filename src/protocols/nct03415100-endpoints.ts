import type { Endpoints } from '../core/endpoints.schema.ts'

/** NCT03415100: the registry names safety and feasibility, and no measure of efficacy. */
export const nct03415100Endpoints: Endpoints = {
  definitions: [
    {
      kind: 'received',
      id: 'feasibility',
      says: 'Feasibility: CAR-NK cells made and infused',
      role: 'primary',
      section: 'registry, about',
      assumed: true,
      note: 'The registry names feasibility without a measure: that the participant was infused at least once is assumed.',
      agents: ['CAR-NK'],
      doses: 1,
    },
  ],
  subgroups: [],
}
