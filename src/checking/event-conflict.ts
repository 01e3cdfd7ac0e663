import type { EventClause } from '../core/event-clause.schema.ts'
import type { Attribution } from '../core/fact.schema.ts'
import { clauseInWords } from '../dlt/index.ts'
import { type Literal, selfDenied } from './conjunctions.ts'
import { fold, type Vocabulary } from './vocabulary.ts'

type Way = readonly Literal<EventClause>[]
type Clause<K extends string> = Extract<EventClause, { readonly [_ in K]: unknown }>
/** The terms and SOCs of a category, by its name. */
export type Categories = (
  name: string,
) => { readonly soc: readonly string[]; readonly term: readonly string[] } | undefined

/** Why no event can meet all that one way of a rule asks for; `undefined` where one can. */
export function eventConflict(way: Way, vocabulary: Vocabulary, categories: Categories): string | undefined {
  const denied = selfDenied(way)
  if (denied) return `${clauseInWords(denied)}, and not`
  return (
    first(asked(way, 'grade').map(({ atom }) => gradeConflict(atom))) ??
    disjoint(way, 'source', ({ source }) => [source], ['reported', 'laboratory']) ??
    disjoint(way, 'serious', ({ serious }) => [String(serious)], ['true', 'false']) ??
    disjoint(way, 'outcome', ({ outcome }) => outcome) ??
    disjoint(way, 'manifestationOf', ({ manifestationOf }) => manifestationOf) ??
    attributionConflict(way) ??
    factConflict(way) ??
    termConflict(way, vocabulary, categories)
  )
}

const first = (texts: readonly (string | undefined)[]) => texts.find((text) => text !== undefined)

const named = <K extends string>(way: Way, key: K, holds: boolean) =>
  way.filter(({ atom, holds: is }) => is === holds && key in atom) as readonly unknown[] as readonly Literal<
    Clause<K>
  >[]
const asked = <K extends string>(way: Way, key: K) => named(way, key, true)

function gradeConflict(clause: Clause<'grade'>): string | undefined {
  const { atLeast, atMost, aboveBaseline } = clause.grade
  if (atMost !== undefined && atLeast > atMost) return `grade at least ${atLeast} and at most ${atMost}`
  if (clause.unresolved && clause.unresolved.to >= atLeast)
    return `grade ${atLeast} is already resolved to ${clause.unresolved.to} or less: expected a lower grade to resolve to`
  if (atMost !== undefined && aboveBaseline !== undefined && aboveBaseline > atMost)
    return `${aboveBaseline} grades above baseline and at most grade ${atMost}`
  return undefined
}

/** Of a matter with one value: what is asked to hold leaves none in common, or what is denied leaves none at all. */
function disjoint<K extends string>(
  way: Way,
  key: K,
  valuesOf: (clause: Clause<K>) => readonly string[],
  every?: readonly string[],
): string | undefined {
  const wanted = asked(way, key).map(({ atom }) => valuesOf(atom).map(fold))
  const denied = new Set(named(way, key, false).flatMap(({ atom }) => valuesOf(atom).map(fold)))
  const open = wanted[0] ?? every
  if (!open) return undefined
  const left = open.filter((value) => !denied.has(value) && wanted.every((values) => values.includes(value)))
  if (left.length > 0) return undefined
  return inWords(way.filter(({ atom }) => key in atom))
}

const strength: readonly Attribution[] = ['unrelated', 'unlikely', 'possible', 'probable', 'definite']

function attributionConflict(way: Way): string | undefined {
  for (const { atom: wanted } of asked(way, 'attributedTo'))
    for (const { atom: denied } of named(way, 'attributedTo', false)) {
      const within = wanted.attributedTo.every((agent) => denied.attributedTo.includes(agent))
      if (within && strength.indexOf(denied.atLeast) <= strength.indexOf(wanted.atLeast))
        return `${clauseInWords(wanted)}, and not ${clauseInWords(denied)}`
    }
  return undefined
}

function factConflict(way: Way): string | undefined {
  const known = new Map<string, boolean>()
  for (const { atom, holds } of way) {
    if (!('fact' in atom)) continue
    const is = (atom.is ?? true) === holds
    if ((known.get(atom.fact) ?? is) !== is) return `"${atom.fact}" is so, and is not`
    known.set(atom.fact, is)
  }
  return undefined
}

/** A term, and what is known of it; a term that the table does not have has no SOC and any grade. */
type Candidate = { readonly term: string; readonly soc?: string; readonly worst: number }

function termConflict(way: Way, { terms, table }: Vocabulary, categories: Categories): string | undefined {
  const wanted = asked(way, 'term')[0]?.atom.term
  const candidates: readonly Candidate[] = wanted
    ? wanted.map((term) => terms.get(fold(term)) ?? { term, worst: 5 })
    : [...terms.values(), { term: '', worst: 5 }]
  const fitting = candidates.filter((candidate) => way.every((literal) => allows(literal, candidate, categories)))
  const concerning = way.filter(({ atom }) => 'term' in atom || 'soc' in atom || 'category' in atom)
  if (fitting.length === 0) return `no term fits: ${inWords(concerning)}`
  const bounded = asked(way, 'grade').find(
    ({ atom }) =>
      atom.grade.scale === undefined &&
      (atom.grade.atMost ?? 5) < 5 &&
      fitting.every(({ worst }) => worst < atom.grade.atLeast),
  )
  return (
    bounded &&
    `${table.id} has no grade ${bounded.atom.grade.atLeast} of ${fitting.map(({ term }) => term).join(' or ')}`
  )
}

function allows({ atom, holds }: Literal<EventClause>, { term, soc }: Candidate, categories: Categories): boolean {
  if ('term' in atom) return atom.term.map(fold).includes(fold(term)) === holds
  if ('soc' in atom) return soc === undefined ? !holds || term !== '' : atom.soc.map(fold).includes(soc) === holds
  if (!('category' in atom)) return true
  const category = categories(atom.category)
  if (!category) return true
  const isIn =
    category.term.map(fold).includes(fold(term)) || (soc !== undefined && category.soc.map(fold).includes(soc))
  return isIn === holds
}

const inWords = (way: Way): string =>
  way.map(({ atom, holds }) => `${holds ? '' : 'not '}${clauseInWords(atom)}`).join(', and ')
