import { remembered } from '../core/remembering.ts'
import { commits } from './acts.ts'
import type { Design, LevelTally, Recommendation, Rule, Tally } from './design.ts'
import { assertTally, at, hasPending, levelsFrom, pendingLevels, seen, untried } from './tally.ts'

/** Nobody pending counts as safe: what they could still change is not decided yet. */
export const pendingRule: Rule = {
  id: 'pending',
  says: 'someone is pending whose outcome could still change the decision: wait',
  source: 'follows from counting no pending participant as safe',
}

/**
 * The cohort treated last once `dlts` pending participants have a DLT. Whether they belong to it, and how many more of it were pending,
 * is not told: its share comes out as the highest it can be.
 */
export function lastWith(last: Cohort, dlts: number): Cohort {
  const n = Math.max(last.n, dlts)
  return { n, dlt: Math.min(n, last.dlt + dlts) }
}

type Cohort = NonNullable<LevelTally['last']>

/** A level as it stands once its pending participants settle, `dlts` of them with a DLT. */
export function settledWith(level: LevelTally, dlts: number): LevelTally {
  const { pending, triggers, last } = level
  const n = level.n + pending
  const dlt = level.dlt + dlts
  if (triggers === undefined && last === undefined) return { n, dlt, pending: 0 }
  return {
    n,
    dlt,
    pending: 0,
    ...(triggers !== undefined && { triggers: Math.min(triggers, n - dlt) }),
    ...(last && { last: lastWith(last, dlts) }),
  }
}

/**
 * Every tally the pending participants can lead to: who settles is told by how many, so a level with n pending settles in n + 1 ways.
 * The two ends come first, none with a DLT and all: where the ways disagree, these two mostly do.
 */
export function* settlements(tally: Tally): Generator<Tally> {
  const open = pendingLevels(tally)
  const ways = open.map((level) => at(tally, level).pending + 1)
  const count = ways.reduce((product, each) => product * each, 1)
  yield settledAs(tally, 0, ways)
  if (count > 1) yield settledAs(tally, count - 1, ways)
  for (let way = 1; way < count - 1; way++) yield settledAs(tally, way, ways)
}

/** One way of settling, numbered: the highest level counts fastest. */
function settledAs(tally: Tally, way: number, ways: readonly number[]): Tally {
  const settled = [...tally]
  let [rest, place] = [way, ways.length]
  for (let i = settled.length - 1; i >= 0; i--) {
    const level = settled[i] as LevelTally
    if (level.pending === 0) continue
    const base = ways[--place] as number
    settled[i] = settledWith(level, rest % base)
    rest = Math.floor(rest / base)
  }
  return settled
}

/** Two recommendations that lead to the same act. */
export const sameAct = (a: Recommendation, b: Recommendation): boolean =>
  a.action === b.action && a.level === b.level && a.mtd === b.mtd

/** The act the design recommends in every way the pending can settle, or `undefined` where they differ. */
export function agreed(design: Design, tally: Tally, current: number): Recommendation | undefined {
  let first: Recommendation | undefined
  for (const way of settlements(tally)) {
    const one = design(way, current)
    if (first && !sameAct(first, one)) return undefined
    first ??= one
  }
  return first
}

/**
 * Waits for the pending participants, in place of a recommendation they could still change. The rule that gives way was met: it is not
 * among those considered.
 */
export function waitInstead(recommendation: Recommendation, tally: Tally, current: number): Recommendation {
  const { mtd: _, more: __, ...rest } = recommendation
  return {
    ...rest,
    action: 'wait',
    level: recommendation.excluded.includes(current) ? null : current,
    rule: pendingRule,
    saw: seen(tally, current),
    awaits: pendingLevels(tally),
  }
}

/**
 * Lets a design that reads pending participants for itself escalate, or declare an MTD, only where every way they can settle
 * gives that too; otherwise it waits.
 */
export function unlessPendingDisagree(design: Design): Design {
  const agrees = (now: Recommendation, tally: Tally, current: number): boolean => {
    for (const way of settlements(tally)) if (!sameAct(now, design(way, current))) return false
    return true
  }
  const allAgree = rememberingWhereMany(agrees)
  return (tally, current) => {
    const now = design(tally, current)
    if (!hasPending(tally) || !commits(now)) return now
    return allAgree(now, tally, current) ? now : waitInstead(now, tally, current)
  }
}

type Agrees = (now: Recommendation, tally: Tally, current: number) => boolean

/** Where there are many ways to settle, what they came to is kept: a replay asks of the same counts again and again. */
function rememberingWhereMany(agrees: Agrees): Agrees {
  const known = new Map<string, boolean>()
  return (now, tally, current) => {
    if (tally.reduce((ways, { pending }) => ways * (pending + 1), 1) <= FEW) return agrees(now, tally, current)
    const key = JSON.stringify([tally, current])
    return remembered(known, key, () => agrees(now, tally, current), KEPT)
  }
}

const FEW = 64
const KEPT = 4096

/** Levels excluded by settled outcomes alone: nobody pending is counted as safe to lift an exclusion. */
const withoutPending = (tally: Tally): Tally =>
  tally.map((level) => (level.pending === 0 ? level : { n: level.n, dlt: level.dlt, pending: 0 }))

/** Whether a design has an answer to the counts at a level. */
type Answers = (level: LevelTally) => boolean

/** What a design says of the settled outcomes alone. A level it has no answer to yet says nothing, and then nothing is decided by it. */
function onSettled(design: Design, answers: Answers, tally: Tally, current: number): Recommendation {
  const settled = withoutPending(tally)
  const known = settled.map((level, i) => (level === tally[i] || answers(level) ? level : untried))
  const now = design(known, current)
  return known.every((level, i) => level === settled[i]) ? now : { ...now, action: 'wait', considered: [] }
}

const lowestExcluded = ({ excluded }: Recommendation): number => excluded[0] ?? Number.POSITIVE_INFINITY

/**
 * A design that knows settled outcomes only, made to answer with people pending: it decides what every way they can settle
 * agrees on, and otherwise waits. Exclusions and figures rest on what is settled, and no exclusion is lifted in advance. Where the
 * design has no answer to some counts, as a table without a row for them, `answers` says which it has.
 */
export const decidedWhenSure =
  (design: Design, answers: Answers = () => true): Design =>
  (tally, current) => {
    assertTally(tally, current)
    if (!hasPending(tally)) return design(tally, current)
    const now = onSettled(design, answers, tally, current)
    const sure = agreed(design, tally, current)
    const lowest = Math.min(lowestExcluded(now), sure ? lowestExcluded(sure) : Number.POSITIVE_INFINITY)
    const excluded = levelsFrom(lowest, tally.length)
    if (!sure || (sure.level !== null && sure.level >= lowest)) return waitInstead({ ...now, excluded }, tally, current)
    const told = sameAct(now, sure) && lowestExcluded(now) === lowest ? now : sure
    return { ...told, excluded, saw: seen(tally, told.saw.level), ...(now.figures && { figures: now.figures }) }
  }

/** Refuses what is no tally before a design reads it. */
export const checkingTally =
  (design: Design): Design =>
  (tally, current) => {
    assertTally(tally, current)
    return design(tally, current)
  }

/** A time-to-event design says, beside its answer, what it would be if every pending participant had a DLT. */
export const sayingIfAllDlt =
  (design: Design): Design =>
  (tally, current) => {
    const now = design(tally, current)
    if (!hasPending(tally)) return now
    const { action, level } = design(
      tally.map((each) => settledWith(each, each.pending)),
      current,
    )
    return { ...now, ifAllDlt: { action, level } }
  }
