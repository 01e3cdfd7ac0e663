import { betaCdf } from './beta.ts'
import type { Design } from './design.ts'
import { type Interval, intervalDesign, type Verdict } from './interval.ts'
import { type Target, tooToxic, withTarget } from './target.ts'

const source =
  'Yan, Mandrekar and Yuan (2017), doi:10.1158/1078-0432.CCR-17-0220; Guo et al. (2017), doi:10.1016/j.cct.2017.04.006'

type Key = { readonly from: number; readonly to: number; readonly verdict: Verdict }

/** The target key and how many keys of its width are laid to either side, the last of them cut short by 0 or 1. */
function keyboardFor(low: number, high: number) {
  const width = high - low
  const below = Math.ceil(low / width - 1e-9)
  const above = Math.ceil((1 - high) / width - 1e-9)
  /** The keys counted from the target key, which is 0. */
  const key = (k: number): Key => {
    const [from, to] = k > 0 ? [high + (k - 1) * width, high + k * width] : [low + k * width, low + (k + 1) * width]
    if (k === 0) return { from: low, to: high, verdict: 'stay' }
    return { from: Math.max(0, from), to: Math.min(1, to), verdict: k < 0 ? 'escalate' : 'de-escalate' }
  }
  /** The key a rate lies in, or one next to it, and its neighbours. */
  const near = (rate: number): readonly Key[] => {
    const middle = Math.min(above, Math.max(-below, Math.floor((rate - low) / width)))
    return [middle - 1, middle, middle + 1].filter((k) => -below <= k && k <= above).map(key)
  }
  return { near }
}

/** The keyboard's defaults: those of the interval designs, but a level may be excluded from the first participant on. */
export const keyboardTarget = (options: Target): Required<Target> => withTarget({ minimum: 1, ...options })

/** The keyboard's verdict: where the key with the largest posterior probability for its length lies from the target key. */
export function keyboardInterval(options: Target): Interval {
  const { target, below, above, cohort, ...safety } = keyboardTarget(options)
  const { near } = keyboardFor(target - below, target + above)
  /** The posterior density rises up to the observed share and falls beyond it: no key far from there is the strongest. */
  const strongest = (n: number, dlt: number) => {
    const keys = near(dlt / n)
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
