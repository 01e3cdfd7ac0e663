import { shareAgainst } from './decimal.ts'
import type { Tally } from './design.ts'

/** Means made non-decreasing by pooling adjacent violators, each weighted. */
export function isotonic(values: readonly number[], weights: readonly number[]): number[] {
  const means: number[] = []
  const sums: number[] = []
  const sizes: number[] = []
  for (let i = 0; i < values.length; i++) {
    let [mean, weight, size] = [values[i] as number, weights[i] ?? 1, 1]
    while (means.length > 0 && (means.at(-1) as number) > mean) {
      const more = sums.pop() as number
      mean = ((means.pop() as number) * more + mean * weight) / (more + weight)
      weight += more
      size += sizes.pop() as number
    }
    means.push(mean)
    sums.push(weight)
    sizes.push(size)
  }
  return means.flatMap((mean, i) => new Array<number>(sizes[i] ?? 1).fill(mean))
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
  const tried: number[] = []
  const means: number[] = []
  const weights: number[] = []
  for (let i = 0; i < tally.length; i++) {
    const { n, dlt } = tally[i] as Tally[number]
    if (excludes(n, dlt) || (i === 0 && stops?.(n, dlt))) break
    if (n === 0) continue
    tried.push(i)
    means.push((dlt + 0.05) / (n + 0.1))
    weights.push(((n + 0.1) ** 2 * (n + 1.1)) / ((dlt + 0.05) * (n - dlt + 0.05)))
  }
  const pooled = isotonic(means, weights)
  const estimates: (number | null)[] = tally.map(() => null)
  let mtd: number | null = null
  let nearest = Number.POSITIVE_INFINITY
  for (let i = 0; i < tried.length; i++) {
    const [level, estimate] = [tried[i] as number, pooled[i] as number]
    estimates[level] = estimate
    const distance = Math.abs(estimate + (i + 1) * 1e-10 - target)
    if (distance >= nearest || (bound !== undefined && estimate > bound)) continue
    nearest = distance
    mtd = level + 1
  }
  return { mtd, estimates }
}

/** Whether the settled DLT share at a level exceeds the target, compared exactly. */
export const aboveTarget = (target: number) => {
  const against = shareAgainst(target)
  return (n: number, dlt: number): boolean => against(n, dlt) > 0
}
