import type { Visit } from '../core/endpoints.schema.ts'
import { dayOf, isoOf, type Span } from '../core/time.ts'

const DAY = 86_400_000

/** A visit's days counted from the epoch, each as a range where the anchor's date is one. */
export type VisitDays = {
  readonly target: Range
  readonly first: Range
  readonly last: Range
}
type Range = { readonly least: number; readonly most: number }

/** The days on which a visit may be made, from the anchor. */
export function visitDays({ after, earlier, later }: Visit, anchor: Span): VisitDays {
  const least = dayAfter(dayOf(anchor.from), after)
  const most = dayAfter(dayOf(anchor.to), after)
  return {
    target: { least, most },
    first: { least: least - earlier, most: most - earlier },
    last: { least: least + later, most: most + later },
  }
}

/** So many days or calendar months after a day; a month without that day ends on its last. */
function dayAfter(day: number, after: Visit['after']): number {
  if ('days' in after) return day + after.days
  const date = new Date(day * DAY)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + after.months]
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return dayOf(Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)))
}

/** Whether something was in the visit's days: certainly, possibly, or not. */
export function inVisit({ first, last }: VisitDays, span: Span): 'yes' | 'no' | 'maybe' {
  const [from, to] = [dayOf(span.from), dayOf(span.to)]
  if (to < first.least || from > last.most) return 'no'
  return from >= first.most && to <= last.least ? 'yes' : 'maybe'
}

/** Days between something and the visit's planned day, at least and at most. */
export function daysOff({ target }: VisitDays, span: Span): Range {
  const low = dayOf(span.from) - target.most
  const high = dayOf(span.to) - target.least
  const least = low > 0 ? low : high < 0 ? -high : 0
  return { least, most: Math.max(Math.abs(low), Math.abs(high)) }
}

export const dateOfDay = (day: number): string => isoOf(day * DAY)

/** The visit's days, for people. */
export const visitInWords = ({ first, last }: VisitDays): string =>
  `${dateOfDay(first.least)} to ${dateOfDay(last.most)}`
