import type { InfusionGate } from '../core/eligibility.schema.ts'

const silent = 'The registry gives no criteria between infusions; these are taken as trials of this kind do.'
const assumed = { section: 'assumed gates', assumed: true, note: silent } as const
const seen = { seenWithin: { days: 1 } } as const
const cells = { attributedTo: ['CAR-NK'] as [string], atLeast: 'possible' as const }

/** NCT05734898: what must hold before the second infusion. */
export const nct05734898Gates: InfusionGate[] = [
  {
    id: 'day-7',
    ...assumed,
    says: 'before the second infusion',
    opens: { agent: 'CAR-NK', cycle: 1, infusion: 2 },
    intervals: [
      {
        id: 'day-7-interval',
        ...assumed,
        says: 'seven days after the first infusion, up to three days later',
        after: { agent: 'CAR-NK', cycle: 1, infusion: 1 },
        earliest: { days: 7 },
        latest: { days: 10 },
      },
    ],
    requires: [
      {
        id: 'day-7-CRS',
        ...assumed,
        says: 'No CRS of grade 2 or more ongoing',
        when: { not: { adverseEvent: 'ongoing', gradeAtLeast: 2, term: ['Cytokine release syndrome'], ...seen } },
        otherwise: 'hold',
      },
      {
        id: 'day-7-AE3',
        ...assumed,
        says: 'No adverse event of grade 3 or more ongoing that is at least possibly related to the cells',
        when: { not: { adverseEvent: 'ongoing', gradeAtLeast: 3, ...cells, ...seen } },
        otherwise: 'hold',
      },
      {
        id: 'day-7-AE4',
        ...assumed,
        says: 'Never an adverse event of grade 4 or more at least possibly related to the cells',
        when: { not: { adverseEvent: 'ever', gradeAtLeast: 4, ...cells, ...seen } },
        otherwise: 'stop',
      },
    ],
  },
]
