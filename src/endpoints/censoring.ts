import type { DefinitionOf } from '../core/endpoints.schema.ts'
import type { Fact } from '../core/fact.schema.ts'
import type { Span } from '../core/time.ts'
import { type Course, type Dated, factsOf, whenOf } from './course.ts'
import { responsesOf } from './responses.ts'

/** Why a participant without an event is counted no further. */
export type Censoring = 'withdrew' | 'lost' | 'newTherapy' | 'cutOff' | 'completed' | 'noAssessment'

/** Where observation ends. */
export type Stop = { readonly span: Span; readonly censoring: Censoring; readonly says: string }

/** What ends observation before the cut-off, by the protocol's rules: what is recorded after it is not looked at. */
export function stopOf({ afterWithdrawal, newTherapy }: DefinitionOf<'survival'>, course: Course): Stop | undefined {
  const stops: Stop[] = []
  for (const { span, reason = '' } of factsOf(course, 'withdrew')) {
    const lost = /lost/i.test(reason)
    const says = `${lost ? 'lost to follow-up' : 'withdrew'} on ${whenOf(span)}`
    if (afterWithdrawal === 'notCounted') stops.push({ span, censoring: lost ? 'lost' : 'withdrew', says })
  }
  for (const { span, instrument } of factsOf(course, 'assessed'))
    if (newTherapy === 'censored' && instrument === 'new anticancer therapy')
      stops.push({ span, censoring: 'newTherapy', says: `new anticancer therapy on ${whenOf(span)}` })
  return stops.sort((a, b) => a.span.from - b.span.from)[0]
}

/** Where somebody without an event is counted to, and why no further. */
export function censored(
  { censoredAt, events }: DefinitionOf<'survival'>,
  course: Course,
  start: Span,
  stop: Stop | undefined,
): Stop {
  const reason = stop?.censoring ?? leftBy(course)
  const why = stop ? stop.says : 'no event by the cut-off'
  if (censoredAt === 'lastContact') {
    const contact = lastOf(course.facts, start)
    return { span: contact, censoring: reason, says: `${why}; last contact ${whenOf(contact)}` }
  }
  const looked = assessedAt(events, course).filter((span) => span.from > start.from)
  const last = looked.at(-1)
  if (!last) return { span: start, censoring: 'noAssessment', says: `${why}; never assessed after the start` }
  return { span: last, censoring: reason, says: `${why}; last assessment ${whenOf(last)}` }
}

const leftBy = (course: Course): Censoring =>
  factsOf(course, 'withdrew').length > 0
    ? /lost/i.test(factsOf(course, 'withdrew')[0]!.reason ?? '')
      ? 'lost'
      : 'withdrew'
    : factsOf(course, 'completed').length > 0
      ? 'completed'
      : 'cutOff'

/** The latest thing known of somebody alive. */
function lastOf(facts: readonly Dated<Fact>[], start: Span): Span {
  const alive = facts.filter(({ type }) => type !== 'died')
  return alive.reduce<Span>(
    (last, { span }) => ({ from: Math.max(last.from, span.from), to: Math.max(last.to, span.to) }),
    start,
  )
}

/** When an assessment was made that could have shown the event. */
function assessedAt({ progression, result }: DefinitionOf<'survival'>['events'], course: Course): readonly Span[] {
  const tumour = progression
    ? responsesOf(course, progression).points.flatMap(({ response, span }) => (response === 'NE' ? [] : [span]))
    : []
  const tested = result
    ? factsOf(course, 'labResult').flatMap(({ analyte, notDone, span }) =>
        analyte === result.analyte && !notDone ? [span] : [],
      )
    : []
  return [...tumour, ...tested].sort((a, b) => a.from - b.from)
}
