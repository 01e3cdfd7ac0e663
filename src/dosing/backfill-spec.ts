import { type Backfill, type BackfillLevel, backfillLevels, withBackfill } from './backfill.ts'
import type { Modifier, Recommendation, Tally } from './design.ts'
import { total } from './tally.ts'
import { tooToxic } from './target.ts'

/** Backfill as it is asked for: who was treated so, how they count, how many there may be, and the bound that closes a level. */
export type BackfillSpec = {
  readonly name: 'backfill'
  readonly tally: Tally
  readonly counted: 'pooled' | 'apart'
  readonly cap: number
  readonly caps?: readonly { readonly level: number; readonly cap: number }[]
  readonly active?: readonly number[]
  readonly limit: number
  readonly threshold: number
  readonly minimum: number
  /** No more participants than this in escalation and backfill together. */
  readonly trialCap?: number
}

const boundOf = ({ limit, threshold, minimum }: BackfillSpec): Backfill['tooToxic'] =>
  tooToxic(limit, { cutoff: threshold, minimum })

/** What the backfill participants mean for the escalation. */
export const backfillModifier = (spec: BackfillSpec): Modifier => withBackfill(spec.tally, spec.counted, boundOf(spec))

/** Which levels take backfill participants now, and why not the others. */
export function openToBackfill(
  spec: BackfillSpec,
  tally: Tally,
  current: number,
  excluded: Recommendation['excluded'],
): BackfillLevel[] {
  const { cap, caps = [], active, trialCap = Number.POSITIVE_INFINITY } = spec
  const options = {
    cap,
    room: trialCap - total(tally) - total(spec.tally),
    caps: Object.fromEntries(caps.map((each) => [each.level, each.cap])),
    ...(active && { active }),
    tooToxic: boundOf(spec),
  }
  return backfillLevels(options, tally, spec.tally, current, excluded)
}
