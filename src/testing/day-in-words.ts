import { dayOf, spanOf } from '../core/time.ts'
import { DAY_ZERO } from './days.ts'

const zero = dayOf(Date.parse(DAY_ZERO))

/** A moment by the day of the timeline and its date: "day 3 (2026-03-04 08:00)"; a partial date as it is. */
export function dayInWords(at: string): string {
  const span = at.length >= 10 ? spanOf(at) : undefined
  return span ? `day ${dayOf(span.from) - zero} (${at.replace('T', ' ')})` : at
}
