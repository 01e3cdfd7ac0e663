import { analyteNamed } from '../core/analytes.ts'
import type { Exact } from '../core/exact.ts'
import { readMeasured } from '../core/measured.ts'
import { conversion, converted, foldUnit } from '../core/units.ts'
import { moved, type Range, rangeOf } from './range.ts'
import type { Dated } from './record.ts'

type Written = string | number
/** A value as it was recorded, wherever it came from. */
export type Recorded = {
  readonly written: Written | undefined
  readonly unit: string | undefined
  readonly uln: Written | undefined
  readonly lln: Written | undefined
}

/** The value a fact records, its unit beside it or behind the number. */
export function recordedIn({ fact }: Dated): Recorded {
  const none: Recorded = { written: undefined, unit: undefined, uln: undefined, lln: undefined }
  if (fact.type === 'labResult') {
    const { value, unit, uln, lln } = fact
    return { written: value, unit: unit === '' ? undefined : unit, uln, lln }
  }
  if (fact.type === 'vitalSign') return { ...none, written: fact.value, unit: fact.unit === '' ? undefined : fact.unit }
  if (fact.type !== 'assessed' || typeof fact.value === 'boolean' || fact.value === undefined) return none
  if (fact.unit !== undefined || typeof fact.value === 'number')
    return { ...none, written: fact.value, unit: fact.unit }
  const [, number = fact.value, unit] = /^\s*([<>≤≥=]*\s*[\d.,]+)\s+(\S.*)$|^\s*([<>≤≥=]*\s*[\d.,]+)\s*(%)\s*$/
    .exec(fact.value)
    ?.filter((part) => part !== undefined) ?? [undefined, fact.value]
  return { ...none, written: number, unit }
}

/** Where a recorded value can lie in a unit, or what is missing to tell. */
export type Read = { readonly range: Range } | { readonly want: string }

/** The value in its own unit. */
export function readRange({ written }: Recorded): Read {
  if (written === undefined || String(written).trim() === '') return { want: 'the result' }
  const read = readMeasured(written)
  return read.kind === 'unreadable'
    ? { want: `a readable result in place of "${read.text}"` }
    : { range: rangeOf(read) }
}

/** The value in the unit asked for; exact, by the name's own conversions where it has some. */
export function readIn(recorded: Recorded, name: string, unit: string | undefined): Read {
  const read = readRange(recorded)
  if (unit === undefined || 'want' in read) return read
  const from = recorded.unit ?? analyteNamed(name)?.bare
  if (from === undefined) return { want: 'the unit of the result' }
  if (foldUnit(from) === foldUnit(unit)) return read
  const known = conversion(name, from, unit)
  if (!known) return { want: `a result in ${unit} in place of ${from}` }
  return { range: moved(read.range, (value: Exact) => converted(value, known)) }
}

export const valueInWords = ({ written, unit, uln }: Recorded): string =>
  `${written === undefined ? 'no value' : String(written)}${unit === undefined ? '' : ` ${unit}`}${uln === undefined ? '' : ` (ULN ${uln})`}`
