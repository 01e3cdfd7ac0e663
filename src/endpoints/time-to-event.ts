import type { DefinitionOf } from '../core/endpoints.schema.ts'
import type { Fact } from '../core/fact.schema.ts'
import { dayOf, daysBetween, type Span } from '../core/time.ts'
import { anchorOf } from './anchor.ts'
import { type Course, type Dated, factsOf, whenOf } from './course.ts'
import { isUnread, isWithin, quantityInWords, quantityOf } from './quantity.ts'
import { responsesOf } from './responses.ts'

/** Why a participant without an event is counted no further. */
export type Censoring = 'withdrew' | 'lost' | 'newTherapy' | 'cutOff' | 'completed' | 'noAssessment'

/** One way a participant's time may come out, in days: a range where dates are partial. */
export type Possibility = { readonly least: number; readonly most: number; readonly event: boolean }

/** One participant's time from the anchor, in days. */
export type TimeToEvent = {
  readonly participant: string
  readonly from?: string
  readonly event: boolean | 'notKnown'
  /** One, or several where an assessment may or may not have been the event. */
  readonly possible: readonly [Possibility, ...Possibility[]]
  readonly because: string
  readonly censoring?: Censoring
  /** Facts that would settle which it is. */
  readonly needs: readonly string[]
}

/** Nobody can be placed in time without an anchor. */
export type Unplaced = { readonly participant: string; readonly missing: string }

type Occurrence = {
  readonly span: Span
  readonly says: string
  readonly sure: boolean
  readonly needs: readonly string[]
}

/** The time from the anchor to the first event, or to the censoring, by the protocol's rules. */
export function timeToEvent(definition: DefinitionOf<'survival'>, course: Course): TimeToEvent | Unplaced {
  const { participant } = course
  const anchor = anchorOf(course, definition.anchor)
  if (!anchor.span) return { participant, missing: anchor.missing }
  const start = anchor.span
  const stop = stopOf(definition, course)
  const until = { ...course, facts: course.facts.filter(({ span }) => !stop || span.from <= stop.span.to) }
  const events = occurrences(definition, until)
    .flatMap((one) => sinceStart(one, start))
    .sort((a, b) => a.span.from - b.span.from)
  const first = firstOf(events.filter(({ sure }) => sure))
  const stopped = first ? undefined : censored(definition, until, start, stop)
  const end = first ?? stopped!
  const doubts = events.filter((one) => !one.sure && (!first || one.span.from < first.span.to))
  const after = (span: Span, event: boolean): Possibility => {
    const { least, most } = daysBetween(start, span)
    return { least: Math.max(0, least), most: Math.max(0, most), event }
  }
  const ending = after(end.span, first !== undefined)
  const own = { participant, from: whenOf(start) }
  const [doubt, ...further] = doubts.map(({ span }) => after(span, true))
  if (!doubt) {
    const censoring = stopped ? { censoring: stopped.censoring } : {}
    return { ...own, event: ending.event, possible: [ending], because: end.says, ...censoring, needs: [] }
  }
  const because = `${doubts.map(({ says }) => says).join('; ')}; else ${end.says}`
  const needs = [...new Set(doubts.flatMap((one) => one.needs))]
  return { ...own, event: 'notKnown', possible: [doubt, ...further, ending], because, needs }
}

/** What came on or before the first day is no event of this time; what may have come before is not sure. A death always counts. */
function sinceStart(one: Occurrence, start: Span): readonly Occurrence[] {
  if (one.says.startsWith('death') || dayOf(one.span.from) > dayOf(start.to)) return [one]
  if (dayOf(one.span.to) <= dayOf(start.from)) return []
  return [{ ...one, sure: false, needs: [...one.needs, 'its exact date'] }]
}

/** Of several events the first: where their dates are partial, as early and as late as it can have been. */
function firstOf(events: readonly Occurrence[]): { readonly span: Span; readonly says: string } | undefined {
  const [first] = events
  return (
    first && { span: { from: first.span.from, to: Math.min(...events.map(({ span }) => span.to)) }, says: first.says }
  )
}

function occurrences(definition: DefinitionOf<'survival'>, course: Course): Occurrence[] {
  const { progression, clinicalProgression = false, result } = definition.events
  const sure = (span: Span, says: string): Occurrence => ({
    span,
    says: `${says} on ${whenOf(span)}`,
    sure: true,
    needs: [],
  })
  const deaths = factsOf(course, 'died').map(({ span }) => sure(span, 'death'))
  const stated = factsOf(course, 'progressed')
    .filter(({ basis }) => (basis === 'criteria' ? progression !== undefined : clinicalProgression))
    .map(({ span, basis }) => sure(span, `${basis === 'clinical' ? 'clinical progression' : 'progression'} stated`))
  return [
    ...deaths,
    ...stated,
    ...(progression ? seenProgressions(progression, course) : []),
    ...results(result, course),
  ]
}

/** Progression by the lesions: an iRECIST progression counts from when it was first seen, once confirmed. */
function seenProgressions(
  by: NonNullable<DefinitionOf<'survival'>['events']['progression']>,
  course: Course,
): readonly Occurrence[] {
  const { points } = responsesOf(course, by)
  const confirmed = points.findIndex(({ immune }) => immune === 'iCPD')
  return points.flatMap(({ response, possible, span, because, needs, immune }, i) => {
    const says = `progression (${because}) on ${whenOf(span)}`
    if (immune === 'iUPD') {
      const counts = confirmed > i && points.slice(i, confirmed).every((point) => point.immune === 'iUPD')
      return counts ? [{ span, says, sure: true, needs: [] }] : i === points.length - 1 ? [unconfirmed(span)] : []
    }
    if (response === 'PD') return [{ span, says, sure: true, needs: [] }]
    return response === null && possible.includes('PD') ? [{ span, says: `perhaps ${says}`, sure: false, needs }] : []
  })
}

const unconfirmed = (span: Span): Occurrence => ({
  span,
  says: `unconfirmed progression on ${whenOf(span)}`,
  sure: false,
  needs: ['an assessment that confirms the progression or not'],
})

function results(asked: DefinitionOf<'survival'>['events']['result'], course: Course): readonly Occurrence[] {
  if (!asked) return []
  return factsOf(course, 'labResult')
    .filter(({ analyte, notDone }) => analyte === asked.analyte && !notDone)
    .flatMap((one) => {
      const quantity = quantityOf(one, asked.bound.unit)
      const within = isUnread(quantity) ? 'maybe' : isWithin(quantity, asked.bound)
      const written = isUnread(quantity) ? quantity.unread : quantityInWords(quantity, asked.bound.unit)
      const says = `${asked.analyte} ${written} on ${whenOf(one.span)}`
      const needs = within === 'maybe' ? [`${asked.analyte} on ${whenOf(one.span)} with a value that can be read`] : []
      return within === 'no' ? [] : [{ span: one.span, says, sure: within === 'yes', needs }]
    })
}

type Stop = { readonly span: Span; readonly censoring: Censoring; readonly says: string }

/** What ends observation before the cut-off, by the protocol's rules: what is recorded after it is not looked at. */
function stopOf({ afterWithdrawal, newTherapy }: DefinitionOf<'survival'>, course: Course): Stop | undefined {
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

function censored(
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
