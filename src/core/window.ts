import { daysBetween, hoursBetween, type Length, lastMomentWithin, type Span } from './time.ts'

/**
 * A window as a protocol states it: open from one moment until `length` after another.
 * "28 days after" ends with day 28 when `endInclusive`, with day 27 otherwise; hours are elapsed hours.
 * While the moment it closes after is not known (`undefined`), the window is open.
 */
export type Window = {
  readonly opens: Span
  readonly closesAfter: Span | undefined
  readonly length: Length
  readonly endInclusive: boolean
}

export type Position = 'before' | 'in' | 'after' | 'unknown'

/** Where a moment lies against the window; `unknown` where partial dates leave it open. */
export function positionIn(window: Window, moment: Span): Position {
  const since = elapsedIn(window, window.opens, moment)
  if (since.most < 0) return 'before'
  const afterEnd = pastEnd(window, moment)
  if (afterEnd === 'yes') return 'after'
  return since.least >= 0 && afterEnd === 'no' ? 'in' : 'unknown'
}

/** The last moment of the window, taking the latest it can be; `undefined` while that is not known. */
export function windowEnd({ closesAfter, length, endInclusive }: Window): number | undefined {
  if (!closesAfter) return undefined
  if ('hours' in length) return closesAfter.to + length.hours * 3_600_000 - (endInclusive ? 0 : 1)
  return lastMomentWithin(closesAfter, { days: length.days - (endInclusive ? 0 : 1) })
}

function pastEnd(window: Window, moment: Span): 'yes' | 'no' | 'unknown' {
  if (!window.closesAfter) return 'no'
  const { least, most } = elapsedIn(window, window.closesAfter, moment)
  const end = 'days' in window.length ? window.length.days : window.length.hours
  const past = (units: number) => (window.endInclusive ? units > end : units >= end)
  if (past(least)) return 'yes'
  return past(most) ? 'unknown' : 'no'
}

const elapsedIn = ({ length }: Window, start: Span, moment: Span) =>
  'days' in length ? daysBetween(start, moment) : hoursBetween(start, moment)
