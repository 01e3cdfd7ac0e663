import { type Answer, type Criterion, every, met, negate, notMet, some, unknown } from '../core/criterion.ts'
import { type Context, type Ready, ready } from './atom.ts'
import type { Truth3 } from './bound.ts'
import type { Given } from './result.ts'
import type { Atom } from './scale.schema.ts'

/** A criterion made ready: `truth` for speed, `answer` with grounds and needs for people. They always agree. */
export type Clause = {
  readonly truth: (given: Given) => Truth3
  readonly answer: (given: Given) => Answer
}

export type Definitions = Readonly<Record<string, Criterion<Atom>>>

/** Compiles criteria of one table; `seen` collects its atoms. */
export function clauses(context: Context, definitions: Definitions, seen: Map<string, Ready>) {
  const done = new Map<string, Clause>()
  const defined = (name: string): Clause => {
    const before = done.get(name)
    if (before) return before
    const criterion = definitions[name]
    if (!criterion) throw new Error(`the scale has no definition called ${name}`)
    const clause = compile(criterion)
    done.set(name, clause)
    return clause
  }
  const compile = (criterion: Criterion<Atom>): Clause => {
    if ('all' in criterion) return allOf(criterion.all.map(compile))
    if ('any' in criterion) return anyOf(criterion.any.map(compile))
    if ('not' in criterion) return denied(compile(criterion.not))
    if ('defined' in criterion) return defined(criterion.defined)
    const atom = ready(criterion, context)
    seen.set(JSON.stringify(criterion), atom)
    return { truth: atom.truth, answer: (given) => answered(atom, context, given) }
  }
  return compile
}

function allOf(parts: readonly Clause[]): Clause {
  return {
    truth: (given) => {
      let least: Truth3 = 2
      for (const part of parts) {
        const is = part.truth(given)
        if (is === 0) return 0
        if (is < least) least = is
      }
      return least
    },
    answer: (given) => every(parts.map((part) => part.answer(given))),
  }
}

function anyOf(parts: readonly Clause[]): Clause {
  return {
    truth: (given) => {
      let most: Truth3 = 0
      for (const part of parts) {
        const is = part.truth(given)
        if (is === 2) return 2
        if (is > most) most = is
      }
      return most
    },
    answer: (given) => some(parts.map((part) => part.answer(given))),
  }
}

const denied = (part: Clause): Clause => ({
  truth: (given) => (2 - part.truth(given)) as Truth3,
  answer: (given) => negate(part.answer(given)),
})

function answered(atom: Ready, { readers }: Context, given: Given): Answer {
  const saw = atom.reads.map((name) => seen(name, readers[name]?.(given))).join(', ')
  const is = atom.truth(given)
  if (is === 1) return unknown(atom.clause, saw, { fact: atom.asks })
  return is === 2 ? met(atom.clause, saw) : notMet(atom.clause, saw)
}

const seen = (name: string, value: unknown): string =>
  `${name} ${value === null || value === undefined ? 'not recorded' : typeof value === 'string' ? value : JSON.stringify(value)}`
