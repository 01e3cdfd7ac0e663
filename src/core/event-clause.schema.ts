import * as z from 'zod'
import type { Criterion } from './criterion.ts'
import { Attribution } from './fact.schema.ts'

/** A length of time as the protocol prints it: calendar days or elapsed hours. */
export const Length = z.union([
  z.strictObject({ days: z.int().nonnegative() }),
  z.strictObject({ hours: z.number().nonnegative() }),
])
export type Length = z.infer<typeof Length>

const Grade = z.int().min(1).max(5)

/** What a protocol may ask of one adverse event. */
export const EventClause = z.union([
  /** The event carries one of these terms. */
  z.strictObject({ term: z.array(z.string()).nonempty() }),
  /** The event belongs to one of these system organ classes. */
  z.strictObject({ soc: z.array(z.string()).nonempty() }),
  /** The event was reported, or derived from laboratory results alone. */
  z.strictObject({ source: z.enum(['reported', 'laboratory']) }),
  /** The event is recorded as a manifestation of one of these terms. */
  z.strictObject({ manifestationOf: z.array(z.string()).nonempty() }),
  /** Attribution to any of these agents, at least this strong. */
  z.strictObject({ attributedTo: z.array(z.string()).nonempty(), atLeast: Attribution }),
  /**
   * A grade reached with its onset inside the window, and optionally held: not back to `unresolved.to` within a time from
   * reaching it, or lasting longer than a time. `atMost` bounds the worst grade of the same spell.
   */
  z.strictObject({
    grade: z.strictObject({
      atLeast: Grade,
      atMost: Grade.optional(),
      /** A consensus scale, where the rule reads its grade and not the event's own. */
      scale: z.string().optional(),
    }),
    unresolved: z.strictObject({ to: z.int().min(0).max(4), within: Length }).optional(),
    longerThan: Length.optional(),
  }),
])
export type EventClause = z.infer<typeof EventClause>

const Part: z.ZodType<Criterion<EventClause>> = z.lazy(() =>
  z.union([
    EventClause,
    z.strictObject({ all: z.array(Part).nonempty() }),
    z.strictObject({ any: z.array(Part).nonempty() }),
    z.strictObject({ not: Part }),
  ]),
)

const MAX_DEPTH = 40
/** A criterion over adverse-event clauses, with a bound on how deep it may go. */
export const EventCriterion: z.ZodType<Criterion<EventClause>> = z
  .unknown()
  .refine((value) => isWithin(value, MAX_DEPTH), `expected a criterion nested at most ${MAX_DEPTH} deep`)
  .pipe(Part)

function isWithin(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every((inner) => isWithin(inner, depth - 1))
}
