import type { Design } from './design.ts'
import { type Family, type ThreePlusThree, threePlusThree } from './three-plus-three.ts'
import { type Titration, titration } from './titration.ts'

/** Accelerated titration: a design of Simon et al. (1997), or its choices one by one. */
export type AcceleratedTitration = {
  /** Design 1 is the 3+3 alone; 2 climbs a level at a time; 3 and 4 two (100 % in two 40 % steps). */
  readonly simon?: 1 | 2 | 3 | 4
  readonly cap?: number
  readonly cohort?: number
  readonly step?: number
  readonly triggers?: number
  readonly countTrigger?: boolean
  readonly lateTrigger?: Titration['lateTrigger']
  readonly then?: Partial<ThreePlusThree> & { readonly family?: Family }
}

const source = 'Simon et al. (1997), doi:10.1093/jnci/89.15.1138'

/**
 * Accelerated titration. Designs 3 and 4 differ in the courses whose events count (4: any course), which is settled where triggers
 * are counted, not here. Triggers are participants with grade 2, the second ends the stage; so does any DLT.
 */
export function acceleratedTitration(options: AcceleratedTitration = {}): Design {
  const { simon, then = {} } = options
  const main = threePlusThree(then)
  if (simon === 1) return main
  const stage: Titration = {
    cap: options.cap ?? Number.POSITIVE_INFINITY,
    cohort: options.cohort ?? 1,
    step: options.step ?? (simon === 3 || simon === 4 ? 2 : 1),
    triggers: options.triggers ?? 2,
    countTrigger: options.countTrigger ?? true,
    lateTrigger: options.lateTrigger ?? 'reopen',
    fullCohort: 3,
  }
  return titration(stage, main, source)
}
