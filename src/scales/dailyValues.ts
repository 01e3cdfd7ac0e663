/** What is known of each day: a value, or `null` where none was measured or could be filled in. */
export type Days = readonly (number | null)[]

/** The lowest value of each day from 0 to `last`; a day without one is `null`. */
export function lowestByDay(series: readonly (readonly (number | null)[])[], last: number): Days {
  const days: (number | null)[] = Array.from({ length: last + 1 }, () => null)
  for (const [day, value] of series) {
    if (typeof day !== 'number' || typeof value !== 'number' || day < 0 || day > last) continue
    const whole = Math.floor(day)
    days[whole] = Math.min(days[whole] ?? value, value)
  }
  return days
}

/** Fills gaps of at most `longest` days: linearly between values, at the ends by carrying the nearest. */
export function filled(days: Days, longest: number): Days {
  const result = [...days]
  for (let start = 0; start < days.length; start += 1) {
    if (days[start] !== null || (start > 0 && days[start - 1] === null)) continue
    let end = start
    while (end < days.length && days[end] === null) end += 1
    if (end - start > longest) continue
    for (let day = start; day < end; day += 1) result[day] = between(days, start - 1, end, day)
  }
  return result
}

function between(days: Days, before: number, after: number, day: number): number | null {
  const left = days[before] ?? null
  const right = days[after] ?? null
  if (left === null || right === null) return left ?? right
  return left + ((right - left) * (day - before)) / (after - before)
}

/** A run of days at or below a threshold: first and last day, and how many count. */
export type Run = { readonly first: number; readonly last: number; readonly days: number }

/**
 * Runs of days that satisfy `low`. Up to `joining` known days in between do not end a run and count in it;
 * a day nobody measured always ends it.
 */
export function runs(days: Days, low: (value: number) => boolean, joining: number): readonly Run[] {
  const found: Run[] = []
  for (const [day, value] of days.entries()) {
    if (value === null || !low(value)) continue
    const open = found.at(-1)
    const between = open ? days.slice(open.last + 1, day) : []
    const joins = open !== undefined && between.length <= joining && !between.includes(null)
    if (joins) found[found.length - 1] = { first: open.first, last: day, days: day - open.first + 1 }
    else found.push({ first: day, last: day, days: 1 })
  }
  return found
}

export const longest = (all: readonly Run[]): number => Math.max(0, ...all.map((run) => run.days))
export const total = (days: Days, low: (value: number) => boolean): number =>
  days.filter((value) => value !== null && low(value)).length
