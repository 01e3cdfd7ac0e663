import type { Design, LevelTally, Recommendation, Rule, Tally } from './design.ts'
import { assertTally, at, hasPending, levelsFrom, pendingLevels } from './tally.ts'

/** Nobody pending counts as safe: what they could still change is not decided yet. */
export const pendingRule: Rule = {
  id: 'pending',
  says: 'someone is pending whose outcome could still change the decision: wait',
  source: 'follows from counting no pending participant as safe',
}

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
    ...(last && { last: { n: last.n, dlt: Math.min(last.n, last.dlt + dlts) } }),
  }
}

/** Every tally the pending participants can lead to, in order from none of them with a DLT to all. */
export const settlements = (tally: Tally): Tally[] =>
  tally.reduce<Tally[]>(
    (ways, level) =>
      level.pending === 0
        ? ways.map((way) => [...way, level])
        : ways.flatMap((way) =>
            Array.from({ length: level.pending + 1 }, (_, dlts) => [...way, settledWith(level, dlts)]),
          ),
    [[]],
  )

/** Two recommendations that lead to the same act. */
export const sameAct = (a: Recommendation, b: Recommendation): boolean =>
  a.action === b.action && a.level === b.level && a.mtd === b.mtd

/** The act the design recommends in every way the pending can settle, or `undefined` where they differ. */
export function agreed(design: Design, tally: Tally, current: number): Recommendation | undefined {
  const [first, ...others] = settlements(tally).map((way) => design(way, current))
  return first && others.every((other) => sameAct(first, other)) ? first : undefined
}

/** Waits for the pending participants, in place of a recommendation they could still change. */
export function waitInstead(recommendation: Recommendation, tally: Tally, current: number): Recommendation {
  const { mtd: _, more: __, ...rest } = recommendation
  const { n, dlt, pending } = at(tally, current)
  return {
    ...rest,
    action: 'wait',
    level: recommendation.excluded.includes(current) ? null : current,
    rule: pendingRule,
    saw: { level: current, n, dlt, pending },
    considered: [...recommendation.considered, recommendation.rule],
    awaits: pendingLevels(tally),
  }
}

const isFinal = ({ action, level }: Recommendation) =>
  action === 'escalate' || action === 'declare-mtd' || (action === 'stop' && level !== null)

/**
 * Lets a design that reads pending participants for itself escalate, or declare an MTD, only where every way they can settle
 * gives that too; otherwise it waits.
 */
export const unlessPendingDisagree =
  (design: Design): Design =>
  (tally, current) => {
    const now = design(tally, current)
    if (!hasPending(tally) || !isFinal(now)) return now
    return settlements(tally).every((way) => sameAct(now, design(way, current)))
      ? now
      : waitInstead(now, tally, current)
  }

/** Levels excluded by settled outcomes alone: nobody pending is counted as safe to lift an exclusion. */
const withoutPending = (tally: Tally): Tally =>
  tally.map((level) => (level.pending === 0 ? level : { n: level.n, dlt: level.dlt, pending: 0 }))

/**
 * A design that knows settled outcomes only, made to answer with people pending: it decides what every way they can settle
 * agrees on, and otherwise waits. Exclusions rest on what is settled, and are never lifted in advance.
 */
export const decidedWhenSure =
  (design: Design): Design =>
  (tally, current) => {
    assertTally(tally, current)
    if (!hasPending(tally)) return design(tally, current)
    const now = design(withoutPending(tally), current)
    const { n, dlt, pending } = at(tally, current)
    const saw = { level: current, n, dlt, pending }
    const sure = agreed(design, tally, current)
    const lowest = Math.min(now.excluded[0] ?? Number.POSITIVE_INFINITY, sure?.excluded[0] ?? Number.POSITIVE_INFINITY)
    const excluded = levelsFrom(lowest, tally.length)
    if (sure && (sure.level === null || sure.level < lowest)) return { ...sure, excluded, saw }
    return waitInstead({ ...now, excluded }, tally, current)
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
