import { likeness } from '../core/likeness.ts'
import type { CodingMap } from './assessment.ts'
import type { Direction, Table, Term } from './table.ts'

/** A term with the organ class it stands in. */
export type ListedTerm = { readonly soc: string; readonly term: string }

/** The terms a result of an analyte can grade, each with the direction that counts. */
export function termsOfAnalyte(
  table: Table,
  analyte: string,
): readonly (ListedTerm & { readonly direction: Direction })[] {
  return table.chapters.flatMap(({ soc, terms }) =>
    terms.flatMap(({ term, measures, together, standsFor }) => {
      const direction = together ? undefined : measures?.[standsFor?.[analyte] ?? analyte]
      return direction ? [{ soc, term, direction }] : []
    }),
  )
}

/** Every term of a table. */
export const listTerms = (table: Table): readonly (ListedTerm & { readonly definition: Term })[] =>
  table.chapters.flatMap(({ soc, terms }) => terms.map((definition) => ({ soc, term: definition.term, definition })))

/** How to look for terms. */
export type TermSearch = {
  /** How many to name at most. */
  readonly count?: number
  /** Only terms of this organ class. */
  readonly soc?: string
  /** A site's own coding; where it knows the text, its term comes first. */
  readonly coding?: CodingMap
}

/** The term a site's own map codes a text to, without regard to case. */
export function codedBy(coding: CodingMap | undefined, text: string): string | undefined {
  if (!coding) return undefined
  const wanted = fold(text)
  return coding[text] ?? Object.entries(coding).find(([name]) => fold(name) === wanted)?.[1]
}

/**
 * Terms nearest to a text, best first, by name, by the synonyms their notes give and by lay words; nothing is guessed, they are only
 * named.
 */
export function termsLike(table: Table, text: string, search: number | TermSearch = {}): readonly ListedTerm[] {
  const { count = 5, soc, coding } = typeof search === 'number' ? { count: search } : search
  const wanted = fold(text)
  const coded = codedBy(coding, text)
  const words = wordsOf(table)
  const scored = listTerms(table)
    .filter((listed) => soc === undefined || fold(listed.soc) === fold(soc))
    .map((listed) => ({ listed, score: listed.term === coded ? 2 : nearness(wanted, listed, words) }))
  return scored
    .filter(({ score }) => score > 0.3)
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ listed }) => ({ soc: listed.soc, term: listed.term }))
}

/** Lay words of a table, by the term they stand for. */
function wordsOf({ words = {} }: Table): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const [word, terms] of Object.entries(words))
    for (const term of terms) found.set(term, [...(found.get(term) ?? []), word])
  return found
}

/** How near a text is to a term: to its name, or a little less to another word for it. */
function nearness(
  wanted: string,
  { term, definition }: ListedTerm & { readonly definition: Term },
  words: ReadonlyMap<string, readonly string[]>,
): number {
  const synonyms = (definition.navigation ?? []).flatMap(({ kind, terms }) => (kind === 'synonym' ? (terms ?? []) : []))
  const others = [...synonyms, ...(words.get(term) ?? [])].map((word) => 0.95 * likeness(wanted, fold(word)))
  return Math.max(likeness(wanted, fold(term)), ...others)
}

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
