import type { DefinitionOf, Visit } from '../core/endpoints.schema.ts'
import { anchorOf } from './anchor.ts'
import { type Course, factsOf, whenOf } from './course.ts'
import { isUnread, type Quantity, quantityInWords, quantityOf, rangeOf } from './quantity.ts'
import { nearestOf, nothingAt } from './threshold.ts'
import { inVisit, visitDays } from './visit.ts'

/** One participant at one visit: a value, due until a day, missed, or not known which or what. */
export type ScheduledCell = {
  readonly visit: string
  readonly is: 'measured' | 'due' | 'missed' | 'notKnown'
  /** The value in the schedule's unit, as far as it is known: "<40" has no `atLeast`. */
  readonly atLeast?: number
  readonly atMost?: number
  readonly saw: string
  readonly at?: string
  readonly until?: string
}

export type ScheduledRow = {
  readonly participant: string
  readonly from?: string
  readonly provisional?: string
  readonly cells: readonly ScheduledCell[]
}

/** The value of an analyte at every visit of a schedule. */
export function scheduled(definition: DefinitionOf<'schedule'>, course: Course): ScheduledRow {
  const { participant } = course
  const anchor = anchorOf(course, definition.anchor)
  if (!anchor.span) {
    const is = anchor.never ? 'missed' : 'due'
    const cells = definition.visits.map(
      ({ label }) => ({ visit: label, is, saw: `waits for ${anchor.missing}` }) as const,
    )
    return { participant, cells }
  }
  const { span, provisional } = anchor
  return {
    participant,
    from: whenOf(span),
    ...(provisional === undefined ? {} : { provisional }),
    cells: definition.visits.map((visit) => cellAt(definition, course, visit, span)),
  }
}

function cellAt(
  { analyte, unit }: DefinitionOf<'schedule'>,
  course: Course,
  visit: Visit,
  anchor: { readonly from: number; readonly to: number },
): ScheduledCell {
  const days = visitDays(visit, anchor)
  const results = factsOf(course, 'labResult').filter((one) => one.analyte === analyte && !one.notDone)
  const atVisit = results.filter(({ span }) => inVisit(days, span) !== 'no')
  const { label } = visit
  if (atVisit.length === 0) {
    const { is, saw, needs } = nothingAt(course, analyte, days)
    const until = needs?.[0]?.until
    return { visit: label, is: is === 'open' ? 'due' : 'missed', saw, ...(until === undefined ? {} : { until }) }
  }
  const nearest = nearestOf(atVisit, days)
  const [one] = nearest
  const quantity = quantityOf(one!, unit)
  const at = whenOf(one!.span)
  const sure = nearest.length === 1 && inVisit(days, one!.span) === 'yes'
  if (!sure) {
    const saw = nearest.map((each) => `${writtenOf(quantityOf(each, unit), unit)} on ${whenOf(each.span)}`).join(' or ')
    return { visit: label, is: 'notKnown', saw: `${saw}: which is the visit’s is not known` }
  }
  if (isUnread(quantity)) return { visit: label, is: 'notKnown', saw: quantity.unread, at }
  return { visit: label, is: 'measured', ...rangeOf(quantity), saw: quantityInWords(quantity, unit), at }
}

const writtenOf = (quantity: Quantity | { readonly unread: string }, unit: string): string =>
  isUnread(quantity) ? quantity.unread : quantityInWords(quantity, unit)

/** A visit over all participants; the middle value only where every value is a number. */
export type VisitSummary = {
  readonly visit: string
  readonly measured: number
  readonly due: number
  readonly missed: number
  readonly notKnown: number
  /** Values at, and below, a limit of quantification. */
  readonly censored: number
  readonly median?: number
  readonly least?: number
  readonly most?: number
}

export function summaryOf(visit: string, rows: readonly ScheduledRow[]): VisitSummary {
  const cells = rows.flatMap((row) => row.cells.filter((cell) => cell.visit === visit))
  const count = (is: ScheduledCell['is']) => cells.filter((cell) => cell.is === is).length
  const measured = cells.filter(({ is }) => is === 'measured')
  const points = measured.flatMap(({ atLeast, atMost }) =>
    atLeast !== undefined && atLeast === atMost ? [atLeast] : [],
  )
  const sorted = points.sort((a, b) => a - b)
  const allPoints = sorted.length === measured.length && sorted.length > 0
  return {
    visit,
    measured: measured.length,
    due: count('due'),
    missed: count('missed'),
    notKnown: count('notKnown'),
    censored: measured.length - sorted.length,
    ...(allPoints ? { median: middle(sorted), least: sorted[0]!, most: sorted.at(-1)! } : {}),
  }
}

function middle(sorted: readonly number[]): number {
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
