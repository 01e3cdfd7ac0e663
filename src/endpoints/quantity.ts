import type { Bound } from '../core/endpoints.schema.ts'
import { compareExact, type Exact, exact, toDouble, toText } from '../core/exact.ts'
import type { FactOf } from '../core/fact.schema.ts'
import { readMeasured } from '../core/measured.ts'
import { conversion, converted, foldUnit } from '../core/units.ts'

/** An end of what a value can be; absent on a side where nothing bounds it. */
export type QuantityEnd = { readonly at: Exact; readonly inclusive: boolean }
/** What a result can be in one unit: a point has two equal ends, "<40" only the upper. */
export type Quantity = { readonly low?: QuantityEnd; readonly high?: QuantityEnd; readonly written: string }
/** Or why it cannot be read. */
export type Unread = { readonly unread: string }

type LabResult = Pick<FactOf<'labResult'>, 'analyte' | 'value' | 'unit' | 'notDone'>

/** A result in a unit, exactly. A value below a limit stays below it; nothing is put in its place. */
export function quantityOf(result: LabResult, unit: string): Quantity | Unread {
  const { analyte, value } = result
  if (result.notDone) return { unread: 'not done' }
  if (value === undefined || value === '') return { unread: 'no result' }
  const written = `${value}${result.unit === undefined ? '' : ` ${result.unit}`}`
  const measured = readMeasured(value)
  if (measured.kind === 'unreadable') return { unread: `"${measured.text}" cannot be read` }
  const toUnit = unitConversion(analyte, result.unit, unit)
  if (!toUnit) return { unread: `${written}: the unit cannot be compared with ${unit}` }
  if (measured.kind === 'exact') {
    const end = { at: toUnit(measured.value), inclusive: true }
    return { low: end, high: end, written }
  }
  const end = (one: QuantityEnd | undefined) => (one ? { at: toUnit(one.at), inclusive: one.inclusive } : undefined)
  const [low, high] = [end(measured.from), end(measured.to)]
  return { ...(low ? { low } : {}), ...(high ? { high } : {}), written }
}

/** The same spelling needs no table: copies per microgram compare with copies per microgram. */
function unitConversion(analyte: string, from: string | undefined, to: string): ((value: Exact) => Exact) | undefined {
  if (from === undefined || from === '') return undefined
  if (foldUnit(from) === foldUnit(to)) return (value) => value
  const known = conversion(analyte, from, to)
  return known && ((value) => converted(value, known))
}

/** Whether a quantity is past a bound: certainly, certainly not, or either. */
export function isWithin(quantity: Quantity, { operator, value }: Bound): 'yes' | 'no' | 'maybe' {
  const cut = exact(value)
  const certain = (holds: boolean, fails: boolean) => (holds ? 'yes' : fails ? 'no' : 'maybe')
  const atLeast = operator === '>=' || operator === '>'
  const near = atLeast ? quantity.low : quantity.high
  const far = atLeast ? quantity.high : quantity.low
  const sign = atLeast ? 1 : -1
  const side = (end: QuantityEnd) => sign * compareExact(end.at, cut)
  const strict = operator === '>' || operator === '<'
  const holds = !!near && (side(near) > 0 || (side(near) === 0 && (!strict || !near.inclusive)))
  const fails = !!far && (side(far) < 0 || (side(far) === 0 && (strict || !far.inclusive)))
  return certain(holds, fails)
}

export const isUnread = (one: Quantity | Unread): one is Unread => 'unread' in one
export const isPoint = ({ low, high }: Quantity): boolean => !!low && !!high && compareExact(low.at, high.at) === 0

/** A quantity as numbers for tables: at least, at most. */
export const rangeOf = ({ low, high }: Quantity): { readonly atLeast?: number; readonly atMost?: number } => ({
  ...(low ? { atLeast: toDouble(low.at) } : {}),
  ...(high ? { atMost: toDouble(high.at) } : {}),
})

/** A quantity for people, in the endpoint's unit. */
export function quantityInWords({ low, high }: Quantity, unit: string): string {
  if (low && high && compareExact(low.at, high.at) === 0) return `${toText(low.at)} ${unit}`
  if (low && high) return `${toText(low.at)} to ${toText(high.at)} ${unit}`
  if (high) return `${high.inclusive ? '≤' : '<'}${toText(high.at)} ${unit}`
  return low ? `${low.inclusive ? '≥' : '>'}${toText(low.at)} ${unit}` : `any ${unit}`
}
