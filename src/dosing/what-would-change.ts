import type { Change, Design, LevelTally, Recommendation, Tally } from './design.ts'
import { type Labels, labelOf } from './explain.ts'
import { lastWith } from './settle.ts'
import { NoRow } from './table-design.ts'
import { at, withLevel } from './tally.ts'

/** One outcome more at a level: the pending participant followed longest settles or, with nobody pending, the next one does. */
export function withOutcome(level: LevelTally, isDlt: boolean): LevelTally {
  const n = level.n + 1
  const dlt = level.dlt + Number(isDlt)
  const pending = Math.max(0, level.pending - 1)
  const followUp = level.followUp?.toSorted((a, b) => a - b).slice(0, pending)
  const triggers = level.triggers === undefined ? undefined : Math.min(level.triggers, n - dlt + pending)
  const last = level.last && lastAfter(level.last, level.pending === 0, isDlt)
  return {
    n,
    dlt,
    pending,
    ...(followUp && { followUp }),
    ...(triggers !== undefined && { triggers }),
    ...(last && { last }),
  }
}

/** The cohort treated last: with nobody pending, a DLT of the next participant is a cohort of its own. */
const lastAfter = (last: NonNullable<LevelTally['last']>, isNext: boolean, isDlt: boolean) =>
  isNext && isDlt ? { n: 1, dlt: 1 } : lastWith(last, Number(isDlt))

/** Counts that may come, in words and as a tally. */
export type Ahead = { readonly if: string; readonly tally: Tally }

/** One outcome more at the current level: a DLT, then none. */
export function oneOutcomeMore(tally: Tally, current: number, labels?: Labels): readonly Ahead[] {
  const level = at(tally, current)
  const who = level.pending > 0 ? 'one pending participant' : 'the next participant'
  return [true, false].map((isDlt) => ({
    if: `${who} at level ${labelOf(current, labels)} has ${isDlt ? 'a' : 'no'} DLT`,
    tally: withLevel(tally, current, withOutcome(level, isDlt)),
  }))
}

/**
 * What one more outcome at the current level would make of the recommendation, a DLT and no DLT; an outcome that a table has no row
 * for is left out.
 */
export function whatWouldChange(design: Design, tally: Tally, current: number, labels?: Labels): Change[] {
  return oneOutcomeMore(tally, current, labels).flatMap((ahead) => {
    const next = unlessNoRow(() => design(ahead.tally, current))
    return next ? [{ if: ahead.if, action: next.action, level: next.level }] : []
  })
}

/** What is recommended, or nothing where the table says nothing. */
function unlessNoRow(recommended: () => Recommendation): Recommendation | undefined {
  try {
    return recommended()
  } catch (error) {
    if (error instanceof NoRow) return undefined
    throw error
  }
}
