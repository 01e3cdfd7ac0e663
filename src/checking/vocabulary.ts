import { type Criterion, clausesOf } from '../core/criterion.ts'
import type { EventClause } from '../core/event-clause.schema.ts'
import type { DltRule, Protocol } from '../core/protocol.schema.ts'
import type { Table } from '../grading/table.ts'
import { listTerms } from '../grading/terms.ts'

/** What the grading table knows: each term in lower case with its name, SOC and worst printed grade; the SOCs in lower case. */
export type Vocabulary = {
  readonly table: Table
  readonly terms: ReadonlyMap<string, { readonly term: string; readonly soc: string; readonly worst: number }>
  readonly socs: ReadonlySet<string>
  /** Terms of consensus scales, which a rule reads by their own scale. */
  readonly scaled: ReadonlySet<string>
}

export const fold = (name: string): string => name.toLowerCase()

export function vocabularyOf(protocol: Protocol, table: Table): Vocabulary {
  const terms = listTerms(table).map(
    ({ term, soc, definition }) =>
      [fold(term), { term, soc: fold(soc), worst: Math.max(...Object.keys(definition.grades).map(Number)) }] as const,
  )
  const clauses = rulesOf(protocol).flatMap(({ when }) => (readsScale(when) ? clausesOf(when) : []))
  return {
    table,
    terms: new Map(terms),
    socs: new Set(terms.map(([, { soc }]) => soc)),
    scaled: new Set(clauses.flatMap((clause) => ('term' in clause ? clause.term.map(fold) : []))),
  }
}

/** The DLT rules and the titration trigger. */
export const rulesOf = ({ dltRules, titrationTrigger }: Protocol): readonly DltRule[] => [
  ...dltRules,
  ...(titrationTrigger ? [titrationTrigger] : []),
]

const readsScale = (criterion: Criterion<EventClause>): boolean =>
  clausesOf(criterion).some((clause) => 'grade' in clause && clause.grade.scale !== undefined)
