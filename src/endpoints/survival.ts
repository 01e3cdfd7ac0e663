import type { DefinitionOf } from '../core/endpoints.schema.ts'
import type { Course } from './course.ts'
import { atRiskAt, type Curve, kaplanMeier, type Observation, survivalAt } from './kaplan-meier.ts'
import { type TimeToEvent, timeToEvent, type Unplaced } from './time-to-event.ts'
import { tooMany, worldsOf } from './worlds.ts'

/** An estimate at a landmark, over every way the partial dates and open assessments may come out. */
export type Estimate = {
  readonly label: string
  readonly days: number
  /** Lowest and highest estimate that is possible; equal where everything is known. Absent: not reached by follow-up. */
  readonly least?: number
  readonly most?: number
  /** The 95 % interval (log-log), where everything is known. */
  readonly low?: number
  readonly high?: number
  readonly atRisk: { readonly least: number; readonly most: number }
}

/** Survival of the participants so far. */
export type Survival = {
  readonly observations: readonly TimeToEvent[]
  readonly unplaced: readonly Unplaced[]
  /** The curve where every time and event is known. */
  readonly curve?: Curve
  /** Otherwise the curves of all possibilities, as the lowest and highest estimate at each time. */
  readonly band?: readonly { readonly time: number; readonly least: number; readonly most: number }[]
  /** The median of the curve, or the range of all possible medians; absent ends are not reached. */
  readonly median: { readonly least?: number; readonly most?: number; readonly low?: number; readonly high?: number }
  readonly estimates: readonly Estimate[]
  readonly atRisk: readonly { readonly time: number; readonly least: number; readonly most: number }[]
  /** Said where there are too many possibilities to look at each. */
  readonly notComputed?: string
}

/** Kaplan-Meier over the participants' courses, with bounds where partial dates leave several curves possible. */
export function survival(definition: DefinitionOf<'survival'>, courses: readonly Course[]): Survival {
  const told = courses.map((course) => timeToEvent(definition, course))
  const observations = told.filter((one): one is TimeToEvent => !('missing' in one))
  const unplaced = told.filter((one): one is Unplaced => 'missing' in one)
  const landmarks = definition.estimates.map(({ days }) => days)
  const worlds = worldsOf(observations, landmarks)
  if (worlds === tooMany)
    return {
      observations,
      unplaced,
      median: {},
      estimates: [],
      atRisk: [],
      notComputed: 'too many dates are partial for every possibility to be looked at: complete them',
    }
  return { observations, unplaced, ...summary(definition, worlds, ticksOf(observations)) }
}

function summary(
  { estimates }: DefinitionOf<'survival'>,
  worlds: readonly (readonly Observation[])[],
  ticks: readonly number[],
): Omit<Survival, 'observations' | 'unplaced'> {
  const curves = worlds.map(kaplanMeier)
  const [only] = curves
  const certain = worlds.length === 1 ? only! : undefined
  const atRisk = (time: number) => rangeOf(worlds.map((world) => atRiskAt(world, time)))
  return {
    ...(certain ? { curve: certain } : { band: bandOf(curves) }),
    median: certain ? medianOf(certain) : medianRange(curves),
    estimates: estimates.map(({ label, days }) => {
      const at = curves.map((curve) => survivalAt(curve, days))
      const known = at.every((step) => step !== undefined) && at.length > 0
      const range = known ? rangeOf(at.map((step) => step!.survival)) : {}
      const { low, high } = certain ? (at[0] ?? {}) : {}
      const limits = { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) }
      return { label, days, ...range, ...limits, atRisk: atRisk(days) }
    }),
    atRisk: ticks.map((time) => ({ time, ...atRisk(time) })),
  }
}

const rangeOf = (values: readonly number[]) => ({
  least: values.reduce((a, b) => Math.min(a, b), values[0] ?? 0),
  most: values.reduce((a, b) => Math.max(a, b), values[0] ?? 0),
})

const medianOf = ({ median: { estimate, low, high } }: Curve): Survival['median'] => ({
  ...(estimate === undefined ? {} : { least: estimate, most: estimate }),
  ...(low === undefined ? {} : { low }),
  ...(high === undefined ? {} : { high }),
})

/** Without an upper end, one possibility does not reach the median. */
function medianRange(curves: readonly Curve[]): Survival['median'] {
  const reached = curves.flatMap(({ median }) => (median.estimate === undefined ? [] : [median.estimate]))
  if (reached.length === 0) return {}
  const { least, most } = rangeOf(reached)
  return reached.length === curves.length ? { least, most } : { least }
}

function bandOf(curves: readonly Curve[]): NonNullable<Survival['band']> {
  const moments = [...new Set(curves.flatMap(({ steps }) => steps.map(({ time }) => time)))].sort((a, b) => a - b)
  return moments.map((time) => {
    const at = curves.flatMap((curve) => {
      const step = survivalAt(curve, time) ?? curve.steps.at(-1)
      return step ? [step.survival] : []
    })
    return { time, ...rangeOf(at) }
  })
}

/** Days at which the number at risk is shown: at most eight, a round number apart. */
function ticksOf(observations: readonly TimeToEvent[]): readonly number[] {
  const longest = Math.max(0, ...observations.flatMap(({ possible }) => possible.map(({ most }) => most)))
  const step = [1, 7, 14, 28, 56, 91, 182, 365].find((days) => longest / days <= 8) ?? 730
  return Array.from({ length: Math.floor(longest / step) + 1 }, (_, i) => i * step)
}
