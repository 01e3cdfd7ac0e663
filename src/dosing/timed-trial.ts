import type { Tally } from './design.ts'
import { treats } from './modifiers.ts'
import type { Draws } from './philox.ts'
import { limitOf } from './simulate.ts'
import { endOf, type TrialPlan } from './trial-graph.ts'

/** How participants come, and how long each is watched; both in one unit of time. */
export type Accrual = {
  /** The mean time between one participant and the next. */
  readonly interval: number
  /** Evenly spaced, or at random with exponential gaps. */
  readonly pattern?: 'even' | 'random'
  /** The DLT window. */
  readonly window: number
}

type Participant = { readonly level: number; readonly from: number; readonly settles: number; readonly isDlt: boolean }

/** The draws of one trial by what they are for. */
export type TimedDraws = { readonly dlt: Draws; readonly arrival: Draws; readonly onset: Draws }

/**
 * One trial in time. The next participant comes an interval after the last, or when the design opens a level if that is later; a
 * DLT falls anywhere in the window with equal probability. A cohort that was opened is filled, unless a DLT closes its level. Any
 * design runs like this, since every design reads pending participants. Durations are rounded to 1/64 of the unit, so that sums over
 * trials are exact and do not depend on their order.
 */
export function timedTrial(plan: TrialPlan, truth: readonly number[], accrual: Accrual, draws: TimedDraws) {
  const people: Participant[] = []
  const cap = plan.cap ?? Number.POSITIVE_INFINITY
  let current = plan.start ?? 1
  let left = 0
  let now = 0
  for (;;) {
    if (left > 0 && dltSince(people, now) && isClosed(plan, people, current, now, accrual)) left = 0
    if (left === 0) {
      const { moment, recommendation } = openAt(plan, people, current, now, accrual)
      if (!treats(recommendation) || recommendation.level === null) break
      now = moment
      left = recommendation.more ?? plan.cohort ?? 3
      current = recommendation.level
    }
    if (people.length >= cap) break
    people.push(enrol(people.length, current, now, truth, accrual, draws))
    left--
    now += gapAfter(people.length - 1, accrual, draws)
  }
  return finished(plan, people, current)
}

/** Whether someone settled with a DLT after the last participant was dosed: a reason to ask again before the cohort is full. */
function dltSince(people: readonly Participant[], now: number): boolean {
  const since = people.at(-1)?.from ?? 0
  for (const { isDlt, settles } of people) if (isDlt && settles > since && settles <= now) return true
  return false
}

/** Whether the design, asked in the middle of a cohort, would no longer treat at its level. */
function isClosed(
  plan: TrialPlan,
  people: readonly Participant[],
  current: number,
  now: number,
  accrual: Accrual,
): boolean {
  const { action, excluded } = plan.design(tallyAt(plan, people, now, accrual), current)
  return action === 'stop' || action === 'declare-mtd' || excluded.includes(current)
}

function enrol(
  i: number,
  level: number,
  from: number,
  truth: readonly number[],
  { window }: Accrual,
  draws: TimedDraws,
) {
  const isDlt = draws.dlt.word(i) < limitOf(truth[level - 1] ?? 0)
  const settles = from + (isDlt ? window * draws.onset.uniform(i) : window)
  return { level, from, settles, isDlt }
}

const gapAfter = (i: number, { interval, pattern = 'random' }: Accrual, { arrival }: TimedDraws): number =>
  pattern === 'even' ? interval : -interval * Math.log1p(-arrival.uniform(i))

function nextSettling(people: readonly Participant[], moment: number): number {
  let first = Number.POSITIVE_INFINITY
  for (const { settles } of people) if (settles > moment && settles < first) first = settles
  return first
}

/** The first moment, not before `now`, at which the design no longer waits for someone pending. */
function openAt(plan: TrialPlan, people: readonly Participant[], current: number, now: number, accrual: Accrual) {
  for (let moment = now; ; ) {
    const recommendation = plan.design(tallyAt(plan, people, moment, accrual), current)
    if (recommendation.action !== 'wait' && recommendation.action !== 'suspend') return { moment, recommendation }
    const later = nextSettling(people, moment)
    if (later === Number.POSITIVE_INFINITY) return { moment, recommendation }
    moment = later
  }
}

type Counts = { n: number; dlt: number; pending: number; followUp?: number[] }

const none = (levels: number): Counts[] => {
  const counts: Counts[] = []
  for (let i = 0; i < levels; i++) counts.push({ n: 0, dlt: 0, pending: 0 })
  return counts
}

/** The tally as it stands at a moment; follow-up is told only to designs that weigh it. */
function tallyAt(plan: TrialPlan, people: readonly Participant[], moment: number, { window }: Accrual): Tally {
  const counts = none(plan.levels)
  for (const { level, from, settles, isDlt } of people) {
    const at = counts[level - 1] as Counts
    if (settles <= moment) {
      at.n++
      if (isDlt) at.dlt++
      continue
    }
    at.pending++
    if (!plan.timeToEvent) continue
    at.followUp ??= []
    at.followUp.push(Math.min(1, (moment - from) / window))
  }
  return counts
}

/** The end of the trial once everyone has settled. */
function finished(plan: TrialPlan, people: readonly Participant[], current: number) {
  const counts = none(plan.levels)
  for (const { level, isDlt } of people) {
    const at = counts[level - 1] as Counts
    at.n++
    if (isDlt) at.dlt++
  }
  const mtd = endOf(plan, counts, plan.design(counts, current))
  const end = people.reduce((latest, { settles }) => Math.max(latest, settles), 0)
  return { tally: counts, mtd, duration: Math.round(64 * end) / 64 }
}
