import { tailExceeds } from './beta.ts'

/** A target DLT rate with its equivalence interval, and when a level counts as too toxic. */
export type Target = {
  readonly target: number
  /** The equivalence interval reaches this far below the target, and … */
  readonly below?: number
  /** … this far above. */
  readonly above?: number
  /** A level is excluded where the posterior probability of lying above the target exceeds this. */
  readonly cutoff?: number
  /** Nothing is excluded with fewer settled at the level than this. */
  readonly minimum?: number
  readonly cohort?: number
}

/** The defaults of the interval designs: ± 0.05, and exclusion beyond 0.95 with at least three settled. */
export const withTarget = (options: Target): Required<Target> => ({
  below: 0.05,
  above: 0.05,
  cutoff: 0.95,
  minimum: 3,
  cohort: 3,
  ...options,
})

/** Whether P(p > target), p ~ Beta(1 + DLTs, 1 + others), exceeds the cutoff. */
export const tooToxic =
  (target: number, { cutoff, minimum }: { readonly cutoff: number; readonly minimum: number }) =>
  (n: number, dlt: number): boolean =>
    n >= minimum && tailExceeds(target, cutoff, 1 + dlt, 1 + n - dlt)

/** The same judgement of counts, worked out once for each. */
export function rememberedByCounts(judge: (n: number, dlt: number) => boolean): typeof judge {
  const known: boolean[][] = []
  return (n, dlt) => {
    known[n] ??= []
    const row = known[n]
    row[dlt] ??= judge(n, dlt)
    return row[dlt]
  }
}
