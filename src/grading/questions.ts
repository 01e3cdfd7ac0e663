import type { Assessment, GradingOptions } from './assessment.ts'
import type { CompiledTable } from './compile.ts'
import { grade } from './grade.ts'
import { isRanged } from './outcome.ts'
import type { Table } from './table.ts'

/** Something to ask a clinician, and what an answer can be; "not known" is always one. */
export type Question = {
  /** The fact's phrase, or the number wanted. */
  readonly ask: string
  readonly answer: 'yes or no' | 'number' | 'normal or abnormal'
  /** Where the answer goes in the assessment. */
  readonly field:
    | 'facts'
    | 'value'
    | 'unit'
    | 'lln'
    | 'uln'
    | 'baseline.value'
    | 'baseline.indicator'
    | 'measures'
    | 'age'
}

/** Fields of an assessment by the names that `needs` gives numbers. */
const numbers: Readonly<Record<string, Pick<Question, 'field' | 'answer'>>> = {
  value: { field: 'value', answer: 'number' },
  'exact value': { field: 'value', answer: 'number' },
  unit: { field: 'unit', answer: 'number' },
  LLN: { field: 'lln', answer: 'number' },
  ULN: { field: 'uln', answer: 'number' },
  'baseline value': { field: 'baseline.value', answer: 'number' },
  'whether the baseline was normal': { field: 'baseline.indicator', answer: 'normal or abnormal' },
}

/**
 * What to ask next so that one grade is reached with the fewest questions: the one that settles most comes first. Facts already
 * asked and not known (null) are not asked again. Empty when the grade is settled or nothing more can settle it.
 */
export function nextQuestions(
  table: Table | CompiledTable,
  term: string,
  assessment: Assessment,
  options: GradingOptions = {},
): readonly Question[] {
  const outcome = grade(table, term, assessment, options)
  if (!isRanged(outcome)) return []
  const asked = new Set(
    Object.entries(assessment.facts ?? {}).flatMap(([name, value]) => (value === null ? [name.toLowerCase()] : [])),
  )
  return outcome.needs.filter((need) => !asked.has(need.toLowerCase())).map(questionFor)
}

function questionFor(need: string): Question {
  const number = numbers[need]
  if (number) return { ask: need, ...number }
  if (/^(value|LLN|ULN|baseline value|unit) of /.test(need)) return { ask: need, answer: 'number', field: 'measures' }
  return { ask: need, answer: 'yes or no', field: 'facts' }
}
