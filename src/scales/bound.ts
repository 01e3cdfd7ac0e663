/** 0 not met, 1 unknown, 2 met: Kleene's values as small numbers, so that "all" is a minimum and "any" a maximum. */
export type Truth3 = 0 | 1 | 2

type Operator = '<' | '<=' | '=' | '>=' | '>'
export type Limit = { readonly operator: Operator; readonly cut: number }

/** Reads a bound as tables write it: ">= 38.0". */
export function limit(bound: string): Limit {
  const [operator, cut] = bound.split(' ')
  return { operator: operator as Operator, cut: Number(cut) }
}

/**
 * Whether a value satisfies a limit. A value is a number, or a closed range [low, high] of which only the ends are known.
 * Cuts have few digits, so comparing doubles read from decimals of up to 15 significant digits is exact.
 */
export function satisfies(value: unknown, { operator, cut }: Limit): Truth3 {
  if (typeof value === 'number') return Number.isNaN(value) ? 1 : holds(value, operator, cut) ? 2 : 0
  if (!Array.isArray(value)) return 1
  const [low, high] = value as [number, number]
  return low <= high ? within(low, high, operator, cut) : 1
}

function holds(value: number, operator: Operator, cut: number): boolean {
  if (operator === '>=') return value >= cut
  if (operator === '<') return value < cut
  if (operator === '>') return value > cut
  if (operator === '<=') return value <= cut
  return value === cut
}

function within(low: number, high: number, operator: Operator, cut: number): Truth3 {
  if (operator === '=') return low === cut && high === cut ? 2 : low <= cut && cut <= high ? 1 : 0
  const atLow = holds(low, operator, cut)
  return atLow !== holds(high, operator, cut) ? 1 : atLow ? 2 : 0
}

/** A product or sum of decimals without the noise of binary fractions. */
export const decimal = (value: number): number => Number(value.toPrecision(15))
