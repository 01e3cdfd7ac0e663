import { betaTail, tailExceeds } from './beta.ts'
import type { Design, Rule } from './design.ts'
import { assertTally, at, seen } from './tally.ts'

/** A bound on the DLT rate of a cohort that goes on at one level. */
export type ToxicityMonitor = {
  /** The rate that must not be exceeded … */
  readonly limit: number
  /** … with more posterior probability than this. */
  readonly threshold: number
  /** The Beta prior's two parameters; [1, 1] unless set. */
  readonly prior?: readonly [number, number]
  /** Nothing stops with fewer settled than this. */
  readonly minimum?: number
}

const source = 'beta-binomial monitoring, as in Thall and Simon (1994), doi:10.2307/2533377'
const rule = (id: string, says: string): Rule => ({ id: `toxicity monitor ${id}`, says, source })
const crossed = rule('crossed', 'the DLT rate very likely exceeds the limit: stop')
const below = rule('below', 'the bound is not crossed: go on')

/** Whether these settled outcomes cross the bound. */
export function crosses(options: ToxicityMonitor, n: number, dlt: number): boolean {
  const { limit, threshold, prior = [1, 1], minimum = 1 } = options
  return n >= minimum && n > 0 && tailExceeds(limit, threshold, prior[0] + dlt, prior[1] + n - dlt)
}

/** For 1 to `most` settled, the fewest DLTs that cross the bound; `null` where none do. */
export const boundaries = (options: ToxicityMonitor, most: number): (number | null)[] =>
  Array.from({ length: most }, (_, i) => {
    const first = Array.from({ length: i + 2 }, (__, dlt) => dlt).find((dlt) => crosses(options, i + 1, dlt))
    return first ?? null
  })

/**
 * The probability of having stopped, and the expected number settled, when each has a DLT with probability `rate` and the bound
 * is looked at after these numbers settled. Exact up to rounding, by adding the outcomes one at a time.
 */
export function stopping(options: ToxicityMonitor, rate: number, looks: readonly number[]) {
  const most = Math.max(0, ...looks)
  let open = [1]
  let stopped = 0
  let expected = 0
  for (let n = 1; n <= most; n++) {
    expected += open.reduce((sum, p) => sum + p, 0)
    open = Array.from({ length: n + 1 }, (_, y) => (open[y] ?? 0) * (1 - rate) + (open[y - 1] ?? 0) * rate)
    if (!looks.includes(n)) continue
    open = open.map((p, y) => {
      if (!crosses(options, n, y)) return p
      stopped += p
      return 0
    })
  }
  return { stopped, expected }
}

/** Stops at once when the settled outcomes at the current level cross the bound, whatever is pending. */
export const toxicityMonitor =
  (options: ToxicityMonitor): Design =>
  (tally, current) => {
    assertTally(tally, current)
    const { n, dlt } = at(tally, current)
    const [a, b] = options.prior ?? [1, 1]
    const figures = { probability: betaTail(options.limit, a + dlt, b + n - dlt) }
    const base = { saw: seen(tally, current), figures }
    return crosses(options, n, dlt)
      ? { ...base, action: 'stop', level: null, rule: crossed, considered: [], excluded: [current] }
      : { ...base, action: 'stay', level: current, rule: below, considered: [crossed], excluded: [] }
  }
