import * as z from 'zod'
import { Lookback, ParticipantCriterion } from './participant-clause.schema.ts'

const sourced = {
  section: z.string(),
  assumed: z.boolean().optional(),
  note: z.string().optional(),
}

const row = { id: z.string().min(1), ...sourced, says: z.string(), when: ParticipantCriterion }

/** One criterion of eligibility: an inclusion that must be met, or an exclusion that must not. */
export const EligibilityCriterion = z.strictObject({
  ...row,
  kind: z.enum(['inclusion', 'exclusion']),
  /** Asked at a later gate, such as before lymphodepletion, and not at screening. */
  gate: z.string().optional(),
  /** Gives precedence, and excludes nobody. */
  priority: z.boolean().optional(),
})
export type EligibilityCriterion = z.infer<typeof EligibilityCriterion>

/** Who may be a donor of a participant's cells. */
const Donors = z.strictObject({
  ...sourced,
  /** When a participant needs none, such as for an autologous product. */
  unlessParticipant: ParticipantCriterion.optional(),
  criteria: z.array(EligibilityCriterion).min(1),
})

/** Who may take part.. */
export const Eligibility = z.strictObject({
  ...sourced,
  criteria: z.array(EligibilityCriterion).min(1),
  donors: Donors.optional(),
  /** Parts of the source that are missing from the copy this was built from. */
  missing: z.array(z.string()).optional(),
})
export type Eligibility = z.infer<typeof Eligibility>

const Infusion = z.strictObject({
  agent: z.string().min(1),
  cycle: z.int().min(1).optional(),
  /** Counted within the cycle, from 1. */
  infusion: z.int().min(1).optional(),
})

/** How long after an earlier administration the next may be given: not before `earliest`, not after `latest`. */
const Interval = z.strictObject({
  id: z.string().min(1),
  ...sourced,
  says: z.string(),
  after: Infusion,
  earliest: Lookback,
  latest: Lookback.optional(),
})

/** What must hold before one administration: each requirement says whether the participant waits or stops where it does not. */
export const InfusionGate = z.strictObject({
  id: z.string().min(1),
  ...sourced,
  says: z.string(),
  opens: Infusion,
  intervals: z.array(Interval),
  requires: z.array(z.strictObject({ ...row, otherwise: z.enum(['hold', 'stop']) })),
  /** Eligibility criteria of this name are asked again here. */
  eligibilityGate: z.string().optional(),
})
export type InfusionGate = z.infer<typeof InfusionGate>
