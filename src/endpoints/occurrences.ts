import type { DefinitionOf } from '../core/endpoints.schema.ts'
import type { Span } from '../core/time.ts'
import { type Course, factsOf, whenOf } from './course.ts'
import { isUnread, isWithin, quantityInWords, quantityOf } from './quantity.ts'
import { responsesOf } from './responses.ts'

/** Something that was, or may have been, the event. */
export type Occurrence = {
  readonly span: Span
  readonly says: string
  readonly sure: boolean
  readonly needs: readonly string[]
}

/** Everything that counts as the event by the definition, in no order. */
export function occurrences(definition: DefinitionOf<'survival'>, course: Course): Occurrence[] {
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
