import * as z from 'zod'
import { EventCriterion, Length } from './event-clause.schema.ts'
import { Attribution } from './fact.schema.ts'

/** How long after the cells something still counts: from the first or the last administration. Absent: at any time after the first. */
const within = z.strictObject({ length: Length, after: z.enum(['firstDose', 'lastDose']) }).optional()

/** What a stopping rule looks for in one participant who received the cells. */
export const StoppingCount = z.union([
  /** A DLT by the protocol's own rules. */
  z.strictObject({ dlt: z.literal(true) }),
  /** An adverse event of some kind, with its onset after the first administration. */
  z.strictObject({ event: EventCriterion, within }),
  /** A death; with `attributedTo`, one at least this strongly attributed to any of these agents. */
  z.strictObject({
    died: z.strictObject({
      within,
      attributedTo: z.strictObject({ agents: z.array(z.string()).nonempty(), atLeast: Attribution }).optional(),
    }),
  }),
])
export type StoppingCount = z.infer<typeof StoppingCount>

const count = z.int().min(1)
const share = z.number().gt(0).lt(1)

/** How many participants are too many. */
export const StoppingBound = z.union([
  /** So many; with `amongFirst`, among the first so many treated. */
  z.strictObject({ atLeast: count, amongFirst: count.optional() }),
  /** Rows of a boundary: so many among the first so many treated, any row deciding. */
  z.strictObject({ rows: z.array(z.strictObject({ amongFirst: count, atLeast: count })).nonempty() }),
  /** The rate exceeds `limit` with more than `threshold` posterior probability under a Beta prior, [1, 1] unless set. */
  z.strictObject({
    limit: share,
    threshold: share,
    prior: z.tuple([z.number().positive(), z.number().positive()]).optional(),
    /** Nothing is held with fewer counted than this. */
    minimum: count.optional(),
  }),
])
export type StoppingBound = z.infer<typeof StoppingBound>

/**
 * A stopping rule: what it counts, over whom, and how many are too many. Met, it suspends (the trial, or the one expansion cohort);
 * not known, it holds enrollment; it never ends a trial, and never lifts a suspension.
 */
export const StoppingRule = z.strictObject({
  id: z.string().min(1),
  section: z.string(),
  assumed: z.boolean().optional(),
  note: z.string().optional(),
  /** The rule in the protocol author's words, for people. */
  says: z.string(),
  counts: StoppingCount,
  /** Everybody, everybody in dose finding, each dose level by itself, or each expansion cohort by itself. */
  over: z.enum(['trial', 'doseFinding', 'level', 'expansionCohort']),
  bound: StoppingBound,
})
export type StoppingRule = z.infer<typeof StoppingRule>
