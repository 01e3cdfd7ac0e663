import { type Cell, type CellCriterion, type Clause, type ClinicalClause, isBlock, isQuantity } from './clause.ts'
import type { Dictionary, Stated } from './facts.ts'
import { phrase } from './phrase.ts'
import type { Table } from './table.ts'

/** Every clinical fact a cell names. */
export function clinicalOf(cell: Cell): readonly ClinicalClause[] {
  const found: ClinicalClause[] = []
  const visit = (part: CellCriterion): void => {
    if ('all' in part) for (const inner of part.all) visit(inner as CellCriterion)
    else if ('any' in part) for (const inner of part.any) visit(inner as CellCriterion)
    else if ('not' in part) visit(part.not as CellCriterion)
    else if (!isQuantity(part as Clause)) found.push(part as ClinicalClause)
    else if ((part as { if?: string }).if === 'on anticoagulation') found.push({ finding: 'on anticoagulation' })
  }
  for (const part of cell) {
    if (isBlock(part)) found.push({ finding: part.for })
    for (const inner of isBlock(part) ? part.any : [part]) visit(inner)
  }
  return found
}

const symptomatic: ClinicalClause = { severity: 'symptomatic' }

/** The facts of a table by their phrases; "… not indicated", "no …" and "asymptomatic" are denials of what they deny. */
export function dictionaryOf(table: Table): Dictionary {
  let known: Map<string, ClinicalClause> | undefined
  const facts = (): Map<string, ClinicalClause> => {
    if (known) return known
    known = new Map([['symptomatic', symptomatic]])
    for (const { terms } of table.chapters)
      for (const { grades } of terms)
        for (const clause of Object.values(grades).flatMap((cell) => clinicalOf(cell as Cell))) {
          const { wording: _, ...bare } = clause as ClinicalClause & { wording?: string }
          known.set(phrase(clause).toLowerCase(), bare as ClinicalClause)
        }
    return known
  }
  return (name) => stated(facts(), name)
}

function stated(facts: ReadonlyMap<string, ClinicalClause>, name: string): Stated | undefined {
  const text = name.trim().replace(/\s+/g, ' ').toLowerCase()
  if (text === 'asymptomatic') return { clause: symptomatic, denied: true }
  const direct = facts.get(text)
  if (direct) return { clause: direct, denied: false }
  const denied = text.replace(/ not (indicated|initiated|required|present)$/, ' $1')
  const opposite = denied !== text ? facts.get(denied) : text.startsWith('no ') ? facts.get(text.slice(3)) : undefined
  return opposite && { clause: opposite, denied: true }
}
