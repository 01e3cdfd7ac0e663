import type { When } from '../../core/fact.schema.ts'
import { spanOf } from '../../core/time.ts'

const shape =
  /^(\d{4})(?:-(\d{2}|-|UNK?)(?:-(\d{2}|-|UNK?)(?:T(\d{2}|-)(?::(\d{2}|-)(?::(\d{2}(?:\.\d+)?|-))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/i

/** Dates, and times to the minute, that are in every calendar: nearly all of them, and known at a glance. */
const plain = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])(?:T(?:[01]\d|2[0-3]):[0-5]\d)?$/

/**
 * An SDTM date or date-time, cut where its first unknown part begins ("2014---15" is "2014", "2014-01-UN" is "2014-01").
 * Nothing where it does not parse, or names a day that is in no calendar.
 */
export function readWhen(written: string): When | undefined {
  if (plain.test(written)) return written
  const parts = shape.exec(written.trim().replace(' ', 'T'))
  if (parts === null) return undefined
  const [, year, month, day, hour, minute, second, offset] = parts
  const known = [year, month, day, hour, minute, second]
  const unknown = known.findIndex((part) => part === undefined || !/^\d/.test(part))
  const kept = unknown < 0 ? known : known.slice(0, unknown)
  const at = kept.slice(0, 3).join('-') + (kept.length > 3 ? `T${kept.slice(3).join(':')}${offset ?? ''}` : '')
  return spanOf(at.toUpperCase()) === undefined ? undefined : at.toUpperCase()
}

/** What stands of a date that is in no calendar, or whose end does not parse: of "2026-03-32" its month, of "2026-3-4" its year. */
export function standingPart(written: string): When | undefined {
  const [day, month, year] = [10, 7, 4].map((length) => written.trim().slice(0, length))
  if (!/^\d{4}-/.test(written.trim())) return undefined
  return [day, month, year].find((part) => part !== undefined && spanOf(part) !== undefined)
}
