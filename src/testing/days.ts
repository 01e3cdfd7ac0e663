/** Day 0 of a specification's timeline. */
export const DAY_ZERO = '2026-03-01'

/** A moment of a timeline: whole days from day 0 (12), a day with a time ("12 08:30"), or an ISO date, possibly partial. */
export type Day = number | string

/** The ISO date or date-time of a day of the timeline. */
export function dateOf(day: Day): string {
  if (typeof day === 'number') return new Date(Date.parse(DAY_ZERO) + day * 86_400_000).toISOString().slice(0, 10)
  const timed = /^(-?\d+) (\d{2}:\d{2})$/.exec(day)
  return timed ? `${dateOf(Number(timed[1]))}T${timed[2]}` : day
}
