import type { Fact, FactOf } from '../core/fact.schema.ts'
import { type Elapsed, hoursBetween, type Span } from '../core/time.ts'
import type { Moment } from './moments.ts'
import type { Given, ScaleResult } from './result.ts'

/** The grade at one moment, with the input it was read from. */
export type Assessment = {
  readonly at: string
  readonly span: Span
  readonly given: Given
  readonly result: ScaleResult
}

/** A grade, or the least and most it can be. */
export type GradeRange = { readonly atLeast: number; readonly atMost: number }

/** When a grade was first certainly reached, and how long after onset and after the last infusion before it. */
export type Reached = {
  readonly grade: number
  readonly at: string
  readonly hoursFromOnset: Elapsed
  readonly hoursFromInfusion?: Elapsed
}

/** One episode from its onset to its resolution. */
export type Episode = {
  readonly scale: string
  readonly version: string
  readonly onset: string
  readonly assessments: readonly Assessment[]
  readonly peak: GradeRange & { readonly at: string }
  readonly reached: readonly Reached[]
  /** The first documented assessment without any criterion, none having come back within the time that joins episodes. */
  readonly resolution?: string
  /** Whether that time had passed when the record ended. */
  readonly resolutionConfirmed?: boolean
  readonly treatments: readonly FactOf<'intervention'>[]
  /** Events recorded as manifestations: listed here and, unless a protocol says so, not counted a second time. */
  readonly manifestations: readonly FactOf<'adverseEventReported'>[]
  /** The adverse events as which the site reported it. */
  readonly events: readonly string[]
}

export type Course = {
  readonly episodes: readonly Episode[]
  /** Moments outside any episode at which one may have been open, for want of facts. */
  readonly undetermined: readonly Assessment[]
  /** What was taken for granted, in words. */
  readonly assumes: readonly string[]
  /** Facts whose date is too partial to be placed. */
  readonly unplaced: readonly Fact[]
}

export const rangeOf = ({ grade, atLeast, atMost }: ScaleResult): GradeRange =>
  typeof grade === 'number'
    ? { atLeast: grade, atMost: grade }
    : { atLeast: Number(atLeast ?? 0), atMost: Number(atMost ?? 5) }

/** Moments of an episode in progress. */
export type Open = { readonly onset: Span; readonly assessments: Assessment[] }

/**
 * Walks a course in order: an episode opens where a grade is at least 1 for certain, and closes at the first grade 0
 * after which none is possible for `joins` hours.
 */
export function walk(
  moments: readonly Moment[],
  joins: number,
  assess: (moment: Moment, open: Open | undefined) => Assessment | undefined,
): { readonly runs: readonly Open[]; readonly undetermined: readonly Assessment[] } {
  const runs: Open[] = []
  const undetermined: Assessment[] = []
  let open: Open | undefined
  for (const moment of moments) {
    if (open && over(open, moment, joins)) open = undefined
    const assessment = assess(moment, open)
    if (!assessment) continue
    const { atLeast, atMost } = rangeOf(assessment.result)
    if (open) open.assessments.push(assessment)
    else if (atLeast > 0) {
      open = { onset: moment.span, assessments: [assessment] }
      runs.push(open)
    } else if (atMost > 0) undetermined.push(assessment)
  }
  return { runs, undetermined }
}

/** Whether an episode had been without any criterion for long enough by a moment. */
function over({ assessments }: Open, moment: Moment, joins: number): boolean {
  const quiet = quietSince(assessments)
  return quiet !== undefined && hoursBetween(quiet.span, moment.span).least >= joins
}

/** The first of the grade 0 assessments that an episode ends in. */
export function quietSince(assessments: readonly Assessment[]): Assessment | undefined {
  const last = assessments.findLastIndex(({ result }) => rangeOf(result).atMost > 0)
  return assessments[last + 1]
}

/** The highest grade certainly reached and the highest possible, with the first time of the certain one. */
export function peakOf(assessments: readonly Assessment[]): GradeRange & { readonly at: string } {
  const ranges = assessments.map(({ at, result }) => ({ at, ...rangeOf(result) }))
  const atLeast = Math.max(...ranges.map((range) => range.atLeast))
  const first = ranges.find((range) => range.atLeast === atLeast)
  return { atLeast, atMost: Math.max(...ranges.map((range) => range.atMost)), at: first?.at ?? '' }
}

export function reachedIn(assessments: readonly Assessment[], infusion: Span | undefined): readonly Reached[] {
  const onset = assessments[0]?.span
  if (!onset) return []
  return [1, 2, 3, 4, 5].flatMap((grade) => {
    const first = assessments.find(({ result }) => rangeOf(result).atLeast >= grade)
    if (!first) return []
    const since = infusion ? { hoursFromInfusion: hoursBetween(infusion, first.span) } : {}
    return [{ grade, at: first.at, hoursFromOnset: hoursBetween(onset, first.span), ...since }]
  })
}
