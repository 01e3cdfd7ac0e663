/** A decimal as a ratio of whole numbers: 0.35 is 35 / 100. */
export type Decimal = { readonly num: bigint; readonly den: bigint }

/** The decimal a person typed: 0.1 is one tenth, not the binary fraction nearest to it. */
export function decimal(x: number): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(x))
  if (!match) throw new RangeError(`expected a finite number, got ${x}`)
  const [, sign, whole = '', part = '', exponent = '0'] = match
  const shift = Number(exponent) - part.length
  const digits = BigInt(`${sign}${whole}${part}`)
  return shift >= 0 ? { num: digits * 10n ** BigInt(shift), den: 1n } : { num: digits, den: 10n ** BigInt(-shift) }
}

/** The sum, exactly. */
export const plus = (a: Decimal, b: Decimal): Decimal => ({ num: a.num * b.den + b.num * a.den, den: a.den * b.den })

/** The difference, exactly. */
export const minus = (a: Decimal, b: Decimal): Decimal => plus(a, { num: -b.num, den: b.den })

/** Negative, zero or positive as the share `y` of `n` lies below, on or above a decimal, by cross-multiplication. */
export function compareShare(y: number, n: number, to: Decimal): number {
  const difference = BigInt(y) * to.den - to.num * BigInt(n)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Negative, zero or positive as `dlt` of `n` lies below, on or above a decimal share; below where n is 0. Exact and quick. */
export function shareAgainst(share: number): (n: number, dlt: number) => number {
  const exact = decimal(share)
  const [num, den] = [Number(exact.num), Number(exact.den)]
  const isSmall = den <= 2 ** 31
  return (n, dlt) => {
    if (n === 0) return -1
    return isSmall && n <= 2 ** 21 ? dlt * den - num * n : compareShare(dlt, n, exact)
  }
}
