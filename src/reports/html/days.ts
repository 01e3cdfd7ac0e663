import { daysBetween, spanOf } from '../../core/time.ts'
import type { ReportedParticipant } from '../report.ts'

/** A date as it was recorded; what is missing of it is said. */
export function whenInWords(when: string): string {
  if (/^\d{4}$/.test(when)) return `${when} (month and day not known)`
  if (/^\d{4}-\d{2}$/.test(when)) return `${when} (day not known)`
  return withoutT(when)
}

/** A sentence of the report with its date-times as people write them, and a capital at its start. */
export const sentence = (text: string): string => {
  const plain = withoutT(text)
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}

/** A text with its date-times as people write them: a space for the T, no seconds that are zero. */
export const withoutT = (text: string): string =>
  text.replace(/(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::00(?:\.0+)?(?![\d.]))?/g, '$1 $2')

/** Elapsed days since the DLT window opened, day 0 being the day it opened; a range where a date is partial. */
export function dayInWords({ window }: Pick<ReportedParticipant, 'window'>, when: string): string | undefined {
  const [start, end] = [window && spanOf(window.opens), spanOf(when)]
  if (!start || !end) return undefined
  const { least, most } = daysBetween(start, end)
  return least === most ? `day ${signed(least)}` : `day ${signed(least)} to ${signed(most)}`
}

const signed = (days: number): string => (days < 0 ? `−${-days}` : String(days))

/** Whether a moment is surely over at another. */
export function isOver(when: string | undefined, asOf: string): boolean {
  const [then, now] = [when === undefined ? undefined : spanOf(when), spanOf(asOf)]
  return then !== undefined && now !== undefined && then.from <= now.from
}

/** How far a deadline is from the day of review. */
export function distanceInWords(asOf: string, until: string): string {
  const [now, then] = [spanOf(asOf), spanOf(until)]
  if (!now || !then) return 'distance not known'
  const { least, most } = daysBetween(now, then)
  if (most < 0) return `${-most} days ago`
  if (least === 0 && most === 0) return 'on the day of review'
  return least === most ? `in ${least} day${least === 1 ? '' : 's'}` : `in ${least} to ${most} days`
}
