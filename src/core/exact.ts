/** An exact rational number; the denominator is positive. No binary double ever decides at a cut: this does. */
export type Exact = { readonly num: bigint; readonly den: bigint }

const plain = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$|^([+-]?)\.(\d+)(?:[eE]([+-]?\d{1,3}))?$/

/** The number a decimal text writes, exactly, or undefined if it is not one. */
export function readExact(text: string): Exact | undefined {
  const found = plain.exec(text)
  if (!found) return undefined
  const sign = (found[1] ?? found[5]) === '-' ? -1n : 1n
  const fraction = found[3] ?? found[6] ?? ''
  const exponent = Number(found[4] ?? found[7] ?? 0) - fraction.length
  const digits = sign * BigInt((found[2] ?? '') + fraction || '0')
  return exponent < 0
    ? { num: digits, den: 10n ** BigInt(-exponent) }
    : { num: digits * 10n ** BigInt(exponent), den: 1n }
}

/** A decimal text exactly as written; a machine number at 15 significant digits (0.39999999999999991 is 0.4). */
export function exact(value: string | number): Exact {
  const read = readExact(typeof value === 'number' ? value.toPrecision(15) : value)
  if (!read) throw new TypeError(`expected a decimal number, got ${JSON.stringify(value)}`)
  return read
}

/** `num`/`den` of two whole numbers. */
export const ratio = (num: bigint, den: bigint): Exact => (den < 0n ? { num: -num, den: -den } : { num, den })

export const times = (a: Exact, b: Exact): Exact => ({ num: a.num * b.num, den: a.den * b.den })
export const over = (a: Exact, b: Exact): Exact => ratio(a.num * b.den, a.den * b.num)
export const plus = (a: Exact, b: Exact): Exact => ({ num: a.num * b.den + b.num * a.den, den: a.den * b.den })
export const minus = (a: Exact, b: Exact): Exact => ({ num: a.num * b.den - b.num * a.den, den: a.den * b.den })

/** Negative, zero or positive as `a` is below, at or above `b`. */
export function compareExact(a: Exact, b: Exact): -1 | 0 | 1 {
  const difference = a.num * b.den - b.num * a.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The nearest double, by way of the leading digits, so that large parts do not overflow. */
export function toDouble({ num, den }: Exact): number {
  if (num < 0n) return -toDouble({ num: -num, den })
  const near = Number(num) / Number(den)
  if (Number.isFinite(near)) return near
  const shift = BigInt(Math.max(0, Math.max(num.toString(2).length, den.toString(2).length) - 1000))
  return Number(num >> shift) / Number(den >> shift)
}

/** A short decimal for people: at most `digits` significant digits, no trailing zeros, no exponent. */
export function toText(value: Exact, digits = 6): string {
  const rounded = Number(toDouble(value).toPrecision(digits))
  return Math.abs(rounded) >= 1e21 || (rounded !== 0 && Math.abs(rounded) < 1e-6) ? String(rounded) : trimmed(rounded)
}

const trimmed = (value: number): string => value.toFixed(12).replace(/\.?0+$/, '')
