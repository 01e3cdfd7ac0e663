import { compareExact } from '../core/exact.ts'
import type { Reference, Threshold } from './bound.ts'

/** The places a value can have relative to the cuts that refer to one limit, in one measured quantity. */
export type Axis = {
  readonly measure: string
  readonly ref: Reference
  /** `baseline` places the baseline itself among multiples of a limit. */
  readonly kind: 'multiple' | 'difference' | 'baseline'
  /** In rising order; a value's position is the number of thresholds it passes. */
  readonly thresholds: readonly Threshold[]
}

/** How the baseline of a quantity is judged: by the laboratory's own indicator, or by limits. */
export type StateAxis = { readonly measure: string; readonly kind: 'state' }

/** A compiled criterion. Numbers refer to thresholds on axes, facts to atoms of the term. */
export type Expression =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'number'; readonly axis: number; readonly at: number; readonly passed: boolean }
  | { readonly kind: 'state'; readonly axis: number; readonly abnormal: boolean }
  | { readonly kind: 'fact'; readonly atom: number }
  | { readonly kind: 'constant'; readonly is: boolean }

/** False, true or not known. */
export type Bit = 0 | 1 | 2

/** A position meaning that clauses on this axis do not apply: the baseline record is never held against itself. */
export const NEVER = -2
/** A position that is not known. */
export const UNKNOWN = -1
/** Positions on a state axis. Even is normal, odd abnormal; from 2 on judged by limits, not by the laboratory's indicator. */
export const STATE = { normal: 0, abnormal: 1, normalByLimits: 2, abnormalByLimits: 3, record: 4 } as const

/** Kleene's strong three-valued value of an expression, where `positions` and `bits` may be unknown. */
export function truthOf(expression: Expression, positions: ArrayLike<number>, bits: ArrayLike<number>): Bit {
  switch (expression.kind) {
    case 'constant':
      return expression.is ? 1 : 0
    case 'fact':
      return bits[expression.atom] as Bit
    case 'not':
      return opposite[truthOf(expression.of, positions, bits)]
    case 'number': {
      const position = positions[expression.axis] as number
      if (position < 0) return position === UNKNOWN ? 2 : 0
      return position > expression.at === expression.passed ? 1 : 0
    }
    case 'state': {
      const position = positions[expression.axis] as number
      if (position === UNKNOWN) return 2
      return (position !== STATE.record && position % 2 === 1) === expression.abnormal ? 1 : 0
    }
    case 'all':
      return together(expression.of, positions, bits, 0)
    case 'any':
      return together(expression.of, positions, bits, 1)
  }
}

const opposite = [1, 0, 2] as const

function together(
  parts: readonly Expression[],
  positions: ArrayLike<number>,
  bits: ArrayLike<number>,
  deciding: 0 | 1,
): Bit {
  let answer: Bit = deciding === 0 ? 1 : 0
  for (const part of parts) {
    const value = truthOf(part, positions, bits)
    if (value === deciding) return deciding
    if (value === 2) answer = 2
  }
  return answer
}

/** The first atom of unknown value an expression depends on, or -1. */
export function openAtom(expression: Expression, bits: ArrayLike<number>): number {
  if (expression.kind === 'fact') return bits[expression.atom] === 2 ? expression.atom : -1
  if (expression.kind === 'not') return openAtom(expression.of, bits)
  if (expression.kind !== 'all' && expression.kind !== 'any') return -1
  for (const part of expression.of) {
    const atom = openAtom(part, bits)
    if (atom >= 0) return atom
  }
  return -1
}

/** All atoms of an expression. */
export function atomsOf(expression: Expression, into: Set<number> = new Set()): Set<number> {
  if (expression.kind === 'fact') into.add(expression.atom)
  if (expression.kind === 'not') atomsOf(expression.of, into)
  if (expression.kind === 'all' || expression.kind === 'any') for (const part of expression.of) atomsOf(part, into)
  return into
}

/** The order of thresholds on an axis: by the cut, and on one cut the inclusive first, for a value on it passes only that. */
export function byCut(kind: Axis['kind'], ref: Reference): (a: Threshold, b: Threshold) => number {
  const part = kind === 'difference' || ref === 'none' ? 'add' : 'mult'
  return (a, b) => compareExact(a[part], b[part]) || Number(b.inclusive) - Number(a.inclusive)
}
