import * as z from 'zod'
import type { Criterion } from './criterion.ts'
import { Attribution, Written } from './fact.schema.ts'

/** A time back from the moment of asking, as a protocol prints it. Months and years are calendar months and years. */
export const Lookback = z.union([
  z.strictObject({ hours: z.number().nonnegative() }),
  z.strictObject({ days: z.int().nonnegative() }),
  z.strictObject({ months: z.int().nonnegative() }),
  z.strictObject({ years: z.int().nonnegative() }),
])
export type Lookback = z.infer<typeof Lookback>

/** Where a value is cut: a number, or a multiple of the result's own upper or lower limit of normal. */
const Cut = z.union([Written, z.strictObject({ timesUln: Written }), z.strictObject({ timesLln: Written })])
export type Cut = z.infer<typeof Cut>

/** On which side of a cut a value must lie; exactly one side is named. */
const bound = {
  atLeast: Cut.optional(),
  above: Cut.optional(),
  atMost: Cut.optional(),
  below: Cut.optional(),
}
const oneSide = (clause: object) =>
  ['atLeast', 'above', 'atMost', 'below'].filter((side) => side in clause).length === 1
const ONE_SIDE = 'expected one of atLeast, above, atMost, below'

const names = z.array(z.string().min(1)).nonempty()
const CareKind = z.enum([
  'transfusion',
  'growthFactor',
  'oxygen',
  'vasopressor',
  'corticosteroid',
  'antimicrobial',
  'dialysis',
  'surgery',
  'other',
])

/** Care that would move a value: a sample taken under it shows nothing on the side it moves the value to. */
export const FreeOf = z.strictObject({
  care: z.array(CareKind).nonempty(),
  /** Days before the sample in which none may have been given; 0: not at the time itself. */
  days: z.int().nonnegative(),
  moves: z.enum(['up', 'down']),
})
export type FreeOf = z.infer<typeof FreeOf>

const Age = z.strictObject({ age: z.strictObject({ atLeast: Written.optional(), atMost: Written.optional() }) })

/** A laboratory result, a vital sign or an instrument's score, by name, against a cut. */
const Measured = z
  .strictObject({
    measured: z.string().min(1),
    alsoCalled: names.optional(),
    ...bound,
    /** Unit of a plain cut. */
    unit: z.string().optional(),
    /** The scale's steps from lowest to highest, where it has no numbers; the cut is one of them. */
    steps: names.optional(),
    within: Lookback.optional(),
    freeOf: FreeOf.optional(),
  })
  .refine(oneSide, ONE_SIDE)

/** Creatinine clearance by the Cockcroft-Gault formula, in mL/min. */
const Clearance = z
  .strictObject({ clearance: z.literal('Cockcroft-Gault'), ...bound, within: Lookback.optional() })
  .refine(oneSide, ONE_SIDE)

/** Something that somebody answered with yes or no. */
const Finding = z.strictObject({
  finding: z.string().min(1),
  alsoCalled: names.optional(),
  within: Lookback.optional(),
})

/** A recorded text, such as a histology, that is one of these. */
const Recorded = z.strictObject({ recorded: z.string().min(1), among: names })

/** Something in the past, by the date it last was: within a time before the moment of asking, or at least so long ago. */
const History = z.strictObject({
  history: z.string().min(1),
  alsoCalled: names.optional(),
  within: Lookback.optional(),
  atLeastAgo: Lookback.optional(),
  /** Interventions that are it: by kind, or by a word of their name. */
  care: z.strictObject({ kinds: z.array(CareKind).optional(), named: names.optional() }).optional(),
})

/** The highest daily dose of a drug, or of a class in equivalents of one of its drugs. */
const DailyDose = z
  .strictObject({
    dailyDose: z.string().min(1),
    alsoCalled: names.optional(),
    /** Sum the class in equivalents, by the table of that name. */
    equivalents: z.literal('glucocorticoids').optional(),
    ...bound,
    unit: z.literal('mg/day'),
    within: Lookback.optional(),
  })
  .refine(oneSide, ONE_SIDE)

/** At least one target lesion that can be measured; in millimetres. */
const MeasurableLesion = z.strictObject({
  measurableLesion: z.strictObject({ longestDiameter: Written, nodeShortAxis: Written, sliceThickness: Written }),
  within: Lookback.optional(),
})

/** An adverse event, reported and so far ongoing, or ever. */
const AdverseEvent = z.strictObject({
  adverseEvent: z.enum(['ongoing', 'ever']),
  term: names.optional(),
  gradeAtLeast: z.int().min(1).max(5),
  attributedTo: names.optional(),
  atLeast: Attribution.optional(),
  /** How far back a contact that saw to adverse events may lie, for their absence to be known. */
  seenWithin: Lookback,
})

/** An administration that was given, and optionally how long ago. */
const Given = z.strictObject({
  given: z.strictObject({ agent: z.string().min(1), cycle: z.int().optional(), infusion: z.int().optional() }),
  atLeastAgo: Lookback.optional(),
  within: Lookback.optional(),
})

/** The same person, at an earlier screening, left the study. */
const EarlierWithdrawal = z.strictObject({ earlierScreening: z.literal('withdrew') })

/** What a protocol may ask of one person: a participant, or a donor of one. */
export const ParticipantClause = z.union([
  Age,
  z.strictObject({ sex: z.enum(['F', 'M']) }),
  /** Disease cohort, as screening recorded it. */
  z.strictObject({ cohort: names }),
  Measured,
  Clearance,
  Finding,
  Recorded,
  History,
  DailyDose,
  MeasurableLesion,
  AdverseEvent,
  Given,
  EarlierWithdrawal,
])
export type ParticipantClause = z.infer<typeof ParticipantClause>

const Part: z.ZodType<Criterion<ParticipantClause>> = z.lazy(() =>
  z.union([
    ParticipantClause,
    z.strictObject({ all: z.array(Part).nonempty() }),
    z.strictObject({ any: z.array(Part).nonempty() }),
    z.strictObject({ not: Part }),
  ]),
)

const MAX_DEPTH = 40
/** A criterion over clauses about one person, with a bound on how deep it may go. */
export const ParticipantCriterion: z.ZodType<Criterion<ParticipantClause>> = z
  .unknown()
  .refine((value) => isWithin(value, MAX_DEPTH), `expected a criterion nested at most ${MAX_DEPTH} deep`)
  .pipe(Part)
export type ParticipantCriterion = Criterion<ParticipantClause>

function isWithin(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every((inner) => isWithin(inner, depth - 1))
}
