import type { ResponseCriteria } from '../core/endpoints.schema.ts'
import { toText } from '../core/exact.ts'
import type { Span } from '../core/time.ts'
import type { Assessments, TumourAssessment } from './assessment.ts'
import { whenOf } from './course.ts'
import { type Extent, extentOf, isGone, type Reading, smallestOf, sumOf } from './lesion.ts'
import { type Category, rangeOfResponses } from './response-range.ts'

/** The response at one assessment: settled, several still possible, or not evaluable for good. */
export type TimePoint = {
  readonly at: string
  readonly span: Span
  readonly visit?: string
  /** CR, PR, SD, nonCrNonPd, PD; with iRECIST's unconfirmed and confirmed progression beside it. */
  readonly response: Category | 'NE' | null
  readonly possible: readonly Category[]
  /** iRECIST: progression that wants to be confirmed, or is. */
  readonly immune?: 'iUPD' | 'iCPD'
  readonly sum: string
  readonly because: string
  readonly needs: readonly string[]
}

/** The response at an assessment by RECIST 1.1 or irRECIST, from the lesions and the sums before it. */
export function timePoint(
  by: ResponseCriteria,
  { baseline }: Pick<Assessments, 'baseline'>,
  now: TumourAssessment,
  earlier: readonly TumourAssessment[],
): TimePoint {
  const seen = lookedAt(by, baseline, now, earlier)
  const ranged = rangeOfResponses(by, seen)
  const [only] = ranged.possible
  const settled = ranged.possible.length === 1
  const forGood = !settled && seen.absentRecords.length === 0 && seen.notEvaluable.length > 0
  return {
    at: whenOf(now.span),
    span: now.span,
    ...(now.visit === undefined ? {} : { visit: now.visit }),
    response: settled ? only! : forGood ? 'NE' : null,
    possible: ranged.possible,
    sum: extentInWords(seen.current),
    because: ranged.because,
    needs: settled || forGood ? [] : needsOf(seen),
  }
}

/** The lesions of an assessment against those of the baseline. */
export type Seen = {
  readonly hasTargets: boolean
  readonly baselineSum: Extent
  readonly nadir: Extent
  readonly current: Extent
  readonly targetsGone: 'yes' | 'no' | 'maybe'
  readonly nonTargetsGone: 'yes' | 'no' | 'maybe'
  readonly nonTargetProgression: 'yes' | 'no' | 'maybe'
  readonly newLesion: 'yes' | 'no' | 'maybe'
  /** New lesions that carry no diameter: they count in no sum. */
  readonly newUnmeasured: boolean
  /** Lesions without any record at this assessment, by name. */
  readonly absentRecords: readonly string[]
  /** Lesions that were looked at and could not be evaluated. */
  readonly notEvaluable: readonly string[]
}

export function lookedAt(
  by: ResponseCriteria,
  baseline: readonly Reading[],
  now: TumourAssessment,
  earlier: readonly TumourAssessment[],
): Seen {
  const targets = baseline.filter(({ kind }) => kind === 'target')
  const others = baseline.filter(({ kind }) => kind === 'nonTarget')
  const at = (lesion: string, when: TumourAssessment) => when.readings.find((one) => one.lesion === lesion)
  const known = new Set(baseline.map(({ lesion }) => lesion))
  const news = now.readings.filter(({ lesion, kind }) => kind === 'new' || !known.has(lesion))
  const burden = (when: TumourAssessment): Extent => {
    const targetSum = sumOf(targets.map(({ lesion }) => extentNow(at(lesion, when))))
    if (by.criteria !== 'irRECIST') return targetSum
    const added = when.readings.filter(({ lesion, kind }) => kind === 'new' || !known.has(lesion))
    return sumOf([targetSum, ...added.filter(isMeasured).map(extentOf)])
  }
  const baselineSum = sumOf(targets.map(extentOf))
  const counted = earlier.filter((when) => !targets.some(({ lesion }) => at(lesion, when)?.status === 'notEvaluable'))
  const present = news.filter((one) => isGone(one) !== 'yes')
  return {
    hasTargets: targets.length > 0,
    baselineSum,
    nadir: smallestOf([baselineSum, ...counted.map(burden)]),
    current: burden(now),
    targetsGone: all(targets.map(({ lesion }) => goneNow(at(lesion, now)))),
    nonTargetsGone: all(others.map(({ lesion }) => nonTargetGone(at(lesion, now)))),
    nonTargetProgression: progressionOf(others.map(({ lesion }) => at(lesion, now))),
    newLesion: newLesionIn(by, present),
    newUnmeasured: present.some((one) => !isMeasured(one)),
    absentRecords: [...targets, ...others].filter(({ lesion }) => !at(lesion, now)).map(({ lesion }) => lesion),
    notEvaluable: targets.filter(({ lesion }) => isUnmeasurable(at(lesion, now))).map(({ lesion }) => lesion),
  }
}

const unbounded = { least: { num: 0n, den: 1n }, most: undefined } as const
const extentNow = (reading: Reading | undefined): Extent =>
  !reading || reading.status === 'notEvaluable' ? unbounded : extentOf(reading)
const goneNow = (reading: Reading | undefined) =>
  reading && reading.status !== 'notEvaluable' ? isGone(reading) : 'maybe'
const isUnmeasurable = (reading: Reading | undefined): boolean => reading?.status === 'notEvaluable'

/** A non-target lesion that was looked at and not evaluated is not gone; one nobody recorded may be. Eisenhauer (2009), table 1. */
const nonTargetGone = (reading: Reading | undefined) => (reading?.status === 'notEvaluable' ? 'no' : goneNow(reading))

/** RECIST 1.1 reads "not all evaluated" as no progression; a lesion without a record is not known. */
function progressionOf(readings: readonly (Reading | undefined)[]): 'yes' | 'no' | 'maybe' {
  if (readings.some((one) => one?.status === 'unequivocalProgression')) return 'yes'
  return readings.some((one) => one === undefined) ? 'maybe' : 'no'
}

function newLesionIn(by: ResponseCriteria, present: readonly Reading[]): 'yes' | 'no' | 'maybe' {
  if (present.some(({ status }) => status !== 'equivocal' && status !== 'notEvaluable')) return 'yes'
  return present.length > 0 || by.newLesionsUnrecorded === 'unknown' ? 'maybe' : 'no'
}

const isMeasured = (reading: Reading): boolean => extentOf(reading).most !== undefined

function all(answers: readonly ('yes' | 'no' | 'maybe')[]): 'yes' | 'no' | 'maybe' {
  if (answers.includes('no')) return 'no'
  return answers.includes('maybe') ? 'maybe' : 'yes'
}

function needsOf({ absentRecords, newLesion, hasTargets, current, baselineSum }: Seen): readonly string[] {
  const needs = absentRecords.map((lesion) => `lesion ${lesion} at this assessment`)
  if (hasTargets && baselineSum.most === undefined) needs.push('every target lesion at baseline')
  if (hasTargets && current.most === undefined && absentRecords.length === 0) needs.push('every target lesion measured')
  if (newLesion === 'maybe') needs.push('whether there is a new lesion')
  return needs.length > 0 ? needs : ['measurements that settle it']
}

/** A sum for people, in millimetres. */
export function extentInWords({ least, most }: Extent): string {
  if (!most) return `at least ${toText(least)} mm`
  const [low, high] = [toText(least), toText(most)]
  return low === high ? `${low} mm` : `${low} to ${high} mm`
}
