import * as z from 'zod'
import { Eligibility, InfusionGate } from './eligibility.schema.ts'
import { Endpoints } from './endpoints.schema.ts'
import { EventCriterion, Length } from './event-clause.schema.ts'
import { Written } from './fact.schema.ts'
import { StoppingRule } from './stopping.schema.ts'

/** Where the protocol says it, and whether the registry left it open and we assumed it. */
const sourced = {
  /** Section of the protocol, or "registry" where only that states it. */
  section: z.string(),
  /** True where the source leaves it open; then `note` says what was assumed and why. */
  assumed: z.boolean().optional(),
  note: z.string().optional(),
}

/** One planned infusion: how much, or the dose level's amount where nothing is said. */
const PlannedInfusion = z.strictObject({
  cycle: z.int().min(1),
  infusion: z.int().min(1),
  amount: Written.optional(),
  unit: z.string().optional(),
})

const Agent = z.strictObject({
  name: z.string(),
  /** Other names it goes by in exports, such as the drugs of a regimen. */
  alsoCalled: z.array(z.string()).optional(),
  kind: z.enum(['cells', 'lymphodepletion', 'drug', 'procedure']),
  /** Planned infusions, in order: amount per infusion, or the level's amount. */
  plan: z.string().optional(),
  /** The same as data: what was received is compared with it. */
  planned: z.array(PlannedInfusion).optional(),
  /** How old the weight may be that a dose per kg is reckoned with; older, the site is asked. */
  weightWithin: Length.optional(),
  ...sourced,
})

const Level = z.strictObject({
  label: z.string(),
  /** Absent where the source does not state the dose: what was given is then compared with the source's own plan, or nothing. */
  amount: Written.optional(),
  unit: z.string(),
})

/** An infusion of an agent in a cycle: its first, its last planned one, or the one of that number. */
const Infusion = z.strictObject({
  agent: z.string(),
  cycle: z.int().min(1),
  infusion: z.union([z.enum(['first', 'last']), z.int().min(1)]),
})

/** The DLT window: opens with one infusion and closes a time after another. */
const DltWindow = z.strictObject({
  ...sourced,
  opens: Infusion,
  closes: z.strictObject({ after: Infusion, length: Length, endInclusive: z.boolean() }),
  /** "infusion": every planned infusion of the opening agent has a window of its own, of the same length. */
  per: z.enum(['cycle', 'infusion']).optional(),
  /** Later cycles that count too: each has such a window of its own from the day it is begun. */
  alsoCycles: z.array(z.int().min(1)).optional(),
  /** To which cycle an event belongs that begins when the next cycle has begun and this window is still open: the earlier unless said. */
  boundary: z.enum(['earlier', 'later']).optional(),
  /** What an event after the window that meets a rule does: it is reported, or it counts as a DLT. Reported unless said. */
  late: z.enum(['report', 'count']).optional(),
})
export type DltWindow = z.infer<typeof DltWindow>

export const DltRule = z.strictObject({
  id: z.string(),
  ...sourced,
  /** The rule in the protocol author's words, for people. */
  says: z.string(),
  when: EventCriterion,
})
export type DltRule = z.infer<typeof DltRule>

/** An assessment that "no DLT" cannot do without, in a range of days counted from the window's opening (Day 0). */
const RequiredAssessment = z.strictObject({
  ...sourced,
  name: z.string().min(1),
  from: z.int(),
  to: z.int(),
  /** Missed for good: the participant is not evaluable, or the committee decides. */
  missed: z.enum(['notEvaluable', 'committee']),
})
export type RequiredAssessment = z.infer<typeof RequiredAssessment>

/** Terms and SOCs that a rule may name together, such as "haematologic". */
const Category = z.strictObject({
  ...sourced,
  name: z.string().min(1),
  soc: z.array(z.string()).optional(),
  term: z.array(z.string()).optional(),
})

const Evaluability = z.strictObject({
  ...sourced,
  /** Smallest share of the planned dose, in per cent, received by an evaluable participant without a DLT. */
  minimumDosePercent: z.number().min(0).max(100),
  /** Infusions of the escalated agent that must have been given in the window's cycle. */
  infusions: z.int().min(1),
  /** Contacts that must be on record on or after the window's end for "no DLT" to settle. */
  contactAfterWindow: z.boolean(),
  /** Assessments that must have been made. */
  assessments: z.array(RequiredAssessment).optional(),
  /** The level at which a participant counts who was dosed at another than assigned: the one received unless said. */
  analysedAt: z.enum(['received', 'assigned']).optional(),
})

