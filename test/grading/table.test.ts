import { describe, expect, it } from 'vitest'
import differences403 from '../../grading-tables/ctcae/4.03/differences.json'
import findings403 from '../../grading-tables/ctcae/4.03/findings.json'
import differences50 from '../../grading-tables/ctcae/5.0/differences.json'
import findings50 from '../../grading-tables/ctcae/5.0/findings.json'
import differences60 from '../../grading-tables/ctcae/6.0/differences.json'
import findings60 from '../../grading-tables/ctcae/6.0/findings.json'
import { tables } from '../../grading-tables/index.ts'
import type { Cell, CellCriterion } from '../../src/grading/clause.ts'
import { compileTable, planFor } from '../../src/grading/compile.ts'
import { gradesOf } from '../../src/grading/decide.ts'
import { renderTable } from '../../src/grading/render.ts'
import { Table } from '../../src/grading/table.schema.ts'
import { listTerms } from '../../src/grading/terms.ts'
import { nothingKnown, questionOf } from '../../src/grading/variant.ts'

const generic =
  /\b(asymptomatic|symptom(s|atic)?|mild(ly)?|moderate(ly)?|severe(ly)?|ADLs?|indicated|initiated|interventions?|hospitali[sz]ation|life-threatening|sight-threatening|death|died)\b|\d|;/i

const findingsIn = (part: unknown): readonly string[] =>
  typeof part !== 'object' || part === null
    ? []
    : [...('finding' in part ? [String(part.finding)] : []), ...Object.values(part).flatMap(findingsIn)]

const beside = {
  'ctcae-4.03': {
    differences: differences403,
    findings: findings403,
    terms: 790,
    cells: 3049,
    plain: 0.78,
    differing: 0.02,
  },
  'ctcae-5.0': {
    differences: differences50,
    findings: findings50,
    terms: 837,
    cells: 3185,
    plain: 0.81,
    differing: 0.01,
  },
  'ctcae-6.0': {
    differences: differences60,
    findings: findings60,
    terms: 850,
    cells: 3235,
    plain: 0.81,
    differing: 0.02,
  },
} as const

describe.each(Object.entries(tables))('%s', (id, table) => {
  const { differences, terms, cells: count, plain: share, differing } = beside[id as keyof typeof beside]
  const findings: Readonly<Record<string, string>> = beside[id as keyof typeof beside].findings
  it('is a table by its schema', () => {
    expect(Table.parse(table)).toEqual(table)
  })
  it(`has 26 organ classes, ${terms} terms and ${count} cells`, () => {
    expect(table.chapters).toHaveLength(26)
    expect(listTerms(table)).toHaveLength(terms)
    expect(listTerms(table).flatMap(({ definition }) => Object.keys(definition.grades))).toHaveLength(count)
  })
  it(`uses no named finding in at least ${100 * share} % of its cells`, () => {
    const cells = listTerms(table).flatMap(({ definition }) => Object.values(definition.grades))
    const plain = cells.filter((cell) => findingsIn(cell).length === 0)
    expect(plain.length / cells.length).toBeGreaterThanOrEqual(share)
  })
  it('names only findings of the dictionary, short noun phrases without a generic fact', () => {
    const used = new Set(listTerms(table).flatMap(({ definition }) => findingsIn(definition.grades)))
    expect([...used].filter((name) => !(name in findings))).toEqual([])
    expect(Object.keys(findings).filter((name) => !used.has(name) && name !== 'on anticoagulation')).toEqual([])
    expect(Object.keys(findings).length).toBeLessThanOrEqual(500)
    expect(Object.keys(findings).filter((name) => generic.test(name) || name.length > 80)).toEqual([])
    expect(Object.entries(findings).filter(([, definition]) => definition.length < 5)).toEqual([])
  })
  it('can reach every available grade of every term, but where a higher grade carries the same clause', () => {
    const compiled = compileTable(table)
    const unreachable = listTerms(table).flatMap(({ term, definition }) => {
      const one = compiled.termNamed(term)
      const plan = one && planFor(one, one.primary, undefined)
      if (!plan) return [`${term}: does not compile`]
      const question = questionOf(plan.variant, nothingKnown(plan.variant), plan.facts.bits.fill(2), 'unknown')
      const set = gradesOf(question, plan.variant.layout.forms[0] as (typeof plan.variant.layout.forms)[0])
      const higher = (grade: number): readonly string[] =>
        Object.entries(wording(table, term)).flatMap(([other, text]) =>
          Number(other) > grade ? text.toLowerCase().split('; ') : [],
        )
      return Object.keys(definition.grades)
        .filter((grade) => !(set & (1 << Number(grade))))
        .filter(
          (grade) =>
            !(wording(table, term)[grade] ?? '')
              .toLowerCase()
              .split('; ')
              .every((clause) => higher(Number(grade)).includes(clause)),
        )
        .map((grade) => `${term} ${grade}`)
    })
    expect(unreachable).toEqual([])
  })
  it('lists every cell whose rendered wording differs from the published, with its reason', () => {
    const rendered = new Map(renderTable(table).map((term) => [term.term, term.grades]))
    for (const { term, grade, rendered: text, reason } of differences) {
      expect(rendered.get(term)?.[grade], `${term} ${grade}`).toBe(text)
      expect(reason.length).toBeGreaterThan(5)
    }
    expect(differences.length / count).toBeLessThanOrEqual(differing)
  })
})

