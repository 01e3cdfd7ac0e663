import { remembered } from './remembering.ts'

/**
 * When something was, as the earliest and latest moment it can have been: milliseconds of the site's wall clock, counted as UTC
 * so that no machine's time zone takes part. A date-time with minutes is a point; a date is a day; a month is a month.
 */
export type Span = { readonly from: number; readonly to: number }

/** A range of elapsed time, least to most. */
export type Elapsed = { readonly least: number; readonly most: number }

const HOUR = 3_600_000
const DAY = 24 * HOUR
const PATTERN =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2})(?::(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/

/**
 * The span of an ISO date or date-time, possibly partial. `undefined` where it is none, or names a day that does not exist.
 * A time with an offset is moved to the site's wall clock where `siteOffset` ("+08:00") is given; otherwise its own wall clock counts.
 */
export function spanOf(when: string, siteOffset?: string): Span | undefined {
  return siteOffset === undefined ? remembered(spans, when, readSpan) : readSpan(when, siteOffset)
}

const spans = new Map<string, Span | undefined>()
const texts = new Map<number, string>()

function readSpan(when: string, siteOffset?: string): Span | undefined {
  const match = PATTERN.exec(when)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, offset] = match
  const parts = [+year!, +(month ?? 1), +(day ?? 1), +(hour ?? 0), +(minute ?? 0), +(second ?? 0)] as const
  if (!isCalendar(...parts)) return undefined
  const from = Date.UTC(parts[0], parts[1] - 1, parts[2], parts[3], parts[4], parts[5])
  const moved = offset && siteOffset ? from - minutes(offset) * 60_000 + minutes(siteOffset) * 60_000 : from
  return { from: moved, to: lastMoment(moved, month, day, hour, minute) }
}

/**
 * As `spanOf`, for a date that has been checked before. Of a day or time that does not exist, such as 30 February, what does exist
 * counts: its month. Throws where there is not even a year.
 */
export function spanAt(when: string, siteOffset?: string): Span {
  const span = spanOf(when, siteOffset)
  if (span) return span
  const known =
    /^\d{4}(?=-)/.test(when) && (spanOf(when.slice(0, 10)) ?? spanOf(when.slice(0, 7)) ?? spanOf(when.slice(0, 4)))
  if (!known) throw new RangeError(`expected an ISO date or date-time, possibly partial; got "${when}"`)
  return known
}

function isCalendar(year: number, month: number, day: number, hour: number, minute: number, second: number): boolean {
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return false
  return day <= 28 || day <= daysIn(year, month)
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

function lastMoment(from: number, month?: string, day?: string, hour?: string, minute?: string): number {
  if (minute) return from
  if (hour) return from + HOUR - 1
  if (day) return from + DAY - 1
  const date = new Date(from)
  return month
    ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) - 1
    : Date.UTC(date.getUTCFullYear() + 1, 0, 1) - 1
}

function minutes(offset: string): number {
  if (offset === 'Z') return 0
  const [hours, rest] = offset.slice(1).split(':').map(Number)
  return (offset[0] === '-' ? -1 : 1) * (hours! * 60 + rest!)
}

/** Whole calendar days from one span to another, least to most. Two dates are exact; partial dates widen. */
export const daysBetween = (start: Span, end: Span): Elapsed => ({
  least: dayOf(end.from) - dayOf(start.to),
  most: dayOf(end.to) - dayOf(start.from),
})

/** Hours from one span to another, least to most. Two points are exact; dates without times leave up to a day on each side. */
export const hoursBetween = (start: Span, end: Span): Elapsed => ({
  least: (end.from - start.to) / HOUR,
  most: (end.to - start.from) / HOUR,
})

/** A length of time as a protocol prints it. Days are calendar days; hours are elapsed hours. */
export type Length = { readonly days: number } | { readonly hours: number }

/** Elapsed time between two spans in the unit of `length`, beside the number of units `length` has. */
export function elapsed(start: Span, end: Span, length: Length): Elapsed & { readonly limit: number } {
  return 'days' in length
    ? { ...daysBetween(start, end), limit: length.days }
    : { ...hoursBetween(start, end), limit: length.hours }
}

/** The last moment at which `length` after `start` is not yet exceeded, whatever `start` was within its span. */
export const lastMomentWithin = (start: Span, length: Length): number =>
  'days' in length ? (dayOf(start.to) + length.days + 1) * DAY - 1 : start.to + length.hours * HOUR

/** The first moment that is `length` or more after a moment, whatever it was within its span: a date for days, else to the minute. */
export const notBefore = (start: Span, length: Length): string =>
  isoOf('days' in length ? (dayOf(start.to) + length.days) * DAY : start.to + length.hours * HOUR)

export const lengthInWords = (length: Length): string =>
  'days' in length ? `${length.days} days` : `${length.hours} h`

/** ISO text of a moment: a date where it is the first or last moment of a day, else a date-time to the minute. */
export const isoOf = (moment: number): string => remembered(texts, moment, writeIso)

function writeIso(moment: number): string {
  const text = new Date(moment).toISOString()
  return moment % DAY === 0 || (moment + 1) % DAY === 0 ? text.slice(0, 10) : text.slice(0, 16)
}

/** From the earliest moment of the first span to the latest of the second. */
export const spanning = (first: Span, last: Span): Span => ({ from: first.from, to: Math.max(first.to, last.to) })

export const dayOf = (moment: number): number => Math.floor(moment / DAY)

/** A date-time with an offset as the site's wall clock reads it; anything else as it is. */
export function atSite(when: string, siteOffset: string | undefined): string {
  if (!siteOffset || !/(Z|[+-]\d{2}:\d{2})$/.test(when) || !when.includes('T')) return when
  const span = spanOf(when, siteOffset)
  return span ? new Date(span.from).toISOString().slice(0, /T\d{2}(Z|[+-])/.test(when) ? 13 : 19) : when
}
