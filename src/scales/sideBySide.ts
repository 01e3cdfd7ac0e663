import { type Episode, type GradeRange, peakOf, type Reached, reachedIn } from './episode.ts'
import type { Given, GradeOptions, Scale, ScaleResult } from './result.ts'

/** The CRS scales, the reference first. */
export const crsScales = [
  'astct-crs-2019',
  'lee-2014-crs',
  'penn-2018-crs',
  'mskcc-crs',
  'cartox-2018-crs',
  'ctcae-v4.03-crs',
  'ctcae-v5-crs',
  'ctcae-v6-crs',
] as const

/** One scale's grade of the same findings and, where it is not the reference's, why. */
export type Beside = { readonly scale: string; readonly result: ScaleResult; readonly differs?: string }

/** The same findings by several scales at once; the first is the reference the others are held against. */
export function sideBySide(scales: readonly Scale[], given: Given, options?: GradeOptions): readonly Beside[] {
  const [reference] = scales
  if (!reference) return []
  const first = reference.grade(given, options)
  return scales.map((scale) => {
    const result = scale === reference ? first : scale.grade(given, options)
    const differs = difference(first, result)
    return { scale: scale.id, result, ...(differs === undefined ? {} : { differs }) }
  })
}

function difference(first: ScaleResult, other: ScaleResult): string | undefined {
  const [was, is] = [first, other].map(gradeInWords) as [string, string]
  return was === is ? undefined : `${is} (${other.because}), where ${first.scale} says ${was} (${first.because})`
}

const gradeInWords = ({ grade, atLeast, atMost }: ScaleResult): string =>
  grade === null || grade === undefined ? `${atLeast} to ${atMost}` : String(grade)

/** One scale's view of a whole episode. */
export type EpisodeBeside = {
  readonly scale: string
  readonly version: string
  readonly peak: GradeRange & { readonly at: string }
  readonly reached: readonly Reached[]
  /** Why its peak is not the reference's: at the moment of the reference's peak, else where they first part. */
  readonly differs?: string
}

/** An episode, found and bounded by its own scale, graded at every moment by each of the scales. */
export function episodeSideBySide(
  scales: readonly Scale[],
  episode: Episode,
  options?: GradeOptions,
): readonly EpisodeBeside[] {
  const views = scales.map((scale) => {
    const assessments = episode.assessments.map((assessment) => ({
      ...assessment,
      result: scale.grade(assessment.given, options),
    }))
    return { scale, assessments, peak: peakOf(assessments) }
  })
  const [reference] = views
  return views.map(({ scale, assessments, peak }) => {
    const same = peak.atLeast === reference?.peak.atLeast && peak.atMost === reference.peak.atMost
    const reasons = same
      ? []
      : assessments.map(({ result }, at) => differenceAt(reference?.assessments[at]?.result, result))
    const top = assessments.findIndex((assessment) => assessment.at === reference?.peak.at)
    const differs = reasons[top] ?? reasons.find((reason) => reason !== undefined)
    const view = { scale: scale.id, version: scale.version, peak, reached: reachedIn(assessments, undefined) }
    return differs === undefined ? view : { ...view, differs }
  })
}

const differenceAt = (first: ScaleResult | undefined, own: ScaleResult) => (first ? difference(first, own) : undefined)
