import { describe, expect, it } from 'vitest'
import { tables } from '../../grading-tables/index.ts'
import type { Assessment } from '../../src/grading/assessment.ts'
import { readBound } from '../../src/grading/bound.ts'
import type { Cell, QuantityClause } from '../../src/grading/clause.ts'
import { type CompiledTable, compileTable } from '../../src/grading/compile.ts'
import { quantitiesOf } from '../../src/grading/gaps.ts'
import { grade } from '../../src/grading/grade.ts'
import { isGraded, isRanged } from '../../src/grading/outcome.ts'
import { nextQuestions } from '../../src/grading/questions.ts'
import { renderTerm } from '../../src/grading/render.ts'
import type { Term } from '../../src/grading/table.ts'
import { listTerms } from '../../src/grading/terms.ts'

const gradesOf = (term: Term): readonly number[] => Object.keys(term.grades).map(Number)

const possible = (table: CompiledTable, term: string, row: Assessment): readonly number[] => {
  const outcome = grade(table, term, row)
  return isGraded(outcome) ? [outcome.grade] : isRanged(outcome) ? outcome.possible : []
}

/** Answers the questions one by one, each so that the wanted grade stays possible, until nothing else is. */
function settled(table: CompiledTable, term: string, wanted: number, start: Assessment): Assessment | undefined {
  let row = start
  for (let step = 0; step < 80; step += 1) {
    const left = possible(table, term, row)
    if (!left.includes(wanted)) return undefined
    const outcome = grade(table, term, row)
    if (isGraded(outcome)) return row
    const next = nextQuestions(table, term, row).find(({ field }) => field === 'facts')
    if (!next) return undefined
    const answers = [false, true].map((answer) => ({ ...row, facts: { ...row.facts, [next.ask]: answer } }))
    const open = answers.filter((answer) => possible(table, term, answer).includes(wanted))
    const best = open.sort((a, b) => possible(table, term, a).length - possible(table, term, b).length)[0]
    if (!best) return undefined
    row = best
  }
  return undefined
}

/** Results around every cut a term prints for a quantity: limits and a baseline beside which each grade has room. */
function results(term: Term, measure: string, room = 1): readonly Assessment[] {
  const clauses = Object.values(term.grades)
    .flatMap((cell) => quantitiesOf(cell as Cell))
    .filter(({ quantity }) => quantity === measure)
  const unit = clauses.find((clause) => clause.unit && !clause.percent)?.unit
  const inUnit = clauses.filter((clause) => clause.unit === undefined || clause.unit === unit || clause.percent)
  const absolute = inUnit.filter(isAbsolute).flatMap(numbers)
  const [least, most] = [Math.min(...absolute, 1e6), Math.max(...absolute, 0)]
  const low = term.measures?.[measure] === 'low'
  const limit = absolute.length === 0 ? 100 : low ? most * 1.2 * room : (least * 0.9) / room
  const limits = low ? { lln: limit, uln: limit * 3 } : { lln: limit * 0.6, uln: limit }
  const baselines = [0.3, 0.8, 1.6, 4].map((share) => ({ value: String(Number((limit * share).toPrecision(6))) }))
  const cuts = [
    ...absolute,
    ...baselines.flatMap(({ value }) => inUnit.flatMap((c) => relative(c, limits, Number(value)))),
  ]
  const values = [...new Set(cuts.flatMap((cut) => [cut * 0.98, cut, cut * 1.02]))].filter((value) => value > 0)
  return baselines.flatMap((baseline) =>
    values.map((value) => ({
      analyte: measure,
      value: Number(value.toPrecision(8)),
      ...(unit && { unit }),
      ...limits,
      baseline,
    })),
  )
}

const isAbsolute = (clause: QuantityClause): boolean =>
  !clause.rise && !clause.fall && !clause.change && !clause.percent
const numbers = ({ bounds }: QuantityClause): readonly number[] =>
  bounds.map(readBound).flatMap(({ number, of }) => (of === 'none' && number !== undefined ? [Number(number)] : []))

function relative(clause: QuantityClause, limits: { lln: number; uln: number }, baseline: number): readonly number[] {
  const at = { none: 0, ULN: limits.uln, LLN: limits.lln, baseline }
  const from = at[clause.rise ?? clause.fall ?? clause.change ?? 'none']
  return clause.bounds.map(readBound).flatMap(({ number, of }) => {
    const cut = Number(number ?? 1)
    if (from > 0) return [from + (clause.fall ? -1 : 1) * (clause.percent ? (cut * from) / 100 : cut)]
    return of === 'none' ? [] : [cut * at[of]]
  })
}

/** Assessments a search starts from: facts alone, then each quantity alone, then limits farther from the cuts and two quantities. */
function* starts(term: Term): Generator<Assessment> {
  yield {}
  const measures = Object.keys(term.measures ?? {})
  for (const measure of measures) yield* results(term, measure)
  for (const measure of measures) yield* results(term, measure, 6)
  const [first, second] = measures
  if (first === undefined || second === undefined) return
  for (const { analyte, ...other } of results(term, second))
    for (const row of results(term, first)) yield { ...row, measures: { [String(analyte)]: other } }
}

/** Facts that give the grade and nothing else, or undefined. */
function witness(table: CompiledTable, term: Term, wanted: number): Assessment | undefined {
  for (const start of starts(term)) {
    const found = settled(table, term.term, wanted, start)
    if (found) return found
  }
  return undefined
}

/** The facts two assessments agree on. */
function inCommon(a: Assessment, b: Assessment): Assessment {
  const same = (one: object = {}, other: object = {}): object => {
    const others = new Map(Object.entries(other))
    return Object.fromEntries(Object.entries(one).filter(([name, value]) => others.get(name) === value))
  }
  return { ...same(a, b), facts: same(a.facts, b.facts) as NonNullable<Assessment['facts']> }
}

/** Whether every clause of a grade also stands in a higher one, which then counts. */
function overtaken(term: Term, wanted: number): boolean {
  const { grades } = renderTerm('', term)
  const clauses = (at: number): readonly string[] => (grades[at] ?? '').toLowerCase().split('; ')
  const higher = gradesOf(term).filter((other) => other > wanted)
  return clauses(wanted).every((clause) => higher.some((other) => clauses(other).includes(clause)))
}

describe.each(Object.values(tables))('$id: every available grade of every term', (source) => {
  const table = compileTable(source)
  const found = new Map<string, Map<number, Assessment | undefined>>()
  for (const { term, definition } of listTerms(source))
    found.set(term, new Map(gradesOf(definition).map((at) => [at, witness(table, definition, at)])))
  it('has facts that give it and no other, but where a higher grade carries the same clauses', () => {
    const missing = listTerms(source).flatMap(({ term, definition }) =>
      gradesOf(definition)
        .filter((at) => !found.get(term)?.get(at) && !overtaken(definition, at))
        .map((at) => `${term} ${at}`),
    )
    expect(missing).toEqual([])
  })
  it('has its neighbours beside it: what two grades next to each other have in common leaves both possible', () => {
    const apart = listTerms(source).flatMap(({ term, definition }) => {
      const reached = gradesOf(definition).filter((at) => found.get(term)?.get(at))
      return reached.slice(1).flatMap((higher, index) => {
        const lower = reached[index] as number
        const [below, above] = [lower, higher].map((at) => found.get(term)?.get(at) as Assessment)
        const left = possible(table, term, inCommon(below as Assessment, above as Assessment))
        return left.includes(lower) && left.includes(higher) ? [] : [`${term} ${lower} and ${higher}: ${left.join()}`]
      })
    })
    expect(apart).toEqual([])
  })
})
