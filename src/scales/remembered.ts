import { plainReader, type Ready } from './atom.ts'
import type { Given } from './result.ts'
import type { Input, ScaleTable } from './scale.schema.ts'

/** One digit of what an input looks like to a table; `of` is negative where it cannot be told by a digit. */
export type Digit = { readonly radix: number; readonly of: (given: Given) => number }

const most = 100_000
const smallest = 2 ** 30

/**
 * Remembers what was made of inputs that look alike: all that a table asks of them is in their digits, so inputs with the
 * same digits have the same result and share it.
 */
export function remembered<T>(digits: readonly Digit[], make: (given: Given) => T): (given: Given) => T {
  const chunks = inChunks(digits)
  const root: Branch<T> = { leaves: new Map(), branches: new Map() }
  let held = 0
  return (given) => {
    let at = root
    for (let index = 0; index < chunks.length; index += 1) {
      const key = keyOf(chunks[index] as readonly Digit[], given)
      if (key < 0) return make(given)
      if (index < chunks.length - 1) {
        at = branch(at, key)
        continue
      }
      const before = at.leaves.get(key)
      if (before !== undefined) return before
      const made = make(given)
      if (held < most) at.leaves.set(key, made)
      held += 1
      return made
    }
    return make(given)
  }
}

type Branch<T> = { readonly leaves: Map<number, T>; readonly branches: Map<number, Branch<T>> }

function branch<T>(from: Branch<T>, key: number): Branch<T> {
  const before = from.branches.get(key)
  if (before) return before
  const made: Branch<T> = { leaves: new Map(), branches: new Map() }
  if (from.branches.size < most) from.branches.set(key, made)
  return made
}

function keyOf(digits: readonly Digit[], given: Given): number {
  let key = 0
  for (let index = 0; index < digits.length; index += 1) {
    const { radix, of } = digits[index] as Digit
    const digit = of(given)
    if (digit < 0) return -1
    key = key * radix + digit
  }
  return key
}

/** Digits in groups whose keys stay small whole numbers. */
function inChunks(digits: readonly Digit[]): readonly (readonly Digit[])[] {
  const chunks: Digit[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const digit of digits) {
    size *= digit.radix
    if (size >= smallest) {
      chunks.push([])
      size = digit.radix
    }
    chunks.at(-1)?.push(digit)
  }
  return chunks
}

/** The digits of a table: one for each input it reads, and one for each atom that asks more of a list or a group. */
export function digitsOf(
  table: ScaleTable,
  strict: ReadonlyMap<string, Ready>,
  taken: ReadonlyMap<string, Ready>,
): readonly Digit[] {
  const read = new Set([...strict.values()].flatMap((atom) => atom.reads))
  const names = [...read, ...(table.picture === undefined ? [] : [table.picture])]
  return [
    ...names.map((name) => inputDigit(name, table.inputs[name] as Input, cutsOf(name, strict))),
    ...[...strict].flatMap(([key, atom]) =>
      simple(atom, table) ? [] : [atomDigit(atom), atomDigit(taken.get(key) ?? atom)],
    ),
  ]
}

const simple = ({ reads }: Ready, { inputs }: ScaleTable): boolean =>
  reads.every((name) => ['number', 'yes-no', 'choice', 'text'].includes(inputs[name]?.kind ?? ''))

const atomDigit = ({ truth }: Ready): Digit => ({ radix: 3, of: truth })

const cutsOf = (name: string, atoms: ReadonlyMap<string, Ready>): readonly number[] => {
  const cuts = [...atoms.values()].flatMap((atom) =>
    atom.cut !== undefined && atom.reads[0] === name ? [atom.cut] : [],
  )
  return [...new Set(cuts)].sort((a, b) => a - b)
}

/** 0 left out, 1 not known, then what the value is to the table. */
function inputDigit(name: string, input: Input, cuts: readonly number[]): Digit {
  const at = plainReader(name)
  const { radix, of } = valueDigit(input, cuts)
  return {
    radix: radix + 2,
    of: (given) => {
      const value = at(given)
      if (value === undefined) return 0
      if (value === null) return 1
      const digit = of(value)
      return digit < 0 ? -1 : digit + 2
    },
  }
}

type ValueDigit = { readonly radix: number; readonly of: (value: unknown) => number }

function valueDigit(input: Input, cuts: readonly number[]): ValueDigit {
  if (input.kind === 'yes-no') return { radix: 2, of: (value) => (value === true ? 1 : value === false ? 0 : -1) }
  if (input.kind === 'choice')
    return { radix: input.values.length, of: (value) => input.values.indexOf(value as string) }
  if (input.kind === 'number') return { radix: 2 * cuts.length + 1, of: (value) => placeAmong(value, cuts) }
  return { radix: 1, of: () => 0 }
}

/** Even between cuts, odd on one. A range has no place. */
function placeAmong(value: unknown, cuts: readonly number[]): number {
  if (typeof value !== 'number' || Number.isNaN(value)) return -1
  let place = 0
  for (const cut of cuts) {
    if (value > cut) place += 2
    else return value === cut ? place + 1 : place
  }
  return place
}
