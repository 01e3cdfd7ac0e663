import { compareShare, decimal, minus, plus } from './decimal.ts'
import type { Design } from './design.ts'
import { type Interval, intervalDesign } from './interval.ts'
import { type Target, tooToxic, withTarget } from './target.ts'

const source = 'Liu, Wang and Ji (2020), doi:10.1080/10543406.2019.1636811'

/** The i3+3's verdict: the share against the equivalence interval, and one DLT taken away where it lies above. */
export function i3Plus3Interval(options: Target): Interval {
  const { target, below, above, cohort, ...safety } = withTarget(options)
  const lower = minus(decimal(target), decimal(below))
  const upper = plus(decimal(target), decimal(above))
  return {
    name: 'i3+3',
    source,
    cohort,
    verdict: (n, dlt) => {
      if (compareShare(dlt, n, lower) < 0) return 'escalate'
      if (compareShare(dlt, n, upper) <= 0) return 'stay'
      return compareShare(dlt - 1, n, lower) < 0 ? 'stay' : 'de-escalate'
    },
    excludes: tooToxic(target, safety),
    figures: (n, dlt) => ({ share: dlt / n, lower: target - below, upper: target + above }),
  }
}

/** The i3+3 design of Liu, Wang and Ji (2020). */
export const i3Plus3 = (options: Target): Design => intervalDesign(i3Plus3Interval(options))
