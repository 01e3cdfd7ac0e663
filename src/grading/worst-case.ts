import { type Consequences, learn } from './consequences.ts'
import { type Expression, truthOf } from './expression.ts'
import type { Alternative, Form } from './layout.ts'
import type { World } from './worlds.ts'

/** A grade with the facts that were taken to give it. */
export type Worst = { readonly grade: number; readonly bits: Uint8Array }

/**
 * The worst grade when an unreported qualifier of a number holds, and unreported clauses without a number do not. What is taken to
 * hold holds everywhere: a clause of a higher grade that this completes counts too.
 */
export function worstCase(form: Form, world: World, bits: Uint8Array, follows: Consequences): Worst {
  for (let grade = 5; grade > 0; grade -= 1) {
    const alternatives = form.cells[grade] as readonly Alternative[]
    const met = alternatives.some(({ expression }) => truthOf(expression, world, bits) === 1)
    const taken = qualified(alternatives, world, bits, follows)
    if (met || taken) return { grade: taken ? highest(form, world, taken, grade) : grade, bits: taken ?? bits }
  }
  return { grade: 0, bits }
}

/** The facts with every open qualifier of a number among the alternatives taken as it must be; undefined if there is none. */
function qualified(
  alternatives: readonly Alternative[],
  world: World,
  bits: Uint8Array,
  follows: Consequences,
): Uint8Array | undefined {
  let taken: Uint8Array | undefined
  for (const { expression, quantified } of alternatives)
    if (quantified && truthOf(expression, world, bits) === 2)
      taken = making(expression, 1, world, taken ?? bits, follows) ?? taken
  return taken
}

const highest = (form: Form, world: World, bits: Uint8Array, least: number): number =>
  [5, 4, 3, 2, 1].find(
    (grade) => grade <= least || form.cells[grade]?.some(({ expression }) => truthOf(expression, world, bits) === 1),
  ) as number

/** The facts with as much more known as gives the expression that value; undefined where nothing consistent does. */
function making(
  expression: Expression,
  value: 0 | 1,
  world: World,
  bits: Uint8Array,
  follows: Consequences,
): Uint8Array | undefined {
  const already = truthOf(expression, world, bits)
  if (already !== 2) return already === value ? bits : undefined
  if (expression.kind === 'fact') return learn(bits, expression.atom, value, follows)
  if (expression.kind === 'not') return making(expression.of, value === 1 ? 0 : 1, world, bits, follows)
  if (expression.kind !== 'all' && expression.kind !== 'any') return undefined
  const every = (expression.kind === 'all') === (value === 1)
  let known: Uint8Array | undefined = bits
  for (const part of expression.of) {
    const next: Uint8Array | undefined = known && making(part, value, world, known, follows)
    if (!every && next) return next
    if (every) known = next
  }
  return every ? known : undefined
}
