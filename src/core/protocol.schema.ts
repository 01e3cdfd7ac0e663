import * as z from 'zod'
import { EventCriterion, Length } from './event-clause.schema.ts'
import { Written } from './fact.schema.ts'

/** Where the protocol says it, and whether the registry left it open and we assumed it. */
const sourced = {
  /** Section of the protocol, or "registry" where only that states it. */
  section: z.string(),
  /** True where the source leaves it open; then `note` says what was assumed and why. */
  assumed: z.boolean().optional(),
  note: z.string().optional(),
}

const Agent = z.strictObject({
  name: z.string(),
  /** Other names it goes by in exports, such as the drugs of a regimen. */
  alsoCalled: z.array(z.string()).optional(),
  kind: z.enum(['cells', 'lymphodepletion', 'drug', 'procedure']),
  /** Planned infusions, in order: amount per infusion, or the level's amount. */
  plan: z.string().optional(),
  ...sourced,
})

const Level = z.strictObject({ label: z.string(), amount: Written, unit: z.string() })

const Infusion = z.strictObject({ agent: z.string(), cycle: z.int().min(1), infusion: z.enum(['first', 'last']) })

/** The DLT window: opens with one infusion and closes a time after another. */
const DltWindow = z.strictObject({
  ...sourced,
  opens: Infusion,
  closes: z.strictObject({ after: Infusion, length: Length, endInclusive: z.boolean() }),
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

const Evaluability = z.strictObject({
  ...sourced,
  /** Smallest share of the planned dose, in per cent, received by an evaluable participant without a DLT. */
  minimumDosePercent: z.number().min(0).max(100),
  /** Infusions of the escalated agent that must have been given in the window's cycle. */
  infusions: z.int().min(1),
  /** Contacts that must be on record on or after the window's end for "no DLT" to settle. */
  contactAfterWindow: z.boolean(),
})

const Replacement = z.strictObject({
  ...sourced,
  /** Why a participant is not evaluable, and whether another takes the place. */
  replaced: z.array(z.enum(['withdrew', 'died', 'underdosed', 'notDosed', 'assessmentMissing'])),
})

const Stagger = z.strictObject({
  ...sourced,
  /** Time from the first participant's first dose at a level to the next participant's. */
  sentinel: Length,
  /** Time between later participants of a level. */
  between: Length,
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

/** Laboratory signals reported beside the grade: no DLT unless a rule says so. */
const HepaticSignal = z.strictObject({
  ...sourced,
  analytes: z.array(z.string()),
  /** Multiple of the upper limit of normal that must be exceeded. */
  aboveUln: z.string(),
})

const Gate = z.strictObject({ ...sourced, id: z.string(), says: z.string() })
const Expansion = z.strictObject({ ...sourced, cohorts: z.array(z.string()), minimum: z.int(), maximum: z.int() })

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
  maximum: z.strictObject({ ...sourced, participants: z.int() }),
  window: DltWindow,
  dltRules: z.array(DltRule).nonempty(),
  titrationTrigger: DltRule.optional(),
  evaluability: Evaluability,
  replacement: Replacement,
  stagger: Stagger,
  hepaticSignal: HepaticSignal.optional(),
  expansion: Expansion.optional(),
  gates: z.array(Gate),
  /** Open points that change no rule but that a reader must know. */
  openPoints: z.array(z.strictObject({ ...sourced, id: z.string(), says: z.string() })),
})
export type Protocol = z.infer<typeof Protocol>