const Replacement = z.strictObject({
  ...sourced,
  /** Why a participant is not evaluable, and whether another takes the place. */
  replaced: z.array(z.enum(['withdrew', 'died', 'underdosed', 'notDosed', 'assessmentMissing', 'adjudicated'])),
  /** Most replacements in the trial; absent: no limit. */
  maximum: z.int().min(0).optional(),
  /** Most replacements at one dose level or in one expansion cohort; absent: no limit. */
  maximumEach: z.int().min(0).optional(),
})

const Stagger = z.strictObject({
  ...sourced,
  /** Time from the first participant's first dose at a level to the next participant's. */
  sentinel: Length,
  /** Time between later participants of a level. */
  between: Length,
  /** Time from the latest first dose at any other level to the first at a level nobody has been dosed at; absent: no rule. */
  betweenLevels: Length.optional(),
})

const DesignChoice = z.strictObject({
  ...sourced,
  name: z.string(),
  options: z.record(z.string(), z.unknown()),
})

const Grading = z.strictObject({
  ...sourced,
  /** Id of the grading table in force. */
  table: z.string(),
  /** Readings that differ from the table's defaults. */
  readings: z.record(z.string(), z.string()).optional(),
  /** How unreported clinical facts are read when a laboratory value alone is graded. */
  unreported: z.enum(['unknown', 'absent', 'worstCase']),
})

const Multiple = z.string().regex(/^\d+(\.\d+)?$/, 'expected a number such as "3" or "1.5"')

/** Laboratory signals reported beside the grade: no DLT unless a rule says so. */
const HepaticSignal = z.strictObject({
  ...sourced,
  analytes: z.array(z.string()),
  /** Multiple of the upper limit of normal that must be exceeded. */
  aboveUln: z.string(),
  /** The laboratory signal of Hy's law, as multiples of the upper limit, or of a baseline that was raised itself. */
  hysLaw: z
    .strictObject({
      ...sourced,
      aminotransferase: Multiple,
      bilirubin: Multiple,
      alp: Multiple,
      /** How many days may lie between the two. */
      within: z.strictObject({ days: z.int().nonnegative() }),
      raisedBaseline: z.strictObject({ aminotransferase: Multiple, bilirubin: Multiple }).optional(),
    })
    .optional(),
})

const Gate = z.strictObject({ ...sourced, id: z.string(), says: z.string() })
const Expansion = z.strictObject({
  ...sourced,
  /** The phase as enrolment records it; "IB" where it is not given. */
  phase: z.string().optional(),
  cohorts: z.array(z.string()),
  minimum: z.int(),
  maximum: z.int(),
  /** Participants of the expansion also count in the dose-finding tally of their level. They do not where this is absent. */
  countsForDose: z.boolean().optional(),
})

/** A trial as data. Every element names the section it stands on; what the source leaves open says so. */
export const Protocol = z.strictObject({
  id: z.string(),
  title: z.string(),
  phase: z.string(),
  version: z.string(),
  source: z.string(),
  /** Offset of the site's clock from UTC, such as "+08:00", for sources that write offsets. */
  siteOffset: z
    .string()
    .regex(/^[+-]\d{2}:\d{2}$/)
    .optional(),
  grading: Grading,
  agents: z.array(Agent).nonempty(),
  /** The agent whose dose is escalated. */
  escalated: z.string(),
  levels: z.array(Level).nonempty(),
  design: DesignChoice,
  /** Most participants the dose-finding phase may treat. */
  maximum: z.strictObject({
    ...sourced,
    participants: z.int(),
    /** Who uses up the maximum: everybody assigned, dosed or lost, unless it says the dosed or the evaluable alone. */
    counts: z.enum(['assigned', 'dosed', 'evaluable']).optional(),
  }),
  window: DltWindow,
  dltRules: z.array(DltRule).nonempty(),
  titrationTrigger: DltRule.optional(),
  /** Categories that rules name; where one is not here, the library's list for the grading table counts. */
  categories: z.array(Category).optional(),
  evaluability: Evaluability,
  replacement: Replacement,
  stagger: Stagger,
  hepaticSignal: HepaticSignal.optional(),
  expansion: Expansion.optional(),
  gates: z.array(Gate),
  eligibility: Eligibility.optional(),
  infusionGates: z.array(InfusionGate).optional(),
  endpoints: Endpoints.optional(),
  /** Rules that suspend enrollment; absent: none. */
  stopping: z.array(StoppingRule).optional(),
  /** Open points that change no rule but that a reader must know. */
  openPoints: z.array(z.strictObject({ ...sourced, id: z.string(), says: z.string() })),
})
export type Protocol = z.infer<typeof Protocol>
