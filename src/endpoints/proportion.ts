import type { Counts } from './answer.ts'

/** A share with its exact 95 % interval. Clopper CJ, Pearson ES. Biometrika 1934;26:404-413. */
export type Proportion = {
  readonly of: number
  readonly met: number
  readonly share: number
  readonly low: number
  readonly high: number
}

/**
 * Who met an endpoint: of the evaluable, and of all participants, in which somebody not evaluable counts as not met. While
 * answers are open neither is known; `possible` bounds the share of all.
 */
export type Rate = {
  readonly evaluable?: Proportion
  readonly all?: Proportion
  readonly possible: { readonly least: number; readonly most: number }
}

/** The rate of an endpoint from its counts. */
export function rateOf({ met, notMet, open, notEvaluable }: Counts): Rate {
  const all = met + notMet + open + notEvaluable
  const possible = all === 0 ? { least: 0, most: 1 } : { least: met / all, most: (met + open) / all }
  if (open > 0 || all === 0) return { possible }
  const evaluable = met + notMet
  return { possible, all: proportion(met, all), ...(evaluable > 0 ? { evaluable: proportion(met, evaluable) } : {}) }
}

/** `met` of `of`, of which there is at least one. */
export const proportion = (met: number, of: number): Proportion => ({
  of,
  met,
  share: met / of,
  low: met === 0 ? 0 : solved((p) => 1 - below(met, of, p), 0.025),
  high: met === of ? 1 : 1 - solved((p) => 1 - below(of - met, of, p), 0.025),
})

/** The probability of fewer than `k` successes among `n`, each term by its logarithm so that none underflows to nothing. */
function below(k: number, n: number, p: number): number {
  if (p === 0) return 1
  let term = n * Math.log1p(-p)
  let sum = 0
  for (let i = 0; i < k; i++) {
    sum += Math.exp(term)
    term += Math.log((n - i) / (i + 1)) + Math.log(p) - Math.log1p(-p)
  }
  return sum
}

/** Where a rising function of a probability reaches a value, by bisection. */
function solved(rising: (p: number) => number, value: number): number {
  let [low, high] = [0, 1 - 1e-12]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (rising(middle) < value) low = middle
    else high = middle
  }
  return (low + high) / 2
}
