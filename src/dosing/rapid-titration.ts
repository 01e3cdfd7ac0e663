import type { Design } from './design.ts'
import { type Family, type ThreePlusThree, threePlusThree } from './three-plus-three.ts'
import { type Titration, titration } from './titration.ts'

/** The rapid titration of NCT07021534, every open question an option. */
export type RapidTitration = {
  readonly cap: number
  readonly cohort: number
  readonly countTrigger: boolean
  readonly lateTrigger: Titration['lateTrigger']
  readonly then: Partial<ThreePlusThree> & { readonly family?: Family }
}

/**
 * One participant at the lowest level; a grade 2 or higher CRS, a grade 2 or higher related event, or a DLT switches to 3+3 at
 * that level, the participant counted as the first of three; if clean, 3+3 goes on from the next level with cohorts of three.
 */
export function rapidTitration(options: Partial<RapidTitration> = {}): Design {
  const { cap = 1, cohort = 1, countTrigger = true, lateTrigger = 'reopen', then = {} } = options
  const stage: Titration = { cap, cohort, step: 1, triggers: 1, countTrigger, lateTrigger, fullCohort: 3 }
  return titration(stage, threePlusThree(then), 'ClinicalTrials.gov NCT07021534')
}
