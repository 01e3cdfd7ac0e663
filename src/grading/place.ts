import { compareExact, type Exact, exact, plus, times, toDouble } from '../core/exact.ts'
import { readNumber } from '../core/measured.ts'
import type { Conversion } from '../core/units.ts'
import type { Axis } from './expression.ts'

/** An axis ready for fast comparison: cuts as doubles, with the exact ones behind them. */
export type Scale = {
  readonly ref: Axis['ref']
  readonly count: number
  readonly mult: Float64Array
  readonly add: Float64Array
  readonly inclusive: Uint8Array
  /** Where no difference is involved: the cut (or the multiple of the reference) less and more the band of doubt. */
  readonly low: Float64Array
  readonly high: Float64Array
  readonly simple: boolean
  /** The cuts in ten-thousandths, where they are whole numbers of them; NaN otherwise. */
  readonly wholeMult: Float64Array
  readonly wholeAdd: Float64Array
  readonly exactMult: readonly Exact[]
  readonly exactAdd: readonly Exact[]
}

/** A number as reported; `Exact` where it had to be converted first. */
export type Raw = string | number | Exact

/** The scale of an axis for values in a unit from which `conversion` leads to the axis's own. */
export function scaleOf(axis: Axis, conversion: Conversion | undefined): Scale {
  const adds = axis.thresholds.map(({ add, ref }) => intoReported(add, ref === 'none', conversion))
  return {
    ref: axis.ref,
    count: adds.length,
    mult: Float64Array.from(axis.thresholds, ({ mult }) => toDouble(mult)),
    add: Float64Array.from(adds, toDouble),
    inclusive: Uint8Array.from(axis.thresholds, ({ inclusive }) => Number(inclusive)),
    low: Float64Array.from(axis.thresholds, ({ mult }, at) =>
      near(axis.ref === 'none' ? (adds[at] as Exact) : mult, -1),
    ),
    high: Float64Array.from(axis.thresholds, ({ mult }, at) =>
      near(axis.ref === 'none' ? (adds[at] as Exact) : mult, 1),
    ),
    simple: axis.kind !== 'difference' && adds.every(({ num }) => num >= 0n),
    wholeMult: Float64Array.from(axis.thresholds, ({ mult }) => inTenThousandths(mult)),
    wholeAdd: Float64Array.from(adds, inTenThousandths),
    exactMult: axis.thresholds.map(({ mult }) => mult),
    exactAdd: adds,
  }
}

/** A cut carried back into the reported unit, so that values never have to be converted. */
function intoReported(cut: Exact, absolute: boolean, conversion: Conversion | undefined): Exact {
  if (!conversion) return cut
  const { factor, shift } = conversion
  const unshifted = absolute && shift ? plus(cut, { num: -shift.num, den: shift.den }) : cut
  return times(unshifted, { num: factor.den, den: factor.num })
}

/**
 * Doubles differ from the numbers they stand for by less than this share; inside the band the exact numbers decide, outside it
 * they could not decide otherwise.
 */
const BAND = 1e-9

/** A cut moved by the band of doubt, to either side. */
const near = (cut: Exact, side: 1 | -1): number => toDouble(cut) * (1 + 2 * side * BAND)

/** How many thresholds a value passes. */
export function placeOn(scale: Scale, value: number, reference: number, rawValue: Raw, rawReference: Raw): number {
  if (!scale.simple) return placeByDifference(scale, value, reference, rawValue, rawReference)
  const { count, low, high } = scale
  const measured = scale.ref === 'none' ? value : value / reference
  let position = 0
  while (position < count) {
    if (measured > (high[position] as number)) position += 1
    else if (measured < (low[position] as number)) return position
    else if (passes(scale, position, value, reference, rawValue, rawReference)) position += 1
    else return position
  }
  return position
}

function placeByDifference(scale: Scale, value: number, reference: number, rawValue: Raw, rawReference: Raw): number {
  const { count, mult, add } = scale
  let position = 0
  while (position < count) {
    const scaled = (mult[position] as number) * reference
    const step = add[position] as number
    const difference = value - scaled - step
    const band = BAND * (Math.abs(value) + Math.abs(scaled) + Math.abs(step))
    if (difference < -band) return position
    if (difference <= band && !passes(scale, position, value, reference, rawValue, rawReference)) return position
    position += 1
  }
  return position
}

/** Whether a value within the band of doubt passes a threshold: the exact numbers say. */
function passes(scale: Scale, at: number, value: number, reference: number, rawValue: Raw, rawReference: Raw): boolean {
  const whole = wholeSide(scale, at, value, reference, rawValue, rawReference)
  const side = Number.isNaN(whole) ? exactSide(scale, at, rawValue, rawReference) : whole
  return side > 0 || (side === 0 && scale.inclusive[at] === 1)
}

const PARTS = 10_000
const inTenThousandths = ({ num, den }: Exact): number =>
  (num * BigInt(PARTS)) % den === 0n ? Number((num * BigInt(PARTS)) / den) : Number.NaN

/** A text of at most 15 digits is told apart from every other such text by its double. */
const LONGEST = 16

/** The side a value lies on in whole ten-thousandths, where all numbers are such; NaN where the exact way must be taken. */
function wholeSide(
  scale: Scale,
  at: number,
  value: number,
  reference: number,
  rawValue: Raw,
  rawReference: Raw,
): number {
  if (typeof rawValue === 'object' || typeof rawReference === 'object') return Number.NaN
  if (typeof rawValue === 'string' && rawValue.length > LONGEST) return Number.NaN
  if (typeof rawReference === 'string' && rawReference.length > LONGEST) return Number.NaN
  const wholeValue = Math.round(value * PARTS)
  const wholeReference = Math.round(reference * PARTS)
  if (wholeValue / PARTS !== value || wholeReference / PARTS !== reference) return Number.NaN
  const left = wholeValue * PARTS
  const right = (scale.wholeMult[at] as number) * wholeReference + (scale.wholeAdd[at] as number) * PARTS
  if (!(Math.abs(left) < Number.MAX_SAFE_INTEGER && Math.abs(right) < Number.MAX_SAFE_INTEGER)) return Number.NaN
  return left - right
}

const toExact = (raw: Raw): Exact => (typeof raw === 'object' ? raw : (readNumber(raw) ?? exact(raw)))

function exactSide(scale: Scale, at: number, rawValue: Raw, rawReference: Raw): -1 | 0 | 1 {
  const cut = scale.exactAdd[at] as Exact
  const mult = scale.exactMult[at] as Exact
  return compareExact(toExact(rawValue), mult.num === 0n ? cut : plus(times(mult, toExact(rawReference)), cut))
}

/** Powers of ten that a double holds exactly. */
const TENS = Float64Array.from({ length: 17 }, (_, power) => 10 ** power)

/**
 * A plain decimal of at most 15 digits ("95", "1.50") as the nearest double: a whole number over a power of ten, both exact. NaN
 * for anything else, which then takes the careful way.
 */
export function plainDecimal(text: string): number {
  const { length } = text
  if (length === 0 || length > LONGEST) return Number.NaN
  let whole = 0
  let point = -1
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at)
    if (code >= 48 && code <= 57) whole = whole * 10 + code - 48
    else if (code === 46 && point < 0 && at > 0 && at < length - 1) point = at
    else return Number.NaN
  }
  if (point < 0) return length > 15 ? Number.NaN : whole
  return whole / (TENS[length - 1 - point] as number)
}
