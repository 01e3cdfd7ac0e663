import { type Exact, exact, readExact } from './exact.ts'

/** One end of an interval; not `inclusive` means the end itself is left out. */
export type End = { readonly at: Exact; readonly inclusive: boolean }

/** What a laboratory wrote: a number, an interval ("<40"), or something that cannot be read. */
export type Measured =
  | { readonly kind: 'exact'; readonly value: Exact }
  | { readonly kind: 'interval'; readonly from?: End; readonly to?: End }
  | { readonly kind: 'unreadable'; readonly text: string }

const censored = /^(<=|=<|>=|=>|<|>|≤|≥)\s*(.+)$/
/** Commas that can only be thousands separators: groups of three with a decimal point, or at least two groups. */
const grouped = /^[+-]?[1-9]\d{0,2}(,\d{3})+\.\d+$|^[+-]?[1-9]\d{0,2}(,\d{3}){2,}$/
const comparators: Readonly<Record<string, '<' | '<=' | '>' | '>='>> = {
  '<': '<',
  '<=': '<=',
  '=<': '<=',
  '≤': '<=',
  '>': '>',
  '>=': '>=',
  '=>': '>=',
  '≥': '>=',
}

/** Reads a result as it was written. "1,5" and "1,500" are unreadable: they mean different numbers in different places. */
export function readMeasured(written: string | number): Measured {
  if (typeof written === 'number')
    return Number.isFinite(written) ? { kind: 'exact', value: exact(written) } : unreadable(String(written))
  if (typeof written !== 'string') return unreadable(String(written))
  const text = written.trim()
  const bound = censored.exec(text)
  const value = readNumber(bound ? (bound[2] as string) : text)
  if (!value) return unreadable(text)
  return bound ? interval(comparators[bound[1] as string] as '<', value) : { kind: 'exact', value }
}

/** A plain number as text or number, exactly, or undefined. */
export function readNumber(written: string | number): Exact | undefined {
  if (typeof written === 'number') return Number.isFinite(written) ? exact(written) : undefined
  const text = written.trim().replace('−', '-')
  return readExact(grouped.test(text) ? text.replaceAll(',', '') : text)
}

const unreadable = (text: string): Measured => ({ kind: 'unreadable', text })

const interval = (comparator: '<' | '<=' | '>' | '>=', at: Exact): Measured => {
  const end = { at, inclusive: comparator.length === 2 }
  return comparator.startsWith('<') ? { kind: 'interval', to: end } : { kind: 'interval', from: end }
}
