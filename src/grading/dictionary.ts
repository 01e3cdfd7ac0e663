import { type Cell, type CellCriterion, type Clause, isBlock, isQuantity, type QuantityClause } from './clause.ts'
import type { Dictionary, Stated } from './facts.ts'
import { factPhrase, isMeasured } from './measured-by.ts'
import type { Table, Term } from './table.ts'

/** Every clinical fact a cell names. */
export function clinicalOf(term: Term, cell: Cell): readonly Clause[] {
  const found: Clause[] = []
  const visit = (part: CellCriterion): void => {
    if ('all' in part) for (const inner of part.all) visit(inner as CellCriterion)
    else if ('any' in part) for (const inner of part.any) visit(inner as CellCriterion)
    else if ('not' in part) visit(part.not as CellCriterion)
    else if (!isQuantity(part as Clause) || !isMeasured(term, (part as QuantityClause).quantity))
      found.push(part as Clause)
    else if ((part as { if?: string }).if === 'on anticoagulation') found.push({ finding: 'on anticoagulation' })
  }
  for (const part of cell) {
    if (isBlock(part)) found.push({ finding: part.for })
    for (const inner of isBlock(part) ? part.any : [part]) visit(inner)
  }
  return found
}

const symptomatic: Clause = { severity: 'symptomatic' }

/** The facts of a table by their phrases; "… not indicated", "no …" and "asymptomatic" are denials of what they deny. */
export function dictionaryOf(table: Table): Dictionary {
  let known: Map<string, Clause> | undefined
  const facts = (): Map<string, Clause> => {
    if (known) return known
    known = new Map<string, Clause>([['symptomatic', symptomatic]])
    for (const { terms } of table.chapters)
      for (const term of terms)
        for (const clause of Object.values(term.grades).flatMap((cell) => clinicalOf(term, cell as Cell)))
          known.set(factPhrase(clause).toLowerCase(), clause)
    return known
  }
  return (name) => stated(facts(), name)
}

function stated(facts: ReadonlyMap<string, Clause>, name: string): Stated | undefined {
  const text = name.trim().replace(/\s+/g, ' ').toLowerCase()
  if (text === 'asymptomatic') return { clause: symptomatic, denied: true }
  const direct = facts.get(text)
  if (direct) return { clause: direct, denied: false }
  const denied = text.replace(/ not (indicated|initiated|required|present)$/, ' $1')
  const opposite = denied !== text ? facts.get(denied) : text.startsWith('no ') ? facts.get(text.slice(3)) : undefined
  return opposite && { clause: opposite, denied: true }
}
