import type { ResponseCriteria } from '../core/endpoints.schema.ts'
import { toDouble } from '../core/exact.ts'
import { daysBetween } from '../core/time.ts'
import { response } from '../scales/response.ts'
import { type Assessments, assessmentsOf, type TumourAssessment } from './assessment.ts'
import type { Course } from './course.ts'
import { extentOf, isGone, sumOf } from './lesion.ts'
import type { Category } from './response-range.ts'
import { lookedAt, type TimePoint, timePoint } from './time-point.ts'

/** The responses of one participant in order of time, and what must be known before they can be told. */
export type Responses = { readonly points: readonly TimePoint[]; readonly missing: readonly string[] }

/** The response at every assessment after the baseline. */
export function responsesOf(course: Course, by: ResponseCriteria): Responses {
  const found = assessmentsOf(course, by)
  const { baseline, after } = found
  const missing =
    baseline.length === 0 && found.missing.length === 0 ? ['a tumour assessment before treatment'] : found.missing
  if (missing.length > 0) return { points: [], missing }
  const points = after.map((now, i) => timePoint(by, found, now, after.slice(0, i)))
  return { points: by.criteria === 'iRECIST' ? confirming(by, found, points) : points, missing }
}

/** iRECIST: the first progression is unconfirmed; what follows is held against it until it is confirmed or passes. */
function confirming(by: ResponseCriteria, found: Assessments, points: readonly TimePoint[]): readonly TimePoint[] {
  let pending: TumourAssessment | undefined
  let confirmed = false
  return points.map((point, i) => {
    const now = found.after[i]!
    if (confirmed) return { ...point, immune: 'iCPD' as const }
    const read = pending ? against(by, found, point, pending, now, found.after.slice(0, i)) : first(point)
    if (read.immune === 'iCPD') confirmed = true
    if (read.immune === 'iUPD') pending ??= now
    else if (read.response !== null && read.response !== 'NE') pending = undefined
    return read
  })
}

const first = (point: TimePoint): TimePoint => (point.response === 'PD' ? { ...point, immune: 'iUPD' } : point)

/** One assessment after an unconfirmed progression, by the iRECIST scale. */
function against(
  by: ResponseCriteria,
  { baseline }: Assessments,
  point: TimePoint,
  before: TumourAssessment,
  now: TumourAssessment,
  earlier: readonly TumourAssessment[],
): TimePoint {
  const [then, seen] = [lookedAt(by, baseline, before, []), lookedAt(by, baseline, now, earlier)]
  const { least, most } = daysBetween(before.span, now.span)
  const grown = [growth(then.current, seen.current), growth(newSum(before), newSum(now))]
  const unsure = seen.absentRecords.length > 0 || grown.includes(undefined) || seen.newLesion === 'maybe'
  if (unsure || least !== most)
    return { ...point, response: null, possible: ['CR', 'PR', 'SD', 'PD'], needs: needsOf(point) }
  const said = response.grade({
    criteria: 'iRECIST',
    priorIUPD: true,
    baselineSum: toDouble(seen.baselineSum.least),
    nadirSum: toDouble(seen.nadir.least),
    currentSum: seen.targetsGone === 'yes' ? 0 : toDouble(seen.current.least),
    newLesion: false,
    nonTargetProgression: seen.nonTargetProgression === 'yes',
    nonTargetComplete: seen.nonTargetsGone === 'yes' && seen.newLesion === 'no',
    targetIncreaseMm: grown[0]!,
    newLesionIncreaseMm: grown[1]!,
    nonTargetIncrease: seen.nonTargetProgression === 'yes' && then.nonTargetProgression !== 'yes',
    anotherNewLesion: newLesions(now).some((lesion) => !newLesions(before).includes(lesion)),
    weeksSinceIUPD: least / 7,
  })
  return read(point, String(said.response), String(said.because), seen.newLesion === 'yes')
}

const needsOf = ({ needs }: TimePoint): readonly string[] =>
  needs.length > 0 ? needs : ['what has grown since the unconfirmed progression']

/** A new lesion that persists without growing keeps the progression unconfirmed unless the targets respond. */
function read(point: TimePoint, said: string, because: string, newPersists: boolean): TimePoint {
  const whole = { ...point, needs: [], because }
  if (said === 'iCPD' || said === 'iUPD') return { ...whole, response: 'PD', possible: ['PD'], immune: said }
  if (newPersists && said === 'iSD') return { ...whole, response: 'PD', possible: ['PD'], immune: 'iUPD' }
  const category = said.slice(1) as Category
  return { ...whole, response: category, possible: [category] }
}

/** Growth in millimetres, or undefined where either end is not known exactly. */
function growth(then: ReturnType<typeof sumOf>, now: ReturnType<typeof sumOf>): number | undefined {
  if (!then.most || !now.most) return undefined
  const exact = (sum: typeof now) => toDouble(sum.least) === toDouble(sum.most!)
  if (!exact(then) || !exact(now)) return undefined
  return Number((toDouble(now.least) - toDouble(then.least)).toPrecision(12))
}

const newReadings = ({ readings }: TumourAssessment) =>
  readings.filter((one) => one.kind === 'new' && isGone(one) !== 'yes')
const newLesions = (when: TumourAssessment): readonly string[] => newReadings(when).map(({ lesion }) => lesion)
const newSum = (when: TumourAssessment) =>
  sumOf(
    newReadings(when)
      .map(extentOf)
      .filter(({ most }) => most !== undefined),
  )
