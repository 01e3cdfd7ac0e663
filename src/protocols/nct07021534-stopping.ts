import type { Protocol } from '../core/protocol.schema.ts'

const registry = 'registry'
const crs = { term: ['Cytokine release syndrome'] as [string] }

/** When NCT07021534 is suspended. The registry states no stopping rule: each of these is assumed. */
export const stopping: NonNullable<Protocol['stopping']> = [
  {
    id: 'STOP-1',
    section: registry,
    says: 'any death at least possibly related to the cells',
    assumed: true,
    note: 'The registry states no stopping rule. A death whose attribution nobody gave holds enrollment until somebody gives it.',
    counts: { died: { attributedTo: { agents: ['CAR-NK', 'CAR-T'], atLeast: 'possible' } } },
    over: 'trial',
    bound: { atLeast: 1 },
  },
  {
    id: 'STOP-2',
    section: registry,
    says: 'any death within 30 days of the last infusion, whatever its cause',
    assumed: true,
    note: 'As trials of cell therapies commonly have it; not stated in the registry.',
    counts: { died: { within: { length: { days: 30 }, after: 'lastDose' } } },
    over: 'trial',
    bound: { atLeast: 1 },
  },
  {
    id: 'STOP-3',
    section: registry,
    says: 'grade 4 CRS in two or more participants, at any levels and in any cycle',
    assumed: true,
    note: 'A rule across levels; not stated in the registry.',
    counts: { event: { all: [crs, { grade: { atLeast: 4 } }] } },
    over: 'trial',
    bound: { atLeast: 2 },
  },
  {
    id: 'STOP-4',
    section: registry,
    says: 'in an expansion cohort, a DLT rate above 30 % with more than 90 % posterior probability',
    assumed: true,
    note: 'The registry names no monitoring rule for the expansion. Beta(1, 1) prior, looked at from the third settled participant on; each cohort by itself.',
    counts: { dlt: true },
    over: 'expansionCohort',
    bound: { limit: 0.3, threshold: 0.9, minimum: 3 },
  },
]
