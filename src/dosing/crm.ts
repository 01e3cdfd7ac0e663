import { type CrmModel, crmGrid, crmPosterior } from './crm-posterior.ts'
import type { Design, Tally } from './design.ts'
import { modelStep, restraintRules } from './model-step.ts'
import { checkingTally, decidedWhenSure, sayingIfAllDlt } from './settle.ts'

/** The continual reassessment method's parameters. */
export type Crm = CrmModel & {
  readonly target: number
  /** Weigh pending participants by the fraction of the window followed (TITE-CRM). */
  readonly timeToEvent?: boolean
  readonly noSkipping?: boolean
  readonly coherent?: boolean
  readonly cohort?: number
}

/** The papers of the CRM and the TITE-CRM. */
export const papers = {
  crm: "O'Quigley, Pepe and Fisher (1990), doi:10.2307/2531628",
  tite: 'Cheung and Chappell (2000), Biometrics 56, 1177, doi:10.1111/j.0006-341X.2000.01177.x (DOI not confirmed)',
}

/** The level whose estimate lies nearest the target; of two equally near, the lower. */
export function nearest(pTox: readonly number[], target: number): number {
  if (pTox.some(Number.isNaN)) throw new RangeError('CRM: the counts are too many to work out the DLT rates')
  let best = 0
  pTox.forEach((p, i) => {
    if (Math.abs(p - target) < Math.abs((pTox[best] ?? 0) - target) - 1e-12) best = i
  })
  return best + 1
}

/** The CRM on settled outcomes or, with `timeToEvent`, on pending ones too by their follow-up. */
export const crm = (options: Crm): Design => (options.timeToEvent ? sayingIfAllDlt(crmRule(options)) : crmRule(options))

/** The CRM's answer alone, without what it would be if every pending participant had a DLT. */
export function crmRule(options: Crm): Design {
  const { target, timeToEvent = false, noSkipping = true, coherent = true, cohort = 3 } = options
  const grid = crmGrid(options)
  const name = timeToEvent ? 'TITE-CRM' : 'CRM'
  const source = `${timeToEvent ? papers.tite : papers.crm}; as in the R package dfcrm`
  const rules = restraintRules({ name, source })
  const step = modelStep({ target, noSkipping, coherent, cohort, name, source }, rules)
  const decide: Design = (tally, current) => {
    if (tally.length > options.skeleton.length)
      throw new RangeError(`${tally.length} levels, but the skeleton has ${options.skeleton.length}`)
    const { estimate, pTox } = crmPosterior(grid, tally)
    return step(tally, current, nearest(pTox, target), tally.length + 1, { estimate, pTox })
  }
  return timeToEvent ? checkingTally(decide) : decidedWhenSure(decide)
}

/** The level the CRM selects when the trial is over. */
export function crmMtd(options: Crm): (tally: Tally) => number {
  const grid = crmGrid(options)
  return (tally) => nearest(crmPosterior(grid, tally).pTox, options.target)
}
