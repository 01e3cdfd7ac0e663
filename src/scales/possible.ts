import type { Value } from './scale.schema.ts'

/** Every maximum that one value from each set can give. */
export function maxima(sets: readonly (readonly Value[])[]): readonly Value[] {
  const [first] = sets
  if (sets.length === 1 && first) return first
  const numbers = sets as readonly (readonly number[])[]
  const least = Math.max(...numbers.map((set) => Math.min(...set)))
  return ascending(numbers.flat().filter((value) => value >= least))
}

/** Every sum that one value from each set can give. */
export function sums(sets: readonly (readonly Value[])[]): readonly Value[] {
  const add = (totals: readonly number[], set: readonly number[]) => totals.flatMap((a) => set.map((b) => a + b))
  return ascending((sets as readonly (readonly number[])[]).reduce(add, [0]))
}

const ascending = (values: readonly number[]): readonly number[] => [...new Set(values)].sort((a, b) => a - b)
