import type { ResponseCriteria } from '../core/endpoints.schema.ts'
import { dayOf, type Span } from '../core/time.ts'
import { anchorOf } from './anchor.ts'
import { type Course, factsOf, whenOf } from './course.ts'
import type { Reading } from './lesion.ts'
import { lastOfEach, merged } from './reading.ts'

/** The lesions of one tumour assessment. */
export type TumourAssessment = {
  readonly span: Span
  readonly visit?: string
  readonly readings: readonly Reading[]
}

/** A participant's assessments: the baseline, those after it in order, and what stands in the way. */
export type Assessments = {
  readonly baseline: readonly Reading[]
  readonly after: readonly TumourAssessment[]
  /** What must be known before any response can be told. */
  readonly missing: readonly string[]
}

/** Sorts the lesion measurements of one participant into the baseline and the assessments after it. */
export function assessmentsOf(course: Course, by: ResponseCriteria): Assessments {
  const all = merged(
    factsOf(course, 'lesionMeasured').filter(({ reader }) => by.reader === undefined || reader === by.reader),
  )
  const readers = [...new Set(all.map(({ reader = 'not named' }) => reader))]
  if (readers.length > 1) return nothing(`whose readings count: ${readers.join(' or ')}`)
  const anchor = anchorOf(course, by.baseline)
  if (!anchor.span) return nothing(anchor.missing)
  const start = anchor.span
  const before = all.filter(({ span }) => dayOf(span.to) <= dayOf(start.from))
  const after = all.filter(({ span }) => dayOf(span.from) > dayOf(start.to))
  const unplaced = all.filter((one) => !before.includes(one) && !after.includes(one))
  const undated = unplaced.map(
    ({ lesion, span }) => `whether lesion ${lesion}, measured ${whenOf(span)}, was measured before treatment`,
  )
  return {
    baseline: lastOfEach(before.filter(({ kind }) => kind !== 'new')),
    after: grouped(after, by.togetherDays),
    missing: undated,
  }
}

const nothing = (missing: string): Assessments => ({ baseline: [], after: [], missing: [missing] })

/** Readings of one visit, or near in time without a lesion read twice, are one assessment. */
function grouped(readings: readonly Reading[], togetherDays: number): readonly TumourAssessment[] {
  const groups: Reading[][] = []
  for (const reading of readings) {
    const group = groups.find((one) => belongs(reading, one, togetherDays))
    if (group) group.push(reading)
    else groups.push([reading])
  }
  return groups.map((group) => ({
    span: { from: Math.min(...group.map((one) => one.span.from)), to: Math.max(...group.map((one) => one.span.to)) },
    ...(group[0]!.visit === undefined ? {} : { visit: group[0]!.visit }),
    readings: group,
  }))
}

function belongs(reading: Reading, group: readonly Reading[], togetherDays: number): boolean {
  const [first] = group
  if (group.some(({ lesion }) => lesion === reading.lesion)) return false
  if (reading.visit !== undefined || first!.visit !== undefined) return reading.visit === first!.visit
  return dayOf(reading.span.from) - dayOf(first!.span.from) <= togetherDays
}
