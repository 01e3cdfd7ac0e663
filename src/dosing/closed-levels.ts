import { actSeenFrom, commits, instead, treats } from './acts.ts'
import type { Design, Recommendation, Rule, Tally } from './design.ts'
import { sameAct, settlements, waitInstead } from './settle.ts'
import { enrolled, hasPending, levelsFrom } from './tally.ts'

/** A level that is closed with all above it, the rule that closed it, and the counts that rule saw. */
export type Closed = { readonly from: number; readonly rule: Rule; readonly saw: Recommendation['saw'] }

/**
 * What a design recommends, kept below a closed level. An ending the design did not give itself stands only where nobody it waits
 * for is left, and no way the pending can settle would change it.
 */
export function keptBelow(design: Design, tally: Tally, current: number, closed: Closed): Recommendation {
  const ask = (seen: Tally) => lowered(design, seen, current, closed)
  const next = ask(tally)
  if (next.rule !== closed.rule || !commits(next) || !hasPending(tally)) return next
  for (const settled of settlements(tally)) if (!sameAct(next, ask(settled))) return waitInstead(next, tally, current)
  return next
}

function lowered(design: Design, tally: Tally, current: number, { from, rule, saw }: Closed): Recommendation {
  const next = design(tally, current)
  if (from > tally.length) return next
  const excluded = levelsFrom(Math.min(from, next.excluded[0] ?? from), tally.length)
  if (next.level === null || next.level < from) return { ...next, excluded }
  if (from === 1) return instead(next, { action: 'stop', level: null, mtd: null, excluded, rule, saw })
  const { ifAllDlt, ...rest } = next
  const act = actSeenFrom(current, answerBelow(design, tally, current, next, from))
  const isLow = ifAllDlt && (ifAllDlt.level ?? 0) < from
  const kept = instead(rest, { ...act, excluded, rule, saw, ...(isLow && { ifAllDlt }) })
  const isAwaited = next.awaits !== undefined && next.awaits.length > 0
  return isAwaited && commits(kept) ? { ...next, level: null, excluded } : kept
}

/**
 * The design asked at the highest level left; where it still goes up, its own ending under an exceeded level. A model, which learns
 * from all levels at once, would be misled by that second question: where the answer leads below the level asked about, it stays.
 */
function answerBelow(
  design: Design,
  tally: Tally,
  current: number,
  next: Recommendation,
  from: number,
): Recommendation {
  const level = Math.min(current, from - 1)
  const here = level === current ? next : design(tally, level)
  if (here.level === null || here.level < from) return here
  const ending = design(asIfExceeded(tally, from, here.more), level)
  const isBelow = ending.level !== null && ending.level < from
  if (isBelow && !(treats(ending) && (ending.level ?? 0) < level)) return ending
  const { rule, saw, considered, excluded, more } = here
  return { action: 'stay', level, rule, saw, considered, excluded, ...(more !== undefined && more > 0 && { more }) }
}

/** The tally as if everybody treated at the closed levels had had a DLT, and a cohort had been treated at the lowest of them. */
const asIfExceeded = (tally: Tally, from: number, cohort = 3): Tally =>
  tally.map((each, i) => {
    if (i + 1 < from) return each
    const n = i + 1 === from ? Math.max(2, enrolled(each) || cohort) : enrolled(each)
    return { n, dlt: n, pending: 0 }
  })
