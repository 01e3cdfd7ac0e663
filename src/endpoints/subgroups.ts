import type { Subgroup } from '../core/endpoints.schema.ts'
import { compareExact, type Exact, exact, over } from '../core/exact.ts'
import { dayOf, type Span } from '../core/time.ts'
import { anchorOf } from './anchor.ts'
import { type Course, type Dated, factsOf } from './course.ts'
import { extentOf, sumOf } from './lesion.ts'
import { isPoint, isUnread, quantityOf } from './quantity.ts'
import { lastOfEach, merged } from './reading.ts'

/** The label of those about whom the facts do not tell. */
export const notKnown = 'not known'

/** The stratum each participant is in, by what was known before the anchor. */
export const stratumOf = (subgroup: Subgroup, course: Course): string => {
  const anchor = anchorOf(course, subgroup.before)
  if (!anchor.span) return notKnown
  return labelBy(subgroup.by, course, anchor.span) ?? notKnown
}

function labelBy(by: Subgroup['by'], course: Course, start: Span): string | undefined {
  const before = <T extends { readonly span: Span }>(all: readonly T[]): readonly T[] =>
    all.filter(({ span }) => dayOf(span.to) <= dayOf(start.from))
  if ('cohort' in by) return factsOf(course, 'screened').at(-1)?.cohort
  if ('assessed' in by) {
    const said = before(factsOf(course, 'assessed')).filter(
      ({ instrument, item }) => instrument === by.assessed && (by.item === undefined || item === by.item),
    )
    const value = said.at(-1)?.value
    return value === undefined ? undefined : String(value)
  }
  if ('lesionSites' in by) {
    const lesions = lastOfEach(merged(before(factsOf(course, 'lesionMeasured'))))
    const sites = lesions.map(({ location }) => location)
    if (sites.length === 0 || sites.includes(undefined)) return undefined
    return stratum(exact(new Set(sites).size), by.cuts, 'sites')
  }
  if ('targetSum' in by)
    return stratum(targetSum(lastOfEach(merged(before(factsOf(course, 'lesionMeasured'))))), by.cuts, 'mm')
  const value =
    'ratio' in by
      ? ratio(by, before(factsOf(course, 'labResult')))
      : lastValue(by.analyte, by.unit, before(factsOf(course, 'labResult')))
  return stratum(value, by.cuts, 'ratio' in by ? '' : by.unit)
}

type Results = readonly Dated<Extract<Course['facts'][number], { type: 'labResult' }>>[]

/** The last value before, where it is a number; of several at one moment they must be one. */
function lastValue(analyte: string, unit: string, results: Results): Exact | undefined {
  const own = results.filter((one) => one.analyte === analyte && !one.notDone)
  const last = own.at(-1)
  if (!last) return undefined
  const quantity = quantityOf(last, unit)
  return !isUnread(quantity) && isPoint(quantity) ? quantity.low!.at : undefined
}

/** Two analytes of the last day on which both were measured. */
function ratio(
  { ratio: [top, bottom], unit }: Extract<Subgroup['by'], { ratio: unknown }>,
  results: Results,
): Exact | undefined {
  const days = (analyte: string) => results.filter((one) => one.analyte === analyte).map(({ span }) => dayOf(span.from))
  const shared = days(top).filter((day) => days(bottom).includes(day))
  const day = Math.max(...shared)
  const on = results.filter(({ span }) => dayOf(span.from) === day)
  const [above, below] = [lastValue(top, unit, on), lastValue(bottom, unit, on)]
  return above && below && below.num > 0n ? over(above, below) : undefined
}

function targetSum(
  readings: readonly Dated<Extract<Course['facts'][number], { type: 'lesionMeasured' }>>[],
): Exact | undefined {
  const targets = readings.filter(({ kind }) => kind === 'target')
  if (targets.length === 0) return undefined
  const { least, most } = sumOf(targets.map(extentOf))
  return most && compareExact(least, most) === 0 ? least : undefined
}

/** Which of the ranges between the cuts a value is in; a cut belongs to the range above it. */
function stratum(value: Exact | undefined, cuts: readonly (string | number)[], unit: string): string | undefined {
  if (!value) return undefined
  const passed = cuts.filter((cut) => compareExact(value, exact(cut)) >= 0).length
  const ends = cuts.map((cut) => `${cut}${unit === '' ? '' : ` ${unit}`}`)
  if (passed === 0) return `< ${ends[0]}`
  return passed === cuts.length ? `≥ ${ends.at(-1)}` : `${ends[passed - 1]} to < ${ends[passed]}`
}

/** Strata in a fixed order, those not known last. */
export const strataOf = (subgroup: Subgroup, courses: readonly Course[]): ReadonlyMap<string, readonly Course[]> => {
  const strata = new Map<string, Course[]>()
  for (const course of courses) {
    const label = stratumOf(subgroup, course)
    strata.set(label, [...(strata.get(label) ?? []), course])
  }
  const rank = (label: string) => (label === notKnown ? 2 : label.startsWith('<') ? 0 : 1)
  return new Map([...strata].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)))
}
