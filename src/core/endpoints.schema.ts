import * as z from 'zod'
import { Written } from './fact.schema.ts'

const sourced = {
  /** Section of the protocol, or "registry" where only that states it. */
  section: z.string(),
  /** True where the source leaves part of it open; then `note` says what was assumed and why. */
  assumed: z.boolean().optional(),
  note: z.string().optional(),
}

/** A length as schedules print it: calendar days or calendar months. */
const After = z.union([
  z.strictObject({ days: z.int().nonnegative() }),
  z.strictObject({ months: z.int().nonnegative() }),
])

/** The moment an endpoint counts from. The last dose is the last given so far until the end of treatment is on record. */
export const Anchor = z.union([
  z.literal('enrolled'),
  z.strictObject({ dose: z.enum(['first', 'last']), agents: z.array(z.string()).nonempty() }),
])
export type Anchor = z.infer<typeof Anchor>

/** A visit: so long after the anchor, and how many days earlier or later it may be. */
const Visit = z.strictObject({
  label: z.string(),
  after: After,
  earlier: z.int().nonnegative(),
  later: z.int().nonnegative(),
})
export type Visit = z.infer<typeof Visit>

const Bound = z.strictObject({
  operator: z.enum(['<', '<=', '>=', '>']),
  value: z.string(),
  unit: z.string(),
})
export type Bound = z.infer<typeof Bound>

const named = { id: z.string(), says: z.string(), ...sourced, role: z.enum(['primary', 'secondary', 'exploratory']) }

/** An analyte at least, or at most, so high at one visit. */
const Threshold = z.strictObject({
  kind: z.literal('threshold'),
  ...named,
  analyte: z.string(),
  bound: Bound,
  anchor: Anchor,
  visit: Visit,
})
/** The values of an analyte at each of several visits. */
const Schedule = z.strictObject({
  kind: z.literal('schedule'),
  ...named,
  analyte: z.string(),
  unit: z.string(),
  anchor: Anchor,
  visits: z.array(Visit).nonempty(),
})

/** How tumour response is read from lesion measurements. */
export const ResponseCriteria = z.strictObject({
  criteria: z.enum(['recist1.1', 'irRECIST', 'iRECIST']),
  /** Lesions measured before or on the day of this are the baseline. */
  baseline: Anchor,
  /** Days over which the measurements of one assessment may be spread. */
  togetherDays: z.int().nonnegative(),
  /** An assessment that records no new lesion found none, or leaves it open. */
  newLesionsUnrecorded: z.enum(['none', 'unknown']),
  /** irRECIST: unequivocal progression of non-target lesions, or a new lesion that cannot be measured, is irPD by itself. */
  irNonMeasurable: z.enum(['progression', 'notCounted']).optional(),
  /** Whose readings count, where there are several. */
  reader: z.string().optional(),
})
export type ResponseCriteria = z.infer<typeof ResponseCriteria>

/** CR or PR: at one visit, or the best of all assessments. */
const Response = z.strictObject({
  kind: z.literal('response'),
  ...named,
  by: ResponseCriteria,
  counted: z.union([
    z.strictObject({ at: Visit, anchor: Anchor }),
    z.strictObject({
      best: z.literal(true),
      /** CR or PR must be seen again at least so many days later. */
      confirmedAfterDays: z.int().positive().optional(),
      /** SD must last at least so many days from the baseline anchor. */
      stableForDays: z.int().positive().optional(),
    }),
  ]),
})

/** Time from an anchor to an event, by Kaplan-Meier. */
const Survival = z.strictObject({
  kind: z.literal('survival'),
  ...named,
  anchor: Anchor,
  events: z.strictObject({
    death: z.literal(true),
    /** Progression: from lesion measurements by these criteria, and as stated by criteria. */
    progression: ResponseCriteria.optional(),
    /** Progression stated as clinical alone counts. */
    clinicalProgression: z.boolean().optional(),
    /** A result past this bound, such as minimal residual disease above 0.1 %. */
    result: z.strictObject({ analyte: z.string(), bound: Bound }).optional(),
  }),
  /** Where somebody without an event is censored: the last contact, or the last assessment that could have shown one. */
  censoredAt: z.enum(['lastContact', 'lastAssessment']),
  /** Whether what is known of somebody after withdrawal counts. */
  afterWithdrawal: z.enum(['counted', 'notCounted']),
  /** Censored when a new anticancer therapy starts (recorded as assessed: "new anticancer therapy"). */
  newTherapy: z.enum(['censored', 'notCounted']),
  estimates: z.array(z.strictObject({ label: z.string(), days: z.int().positive() })),
})

/** Scheduled measurements of one analyte over time: pharmacokinetics, persistence, cytokines. */
const Series = z.strictObject({
  kind: z.literal('series'),
  ...named,
  analytes: z.array(z.strictObject({ analyte: z.string(), unit: z.string() })).nonempty(),
  anchor: Anchor,
  time: z.enum(['days', 'hours']),
  area: z.enum(['linear', 'linear-up/log-down']),
})

/** Whether the agents were given, so many times at least. */
const Received = z.strictObject({
  kind: z.literal('received'),
  ...named,
  agents: z.array(z.string()).nonempty(),
  doses: z.int().positive(),
})

export const EndpointDefinition = z.discriminatedUnion('kind', [
  Threshold,
  Schedule,
  Response,
  Survival,
  Series,
  Received,
])
export type EndpointDefinition = z.infer<typeof EndpointDefinition>
export type DefinitionOf<K extends EndpointDefinition['kind']> = Extract<EndpointDefinition, { kind: K }>

const Cuts = z.array(Written).nonempty()

/** A way to divide participants, by what is known of them before the first dose of the anchor's agents. */
export const Subgroup = z.strictObject({
  id: z.string(),
  says: z.string(),
  ...sourced,
  before: Anchor,
  by: z.union([
    z.strictObject({ cohort: z.literal(true) }),
    /** The last value assessed of an instrument, as it was written. */
    z.strictObject({ assessed: z.string(), item: z.string().optional() }),
    /** An analyte's last value, below the first cut, from it to the next, and so on. */
    z.strictObject({ analyte: z.string(), unit: z.string(), cuts: Cuts }),
    /** The ratio of two analytes measured in one unit on one day. */
    z.strictObject({ ratio: z.tuple([z.string(), z.string()]), unit: z.string(), cuts: Cuts }),
    /** The sum of target lesions, in millimetres. */
    z.strictObject({ targetSum: z.literal(true), cuts: Cuts }),
    /** How many places the lesions are in. */
    z.strictObject({ lesionSites: z.literal(true), cuts: Cuts }),
  ]),
})
export type Subgroup = z.infer<typeof Subgroup>

/** What a trial measures its success by, as data. */
export const Endpoints = z.strictObject({
  definitions: z.array(EndpointDefinition),
  subgroups: z.array(Subgroup),
})
export type Endpoints = z.infer<typeof Endpoints>
