import { remembered, remembering } from '../core/remembering.ts'
import { type BlrmModel, type BlrmPosterior, blrmGrid, blrmPosterior } from './blrm-posterior.ts'
import type { Design, Tally } from './design.ts'
import { modelStep, restraintRules } from './model-step.ts'
import { decidedWhenSure } from './settle.ts'

/** The Bayesian logistic regression model with overdose control. */
export type Blrm = BlrmModel & {
  /** A level is admissible while its probability of overdosing is below this; 0.25 unless set. */
  readonly ewoc?: number
  /** Of the admissible levels take that with the largest target probability, or the highest. */
  readonly choose?: 'target' | 'highest'
  /** A dose may grow by this fraction of itself at most; 1 (doubling) unless set. */
  readonly maxIncrement?: number
  readonly noSkipping?: boolean
  /** No escalation directly after a cohort whose DLT share reaches the target; on unless set. */
  readonly coherent?: boolean
  /** The DLT rate that coherence goes by; the middle of the target interval unless set. */
  readonly targetRate?: number
  readonly cohort?: number
}

/** The DLT rate that coherence goes by. */
export const blrmTarget = ({ targetRate, cuts }: Pick<Blrm, 'targetRate' | 'cuts'>): number =>
  targetRate ?? (cuts[0] + cuts[1]) / 2

const source =
  'Neuenschwander, Branson and Gsponer (2008), doi:10.1002/sim.3230; overdose control as in Babb et al. (1998)'

/** The BLRM with EWOC, an increment cap and no skipping. */
export function blrm(options: Blrm): Design {
  const { doses, ewoc = 0.25, noSkipping = true, coherent = true, cohort = 3, maxIncrement = 1 } = options
  const target = blrmTarget(options)
  const posteriorOf = posteriorsOf(options)
  const restraint = { target, noSkipping, coherent, cohort, name: 'BLRM', source }
  const rules = restraintRules(restraint)
  const step = modelStep(restraint, rules)
  return decidedWhenSure((tally, current) => {
    if (tally.length > doses.length) throw new RangeError(`${tally.length} levels, but ${doses.length} doses`)
    const posterior = posteriorOf(tally)
    const most = (doses[current - 1] ?? 0) * (1 + maxIncrement) * (1 + 1e-12)
    const from = posterior.over.findIndex((p) => !(p < ewoc))
    const admissible = from < 0 ? tally.length : from
    const reachable = doses.slice(0, admissible).filter((dose, i) => i < current || dose <= most).length
    const wanted = preferred(posterior, reachable, options.choose ?? 'target')
    return step(tally, current, wanted, admissible + 1, { ...posterior })
  })
}

const kept = 2 ** 14

/**
 * The posterior of each tally, worked out once: counts come up again with another cohort treated last, and at the trial's end both the
 * design and the selection of the MTD ask.
 */
const posteriorsOf = remembering((model: BlrmModel) => {
  const grid = blrmGrid(model)
  const known = new Map<string, BlrmPosterior>()
  return (tally: Tally): BlrmPosterior => {
    const key = tally.map(({ n, dlt }) => `${n} ${dlt}`).join()
    return remembered(known, key, () => blrmPosterior(grid, tally), kept)
  }
})

/** Of the first `count` levels, the one to treat; `null` where there is none. */
function preferred({ target }: BlrmPosterior, count: number, choose: 'target' | 'highest'): number | null {
  if (count === 0) return null
  if (choose === 'highest') return count
  const most = Math.max(...target.slice(0, count))
  return target.findIndex((p) => p >= most - 1e-12) + 1
}

/** The level the BLRM selects when the trial is over: the preferred of those treated and admissible. */
export function blrmMtd(options: Blrm): (tally: Tally) => number | null {
  const posteriorOf = posteriorsOf(options)
  const { ewoc = 0.25, choose = 'target' } = options
  return (tally) => {
    const posterior = posteriorOf(tally)
    const from = posterior.over.findIndex((p) => !(p < ewoc))
    const tried = tally.findLastIndex(({ n }) => n > 0) + 1
    return preferred(posterior, Math.min(tried, from < 0 ? tally.length : from), choose)
  }
}
