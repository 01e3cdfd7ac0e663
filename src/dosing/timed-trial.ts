import { recommendedOn, treats } from './acts.ts'
import type { Draws } from './philox.ts'
import { limitOf } from './simulate.ts'
import { endOf, type TrialPlan } from './trial-graph.ts'
import { Watched } from './watched.ts'

/** How participants come, and how long each is watched; both in one unit of time. */
export type Accrual = {
  /** The mean time between one participant and the next. */
  readonly interval: number
  /** Evenly spaced, or at random with exponential gaps. */
  readonly pattern?: 'even' | 'random'
  /** The DLT window. */
  readonly window: number
}

/** The draws of one trial by what they are for. */
export type TimedDraws = { readonly dlt: Draws; readonly arrival: Draws; readonly onset: Draws }

/**
 * One trial in time. The next participant comes an interval after the last, or when the design opens a level if that is later; a
 * DLT falls anywhere in the window with equal probability. A cohort that was opened is filled, unless a DLT closes its level. Any
 * design runs like this, since every design reads pending participants. Durations are rounded to a power of two near 1/256 of the window, so
 * that sums over trials are exact and do not depend on their order.
 */
export function timedTrial(plan: TrialPlan, truth: readonly number[], accrual: Accrual, draws: TimedDraws) {
  const people = new Watched(plan.levels, accrual.window, plan.timeToEvent ?? false)
  const cap = plan.cap ?? Number.POSITIVE_INFINITY
  let current = plan.start ?? 1
  let left = 0
  let now = 0
  for (;;) {
    people.passTo(now)
    if (left > 0 && people.hasNewDlt && isClosed(plan, people, current, now)) left = 0
    if (left === 0) {
      const { moment, recommendation } = openAt(plan, people, current, now)
      if (!treats(recommendation) || recommendation.level === null) break
      now = moment
      left = recommendation.more ?? plan.cohort ?? 3
      current = recommendation.level
    }
    if (people.enrolled >= cap) break
    const i = people.enrolled
    const isDlt = draws.dlt.word(i) < limitOf(truth[current - 1] ?? 0)
    const settles = now + (isDlt ? accrual.window * draws.onset.uniform(i) : accrual.window)
    people.add({ level: current, from: now, settles, isDlt })
    left--
    now += gapAfter(i, accrual, draws)
  }
  people.passTo(Number.POSITIVE_INFINITY)
  const tally = people.tally(people.end)
  return {
    tally,
    mtd: endOf(plan, tally, recommendedOn(plan.design, tally, current)),
    duration: rounded(people.end, accrual.window),
  }
}

/** Sums of squares stay exact for a hundred million trials of thirty windows. */
function rounded(duration: number, window: number): number {
  const tick = 2 ** (Math.floor(Math.log2(window)) - 8)
  return tick * Math.round(duration / tick)
}

/** Whether the design, asked in the middle of a cohort, would no longer treat at its level. */
function isClosed(plan: TrialPlan, people: Watched, current: number, now: number): boolean {
  const { action, excluded } = plan.design(people.tally(now), current)
  return action === 'stop' || action === 'declare-mtd' || excluded.includes(current)
}

const gapAfter = (i: number, { interval, pattern = 'random' }: Accrual, { arrival }: TimedDraws): number =>
  pattern === 'even' ? interval : -interval * Math.log1p(-arrival.uniform(i))

/** The first moment, not before `now`, at which the design no longer waits for someone pending. */
function openAt(plan: TrialPlan, people: Watched, current: number, now: number) {
  for (let moment = now; ; ) {
    const recommendation = recommendedOn(plan.design, people.tally(moment), current)
    if (recommendation.action !== 'wait' && recommendation.action !== 'suspend') return { moment, recommendation }
    const next = people.next()
    if (next === Number.POSITIVE_INFINITY) return { moment, recommendation }
    moment = next
    people.passTo(moment)
  }
}
