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

/** Terms whose names are nearest to a text, best first; nothing is guessed, they are only named. */
export function termsLike(table: Table, text: string, count = 5): readonly ListedTerm[] {
  const wanted = fold(text)
  const scored = listTerms(table).map((listed) => ({ listed, score: likeness(wanted, fold(listed.term)) }))
  return scored
    .filter(({ score }) => score > 0.3)
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ listed: { soc, term } }) => ({ soc, term }))
}

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** Share of letter pairs two texts have in common (Dice), which forgives misspellings and word order. */
function likeness(a: string, b: string): number {
  const [first, second] = [pairs(a), pairs(b)]
  let shared = 0
  for (const [pair, count] of first) shared += Math.min(count, second.get(pair) ?? 0)
  const total = sum(first) + sum(second)
  return total === 0 ? 0 : (2 * shared) / total
}

const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0)

function pairs(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (let at = 0; at < text.length - 1; at += 1) {
    const pair = text.slice(at, at + 2)
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return counts
}
