import { shareAgainst } from './decimal.ts'
import type { Tally } from './design.ts'

/** Means made non-decreasing by pooling adjacent violators, each weighted. */
export function isotonic(values: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  const means = new Float64Array(values.length)
  const sums = new Float64Array(values.length)
  const ends = new Int32Array(values.length)
  let blocks = 0
  for (let i = 0; i < values.length; i++) {
    let [mean, weight] = [values[i] as number, weights[i] as number]
    for (; blocks > 0 && (means[blocks - 1] as number) > mean; blocks--) {
      const more = sums[blocks - 1] as number
      mean = ((means[blocks - 1] as number) * more + mean * weight) / (more + weight)
      weight += more
    }
    means[blocks] = mean
    sums[blocks] = weight
    ends[blocks] = i + 1
    blocks++
  }
  const pooled = new Float64Array(values.length)
  for (let block = 0, i = 0; block < blocks; block++)
    for (; i < (ends[block] as number); i++) pooled[i] = means[block] as number
  return pooled
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
export type Selected = {
  readonly mtd: number | null
  readonly estimates: readonly (number | null)[]
  /** Why no level is selected, where none is. */
  readonly because?: string
}

/**
 * The level whose isotonic estimate lies nearest the target, among those treated and not excluded: Beta(0.05, 0.05) means,
 * pooled with inverse variances; of equal estimates the highest below the target, the lowest above it. Liu and Yuan (2015),
 * doi:10.1111/rssc.12089, as in the R package BOIN.
 */
export function selectMtd(tally: Tally, selection: Selection): Selected {
  const { tried, pooled, mtd, excludedFrom } = choice(tally, selection)
  const estimates: (number | null)[] = tally.map(() => null)
  tried.forEach((level, i) => {
    estimates[level - 1] = pooled[i] as number
  })
  if (mtd !== null) return { mtd, estimates }
  return { mtd, estimates, because: pooled.length > 0 ? boundedOut(pooled, selection) : noneLeft(tally, excludedFrom) }
}

const boundedOut = ([lowest = 0]: Float64Array, { bound = 0 }: Selection): string =>
  `the lowest isotonic estimate, ${shown(lowest)}, lies above the bound ${shown(bound)}`

const shown = (rate: number) => String(Number(rate.toPrecision(4)))

function noneLeft(tally: Tally, excludedFrom: number): string {
  const level = tally[excludedFrom - 1]
  if (!level) return 'nobody was treated at any level'
  const others = `${excludedFrom < tally.length ? ' and those above are' : ' is'} excluded`
  const below = excludedFrom > 1 ? '; nobody was treated below' : ''
  return `level ${excludedFrom}${others}, very likely above the target: ${level.dlt} of ${level.n} with DLT${below}`
}

/** The selected MTD alone, for those who ask again and again. */
export const mtdOf = (tally: Tally, selection: Selection): number | null => choice(tally, selection).mtd

/** The levels treated and not excluded, their isotonic estimates, the level chosen, and the lowest excluded. */
function choice(tally: Tally, { target, excludes, stops, bound }: Selection) {
  const [means, weights] = [new Float64Array(tally.length), new Float64Array(tally.length)]
  const tried: number[] = []
  let excludedFrom = tally.length + 1
  for (let i = 0; i < tally.length; i++) {
    const { n, dlt } = tally[i] as Tally[number]
    if (excludes(n, dlt) || (i === 0 && stops?.(n, dlt))) {
      excludedFrom = i + 1
      break
    }
    if (n === 0) continue
    means[tried.length] = (dlt + 0.05) / (n + 0.1)
    weights[tried.length] = ((n + 0.1) ** 2 * (n + 1.1)) / ((dlt + 0.05) * (n - dlt + 0.05))
    tried.push(i + 1)
  }
  const pooled = isotonic(means.subarray(0, tried.length), weights)
  let mtd: number | null = null
  let nearest = Number.POSITIVE_INFINITY
  for (let i = 0; i < tried.length; i++) {
    const estimate = pooled[i] as number
    const distance = Math.abs(estimate + (i + 1) * 1e-10 - target)
    if (distance >= nearest || (bound !== undefined && estimate > bound)) continue
    nearest = distance
    mtd = tried[i] as number
  }
  return { tried, pooled, mtd, excludedFrom }
}

/** Whether the settled DLT share at a level exceeds the target, compared exactly. */
export const aboveTarget = (target: number) => {
  const against = shareAgainst(target)
  return (n: number, dlt: number): boolean => against(n, dlt) > 0
}
