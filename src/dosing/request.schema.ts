import * as z from 'zod'
import { designSpec } from './job.schema.ts'
import { labelledModifierSpec } from './modifiers.schema.ts'
import { mostAtALevel, mostLevels } from './tally.ts'

const count = z.int().min(0).max(mostAtALevel)
const label = z.union([z.string().min(1), z.number()])

/** The counts at one level on the wire; `n` counts settled participants. */
export const LevelTallySchema = z.strictObject({
  n: count,
  dlt: count,
  pending: count.default(0),
  followUp: z.array(z.number().min(0).max(1)).exactOptional(),
  triggers: count.exactOptional(),
  last: z.strictObject({ n: count, dlt: count }).exactOptional(),
})

/** The labels of the levels, lowest first, or how many there are. */
export const Levels = z.union([
  z.int().min(1).max(mostLevels),
  z
    .array(label)
    .min(1)
    .max(mostLevels)
    .refine((labels) => new Set(labels.map(String)).size === labels.length, 'expected labels that all differ'),
])

const share = z.number().gt(0).lt(1)

const soundLevel = LevelTallySchema.refine(
  ({ n, dlt }) => dlt <= n,
  'expected at most as many DLTs as settled participants',
).refine(
  ({ pending, followUp }) => followUp === undefined || followUp.length === pending,
  'expected a follow-up fraction for each pending participant',
)

/** Backfill participants beside the escalation, with caps of their own and the bound that closes a level. */
const backfillSpec = z.strictObject({
  name: z.literal('backfill'),
  tally: z.array(soundLevel).min(1).max(mostLevels),
  counted: z.enum(['pooled', 'apart']),
  cap: count,
  caps: z.array(z.strictObject({ level: label, cap: count })).exactOptional(),
  active: z.array(label).exactOptional(),
  limit: share,
  threshold: share,
  minimum: z.int().min(1).default(3),
})

/** Modifiers in the order they are applied: the last has the last word. */
const requestedModifiers = z.array(z.discriminatedUnion('name', [...labelledModifierSpec.options, backfillSpec]))
export type RequestedModifier = z.infer<typeof requestedModifiers>[number]

/** One question to a design: its counts as a tally or as an outcome string, and where the trial is. */
export const DecisionRequest = z
  .strictObject({
    id: z.union([z.string(), z.number()]).exactOptional(),
    design: designSpec,
    tally: z.array(LevelTallySchema).min(1).max(mostLevels).exactOptional(),
    outcomes: z.string().exactOptional(),
    current: label.exactOptional(),
    levels: Levels.exactOptional(),
    modifiers: requestedModifiers.exactOptional(),
  })
  .refine(
    ({ tally, outcomes }) => (tally === undefined) !== (outcomes === undefined),
    'expected a tally or outcomes, one of them',
  )
export type DecisionRequest = z.infer<typeof DecisionRequest>

/** A finished trial whose MTD is to be selected. */
export const SelectionRequest = z
  .strictObject({
    id: z.union([z.string(), z.number()]).exactOptional(),
    target: share,
    tally: z.array(LevelTallySchema).min(1).max(mostLevels),
    pSaf: share.exactOptional(),
    pTox: share.exactOptional(),
    cutoff: share.exactOptional(),
    extraSafe: z.boolean().exactOptional(),
    offset: z.number().gt(0).lt(0.5).exactOptional(),
    boundMtd: z.boolean().exactOptional(),
  })
  .refine(({ target, pSaf = 0 }) => pSaf < target, { path: ['pSaf'], message: 'expected a rate below the target' })
  .refine(({ target, pTox = 1 }) => pTox > target, { path: ['pTox'], message: 'expected a rate above the target' })
