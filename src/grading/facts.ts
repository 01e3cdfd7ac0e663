import type { Assessment } from './assessment.ts'
import type { Clause } from './clause.ts'
import { type Consequences, learn } from './decide.ts'
import type { Layout } from './layout.ts'
import { factPhrase } from './measured-by.ts'
import { belongs } from './population.ts'
import { relation } from './relations.ts'

/** What a reported fact settles among the atoms of a term, or that no table knows it. */
type Settles = readonly { readonly atom: number; readonly bit: 0 | 1 }[] | 'unrecognised'

/** Reads the facts of assessments into bits, one for each atom of a layout. */
export type FactReader = {
  readonly bits: Uint8Array
  /** The code of nothing reported. */
  readonly silent: number
  /** Reads one assessment into `bits`; the code names the combination. */
  read(assessment: Assessment): { readonly code: number; readonly problems: readonly string[] }
}

/** A fact by its phrase or by its denial, as people write it. */
export type Stated = { readonly clause: Clause; readonly denied: boolean }
export type Dictionary = (phrase: string) => Stated | undefined

const noProblems: readonly string[] = []

export function factReader(layout: Layout, follows: Consequences, dictionary: Dictionary): FactReader {
  const { atoms } = layout
  const bits = new Uint8Array(atoms.length).fill(2)
  const weights = atoms.map((_, index) => 3 ** index)
  const silent = weights.reduce((sum, weight) => sum + 2 * weight, 0)
  const remembered = new Map<string, readonly [Settles, Settles]>()
  const populations = atoms.some(({ population }) => population)
  const empty = { code: silent, problems: noProblems }

  const settle = (name: string): readonly [Settles, Settles] => {
    const known = remembered.get(name)
    if (known) return known
    const made = [
      settles(layout, follows, dictionary(name), false),
      settles(layout, follows, dictionary(name), true),
    ] as const
    remembered.set(name, made)
    return made
  }

  return {
    bits,
    silent,
    read(assessment) {
      const { facts } = assessment
      if (!facts && !populations) {
        if (bits.length > 0) bits.fill(2)
        return empty
      }
      bits.fill(2)
      let code = silent
      let problems = noProblems
      const set = (atom: number, bit: 0 | 1, name: string): void => {
        if (bits[atom] === 2) {
          bits[atom] = bit
          code -= (2 - bit) * (weights[atom] as number)
        } else if (bits[atom] !== bit) problems = [...problems, `"${name}" contradicts another fact`]
      }
      for (const name in facts) {
        const value = facts[name]
        if (value !== true && value !== false) continue
        const found = settle(name)[value ? 1 : 0]
        if (found === 'unrecognised') problems = [...problems, `fact not recognised: "${name}"`]
        else for (const { atom, bit } of found) set(atom, bit, name)
      }
      if (populations)
        atoms.forEach((atom, index) => {
          const member = atom.population ? belongs(atom.phrase, assessment) : undefined
          if (member !== undefined) set(index, member ? 1 : 0, atom.phrase)
        })
      return { code, problems }
    },
  }
}

function settles(layout: Layout, follows: Consequences, stated: Stated | undefined, value: boolean): Settles {
  if (!stated) return 'unrecognised'
  const holds = value !== stated.denied
  const start: Uint8Array = new Uint8Array(layout.atoms.length).fill(2)
  let bits: Uint8Array | undefined = start
  layout.atoms.forEach(({ clause }, atom) => {
    const bit = bearing(stated.clause, clause, holds)
    if (bits && bit !== undefined) bits = learn(bits, atom, bit, follows) ?? bits
  })
  return [...bits].flatMap((bit, atom) => (bit === 2 ? [] : [{ atom, bit: bit as 0 | 1 }]))
}

/** What a fact that holds, or does not, says about an atom. */
function bearing(fact: Clause, atom: Clause, holds: boolean): 0 | 1 | undefined {
  if (factPhrase(fact) === factPhrase(atom)) return holds ? 1 : 0
  if (!holds) return relation(atom, fact) === 'implies' ? 0 : undefined
  const says = relation(fact, atom)
  return says === undefined ? undefined : says === 'implies' ? 1 : 0
}
