import type { Protocol } from '../core/protocol.schema.ts'
import { remembering } from '../core/remembering.ts'
import type { Assessment } from '../grading/assessment.ts'
import { type CompiledTerm, compileTable } from '../grading/compile.ts'
import { gradeTerm } from '../grading/grade.ts'
import { isGraded, isRanged, type Outcome } from '../grading/outcome.ts'
import type { Table } from '../grading/table.ts'
import { listTerms, termsOfAnalyte } from '../grading/terms.ts'
import type { GradeLab, LabAssessment, TermGrade } from './labs.ts'
import type { Judges } from './rules.ts'

/** The judges of a trial: its protocol, and the grading table it names, which the caller supplies. */
export function judgesFor(protocol: Protocol, table: Table): Judges {
  if (table.id !== protocol.grading.table)
    throw new RangeError(`grading table: the protocol names ${protocol.grading.table}, got ${table.id}`)
  const socs = new Map(listTerms(table).map(({ term, soc }) => [term.toLowerCase(), soc]))
  return { protocol, gradeLab: labGrader(protocol, table), socOf: (term) => socs.get(term.toLowerCase()) }
}

/** Terms with the grade that each of their few outcomes is. */
type Graders = readonly { readonly compiled: CompiledTerm; readonly gradeOf: (outcome: Outcome) => TermGrade }[]

function labGrader({ grading }: Protocol, table: Table): GradeLab {
  const compiled = compileTable(table, grading.readings ?? {})
  const byAnalyte = new Map<string, Graders>()
  const gradersOf = (analyte: string): Graders => {
    const known = byAnalyte.get(analyte)
    if (known) return known
    const found = termsOfAnalyte(table, analyte).flatMap(({ term, soc }) => {
      const one = compiled.termNamed(term)
      return one ? [{ compiled: one, gradeOf: remembering((outcome: Outcome) => gradeFrom(term, soc, outcome)) }] : []
    })
    byAnalyte.set(analyte, found)
    return found
  }
  return (assessment) =>
    gradersOf(assessment.result.analyte).map(({ compiled: one, gradeOf }) =>
      gradeOf(gradeTerm(one, asAssessed(assessment, one), grading.unreported)),
    )
}

function asAssessed({ result, baseline, isBaseline, age, sex }: LabAssessment, term: CompiledTerm) {
  const { value, unit, lln, uln, analyte, fasting } = result
  const assessed: { -readonly [Part in keyof Assessment]: Assessment[Part] } = { value, unit, lln, uln, baseline }
  if (isBaseline) assessed.atBaseline = true
  if (analyte !== term.primary) assessed.analyte = analyte
  if (age !== undefined) assessed.age = age
  if (sex !== undefined) assessed.sex = sex
  if (fasting !== undefined) assessed.fasting = fasting
  return assessed
}

/** The highest grade a value by itself can give: grade 5 is never a matter of a number. */
const WORST_BY_VALUE = 4

const gradeFrom = (term: string, soc: string, outcome: Outcome): TermGrade => ({
  term,
  soc,
  ...rangeOf(outcome),
  outcome,
})

/** A result that cannot be graded, or has no value, may be any grade: it is never read as normal. */
function rangeOf(outcome: Outcome): Pick<TermGrade, 'atLeast' | 'atMost'> {
  if (isGraded(outcome)) return { atLeast: outcome.grade, atMost: outcome.grade }
  if (isRanged(outcome))
    return { atLeast: outcome.orNone ? 0 : outcome.atLeast, atMost: Math.min(outcome.atMost, WORST_BY_VALUE) }
  return { atLeast: 0, atMost: WORST_BY_VALUE }
}
