import { commits } from './acts.ts'
import { keptBelow } from './closed-levels.ts'
import type { LevelTally, Modifier, Recommendation, Rule, Tally } from './design.ts'
import { settlements, waitInstead } from './settle.ts'
import { assertTally, at, enrolled, hasPending, levelsFrom, seen } from './tally.ts'

/** How participants are added at levels already cleared, beside the escalation. */
export type Backfill = {
  /** No more backfill participants at a level than this, pending ones included. */
  readonly cap: number
  /** How many more the trial may treat in all; no limit unless set. */
  readonly room?: number
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
  { cap, room = Number.POSITIVE_INFINITY, caps = {}, active, tooToxic }: Backfill,
  escalation: Tally,
  backfilled: Tally,
  current: number,
  excluded: Recommendation['excluded'],
): BackfillLevel[] {
  return levelsFrom(1, escalation.length).map((level) => {
    const both = together(at(escalation, level), at(backfilled, level))
    const left = Math.max(0, Math.min(room, (caps[level] ?? cap) - enrolled(at(backfilled, level))))
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

/** Both kinds of participants of a level counted together; the cohort treated last is the escalation's. */
function together(a: LevelTally, b: LevelTally): LevelTally {
  const { n, dlt, pending, followUp: _, triggers: __, ...rest } = a
  return {
    ...rest,
    n: n + b.n,
    dlt: dlt + b.dlt,
    pending: pending + b.pending,
    ...((a.followUp || b.followUp) && { followUp: [...followUpOf(a), ...followUpOf(b)] }),
    ...((a.triggers !== undefined || b.triggers !== undefined) && { triggers: (a.triggers ?? 0) + (b.triggers ?? 0) }),
  }
}

/** How long each of the pending was followed; nobody's follow-up is assumed. */
const followUpOf = ({ pending, followUp }: LevelTally): readonly number[] =>
  followUp ?? new Array<number>(pending).fill(0)

const crossing: Rule = {
  id: 'backfill',
  says: 'backfill and escalation together cross the safety bound',
  source: 'an option of the protocol',
}

/** The lowest level to cross the bound, or one above the highest level. */
function lowestCrossing(pooled: Tally, tooToxic: Backfill['tooToxic']): number {
  const index = pooled.findIndex(({ n, dlt }) => tooToxic(n, dlt))
  return index < 0 ? pooled.length + 1 : index + 1
}

/**
 * What backfill participants mean for the escalation: pooled into its counts, or kept out of them (as under 3+3) and heard only
 * where they cross the safety bound: then their level and those above are left. Nobody pending is counted as safe either way: where
 * they could still make the bound cross, or lift it, the trial neither goes up nor ends at a level.
 */
export function withBackfill(backfilled: Tally, counted: 'pooled' | 'apart', tooToxic: Backfill['tooToxic']): Modifier {
  if (backfilled.length > 0) assertTally(backfilled, 1)
  return (design) => (tally, current) => {
    assertTally(tally, current)
    const pooled = tally.map((level, i) => together(level, at(backfilled, i + 1)))
    const shown = counted === 'pooled' ? pooled : tally
    const from = lowestCrossing(pooled, tooToxic)
    const next = keptBelow(design, shown, current, { from, rule: crossing, saw: seen(pooled, from) })
    if (!commits(next) || !hasPending(pooled)) return next
    for (const settled of settlements(pooled)) {
      const crossed = lowestCrossing(settled, tooToxic)
      const stands = next.rule === crossing ? crossed === from : crossed > (next.level ?? 0)
      if (!stands) return waitInstead(next, pooled, current)
    }
    return next
  }
}
