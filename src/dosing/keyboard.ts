import { betaCdf } from './beta.ts'
import type { Design } from './design.ts'
import { type Interval, intervalDesign, type Verdict } from './interval.ts'
import { type Target, tooToxic, withTarget } from './target.ts'

const source =
  'Yan, Mandrekar and Yuan (2017), doi:10.1158/1078-0432.CCR-17-0220; Guo et al. (2017), doi:10.1016/j.cct.2017.04.006'

type Key = { readonly from: number; readonly to: number; readonly verdict: Verdict }

/** Keys of the target key's width, laid from it to both sides; the last to either side is cut short by 0 or 1. */
export function keysOf(low: number, high: number): Key[] {
  const width = high - low
  const below = Math.ceil(low / width - 1e-9)
  const above = Math.ceil((1 - high) / width - 1e-9)
  const key = (from: number, to: number, verdict: Verdict): Key => ({
    from: Math.max(0, from),
    to: Math.min(1, to),
    verdict,
  })
  return [
    ...Array.from({ length: below }, (_, i) =>
      key(low - (below - i) * width, low - (below - i - 1) * width, 'escalate'),
    ),
    key(low, high, 'stay'),
    ...Array.from({ length: above }, (_, i) => key(high + i * width, high + (i + 1) * width, 'de-escalate')),
  ]
}

/** The keyboard's defaults: those of the interval designs, but a level may be excluded from the first participant on. */
export const keyboardTarget = (options: Target): Required<Target> => withTarget({ minimum: 1, ...options })

/** The keyboard's verdict: where the key with the largest posterior probability for its length lies from the target key. */
export function keyboardInterval(options: Target): Interval {
  const { target, below, above, cohort, ...safety } = keyboardTarget(options)
  const keys = keysOf(target - below, target + above)
  const strongest = (n: number, dlt: number) => {
    const upTo = (x: number) => betaCdf(x, 1 + dlt, 1 + n - dlt)
    const masses = keys.map(({ from, to }) => (upTo(to) - upTo(from)) / (to - from))
    const most = Math.max(...masses)
    const best = keys.findIndex((_, i) => (masses[i] ?? 0) >= most * (1 - 1e-12))
    return { ...(keys[best] ?? { from: Number.NaN, to: Number.NaN, verdict: 'stay' as const }), density: most }
  }
  return {
    name: 'keyboard',
    source,
    cohort,
    verdict: (n, dlt) => strongest(n, dlt).verdict,
    excludes: tooToxic(target, safety),
    figures: (n, dlt) => {
      const { from, to, density } = strongest(n, dlt)
      return { strongestFrom: from, strongestTo: to, probability: density * (to - from) }
    },
  }
}

/** The keyboard design, the same decisions as mTPI-2. */
export const keyboard = (options: Target): Design => intervalDesign(keyboardInterval(options))
