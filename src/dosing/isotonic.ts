import { shareAgainst } from './decimal.ts'
import type { Tally } from './design.ts'

/** Means made non-decreasing by pooling adjacent violators, each weighted. */
export function isotonic(values: readonly number[], weights: readonly number[]): number[] {
  const blocks: { mean: number; weight: number; size: number }[] = []
  values.forEach((value, i) => {
    blocks.push({ mean: value, weight: weights[i] ?? 1, size: 1 })
    for (let [a, b] = blocks.slice(-2); a && b && a.mean > b.mean; [a, b] = blocks.slice(-2)) {
      const weight = a.weight + b.weight
      const pooled = { mean: (a.mean * a.weight + b.mean * b.weight) / weight, weight, size: a.size + b.size }
      blocks.splice(-2, 2, pooled)
    }
  })
  return blocks.flatMap(({ mean, size }) => Array.from({ length: size }, () => mean))
}

/** What a selection of the MTD needs to know of the design: its target, and what it excludes. */
export type Selection = {
  readonly target: number
  readonly excludes: (n: number, dlt: number) => boolean
  /** A stricter bound at the lowest level. */
  readonly stops?: (n: number, dlt: number) => boolean
  /** Keep the isotonic estimate of the MTD at or below this boundary (BOIN's `boundMTD`). */
  readonly bound?: number
}

/** The selected MTD, and the isotonic estimate at each level treated and not excluded (`null` elsewhere). */
export type Selected = { readonly mtd: number | null; readonly estimates: readonly (number | null)[] }

/**
 * The level whose isotonic estimate lies nearest the target, among those treated and not excluded: Beta(0.05, 0.05) means,
 * pooled with inverse variances; of equal estimates the highest below the target, the lowest above it. Liu and Yuan (2015),
 * doi:10.1111/rssc.12089, as in the R package BOIN.
 */
export function selectMtd(tally: Tally, { target, excludes, stops, bound }: Selection): Selected {
  const from = tally.findIndex(({ n, dlt }, i) => excludes(n, dlt) || (i === 0 && stops?.(n, dlt)))
  const allowed = tally.slice(0, from < 0 ? tally.length : from)
  const tried = allowed.flatMap(({ n }, i) => (n > 0 ? [i] : []))
  const counts = tried.map((i) => allowed[i] ?? { n: 0, dlt: 0, pending: 0 })
  const means = counts.map(({ n, dlt }) => (dlt + 0.05) / (n + 0.1))
  const weights = counts.map(({ n, dlt }) => ((n + 0.1) ** 2 * (n + 1.1)) / ((dlt + 0.05) * (n - dlt + 0.05)))
  const pooled = isotonic(means, weights)
  const estimates = tally.map((_, i) => pooled[tried.indexOf(i)] ?? null)
  const distances = pooled.map((each, i) => Math.abs(each + (i + 1) * 1e-10 - target))
  const within = distances.map((each, i) =>
    bound !== undefined && (pooled[i] ?? 0) > bound ? Number.POSITIVE_INFINITY : each,
  )
  const nearest = Math.min(...within)
  const best = Number.isFinite(nearest) ? tried[within.indexOf(nearest)] : undefined
  return { mtd: best === undefined ? null : best + 1, estimates }
}

/** Whether the settled DLT share at a level exceeds the target, compared exactly. */
export const aboveTarget = (target: number) => {
  const against = shareAgainst(target)
  return (n: number, dlt: number): boolean => against(n, dlt) > 0
}
