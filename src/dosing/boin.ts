import { remembered } from '../core/remembering.ts'
import type { Design, Tally } from './design.ts'
import { type Interval, intervalDesign } from './interval.ts'
import { type Selected, type Selection, selectMtd } from './isotonic.ts'
import { rememberedByCounts, tooToxic } from './target.ts'
import { titration } from './titration.ts'

/** The Bayesian optimal interval design's parameters. */
export type Boin = {
  readonly target: number
  /** The highest rate held too low, 0.6 of the target unless set. */
  readonly pSaf?: number
  /** The lowest rate held too high, 1.4 times the target unless set. */
  readonly pTox?: number
  readonly cutoff?: number
  /** Stop at the lowest level already beyond `cutoff - offset`. */
  readonly extraSafe?: boolean
  readonly offset?: number
  /** Stop, and select the MTD, with this many settled at a level the rule would keep. */
  readonly earlyStop?: number
  /** Select no MTD whose isotonic estimate lies above the de-escalation boundary. */
  readonly boundMtd?: boolean
  readonly cohort?: number
  /** Single participants first, up to this level: until a DLT, or the second participant with a trigger (grade 2). */
  readonly titration?: { readonly cap: number; readonly triggers?: number }
}

const source = 'Liu and Yuan (2015), doi:10.1111/rssc.12089'

/** The boundaries λe and λd that least often lead astray. Liu and Yuan (2015). */
export function boinBoundaries({ target, pSaf = 0.6 * target, pTox = 1.4 * target }: Boin) {
  const lambdaE = Math.log((1 - pSaf) / (1 - target)) / Math.log((target * (1 - pSaf)) / (pSaf * (1 - target)))
  const lambdaD = Math.log((1 - target) / (1 - pTox)) / Math.log((pTox * (1 - target)) / (target * (1 - pTox)))
  return { lambdaE, lambdaD }
}

/** Counts within this of a whole number are that number: a boundary times n is exact only up to rounding. */
const near = 1e-9

/** The counts at n settled: escalate at or below, de-escalate at or above, exclude at or above (`null`: never). */
export function boinCounts(options: Boin, n: number) {
  const { lambdaE, lambdaD } = boinBoundaries(options)
  const { excludes } = safetyOf(options)
  const escalate = Math.floor(lambdaE * n + near)
  const first = Array.from({ length: n + 1 }, (_, dlt) => dlt).find((dlt) => excludes(n, dlt))
  const exclude = first ?? null
  const deescalate = Math.min(Math.ceil(lambdaD * n - near), exclude ?? Number.POSITIVE_INFINITY)
  return { escalate, deescalate, exclude }
}

const safetyOf = ({ target, cutoff = 0.95, offset = 0.05, extraSafe = false }: Boin) => ({
  excludes: rememberedByCounts(tooToxic(target, { cutoff, minimum: 3 })),
  ...(extraSafe && { stops: rememberedByCounts(tooToxic(target, { cutoff: cutoff - offset, minimum: 3 })) }),
})

/** BOIN's verdicts, exclusions and figures. */
export function boinInterval(options: Boin): Interval {
  const { lambdaE, lambdaD } = boinBoundaries(options)
  const { earlyStop, cohort = 3 } = options
  const known = new Map<number, ReturnType<typeof boinCounts>>()
  const countsAt = (n: number) => remembered(known, n, () => boinCounts(options, n))
  return {
    name: 'BOIN',
    source,
    cohort,
    ...safetyOf(options),
    ...(earlyStop !== undefined && { earlyStop: { n: earlyStop, select: (tally) => boinMtd(options, tally).mtd } }),
    verdict: (n, dlt) => {
      const { escalate, deescalate } = countsAt(n)
      if (dlt >= deescalate) return 'de-escalate'
      return dlt <= escalate ? 'escalate' : 'stay'
    },
    figures: (n) => {
      const { escalate, deescalate, exclude } = countsAt(n)
      const counts = { escalateAtMost: escalate, deescalateAtLeast: deescalate }
      return { lambdaE, lambdaD, ...counts, ...(exclude !== null && { excludeAtLeast: exclude }) }
    },
  }
}

/** The Bayesian optimal interval design of Liu and Yuan (2015). */
export function boin(options: Boin): Design {
  const design = intervalDesign(boinInterval(options))
  if (!options.titration) return design
  const { cap, triggers = 2 } = options.titration
  const stage = {
    cap,
    triggers,
    cohort: 1,
    step: 1,
    countTrigger: true,
    lateTrigger: 'ignore',
    fullCohort: options.cohort ?? 3,
  } as const
  return titration(stage, design, 'titration of the BOIN software')
}

/** What BOIN's selection of the MTD goes by. */
export const boinSelection = (options: Boin): Selection => ({
  target: options.target,
  ...safetyOf(options),
  ...(options.boundMtd && { bound: boinBoundaries(options).lambdaD }),
})

/** The MTD BOIN selects when the trial is over. */
export const boinMtd = (options: Boin, tally: Tally): Selected => selectMtd(tally, boinSelection(options))
