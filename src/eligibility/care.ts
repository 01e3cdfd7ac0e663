import type { Truth } from '../core/criterion.ts'
import type { FactOf } from '../core/fact.schema.ts'
import { dayOf, type Span } from '../core/time.ts'
import { type Dated, factsOf, type PersonRecord, recordedAs, spanOrAny } from './record.ts'
import { answerInText } from './yes-no.ts'

type Intervention = Dated<FactOf<'intervention'>>

/** The record that says there were no other drugs, transfusions or procedures up to its day: an assessment of this name, "complete". */
export const COMPLETE = 'medication history'

/** When something that was given ended, at the earliest and latest; without an end it may have gone on until the moment of asking. */
export function endOf({ fact, span }: Intervention, { at }: PersonRecord): Span {
  if (fact.until === undefined) return { from: span.from, to: Math.max(span.to, at.to) }
  const end = spanOrAny(fact.until)
  return { from: Math.max(span.from, end.from), to: Math.max(span.to, Math.min(end.to, at.to)) }
}

/** Whether the record of drugs and procedures is known to be complete up to the day of a moment. */
export const isComplete = (record: PersonRecord, moment: Span): boolean =>
  recordedAs(record, [COMPLETE]).some(({ fact, span }) => {
    if (fact.type !== 'assessed') return false
    const said = typeof fact.value === 'string' && fact.value.trim().toLowerCase() === 'complete'
    return (said || answerInText(fact.value) === true) && dayOf(span.from) >= dayOf(moment.to)
  })

/** Whether care of these kinds was given in the days before a moment; `met` where it was. */
export function wasGiven(
  record: PersonRecord,
  kinds: readonly string[],
  days: number,
  moment: Span,
): { readonly is: Truth; readonly saw: string } {
  const courses = factsOf(record, 'intervention').filter(({ fact }) => kinds.includes(fact.kind))
  const seen = courses.map((course) => ({ course, is: overlaps(course, record, days, moment) }))
  const given = seen.find(({ is }) => is === 'met') ?? seen.find(({ is }) => is === 'unknown')
  if (given) return { is: given.is, saw: courseInWords(given.course) }
  if (isComplete(record, moment)) return { is: 'not met', saw: 'none given' }
  return { is: 'unknown', saw: 'whether any was given is not on record' }
}

function overlaps(course: Intervention, record: PersonRecord, days: number, moment: Span): Truth {
  const end = endOf(course, record)
  if (course.span.from > moment.to || dayOf(end.to) < dayOf(moment.from) - days) return 'not met'
  return course.span.to <= moment.from && dayOf(end.from) >= dayOf(moment.to) - days ? 'met' : 'unknown'
}

export const courseInWords = ({ fact }: Intervention): string =>
  `${fact.name ?? fact.kind} from ${fact.at}${fact.until === undefined ? '' : ` to ${fact.until}`}`
