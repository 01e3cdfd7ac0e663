import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import type { Assessment, GradingOptions } from '../../grading/assessment.ts'
import type { CompiledTable } from '../../grading/compile.ts'
import { explain } from '../../grading/explain.ts'
import { grade } from '../../grading/grade.ts'
import { isGraded, isRanged, type Outcome } from '../../grading/outcome.ts'
import { linesIn } from './ndjson.ts'

type Line = Assessment & { readonly id?: unknown; readonly term: string }

/** Grades NDJSON line by line, in order; false if a line was malformed. */
export async function gradeLines(
  table: CompiledTable,
  how: GradingOptions,
  input: Readable,
  output: Writable,
): Promise<boolean> {
  let clean = true
  for await (const text of linesIn(input)) {
    if (text.trim() === '') continue
    const answer = answerLine(table, how, text)
    if ('error' in answer) clean = false
    if (!output.write(`${JSON.stringify(answer)}\n`)) await once(output, 'drain')
  }
  return clean
}

/** The answer to one line of the contract. */
export function answerLine(table: CompiledTable, how: GradingOptions, text: string): object {
  let line: unknown
  try {
    line = JSON.parse(text)
  } catch {
    return { id: idIn(text), error: 'the line is not JSON' }
  }
  const problem = malformed(line)
  if (problem !== undefined) return { id: (line as { id?: unknown } | null)?.id ?? null, error: problem }
  const { id, term, ...assessment } = line as Line
  return { id: id ?? null, ...written(grade(table, term, assessment, how), assessment) }
}

/** The id of a line that is not JSON, as far as it can be seen. */
const idIn = (text: string): string | null => /"id"\s*:\s*"([^"\\]*)"/.exec(text)?.[1] ?? null

function written(outcome: Outcome, assessment: Assessment): object {
  const flags = outcome.flags.length > 0 ? { flags: outcome.flags } : {}
  if (isGraded(outcome))
    return { grade: outcome.grade, because: explain(outcome, assessment), readings: outcome.readings, ...flags }
  if (isRanged(outcome)) {
    const { atLeast, atMost, possible, needs, orNone, readings } = outcome
    return { atLeast, atMost, possible, needs, ...(orNone ? { orNone } : {}), readings, ...flags }
  }
  const { ungradable, candidates, readings } = outcome
  return {
    ungradable,
    ...(candidates.length > 0 ? { candidates } : {}),
    ...(readings.length > 0 ? { readings } : {}),
    ...flags,
  }
}

const textOrNumber = ['string', 'number']
const optional: Readonly<Record<string, readonly string[]>> = {
  value: textOrNumber,
  unit: ['string'],
  lln: textOrNumber,
  uln: textOrNumber,
  changeFromBaselinePercent: textOrNumber,
  analyte: ['string'],
  age: ['number'],
  sex: ['string'],
  fasting: ['boolean'],
  atBaseline: ['boolean'],
  baseline: ['object'],
  facts: ['object'],
  measures: ['object'],
}

/** What is wrong with the shape of a line; fields of another name are refused, for a misspelt limit would be a missing one. */
function malformed(line: unknown): string | undefined {
  if (typeof line !== 'object' || line === null || Array.isArray(line)) return 'expected an object'
  const { id, term, ...rest } = line as Record<string, unknown>
  if (id !== undefined && id !== null && typeof id !== 'string' && typeof id !== 'number')
    return 'id: expected text or a number'
  if (typeof term !== 'string' || term.trim() === '') return 'term: expected the name of a term'
  return malformedAssessment(rest)
}

/** What is wrong with the shape of an assessment, if anything is. */
export function malformedAssessment(rest: Readonly<Record<string, unknown>>): string | undefined {
  for (const [field, value] of Object.entries(rest)) {
    const kinds = optional[field]
    if (!kinds) return `${field}: no such field`
    if (value !== null && value !== undefined && (!kinds.includes(typeof value) || Array.isArray(value)))
      return `${field}: expected ${kinds.join(' or ')}, got ${JSON.stringify(value)}`
  }
  return malformedInside(rest)
}

const inBaseline = new Set(['value', 'unit', 'indicator', 'lln', 'uln'])

function malformedInside({ facts, baseline }: Record<string, unknown>): string | undefined {
  for (const [name, value] of Object.entries((facts as object | null) ?? {}))
    if (value !== null && typeof value !== 'boolean')
      return `facts: "${name}" is true, false or null, not ${JSON.stringify(value)}`
  for (const [name, value] of Object.entries((baseline as object | null) ?? {}))
    if (!inBaseline.has(name)) return `baseline: no such field as ${name}`
    else if (value !== null && !textOrNumber.includes(typeof value))
      return `baseline: ${name} is text or a number, not ${JSON.stringify(value)}`
  return undefined
}
