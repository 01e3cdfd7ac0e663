import type { Design, LevelTally, Modifier, Recommendation, Tally } from './design.ts'
import { at, enrolled, levelsFrom, pendingLevels } from './tally.ts'

/** How participants are added at levels already cleared, beside the escalation. */
export type Backfill = {
  /** No more backfill participants at a level than this, pending ones included. */
  readonly cap: number
  /** Caps of single levels, where they differ, by level. */
  readonly caps?: Readonly<Record<number, number>>
  /** Levels at which activity was seen; all unless set. */
  readonly active?: readonly number[]
  /** Closes a level to backfill when everyone treated there, both kinds together, crosses the bound. */
  readonly tooToxic: (n: number, dlt: number) => boolean
}

/** Why a level takes backfill participants or not. */
export type BackfillLevel = {
  readonly level: number
  readonly open: boolean
  readonly left: number
  readonly because:
    | 'open'
    | 'not below the current level'
    | 'excluded'
    | 'too toxic'
    | 'no activity seen'
    | 'cap reached'
}

/** Which levels take backfill participants now: cleared, not excluded, below the current level, within their caps. */
export function backfillLevels(
  { cap, caps = {}, active, tooToxic }: Backfill,
  escalation: Tally,
  backfilled: Tally,
  current: number,
  excluded: Recommendation['excluded'],
): BackfillLevel[] {
  return levelsFrom(1, escalation.length).map((level) => {
    const both = together(at(escalation, level), at(backfilled, level))
    const left = Math.max(0, (caps[level] ?? cap) - enrolled(at(backfilled, level)))
    const because = ((): BackfillLevel['because'] => {
      if (level >= current) return 'not below the current level'
      if (excluded.includes(level)) return 'excluded'
      if (tooToxic(both.n, both.dlt)) return 'too toxic'
      if (active && !active.includes(level)) return 'no activity seen'
      return left === 0 ? 'cap reached' : 'open'
    })()
    return { level, open: because === 'open', left: because === 'open' ? left : 0, because }
  })
}

/** Both kinds of participants of a level counted together. */
const together = (a: LevelTally, b: LevelTally): LevelTally => ({
  n: a.n + b.n,
  dlt: a.dlt + b.dlt,
  pending: a.pending + b.pending,
  ...((a.followUp || b.followUp) && { followUp: [...(a.followUp ?? []), ...(b.followUp ?? [])] }),
})

/**
 * What backfill participants mean for the escalation: pooled into its counts, or kept out of them (as under 3+3) and heard only
 * where they cross the safety bound: then their level and those above are left. Nobody pending is counted as safe either way.
 */
export const withBackfill =
  (backfilled: Tally, counted: 'pooled' | 'apart', tooToxic: Backfill['tooToxic']): Modifier =>
  (design: Design): Design =>
  (tally, current) => {
    const pooled = tally.map((level, i) => together(level, at(backfilled, i + 1)))
    const next = design(counted === 'pooled' ? pooled : tally, current)
    const crossed = pooled.findIndex(({ n, dlt }) => tooToxic(n, dlt)) + 1
    if (crossed === 0) return next
    const excluded = levelsFrom(Math.min(crossed, next.excluded[0] ?? crossed), tally.length)
    if (next.level === null || next.level < crossed) return { ...next, excluded }
    const { n, dlt, pending } = at(pooled, crossed)
    const rule = {
      id: 'backfill',
      says: 'backfill and escalation together cross the safety bound',
      source: 'an option of the protocol',
    }
    const base = {
      rule,
      saw: { level: crossed, n, dlt, pending },
      considered: [...next.considered, next.rule],
      excluded,
    }
    const level = crossed - 1
    if (level === 0) return { ...base, action: 'stop', level: null, mtd: null }
    if (level < current) return { ...base, action: 'de-escalate', level }
    return { ...base, action: 'wait', level, awaits: pendingLevels(pooled) }
  }