const wording = (table: (typeof tables)['ctcae-5.0'], term: string): Readonly<Record<string, string>> =>
  renderTable(table).find((one) => one.term === term)?.grades ?? {}

describe('the schema refuses', () => {
  const withCell = (cell: unknown): unknown => ({
    ...tables['ctcae-5.0'],
    chapters: [{ soc: 'Any', terms: [{ term: 'Any', grades: { 1: cell } }] }],
  })
  it.each([
    ['an empty cell', []],
    ['an unknown family', [{ code: 'value > 1' }]],
    ['a bound outside the notation', [{ quantity: 'x', bounds: ['> ULN + 1'] }]],
    ['a finding with ";"', [{ finding: 'pain; fever' }]],
    ['nesting without end', [deep(9)]],
    ['a range that no value lies in', [{ quantity: 'x', bounds: ['>=5', '<5'] }]],
    ['a range turned round', [{ quantity: 'x', bounds: ['>5.0 x ULN', '<=3.0 x ULN'] }]],
    ['two lower bounds', [{ quantity: 'x', bounds: ['>3', '>5'] }]],
  ])('%s', (_, cell) => {
    expect(Table.safeParse(withCell(cell)).success).toBe(false)
  })
  it('a plain number of a known quantity without a unit it is reported in, and no other', () => {
    const withBound = (bound: string, unit?: string) => {
      const cell = [{ quantity: 'neutrophils', bounds: [bound], ...(unit && { unit }) }]
      const terms = [{ term: 'Any', grades: { 1: cell }, measures: { neutrophils: 'low' } }]
      return Table.safeParse({ ...tables['ctcae-5.0'], chapters: [{ soc: 'Any', terms }] }).success
    }
    expect([withBound('<1.5'), withBound('<1.5', 'mg/dL')]).toEqual([false, false])
    expect([withBound('<1.5', '10*9/L'), withBound('<1.5 x LLN'), withBound('<LLN')]).toEqual([true, true, true])
  })
  it('two terms of one name, of which only the first would ever grade', () => {
    const term = (name: string) => ({ term: name, grades: { 1: [{ finding: 'pain' }] } })
    const named = (...names: readonly string[]) =>
      Table.safeParse({ ...tables['ctcae-5.0'], chapters: [{ soc: 'Any', terms: names.map(term) }] }).success
    expect([named('Pain', 'pain'), named('Pain', 'Fever')]).toEqual([false, true])
  })
  it('no single point, which a range may be', () => {
    expect(Table.safeParse(withCell([{ quantity: 'x', bounds: ['>=5', '<=5'] }])).success).toBe(true)
  })
})

function deep(levels: number): CellCriterion | Cell {
  return levels === 0 ? { finding: 'pain' } : ({ all: [deep(levels - 1)] } as unknown as CellCriterion)
}
