import type { Truth } from '../core/criterion.ts'
import type { Lookback } from '../core/participant-clause.schema.ts'
import { dayOf, type Span } from '../core/time.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Whether something lies within a time before a moment, the last day of that time included. */
export function isWithin(event: Span, at: Span, length: Lookback): Truth {
  if (after(event.from, length) >= start(at.to, length)) return 'met'
  return after(event.to, length) < start(at.from, length) ? 'not met' : 'unknown'
}

/** Whether something lies at least a time before a moment: exactly so long ago is enough. */
export function isAtLeastAgo(event: Span, at: Span, length: Lookback): Truth {
  if (after(event.to, length) <= start(at.from, length)) return 'met'
  return after(event.from, length) > start(at.to, length) ? 'not met' : 'unknown'
}

/** The moment, or for lengths in days and more the day, that is a length after another. */
export function after(moment: number, length: Lookback): number {
  if ('hours' in length) return moment + length.hours * HOUR
  if ('days' in length) return (dayOf(moment) + length.days) * DAY
  return monthsAfter(dayOf(moment) * DAY, 'months' in length ? length.months : 12 * length.years)
}

const start = (moment: number, length: Lookback): number => ('hours' in length ? moment : dayOf(moment) * DAY)

/** The same day so many calendar months later, or the last of that month where it has no such day. */
function monthsAfter(day: number, months: number): number {
  const date = new Date(day)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const last = new Date(utc(year, month + 1, 0)).getUTCDate()
  return utc(year, month, Math.min(date.getUTCDate(), last))
}

/** `Date.UTC` reads the years 0 to 99 as 1900 and more. */
function utc(year: number, month: number, day: number): number {
  const date = new Date(0)
  return date.setUTCFullYear(year, month, day)
}

export const lookbackInWords = (length: Lookback): string => {
  const [[unit, count] = ['', 0]] = Object.entries(length)
  return `${count} ${unit === 'hours' ? 'h' : count === 1 ? unit.slice(0, -1) : unit}`
}
