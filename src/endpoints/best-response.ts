import type { DefinitionOf } from '../core/endpoints.schema.ts'
import { daysBetween } from '../core/time.ts'
import { anchorOf, hasLeft } from './anchor.ts'
import type { Course } from './course.ts'
import type { Category } from './response-range.ts'
import type { Responses } from './responses.ts'
import type { TimePoint } from './time-point.ts'

/** The best response up to progression; `mayImprove` names what could still make a better one. */
export type BestResponse = {
  readonly response: Category | 'NE'
  readonly at?: string
  readonly mayImprove: readonly string[]
  /** Facts that would tell whether progression came before it. */
  readonly doubted: readonly string[]
}

const ranks: readonly Category[] = ['CR', 'PR', 'SD', 'nonCrNonPd', 'PD']

type Rules = { readonly confirmedAfterDays?: number | undefined; readonly stableForDays?: number | undefined }

/** The best overall response of all assessments until progression, confirmed where the protocol asks for it. */
export function bestOf({ points }: Responses, course: Course, { counted, by }: DefinitionOf<'response'>): BestResponse {
  const rules: Rules = 'best' in counted ? counted : {}
  const until = untilProgression(points)
  const settled = until.points.flatMap((point) => categoryOf(point, until.points, rules.confirmedAfterDays))
  const start = anchorOf(course, by.baseline)
  const lasting = settled.map((one) =>
    one.category !== 'SD' || rules.stableForDays === undefined || !start.span
      ? one
      : daysBetween(start.span, one.point.span).least >= rules.stableForDays
        ? one
        : { ...one, category: 'NE' as const },
  )
  const [best] = [...lasting].sort((a, b) => rankOf(a.category) - rankOf(b.category))
  const response = best?.category ?? 'NE'
  const mayImprove =
    until.progressed || hasLeft(course) ? openOnes(until.points) : [...openOnes(until.points), 'further assessments']
  return {
    response,
    ...(best && response !== 'NE' ? { at: best.point.at } : {}),
    mayImprove: response === 'CR' ? [] : mayImprove,
    doubted: best ? doubtsBefore(best.point, until.points) : [],
  }
}

/** Earlier assessments that may have been progression. */
const doubtsBefore = (best: TimePoint, points: readonly TimePoint[]): readonly string[] =>
  points
    .slice(0, points.indexOf(best))
    .filter(({ response, possible }) => response === null && possible.includes('PD'))
    .flatMap(({ needs, at }) => needs.map((need) => `${need} (${at})`))

const rankOf = (category: Category | 'NE'): number => (category === 'NE' ? ranks.length : ranks.indexOf(category))

/** The assessments up to and with the first progression; an unconfirmed one of iRECIST does not end them. */
function untilProgression(points: readonly TimePoint[]): {
  readonly points: readonly TimePoint[]
  readonly progressed: boolean
} {
  const end = points.findIndex(({ response, immune }) => response === 'PD' && immune !== 'iUPD')
  return end < 0 ? { points, progressed: false } : { points: points.slice(0, end + 1), progressed: true }
}

type Told = { readonly category: Category | 'NE'; readonly point: TimePoint }

/** Where only responses are possible, the least of them is certain. */
const leastOf = ({ response, possible }: TimePoint): TimePoint['response'] =>
  response === null && possible.length > 0 && possible.every((one) => one === 'CR' || one === 'PR') ? 'PR' : response

/** A response that must be confirmed counts as stable disease until it is. */
function categoryOf(point: TimePoint, all: readonly TimePoint[], confirmedAfter: number | undefined): readonly Told[] {
  const response = leastOf(point)
  if (response === null || response === 'NE') return []
  if (confirmedAfter === undefined || (response !== 'CR' && response !== 'PR')) return [{ category: response, point }]
  const later = all.filter((other) => daysBetween(point.span, other.span).least >= confirmedAfter)
  const confirms = (wanted: readonly Category[]) => later.some((other) => wanted.some((one) => one === leastOf(other)))
  if (response === 'CR' && confirms(['CR'])) return [{ category: 'CR', point }]
  return [{ category: confirms(['CR', 'PR']) ? 'PR' : 'SD', point }]
}

/** Assessments not yet settled that may be a response. */
const openOnes = (points: readonly TimePoint[]): readonly string[] =>
  points
    .filter(({ response, possible }) => response === null && possible.some((one) => one === 'CR' || one === 'PR'))
    .flatMap(({ needs, at }) => needs.map((need) => `${need} (${at})`))
