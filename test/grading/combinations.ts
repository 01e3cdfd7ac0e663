import { type CompiledTable, type CompiledTerm, planFor } from '../../src/grading/compile.ts'
import { learn } from '../../src/grading/consequences.ts'
import { type GradeSet, gradesOf, type Question } from '../../src/grading/decide.ts'
import { truthOf, UNKNOWN } from '../../src/grading/expression.ts'
import { questionOf, type Variant } from '../../src/grading/variant.ts'
import type { World } from '../../src/grading/worlds.ts'

/** What a term asks for, with every facts it can be given one by one. */
export type Subject = { readonly term: string; readonly variant: Variant; readonly worlds: readonly World[] }

export function subjectOf(table: CompiledTable, term: string): Subject {
  const one = table.termNamed(term) as CompiledTerm
  const plan = planFor(one, one.primary, undefined)
  if (!plan) throw new TypeError(`${term} does not compile`)
  const { variant } = plan
  return { term, variant, worlds: variant.layout.axes.length > 0 ? variant.worlds() : [[]] }
}

/** Every combination of yes, no and unknown that holds no contradiction, with all that follows from it; undefined beyond the bound. */
export function combinations({ variant }: Subject, bound: number): readonly Uint8Array[] | undefined {
  const { layout, follows } = variant
  const found = new Map<string, Uint8Array>()
  const choose = (bits: Uint8Array, at: number): void => {
    if (found.size > bound) return
    if (at === layout.atoms.length) {
      found.set(bits.join(''), bits)
      return
    }
    choose(bits, at + 1)
    for (const bit of bits[at] === 2 ? ([0, 1] as const) : []) {
      const learnt = learn(bits, at, bit, follows)
      if (learnt) choose(learnt, at + 1)
    }
  }
  choose(new Uint8Array(layout.atoms.length).fill(2), 0)
  return found.size > bound ? undefined : [...found.values()]
}

/** Combinations in which every pair of answers to every two facts occurs, the others drawn at random. */
export function pairs({ variant }: Subject, next: () => number): readonly Uint8Array[] {
  const { layout, follows } = variant
  const count = layout.atoms.length
  const drawn = (start: Uint8Array): Uint8Array => {
    let bits = start
    for (let step = 0; step < count; step += 1) {
      const atom = Math.floor(next() * count)
      const bit = Math.floor(next() * 3)
      if (bits[atom] === 2 && bit < 2) bits = learn(bits, atom, bit as 0 | 1, follows) ?? bits
    }
    return bits
  }
  const found: Uint8Array[] = []
  for (let first = 0; first < count; first += 1)
    for (let second = first + 1; second < count; second += 1)
      for (const [a, b] of answers) {
        const start = new Uint8Array(count).fill(2)
        const one = a === 2 ? start : learn(start, first, a, follows)
        const both = one && (b === 2 ? one : learn(one, second, b, follows))
        if (both) found.push(drawn(both))
      }
  return found
}

const answers = ([0, 1, 2] as const).flatMap((a) => ([0, 1, 2] as const).map((b) => [a, b] as const))

/** The worst grade with a clause that holds, when every fact and number is known: what the table says, read without any search. */
export function plainGrade({ variant }: Subject, world: World, bits: Uint8Array): number {
  const cells = variant.layout.forms[0]?.cells ?? []
  for (let grade = 5; grade > 0; grade -= 1)
    if (cells[grade]?.some(({ expression }) => truthOf(expression, world, bits) === 1)) return grade
  return 0
}

/** The grades of all completions of what is known, in one world; each combination is worked out once. */
export function completed(subject: Subject, world: World): (bits: Uint8Array) => GradeSet {
  const { follows } = subject.variant
  const known = new Map<string, GradeSet>()
  const reach = (bits: Uint8Array): GradeSet => {
    const code = bits.join('')
    const found = known.get(code)
    if (found !== undefined) return found
    const open = bits.indexOf(2)
    let set: GradeSet = 0
    if (open < 0) set = 1 << plainGrade(subject, world, bits)
    else
      for (const bit of [0, 1] as const) {
        const learnt = learn(bits, open, bit, follows)
        if (learnt) set |= reach(learnt)
      }
    known.set(code, set)
    return set
  }
  return reach
}

export const asked = ({ variant }: Subject, positions: readonly number[], bits: Uint8Array): Question =>
  questionOf(variant, positions, bits, 'unknown')

/** The grades the library leaves possible. */
export const possible = (subject: Subject, positions: readonly number[], bits: Uint8Array): GradeSet =>
  gradesOf(asked(subject, positions, bits), subject.variant.layout.forms[0] as never)

/** A completion that gives the grade and nothing else, found by answering one open fact after the other. */
export function reached(subject: Subject, world: World, start: Uint8Array, grade: number): boolean {
  let bits = start
  for (;;) {
    const open = bits.indexOf(2)
    if (open < 0) return plainGrade(subject, world, bits) === grade
    const next = ([0, 1] as const)
      .map((bit) => learn(bits, open, bit, subject.variant.follows))
      .find((learnt) => learnt && possible(subject, world, learnt) & (1 << grade))
    if (!next) return false
    bits = next
  }
}

/** Every open fact answered at random, as far as that contradicts nothing. */
export function completion({ variant }: Subject, start: Uint8Array, next: () => number): Uint8Array {
  let bits = start
  for (let open = bits.indexOf(2); open >= 0; open = bits.indexOf(2)) {
    const first = next() < 0.5 ? 0 : 1
    bits = (learn(bits, open, first, variant.follows) ??
      learn(bits, open, first === 0 ? 1 : 0, variant.follows)) as Uint8Array
  }
  return bits
}

/** What can be missing of a result: nothing, everything, one limit or the baseline, with or without how it was judged. */
export function partly({ variant, worlds }: Subject): readonly (readonly number[])[] {
  const { axes } = variant.layout
  const kinds = axes.map((axis) => (axis.kind === 'state' ? 'state' : axis.kind === 'baseline' ? 'baseline' : axis.ref))
  const missing = [[], ['none', 'ULN', 'LLN', 'baseline'], ['ULN'], ['LLN'], ['baseline'], ['state'], ['ULN', 'LLN']]
  const sets = [...missing, ...missing.map((without) => [...without, 'state'])]
  const found = new Map<string, readonly number[]>()
  for (const world of worlds)
    for (const without of sets) {
      const positions = world.map((position, axis) => (without.includes(kinds[axis] as string) ? UNKNOWN : position))
      found.set(positions.join(), positions)
    }
  return [...found.values()]
}

/** The worlds that agree with what is known of a result; a baseline can be judged either way, whatever its limits. */
export function agreeing({ variant, worlds }: Subject, positions: readonly number[], free: boolean): readonly World[] {
  const { axes } = variant.layout
  const judged = (axis: number): boolean => free && axes[axis]?.kind === 'state'
  const fitting = worlds.filter((world) =>
    world.every((p, at) => judged(at) || positions[at] === UNKNOWN || positions[at] === p),
  )
  if (!free) return fitting
  return fitting.flatMap((world) =>
    axes.reduce<World[]>(
      (all, axis, at) =>
        axis.kind === 'state'
          ? all.flatMap((one) =>
              (positions[at] === UNKNOWN ? [0, 1] : [positions[at] as number]).map((p) =>
                one.map((old, axis) => (axis === at ? p : old)),
              ),
            )
          : all,
      [world],
    ),
  )
}
