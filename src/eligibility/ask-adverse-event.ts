import { type Answer, every, met, notMet, some, unknown } from '../core/criterion.ts'
import type { Attribution, Fact } from '../core/fact.schema.ts'
import type { ParticipantClause } from '../core/participant-clause.schema.ts'
import { advanceEvent, type EventFact, startEvent } from '../dlt/advance-event.ts'
import { currentGrade, type EventSummary, worstGrade } from '../dlt/event.ts'
import { gradeSeen } from './grade-seen.ts'
import { isWithin, lookbackInWords } from './lookback.ts'
import { type PersonRecord, recordedAs, spanOrAny } from './record.ts'
import { answerInText } from './yes-no.ts'

export type AdverseEventClause = Extract<ParticipantClause, { adverseEvent: unknown }>

/** Whether such an adverse event was reported and goes on, or ever was. That there is none is known by a contact alone. */
export function askAdverseEvent(clause: AdverseEventClause, record: PersonRecord): Answer {
  const words = adverseEventInWords(clause)
  const answers = eventsOf(record)
    .filter(({ term }) => clause.term?.some((name) => name.toLowerCase() === term.toLowerCase()) ?? true)
    .map((event) => askOne(clause, record, event, words))
  const any = some(answers)
  if (any.is !== 'not met') return any
  if (wasSeen(clause, record))
    return answers.length > 0 ? any : notMet(words, 'none reported, and the participant was seen')
  return unknown(words, 'none reported; nobody saw to it on record', {
    fact: `a contact that saw to adverse events within ${lookbackInWords(clause.seenWithin)} before ${record.asked}`,
  })
}

/** What may have begun only after the moment of asking says nothing for certain of before. */
function begunBy({ at, asked }: PersonRecord, { onset, term }: EventSummary, answer: Answer): Answer {
  if (spanOrAny(onset).to <= at.to) return answer
  return { ...answer, is: 'unknown', needs: [{ fact: `whether ${term} began before ${asked}` }] }
}

function askOne(clause: AdverseEventClause, record: PersonRecord, event: EventSummary, words: string): Answer {
  const known = clause.adverseEvent === 'ever' ? worstGrade(event) : currentGrade(event)
  const { atLeast } = known
  const maximum = maximumOver(record, event)
  const atMost = Math.max(atLeast, Math.min(known.atMost, maximum?.grade ?? known.atMost))
  const never = maximum && atMost < known.atMost ? `; never above grade ${maximum.grade} until ${maximum.at}` : ''
  const isBelow = atMost < clause.gradeAtLeast && (maximum?.grade ?? 5) >= clause.gradeAtLeast
  const sameDay = isBelow && isUnordered(clause, record, event) ? `; ${SAME_DAY}` : ''
  const saw = `${gradeSeen(clause, event, { atLeast, atMost })}${never}${sameDay}`
  const graded =
    atLeast >= clause.gradeAtLeast
      ? begunBy(record, event, met(words, saw))
      : atMost < clause.gradeAtLeast
        ? notMet(words, saw)
        : unknown(words, saw, { fact: `the grade of ${event.term}` })
  return every([graded, ...(clause.attributedTo ? [askAttribution(clause, event, words)] : [])])
}

/** Said of an event that by its dates alone may have had the grade asked about at the moment of asking. */
export const SAME_DAY = 'whether its last change came before or after that moment is not recorded'

/** Whether what brought an ongoing event below the grade asked about may have come only after the moment of asking. */
function isUnordered(
  { adverseEvent, gradeAtLeast }: AdverseEventClause,
  { at }: PersonRecord,
  { course, ended }: EventSummary,
): boolean {
  const mayComeAfter = (when: string) => spanOrAny(when).to > at.from
  if (adverseEvent === 'ever' || (ended && !mayComeAfter(ended.at))) return false
  const changes = course.filter((seen) => mayComeAfter(seen.at))
  if (changes.length === 0 && !ended) return false
  const before = course.findLast((seen) => !mayComeAfter(seen.at))
  return [...(before ? [before] : []), ...changes].some(({ atMost }) => atMost >= gradeAtLeast)
}

/** The lowest maximum recorded of an event, by its own scale, up to a time that surely covers the moment of asking. */
const maximumOver = ({ maxima, at }: PersonRecord, { event, scale }: EventSummary) =>
  maxima
    .filter(({ fact, span }) => fact.event === event && (fact.scale ?? scale) === scale && span.from >= at.to)
    .map(({ fact }) => fact)
    .toSorted((a, b) => a.grade - b.grade)[0]

const strength: readonly Attribution[] = ['unrelated', 'unlikely', 'possible', 'probable', 'definite']

function askAttribution(
  { attributedTo = [], atLeast = 'possible' }: AdverseEventClause,
  event: EventSummary,
  words: string,
): Answer {
  return some(
    attributedTo.map((agent) => {
      const given = event.attribution[agent]
      if (!given)
        return unknown(words, `attribution to ${agent} not recorded`, {
          fact: `the attribution of ${event.term} to ${agent}`,
        })
      const saw = `${event.term} ${given} to ${agent}`
      return strength.indexOf(given) >= strength.indexOf(atLeast) ? met(words, saw) : notMet(words, saw)
    }),
  )
}

/** The events as reported so far: a grade or end of an event nobody reported is of no known term, and stays out. */
function eventsOf({ facts }: PersonRecord): readonly EventSummary[] {
  const events = new Map<string, EventSummary>()
  const about = facts
    .filter((dated): dated is typeof dated & { fact: Fact & { event: string } } =>
      dated.fact.type.startsWith('adverseEvent'),
    )
    .toSorted((a, b) => a.span.from - b.span.from || rank(a.fact) - rank(b.fact))
  for (const { fact } of about)
    if (fact.type === 'adverseEventReported') events.set(fact.event, startEvent(fact, 'ctcae-5.0'))
  for (const { fact } of about) {
    const held = events.get(fact.event)
    if (held && fact.type !== 'adverseEventReported')
      events.set(fact.event, advanceEvent(held, fact as Exclude<EventFact, { type: 'adverseEventReported' }>))
  }
  return [...events.values()]
}

const rank = ({ type }: Fact): number => (type === 'adverseEventReported' ? 0 : type === 'adverseEventEnded' ? 2 : 1)

/** A contact, or an assessment named so, that saw to adverse events. */
const wasSeen = ({ seenWithin }: AdverseEventClause, record: PersonRecord): boolean =>
  record.facts.some(
    ({ fact, span }) =>
      fact.type === 'followedUp' && span.to <= record.at.to && isWithin(span, record.at, seenWithin) === 'met',
  ) ||
  recordedAs(record, ['adverse event review']).some(
    ({ fact, span }) =>
      fact.type === 'assessed' && answerInText(fact.value) === true && isWithin(span, record.at, seenWithin) === 'met',
  )

export function adverseEventInWords(clause: AdverseEventClause): string {
  const { adverseEvent, term, gradeAtLeast, attributedTo, atLeast = 'possible' } = clause
  const what = term ? term.join(' or ') : 'an adverse event'
  const related = attributedTo ? `, at least ${atLeast} to ${attributedTo.join(' or ')}` : ''
  return `${what} grade ≥ ${gradeAtLeast}${adverseEvent === 'ongoing' ? ' ongoing' : ''}${related}`
}
