import type { Assessment } from './assessment.ts'
import type { Clause } from './clause.ts'
import { type Consequences, learn } from './consequences.ts'
import type { Layout } from './layout.ts'
import { factPhrase } from './measured-by.ts'
import { belongs } from './population.ts'
import { relation } from './relations.ts'

/** What a reported fact settles among the atoms of a term, or that no table knows it. */
type Settles =
  | readonly { readonly atom: number; readonly bit: 0 | 1 }[]
  | 'unrecognised'
  | { readonly unavailable: number }

/** Names a combination of facts; a number while 3 to the power of their count is exact in a double, a text beyond. */
export type FactsCode = number | string
const EXACT_POWERS = 33

/** The facts of one assessment: their code, what is wrong with them, and the highest grade they speak of that the term lacks. */
export type FactsRead = { readonly code: FactsCode; readonly problems: readonly string[]; readonly unavailable: number }

/** Reads the facts of assessments into bits, one for each atom of a layout. */
export type FactReader = {
  readonly bits: Uint8Array
  /** The code of nothing reported. */
  readonly silent: FactsCode
  /** Reads one assessment into `bits`; the code names the combination. */
  read(assessment: Assessment): FactsRead
}

/** A fact by its phrase or by its denial, as people write it. */
export type Stated = { readonly clause: Clause; readonly denied: boolean }
export type Dictionary = (phrase: string) => Stated | undefined

const noProblems: readonly string[] = []

export function factReader(
  layout: Layout,
  follows: Consequences,
  dictionary: Dictionary,
  available: ReadonlySet<number>,
): FactReader {
  const { atoms } = layout
  const bits = new Uint8Array(atoms.length).fill(2)
  const weights = atoms.map((_, index) => 3 ** index)
  const none = weights.reduce((sum, weight) => sum + 2 * weight, 0)
  const wide = atoms.length > EXACT_POWERS
  const silent: FactsCode = wide ? bits.join('') : none
  const remembered = new Map<string, readonly [Settles, Settles]>()
  const populations = atoms.some(({ population }) => population)
  const empty = { code: silent, problems: noProblems, unavailable: 0 }

  const settle = (name: string): readonly [Settles, Settles] => {
    const known = remembered.get(name)
    if (known) return known
    const own = atoms.find(({ phrase }) => phrase === name)
    const stated = own ? { clause: own.clause, denied: false } : dictionary(name)
    const made = [
      settles(layout, follows, stated, false),
      withGrade(settles(layout, follows, stated, true), stated, available),
    ] as const
    remembered.set(name, made)
    return made
  }

  return {
    bits,
    silent,
    read(assessment) {
      const { facts } = assessment
      if (!facts && !(populations && isDescribed(assessment))) {
        if (bits.length > 0) bits.fill(2)
        return empty
      }
      bits.fill(2)
      let code = none
      let problems = noProblems
      let unavailable = 0
      const set = (atom: number, bit: 0 | 1, name: string): void => {
        if (bits[atom] === 2) {
          bits[atom] = bit
          code -= (2 - bit) * (weights[atom] as number)
        } else if (bits[atom] !== bit) problems = [...problems, `"${name}" contradicts another fact`]
      }
      for (const name in facts) {
        const value = facts[name]
        if (value === null || value === undefined) continue
        if (value !== true && value !== false) {
          problems = [...problems, `fact "${name}" is ${JSON.stringify(value)}: expected true, false or null`]
          continue
        }
        const found = settle(name)[value ? 1 : 0]
        if (found === 'unrecognised') problems = [...problems, `fact not recognised: "${name}"`]
        else if ('unavailable' in found) unavailable = Math.max(unavailable, found.unavailable)
        else for (const { atom, bit } of found) set(atom, bit, name)
      }
      if (populations)
        atoms.forEach((atom, index) => {
          const member = atom.population ? belongs(atom.phrase, assessment) : undefined
          if (member !== undefined) set(index, member ? 1 : 0, atom.phrase)
        })
      return { code: wide ? bits.join('') : code, problems, unavailable }
    },
  }
}

/** Whether anything says to which population a participant belongs. */
const isDescribed = ({ age, sex, fasting }: Assessment): boolean =>
  age !== undefined || sex !== undefined || fasting !== undefined

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

/** A fact that bears on nothing in the term, yet speaks of a grade the term does not have. */
function withGrade(settled: Settles, stated: Stated | undefined, available: ReadonlySet<number>): Settles {
  if (settled === 'unrecognised' || 'unavailable' in settled || settled.length > 0 || !stated || stated.denied)
    return settled
  const grade = gradeSpokenOf(stated.clause)
  return grade > 0 && !available.has(grade) ? { unavailable: grade } : settled
}

const bySeverity: Readonly<Record<string, number>> = { mild: 1, moderate: 2, severe: 3 }

/** The grade a general fact stands for in most terms: death 5, life-threatening consequences 4, severe symptoms 3 and so on. */
function gradeSpokenOf(clause: Clause): number {
  if ('death' in clause) return 5
  if ('consequence' in clause) return clause.consequence === 'life-threatening' ? 4 : 0
  return 'severity' in clause && (clause.of === undefined || clause.of === 'symptoms')
    ? (bySeverity[clause.severity] ?? 0)
    : 0
}

/** What a fact that holds, or does not, says about an atom. */
function bearing(fact: Clause, atom: Clause, holds: boolean): 0 | 1 | undefined {
  if (factPhrase(fact) === factPhrase(atom)) return holds ? 1 : 0
  if (!holds) return relation(atom, fact) === 'implies' ? 0 : undefined
  const says = relation(fact, atom)
  return says === undefined ? undefined : says === 'implies' ? 1 : 0
}
