import { betaCdf } from './beta.ts'
import type { Design } from './design.ts'
import { type Interval, intervalDesign } from './interval.ts'
import { type Target, tooToxic, withTarget } from './target.ts'

const source = 'Ji et al. (2010), doi:10.1177/1740774510382799'

/** The mTPI's verdict: the interval with the largest posterior probability for its length. */
export function mtpiInterval(options: Target): Interval {
  const { target, below, above, cohort, ...safety } = withTarget(options)
  const [low, high] = [target - below, target + above]
  const masses = (n: number, dlt: number) => {
    const upTo = (x: number) => betaCdf(x, 1 + dlt, 1 + n - dlt)
    return { under: upTo(low) / low, at: (upTo(high) - upTo(low)) / (high - low), over: (1 - upTo(high)) / (1 - high) }
  }
  return {
    name: 'mTPI',
    source,
    cohort,
    verdict: (n, dlt) => {
      const { under, at, over } = masses(n, dlt)
      if (under > at && under > over) return 'escalate'
      return over > at && over > under ? 'de-escalate' : 'stay'
    },
    excludes: tooToxic(target, safety),
    figures: masses,
  }
}

/** The modified toxicity probability interval design of Ji et al. (2010). */
export const mtpi = (options: Target): Design => intervalDesign(mtpiInterval(options))
