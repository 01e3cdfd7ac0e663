import type { Need } from '../core/criterion.ts'
import type { DefinitionOf, Visit } from '../core/endpoints.schema.ts'
import { dayOf } from '../core/time.ts'
import { anchorOf, hasLeft } from './anchor.ts'
import { answer, type EndpointAnswer, type EndpointIs } from './answer.ts'
import { type BestResponse, bestOf } from './best-response.ts'
import type { Course } from './course.ts'
import { type Responses, responsesOf } from './responses.ts'
import type { TimePoint } from './time-point.ts'
import { dateOfDay, daysOff, inVisit, visitDays, visitInWords } from './visit.ts'

/** Where a participant stands on objective response, with every assessment and the best of them. */
export type ResponseAnswer = EndpointAnswer & {
  readonly responses: readonly Omit<TimePoint, 'span'>[]
  readonly best: BestResponse
}

/** Objective response: CR or PR at the visit, or as the best response. */
export function objectiveResponse(definition: DefinitionOf<'response'>, course: Course): ResponseAnswer {
  const { counted, by } = definition
  const responses = responsesOf(course, by)
  const best = bestOf(responses, course, definition)
  const said = 'at' in counted ? atVisit(counted, course, responses) : asBest(best, course, responses)
  return {
    ...answer(course.participant, { clause: `CR or PR by ${by.criteria}`, ...said }),
    responses: responses.points.map(({ span: _, ...point }) => point),
    best,
  }
}

type Said = {
  readonly is: EndpointIs
  readonly saw: string
  readonly needs?: readonly Need[]
  readonly provisional?: string
}

const open = (saw: string, facts: readonly string[]): Said => ({
  is: 'open',
  saw,
  needs: facts.map((fact) => ({ fact })),
})

function atVisit(
  { at, anchor }: { readonly at: Visit; readonly anchor: Parameters<typeof anchorOf>[1] },
  course: Course,
  { points, missing }: Responses,
): Said {
  const start = anchorOf(course, anchor)
  if (!start.span)
    return start.never
      ? { is: 'notEvaluable', saw: `no ${start.missing}` }
      : open(`no ${start.missing}`, [start.missing])
  const days = visitDays(at, start.span)
  const provisional = start.provisional === undefined ? {} : { provisional: start.provisional }
  const near = points.filter(({ span }) => inVisit(days, span) !== 'no')
  if (missing.length > 0) return { ...withoutResponse(course, days.last.most, missing), ...provisional }
  if (near.length === 0) {
    const saw = `no tumour assessment from ${visitInWords(days)}`
    if (dayOf(course.cutOff.to) > days.last.most || hasLeft(course)) return { is: 'notEvaluable', saw, ...provisional }
    const until = dateOfDay(days.last.most)
    return { is: 'open', saw, needs: [{ fact: 'the tumour assessment of the visit', until }], ...provisional }
  }
  const closest = Math.min(...near.map(({ span }) => daysOff(days, span).most))
  const nearest = near.filter(({ span }) => daysOff(days, span).least <= closest)
  const sure = nearest.length === 1 && inVisit(days, nearest[0]!.span) === 'yes'
  const verdicts = new Set(nearest.map((point) => (sure ? isResponse(point) : 'maybe')))
  const saw = nearest.map(pointInWords).join('; ')
  const [only] = verdicts
  if (verdicts.size === 1 && only !== 'maybe') return { is: only!, saw, ...provisional }
  const needs = nearest.flatMap((point) => point.needs)
  return {
    ...open(saw, needs.length > 0 ? needs : ['which assessment is the visit’s, with its exact date']),
    ...provisional,
  }
}

/** Whether a time point is a response, whatever of several possible categories it is. */
function isResponse({ response, possible }: TimePoint): EndpointIs | 'maybe' {
  if (response === 'NE') return possible.some(responds) ? 'notEvaluable' : 'notMet'
  if (possible.every(responds)) return 'met'
  return possible.some(responds) ? 'maybe' : 'notMet'
}

const responds = (category: string): boolean => category === 'CR' || category === 'PR'

export const pointInWords = ({ at, response, possible, sum, because, immune }: TimePoint): string =>
  `${immune ?? response ?? possible.join(' or ')} on ${at} (${because.includes('sum') ? '' : `sum ${sum}; `}${because})`

function withoutResponse(course: Course, lastDay: number, missing: readonly string[]): Said {
  const saw = `no response can be told without ${missing.join(', ')}`
  return dayOf(course.cutOff.to) > lastDay && hasLeft(course) ? { is: 'notEvaluable', saw } : open(saw, missing)
}

/** By the best response: met once there; refused only when nothing better can come. */
function asBest(best: BestResponse, course: Course, { missing }: Responses): Said {
  if (missing.length > 0) return withoutResponse(course, 0, missing)
  const saw = `best response ${best.response}${best.at === undefined ? '' : ` on ${best.at}`}`
  if (responds(best.response))
    return best.doubted.length > 0 ? open(`${saw}, unless progression came before`, best.doubted) : { is: 'met', saw }
  if (best.mayImprove.length > 0) return open(saw, best.mayImprove)
  return best.response === 'NE'
    ? { is: 'notEvaluable', saw: 'no evaluable assessment after baseline' }
    : { is: 'notMet', saw }
}
