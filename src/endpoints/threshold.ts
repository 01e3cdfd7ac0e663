import type { Need } from '../core/criterion.ts'
import type { DefinitionOf } from '../core/endpoints.schema.ts'
import type { FactOf } from '../core/fact.schema.ts'
import { dayOf } from '../core/time.ts'
import { anchorOf, hasLeft } from './anchor.ts'
import { answer, type EndpointAnswer, type EndpointIs } from './answer.ts'
import { type Course, type Dated, factsOf, whenOf } from './course.ts'
import { isUnread, isWithin, quantityInWords, quantityOf } from './quantity.ts'
import { dateOfDay, daysOff, inVisit, type VisitDays, visitDays, visitInWords } from './visit.ts'

type Result = Dated<FactOf<'labResult'>>

/** Whether an analyte was past its bound at the visit: by the result nearest to the planned day. */
export function threshold(definition: DefinitionOf<'threshold'>, course: Course): EndpointAnswer {
  const { analyte, bound, visit } = definition
  const clause = `${analyte} ${bound.operator} ${bound.value} ${bound.unit}, ${visit.label}`
  const anchor = anchorOf(course, definition.anchor)
  if (!anchor.span) {
    const is = anchor.never ? 'notEvaluable' : 'open'
    const needs = anchor.never ? [] : [{ fact: anchor.missing }]
    return answer(course.participant, {
      is,
      clause,
      saw: `no date of ${anchor.missing.replace(/^the date of /, '')}`,
      needs,
    })
  }
  const days = visitDays(visit, anchor.span)
  const results = factsOf(course, 'labResult').filter((one) => one.analyte === analyte && !one.notDone)
  const atVisit = results.filter(({ span }) => inVisit(days, span) !== 'no')
  const said = atVisit.length === 0 ? nothingAt(course, analyte, days) : judged(definition, atVisit, days)
  const provisional = anchor.provisional ?? (said.is === 'open' ? undefined : notOver(course, days))
  return answer(course.participant, { ...said, clause, ...(provisional === undefined ? {} : { provisional }) })
}

/** A nearer result may still come. */
const notOver = (course: Course, days: VisitDays): string | undefined =>
  dayOf(course.cutOff.to) < days.target.most && !hasLeft(course)
    ? `the planned day is not reached; a nearer result may come until ${dateOfDay(days.last.most)}`
    : undefined

type Said = { readonly is: EndpointIs; readonly saw: string; readonly needs?: readonly Need[] }

/** No result in the visit's days: due, or missed for good. */
export function nothingAt(course: Course, analyte: string, days: VisitDays): Said {
  const saw = `no ${analyte} result from ${visitInWords(days)}`
  const isOver = dayOf(course.cutOff.to) > days.last.most
  if (isOver || hasLeft(course)) return { is: 'notEvaluable', saw: isOver ? saw : `${saw}; the participant has left` }
  return { is: 'open', saw, needs: [{ fact: `${analyte} at the visit`, until: dateOfDay(days.last.most) }] }
}

/** The results that may be the nearest to the planned day; all of them must agree. */
function judged({ bound, analyte }: DefinitionOf<'threshold'>, results: readonly Result[], days: VisitDays): Said {
  const nearest = nearestOf(results, days)
  const read = nearest.map((one) => ({
    one,
    quantity: quantityOf(one, bound.unit),
    sure: inVisit(days, one.span) === 'yes',
  }))
  const saw = read
    .map(
      ({ one, quantity }) =>
        `${isUnread(quantity) ? quantity.unread : quantityInWords(quantity, bound.unit)} on ${whenOf(one.span)}`,
    )
    .join('; ')
  const answers = new Set(
    read.map(({ quantity, sure }) => (isUnread(quantity) || !sure ? 'maybe' : isWithin(quantity, bound))),
  )
  const [only] = answers
  if (answers.size === 1 && only !== 'maybe') return { is: only === 'yes' ? 'met' : 'notMet', saw }
  return {
    is: 'open',
    saw,
    needs: [{ fact: `which ${analyte} result is the visit’s, with a value and date that can be read` }],
  }
}

/** The results that may be nearest to the planned day: of two equally near ones nobody knows which is the visit's. */
export function nearestOf(results: readonly Result[], days: VisitDays): readonly Result[] {
  const closest = Math.min(...results.map(({ span }) => daysOff(days, span).most))
  return results.filter(({ span }) => daysOff(days, span).least <= closest)
}
