import * as z from 'zod'
import { When } from './fact.schema.ts'

const about = {
  at: When,
  /** Who decided: a named person or body. */
  by: z.string().min(1),
  reason: z.string().optional(),
}

/** The committee's dose decision: what is done next with the dose, in the vocabulary of the recommendation. */
const DoseDecided = z.strictObject({
  type: z.literal('doseDecided'),
  ...about,
  action: z.enum(['escalate', 'stay', 'de-escalate', 'stop', 'declare-mtd', 'wait', 'suspend', 'switch']),
  /** Label of the level that opens, or of the MTD. */
  level: z.string().nullable().optional(),
})
/**
 * A named person's answer to one DLT rule for one participant, for one event or for all on record then; or, with `grade`, an
 * event's grade. It overrides the software's, and both are kept. The rule "evaluability" says whether the participant is evaluable.
 */
const Adjudicated = z
  .strictObject({
    type: z.literal('adjudicated'),
    ...about,
    reason: z.string().min(1),
    participant: z.string().min(1),
    rule: z.string().min(1).optional(),
    event: z.string().optional(),
    is: z.enum(['met', 'not met']).optional(),
    grade: z.int().min(0).max(5).optional(),
  })
  .refine(
    ({ rule, is, event, grade }) =>
      (rule !== undefined && is !== undefined && grade === undefined) ||
      (event !== undefined && grade !== undefined && rule === undefined && is === undefined),
    'expected a rule with its answer, or an event with its grade',
  )
const Rp2dDeclared = z.strictObject({ type: z.literal('rp2dDeclared'), ...about, level: z.string() })
const GateOpened = z.strictObject({ type: z.literal('gateOpened'), ...about, gate: z.string().min(1) })
/** A named person holds enrollment: of the trial, or of one expansion cohort. */
const EnrollmentSuspended = z.strictObject({
  type: z.literal('enrollmentSuspended'),
  ...about,
  reason: z.string().min(1),
  cohort: z.string().optional(),
})
/** A named person lets enrollment go on: of the trial, or of one expansion cohort. */
const EnrollmentResumed = z.strictObject({
  type: z.literal('enrollmentResumed'),
  ...about,
  reason: z.string().min(1),
  cohort: z.string().optional(),
})
/** An expansion cohort is complete, whatever its maximum. */
const CohortClosed = z.strictObject({
  type: z.literal('cohortClosed'),
  ...about,
  reason: z.string().min(1),
  cohort: z.string().min(1),
})

/** What somebody with the authority decided. Only decisions can be refused; a recorded one stands. */
export const Decision = z.discriminatedUnion('type', [
  DoseDecided,
  Adjudicated,
  Rp2dDeclared,
  GateOpened,
  EnrollmentSuspended,
  EnrollmentResumed,
  CohortClosed,
])
export type Decision = z.infer<typeof Decision>
