import * as z from 'zod'
import { spanOf } from './time.ts'

/** ISO 8601 date or date-time, possibly partial: "2026", "2026-03", "2026-03-04", "2026-03-04T08", "…T08:30", "…Z" or with an offset. */
export const When = z
  .string()
  .regex(
    /^\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/,
    'expected an ISO date or date-time, possibly partial',
  )
  .refine((when) => spanOf(when) !== undefined, 'expected a day and time that exist')
export type When = z.infer<typeof When>

/** A number as it was written ("95", "<40") or as a machine number. Read by `readMeasured`, never by `Number`. */
export const Written = z.union([z.string(), z.number()])

const about = {
  participant: z.string().min(1),
  /** When it happened. */
  at: When,
  /** Identifier of the source record, so that corrections and issues can name it. */
  id: z.string().optional(),
  site: z.string().optional(),
  /** The fact is about this donor of the participant, and not about the participant. */
  donor: z.string().min(1).optional(),
}

const Agent = z.string().min(1)
export const Attribution = z.enum(['unrelated', 'unlikely', 'possible', 'probable', 'definite'])
export type Attribution = z.infer<typeof Attribution>
const Grade = z.int().min(0).max(5)
const scale = z.string().optional()

const Screened = z.strictObject({
  type: z.literal('screened'),
  ...about,
  age: z.number().nonnegative().optional(),
  sex: z.enum(['F', 'M']).optional(),
  /** Disease cohort, such as "colorectal". */
  cohort: z.string().optional(),
  /** Who it is, the same at every screening under whatever participant number. */
  person: z.string().min(1).optional(),
})
const Enrolled = z.strictObject({
  type: z.literal('enrolled'),
  ...about,
  /** Assigned dose level, by its label. */
  level: z.string().optional(),
  phase: z.string().optional(),
  /** The cohort of that phase, such as "colorectal"; absent: the disease cohort of the screening. */
  cohort: z.string().optional(),
  /** The participant this one replaces. */
  replaces: z.string().optional(),
})
const Dosed = z.strictObject({
  type: z.literal('dosed'),
  ...about,
  agent: Agent,
  amount: Written.optional(),
  unit: z.string().optional(),
  /** Label of the dose level actually given, where the source says. */
  level: z.string().optional(),
  per: z.enum(['flat', 'kg']).optional(),
  weight: z.strictObject({ kg: Written, at: When }).optional(),
  planned: Written.optional(),
  product: z.string().optional(),
  lot: z.string().optional(),
  source: z.string().optional(),
  route: z.string().optional(),
  infusion: z.int().min(1).optional(),
  cycle: z.int().min(1).optional(),
  outOfSpecification: z.boolean().optional(),
  /** CAR-positive viable cells in it, in all, where the source counts them beside the amount. */
  carPositiveViable: Written.optional(),
  /** The infusion was interrupted; nothing said is nothing known. */
  interrupted: z.boolean().optional(),
})
const LabResult = z.strictObject({
  type: z.literal('labResult'),
  ...about,
  /** Analyte by its Gradus name, such as "hemoglobin"; adapters map the source's own codes. */
  analyte: z.string().min(1),
  /** Absent or empty: taken but without a result, which may be anything. */
  value: Written.optional(),
  /** The source says that the test was not done: nothing was measured, so there is nothing to grade. */
  notDone: z.boolean().optional(),
  unit: z.string().optional(),
  lln: Written.optional(),
  uln: Written.optional(),
  indicator: z.enum(['LOW', 'NORMAL', 'HIGH', 'ABNORMAL']).optional(),
  /** The source's own baseline flag. */
  baseline: z.boolean().optional(),
  visit: z.string().optional(),
  fasting: z.boolean().optional(),
})
const VitalSign = z.strictObject({
  type: z.literal('vitalSign'),
  ...about,
  sign: z.enum([
    'temperature',
    'systolic',
    'diastolic',
    'pulse',
    'respiratoryRate',
    'oxygenSaturation',
    'weight',
    'height',
  ]),
  value: Written.optional(),
  unit: z.string().optional(),
  baseline: z.boolean().optional(),
})
const AdverseEventReported = z.strictObject({
  type: z.literal('adverseEventReported'),
  ...about,
  /** Identifier of the event within its participant; later facts about it carry the same. */
  event: z.string().min(1),
  term: z.string().min(1),
  verbatim: z.string().optional(),
  /** Grade at onset, where a grade course is recorded. */
  grade: Grade.optional(),
  scale,
  /** The investigator's attribution per agent; nobody's answer is unknown, never "unrelated". */
  attribution: z.record(Agent, Attribution).optional(),
  serious: z.boolean().optional(),
  /** The event this one is a manifestation of. */
  manifestationOf: z.string().optional(),
  facts: z.record(z.string(), z.boolean()).optional(),
})
const AdverseEventRegraded = z.strictObject({
  type: z.literal('adverseEventRegraded'),
  ...about,
  event: z.string().min(1),
  grade: Grade,
  scale,
})
/** By `at`, the highest grade since the onset had been `grade`; when it was reached is not known. */
const AdverseEventPeaked = z.strictObject({
  type: z.literal('adverseEventPeaked'),
  ...about,
  event: z.string().min(1),
  grade: Grade,
  scale,
})
const AdverseEventEnded = z.strictObject({
  type: z.literal('adverseEventEnded'),
  ...about,
  event: z.string().min(1),
  outcome: z.enum(['recovered', 'recoveredWithSequelae', 'fatal']),
})
const AdverseEventAttributed = z.strictObject({
  type: z.literal('adverseEventAttributed'),
  ...about,
  event: z.string().min(1),
  agent: Agent,
  attribution: Attribution,
})
const Intervention = z.strictObject({
  type: z.literal('intervention'),
  ...about,
  until: When.optional(),
  kind: z.enum([
    'vasopressor',
    'fluids',
    'oxygen',
    'ventilation',
    'tocilizumab',
    'siltuximab',
    'anakinra',
    'corticosteroid',
    'antipyretic',
    'transfusion',
    'growthFactor',
    'dialysis',
    'antimicrobial',
    'surgery',
    'hospitalization',
    'other',
  ]),
  /** The drug, blood product or procedure as named. */
  name: z.string().optional(),
  amount: Written.optional(),
  unit: z.string().optional(),
  /** Oxygen: nasal cannula, mask …; see the CRS scales. */
  device: z.string().optional(),
  /** How it was given, such as "oral" or "inhaled". */
  route: z.string().optional(),
  /** Why it was given: an event's identifier, where the source links them. */
  event: z.string().optional(),
  indication: z.string().optional(),
})
const Assessed = z.strictObject({
  type: z.literal('assessed'),
  ...about,
  /** ICE, ECOG, CRS, ICANS, or another instrument or clinical finding. */
  instrument: z.string().min(1),
  item: z.string().optional(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  unit: z.string().optional(),
  event: z.string().optional(),
})
/** One lesion at one tumour assessment, as one reader measured it. Nothing said of a lesion is nothing known of it. */
const LesionMeasured = z.strictObject({
  type: z.literal('lesionMeasured'),
  ...about,
  /** Identifier of the lesion within its participant; the same at every assessment. */
  lesion: z.string().min(1),
  kind: z.enum(['target', 'nonTarget', 'new']),
  /** A lymph node is measured by its short axis. */
  node: z.boolean().optional(),
  /** Where in the body. */
  location: z.string().optional(),
  /** In millimetres, as written. */
  longestDiameter: Written.optional(),
  /** In millimetres, as written. */
  shortAxis: Written.optional(),
  /** Of the scan, in millimetres. */
  sliceThickness: Written.optional(),
  method: z.string().optional(),
  status: z
    .enum(['present', 'absent', 'unequivocalProgression', 'equivocal', 'tooSmallToMeasure', 'notEvaluable'])
    .optional(),
  /** The assessment it belongs to, where its lesions were measured on several days. */
  visit: z.string().optional(),
  /** Who read it, such as "investigator": readings of different readers are never summed together. */
  reader: z.string().optional(),
})
/** Progression that somebody stated: by response criteria, or of the disease's symptoms alone. */
const Progressed = z.strictObject({
  type: z.literal('progressed'),
  ...about,
  basis: z.enum(['criteria', 'clinical']),
  /** The response criteria, such as "RECIST 1.1". */
  criteria: z.string().optional(),
  reader: z.string().optional(),
})
const FollowedUp = z.strictObject({
  type: z.literal('followedUp'),
  ...about,
  visit: z.string().optional(),
  /** Assessments made at this contact, by the names the protocol demands. */
  assessments: z.array(z.string()).optional(),
})
const Withdrew = z.strictObject({ type: z.literal('withdrew'), ...about, reason: z.string().optional() })
const Completed = z.strictObject({ type: z.literal('completed'), ...about })
const Died = z.strictObject({
  type: z.literal('died'),
  ...about,
  cause: z.string().optional(),
  event: z.string().optional(),
})

/** What happened to one participant (or a named donor of one). Facts are never refused: they happened. */
export const Fact = z.discriminatedUnion('type', [
  Screened,
  Enrolled,
  Dosed,
  LabResult,
  VitalSign,
  AdverseEventReported,
  AdverseEventRegraded,
  AdverseEventPeaked,
  AdverseEventAttributed,
  AdverseEventEnded,
  Intervention,
  Assessed,
  LesionMeasured,
  Progressed,
  FollowedUp,
  Withdrew,
  Completed,
  Died,
])
export type Fact = z.infer<typeof Fact>

export type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>
