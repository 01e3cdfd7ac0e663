import type { Ready } from './atom.ts'
import type { Given } from './result.ts'
import type { Input, ScaleTable } from './scale.schema.ts'

/** One digit of what an input looks like to a table: an atom's truth, or what a value is among its cuts or codes. */
export type Digit = {
  readonly radix: number
  readonly truth: ((given: Given) => number) | undefined
  readonly first: string
  readonly second: string | undefined
  readonly kind: Input['kind']
  readonly codes: readonly unknown[]
  readonly cuts: readonly number[]
}

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

/** The digits of an input as one number; negative where one cannot be told. */
function keyOf(digits: readonly Digit[], given: Given): number {
  let key = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits[index] as Digit
    const is = digit.truth === undefined ? digitOf(digit, given) : digit.truth(given)
    if (is < 0) return -1
    key = key * digit.radix + is
  }
  return key
}

/** 0 left out, 1 not known, then what the value is to the table. */
function digitOf(digit: Digit, given: Given): number {
  let value = given[digit.first]
  if (digit.second !== undefined && value !== undefined && value !== null) value = (value as Given)[digit.second]
  if (value === undefined) return 0
  if (value === null) return 1
  if (digit.kind === 'yes-no') return value === true ? 3 : value === false ? 2 : -1
  const place =
    digit.kind === 'choice' ? digit.codes.indexOf(value) : digit.kind === 'number' ? placeAmong(value, digit.cuts) : 0
  return place < 0 ? -1 : place + 2
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

const atomDigit = ({ truth }: Ready): Digit => ({
  radix: 3,
  truth,
  first: '',
  second: undefined,
  kind: 'text',
  codes: [],
  cuts: [],
})

const cutsOf = (name: string, atoms: ReadonlyMap<string, Ready>): readonly number[] => {
  const cuts = [...atoms.values()].flatMap((atom) =>
    atom.cut !== undefined && atom.reads[0] === name ? [atom.cut] : [],
  )
  return [...new Set(cuts)].sort((a, b) => a - b)
}

function inputDigit(name: string, input: Input, cuts: readonly number[]): Digit {
  const [first = name, second] = name.split('.')
  const codes = input.kind === 'choice' ? input.values : []
  const places =
    input.kind === 'yes-no'
      ? 2
      : input.kind === 'choice'
        ? codes.length
        : input.kind === 'number'
          ? 2 * cuts.length + 1
          : 1
  return { radix: places + 2, truth: undefined, first, second, kind: input.kind, codes, cuts }
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
