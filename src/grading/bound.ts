import { compareExact, type Exact, exact, times } from '../core/exact.ts'
import type { QuantityClause } from './clause.ts'

/** A limit a bound refers to; an absolute one refers to none. */
export type Reference = 'none' | 'ULN' | 'LLN' | 'baseline'

const printed = /^(<=|>=|<|>) ?(?:(\d+(?:\.\d+)?)(?: x (ULN|LLN|baseline))?|(ULN|LLN|baseline))$/
const minusOne = exact('-1')
const hundredth = { num: 1n, den: 100n }
const one = exact('1')

/** Whether a text is a bound of the closed notation. */
export const isBound = (text: string): boolean => printed.test(text)

/** A bound in its parts, as printed. */
export type PrintedBound = {
  readonly comparator: '<' | '<=' | '>' | '>='
  readonly number: string | undefined
  /** The number exactly; one where a limit is printed without a multiple. */
  readonly cut: Exact
  readonly of: Reference
}

const known = new Map<string, PrintedBound>()

export function readBound(text: string): PrintedBound {
  const bound = known.get(text) ?? boundOf(text)
  known.set(text, bound)
  return bound
}

function boundOf(text: string): PrintedBound {
  const found = printed.exec(text)
  if (!found)
    throw new TypeError(`expected a bound such as "<LLN", ">=10.0" or "<=1.5 x ULN", got ${JSON.stringify(text)}`)
  const of = (found[3] ?? found[4] ?? 'none') as Reference
  return { comparator: found[1] as '<', number: found[2], cut: found[2] === undefined ? one : exact(found[2]), of }
}

/** Whether some value can lie between bounds: two of them are a lower and an upper one, the lower no higher than the upper. */
export function leavesRoom(texts: readonly string[]): boolean {
  const bounds = texts.map(readBound)
  const [lower, upper] = [bounds.find(isLower), bounds.find((bound) => !isLower(bound))]
  if (!lower || !upper) return bounds.length < 2
  if (lower.of !== upper.of) return true
  const side = compareExact(lower.cut, upper.cut)
  return side < 0 || (side === 0 && lower.comparator === '>=' && upper.comparator === '<=')
}

const isLower = ({ comparator }: PrintedBound): boolean => comparator.startsWith('>')

/** A bound as text, in the notation it is read from. */
export const boundText = ({ comparator, number, of }: PrintedBound): string =>
  of === 'none' ? `${comparator}${number}` : `${comparator}${number === undefined ? '' : `${number} x `}${of}`

/**
 * A cut a value is held against: value ⋚ mult × reference + add. The threshold is passed when the value lies above it,
 * or also when it lies on it (`inclusive`).
 */
export type Threshold = {
  readonly ref: Reference
  readonly mult: Exact
  readonly add: Exact
  readonly inclusive: boolean
}

/** A bound as a threshold and whether it asks that the threshold be passed. */
export type Held = { readonly threshold: Threshold; readonly passed: boolean }

const none = exact('0')

/** What a clause's bounds ask of the value: each one threshold, passed or not. */
export function heldBounds(clause: QuantityClause, bounds: readonly PrintedBound[]): readonly Held[] {
  return bounds.flatMap((bound) => {
    const { cut } = bound
    if (clause.rise ?? clause.change)
      return [difference(clause.rise ?? 'baseline', cut, bound.comparator, clause.percent, 1)]
    if (clause.fall) return [difference(clause.fall, cut, bound.comparator, clause.percent, -1)]
    const threshold = bound.of === 'none' ? { mult: none, add: cut } : { mult: cut, add: none }
    return [held({ ref: bound.of, ...threshold }, bound.comparator)]
  })
}

function held(cut: Omit<Threshold, 'inclusive'>, comparator: '<' | '<=' | '>' | '>='): Held {
  const passed = comparator.startsWith('>')
  return { threshold: { ...cut, inclusive: comparator === '>=' || comparator === '<' }, passed }
}

const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

/** A rise of c from the reference is a value of reference + c; a fall of c, with the comparison turned round, reference − c. */
function difference(
  ref: 'baseline' | 'ULN' | 'LLN',
  cut: Exact,
  comparator: '<' | '<=' | '>' | '>=',
  percent: true | undefined,
  sign: 1 | -1,
): Held {
  const step = sign === 1 ? cut : times(minusOne, cut)
  const toward = sign === 1 ? comparator : mirrored[comparator]
  if (!percent) return held({ ref, mult: one, add: step }, toward)
  const share = times(step, hundredth)
  return held({ ref, mult: { num: share.num + share.den, den: share.den }, add: none }, toward)
}
