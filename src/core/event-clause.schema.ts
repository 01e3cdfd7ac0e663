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

/** Support under which a blood count is not the participant's own. */
export const Support = z.enum(['platelets', 'redCells', 'plasma', 'growthFactor'])
export type Support = z.infer<typeof Support>

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
  /** The event's term or SOC is in a category, such as "haematologic", as the protocol or else the library lists it. */
  z.strictObject({ category: z.string().min(1) }),
  /**
   * A clinical fact recorded of the event, such as "clinicallySignificant" or "optimalSupportiveCare", is as asked (true unless
   * `is` says otherwise). Where nobody said, it is unknown. `says` words it for people.
   */
  z.strictObject({ fact: z.string().min(1), is: z.boolean().optional(), says: z.string().optional() }),
  /** The event was judged serious, or not; unknown where nobody said. */
  z.strictObject({ serious: z.boolean() }),
  /** How the event stands: its outcome, or ongoing while none is recorded. */
  z.strictObject({ outcome: z.array(z.enum(['recovered', 'recoveredWithSequelae', 'fatal', 'ongoing'])).nonempty() }),
  /** Attribution to any of these agents, at least this strong. */
  z.strictObject({ attributedTo: z.array(z.string()).nonempty(), atLeast: Attribution }),
  /**
   * A grade reached with its onset inside the window, and optionally held: not back to `unresolved.to` within a time from
   * reaching it, or lasting longer than a time, or at least as long as one. `atMost` bounds the worst grade of the same spell.
   * `aboveBaseline` asks for a grade at least so much above the grade before the first window. With `unsupported`, being back
   * counts only after this long without such support.
   */
  z.strictObject({
    grade: z.strictObject({
      atLeast: Grade,
      atMost: Grade.optional(),
      /** A consensus scale, where the rule reads its grade and not the event's own. */
      scale: z.string().optional(),
      aboveBaseline: z.int().min(1).max(5).optional(),
    }),
    unresolved: z.strictObject({ to: z.int().min(0).max(4), within: Length }).optional(),
    longerThan: Length.optional(),
    atLeastFor: Length.optional(),
    unsupported: z.strictObject({ by: z.array(Support).nonempty(), for: Length }).optional(),
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
