import { compareExact, type Exact, exact, over, times, toDouble } from '../core/exact.ts'

/** One participant: elapsed time to the event, or to where the participant was censored. */
export type Observation = { readonly time: number; readonly event: boolean }

/** One time of the table: who was at risk just before, what happened, and the estimate from then on. */
export type Step = {
  readonly time: number
  readonly atRisk: number
  readonly events: number
  readonly censored: number
  readonly survival: number
  /** Greenwood's standard error; absent once nobody survives. */
  readonly standardError?: number
  /** Pointwise 95 % limits by the log-log transformation; absent where the estimate is 0 or 1. */
  readonly low?: number
  readonly high?: number
}

/** The median, and where its 95 % interval ends; absent: not reached. */
export type Median = { readonly estimate?: number; readonly low?: number; readonly high?: number }

export type Curve = {
  readonly n: number
  readonly events: number
  readonly steps: readonly Step[]
  readonly median: Median
  /** Until when the curve is known: the longest time of observation. */
  readonly until: number
}

/** The 97.5th percentile of the standard normal distribution. */
const Z = 1.959963984540054
const one = exact('1')
const half = exact('0.5')

/**
 * The product-limit estimate. Kaplan EL, Meier P. J Am Stat Assoc 1958;53:457-481. Who is censored at a time is at risk at that
 * time. Standard errors by Greenwood (1926); pointwise limits by log(-log S), Kalbfleisch and Prentice (2002); the median is the
 * first time at which the estimate is 1/2 or below, its interval by inverting those limits, Brookmeyer and Crowley (1982).
 */
export function kaplanMeier(observations: readonly Observation[]): Curve {
  const times_ = [...new Set(observations.map(({ time }) => time))].sort((a, b) => a - b)
  const steps: (Step & { readonly exactly: Exact })[] = []
  let survival = one
  let variance = 0
  let atRisk = observations.length
  const tally = talliesOf(observations)
  for (const time of times_) {
    const { events, censored } = tally.get(time)!
    if (events > 0) {
      survival = reduced(times(survival, over(exact(atRisk - events), exact(atRisk))))
      variance += atRisk > events ? events / (atRisk * (atRisk - events)) : 0
    }
    steps.push({ time, atRisk, events, censored, ...estimate(survival, variance), exactly: survival })
    atRisk -= events + censored
  }
  return {
    n: observations.length,
    events: observations.filter(({ event }) => event).length,
    steps: steps.map(({ exactly: _, ...step }) => step),
    median: medianOf(steps),
    until: times_.at(-1) ?? 0,
  }
}

function talliesOf(observations: readonly Observation[]): ReadonlyMap<number, { events: number; censored: number }> {
  const tally = new Map<number, { events: number; censored: number }>()
  for (const { time, event } of observations) {
    const at = tally.get(time) ?? { events: 0, censored: 0 }
    tally.set(time, at)
    if (event) at.events++
    else at.censored++
  }
  return tally
}

function estimate(exactly: Exact, variance: number): Pick<Step, 'survival' | 'standardError' | 'low' | 'high'> {
  const survival = toDouble(exactly)
  if (exactly.num === 0n) return { survival }
  const standardError = survival * Math.sqrt(variance)
  if (compareExact(exactly, one) === 0) return { survival, standardError }
  const spread = (Z * Math.sqrt(variance)) / Math.abs(Math.log(survival))
  return { survival, standardError, low: survival ** Math.exp(spread), high: survival ** Math.exp(-spread) }
}

function medianOf(steps: readonly (Step & { readonly exactly: Exact })[]): Median {
  const falls = steps.filter(({ events }) => events > 0)
  const estimate = falls.find(({ exactly }) => compareExact(exactly, half) <= 0)?.time
  const low = falls.find((step) => (step.low ?? step.survival) <= 0.5)?.time
  const high = falls.find((step) => step.high !== undefined && step.high <= 0.5)?.time
  return {
    ...(estimate === undefined ? {} : { estimate }),
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
  }
}

/** The step in force at a time; before the first step nobody has had the event. `undefined` past the last observation. */
export function survivalAt({ n, steps, until }: Curve, time: number): Step | undefined {
  if (n === 0 || time > until) return steps.at(-1)?.survival === 0 ? steps.at(-1) : undefined
  const last = steps.filter((step) => step.time <= time).at(-1)
  return last ?? { time: 0, atRisk: n, events: 0, censored: 0, survival: 1, standardError: 0 }
}

/** How many were still at risk just before a time. */
export const atRiskAt = (observations: readonly Observation[], time: number): number =>
  observations.filter((each) => each.time >= time).length

function reduced({ num, den }: Exact): Exact {
  let [a, b] = [num, den]
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? { num, den } : { num: num / a, den: den / a }
}
