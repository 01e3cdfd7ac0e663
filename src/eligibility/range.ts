import type { Truth } from '../core/criterion.ts'
import { compareExact, type Exact, times, toText } from '../core/exact.ts'
import type { End, Measured } from '../core/measured.ts'
import { readNumber } from '../core/measured.ts'
import type { Cut } from '../core/participant-clause.schema.ts'

/** Where a number can lie; an end that is missing is open. */
export type Range = { readonly from?: End; readonly to?: End }
export type Side = 'atLeast' | 'above' | 'atMost' | 'below'

export const rangeOf = (read: Exclude<Measured, { kind: 'unreadable' }>): Range =>
  read.kind === 'exact' ? { from: { at: read.value, inclusive: true }, to: { at: read.value, inclusive: true } } : read

/** The range with both ends moved by a rising function. */
export const moved = ({ from, to }: Range, move: (value: Exact) => Exact): Range => ({
  ...(from ? { from: { ...from, at: move(from.at) } } : {}),
  ...(to ? { to: { ...to, at: move(to.at) } } : {}),
})

const opposite = { met: 'not met', 'not met': 'met', unknown: 'unknown' } as const

/** Whether a number in the range lies on that side of the cut. */
export function isBeside(range: Range, side: Side, cut: Exact): Truth {
  if (side === 'below') return opposite[isBeside(range, 'atLeast', cut)]
  if (side === 'atMost') return opposite[isBeside(range, 'above', cut)]
  const { from, to } = range
  const low = from && compareExact(from.at, cut)
  const high = to && compareExact(to.at, cut)
  if (side === 'atLeast') {
    if (low !== undefined && low >= 0) return 'met'
    return high !== undefined && (high < 0 || (high === 0 && !to?.inclusive)) ? 'not met' : 'unknown'
  }
  if (low !== undefined && (low > 0 || (low === 0 && !from?.inclusive))) return 'met'
  return high !== undefined && high <= 0 ? 'not met' : 'unknown'
}

type Bounded = { readonly [S in Side]?: Cut | undefined }

/** The side and cut of a clause. */
export function boundOf(clause: Bounded): { readonly side: Side; readonly cut: Cut } {
  const side = (['atLeast', 'above', 'atMost', 'below'] as const).find((one) => clause[one] !== undefined) ?? 'atLeast'
  return { side, cut: clause[side] ?? '' }
}

const signs = { atLeast: '≥', above: '>', atMost: '≤', below: '<' } as const

export function boundInWords(clause: Bounded, unit?: string): string {
  const { side, cut } = boundOf(clause)
  if (typeof cut === 'object')
    return `${signs[side]} ${'timesUln' in cut ? `${cut.timesUln}×ULN` : `${cut.timesLln}×LLN`}`
  return `${signs[side]} ${cut}${unit === undefined ? '' : ` ${unit}`}`
}

/** The cut as a number in the unit of the limits, or which limit is missing. */
export function multipleOf(
  cut: Exclude<Cut, string | number>,
  limits: { readonly uln?: string | number | undefined; readonly lln?: string | number | undefined },
): Exact | 'ULN' | 'LLN' {
  const [name, factor, limit] =
    'timesUln' in cut ? (['ULN', cut.timesUln, limits.uln] as const) : (['LLN', cut.timesLln, limits.lln] as const)
  const [multiple, one] = [readNumber(factor), limit === undefined ? undefined : readNumber(limit)]
  return multiple && one && one.num > 0n ? times(multiple, one) : name
}

export const rangeInWords = ({ from, to }: Range): string => {
  if (from && to && compareExact(from.at, to.at) === 0) return toText(from.at, 4)
  const parts = [
    ...(from ? [`${from.inclusive ? '≥' : '>'} ${toText(from.at, 4)}`] : []),
    ...(to ? [`${to.inclusive ? '≤' : '<'} ${toText(to.at, 4)}`] : []),
  ]
  return parts.join(' and ') || 'any'
}
