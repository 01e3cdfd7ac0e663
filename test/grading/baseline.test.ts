import { describe, expect, it } from 'vitest'
import { ctcae50 } from '../../grading-tables/ctcae-5.0.ts'
import { toText } from '../../src/core/exact.ts'
import type { Assessment } from '../../src/grading/assessment.ts'
import { chooseBaseline } from '../../src/grading/baseline.ts'
import { correctedCalcium } from '../../src/grading/calcium.ts'
import { compileTable } from '../../src/grading/compile.ts'
import { gradeChanges } from '../../src/grading/course.ts'
import { explain } from '../../src/grading/explain.ts'
import { grade } from '../../src/grading/grade.ts'
import { cases, inBrief } from './grid.ts'

describe('the baseline record', () => {
  const results = [
    { id: 'a', at: '2026-01-01T08:00', value: 30 },
    { id: 'b', at: '2026-01-08T08:00', value: 32 },
    { id: 'c', at: '2026-01-15T08:00', value: 90 },
  ]
  it('is the last not after the anchor', () => {
    expect(chooseBaseline(results, '2026-01-10')).toMatchObject({ record: { id: 'b' }, by: 'rule', issues: [] })
  })
  it('is the flagged one, and a disagreement is said', () => {
    const flagged = results.map((result) => ({ ...result, baseline: result.id === 'a' }))
    expect(chooseBaseline(flagged, '2026-01-10')).toMatchObject({
      record: { id: 'a' },
      by: 'flag',
      ruled: { id: 'b' },
      issues: [{ code: 'baselineDisagrees' }],
    })
  })
  it('stays the blanked record, not the one before', () => {
    const blanked = results.map((result) => (result.id === 'b' ? { ...result, value: '' } : result))
    expect(chooseBaseline(blanked, '2026-01-10').record).toMatchObject({ id: 'b', value: '' })
  })
  it('on the day of the anchor, without times, only the visit can say', () => {
    const sameDay = [{ id: 'd', at: '2026-01-10', value: 31 }]
    expect(chooseBaseline(sameDay, '2026-01-10')).toMatchObject({ by: 'none', issues: [{ code: 'partialDate' }] })
    expect(chooseBaseline([{ ...sameDay[0], at: '2026-01-10', visit: 'Baseline' }], '2026-01-10')).toMatchObject({
      by: 'rule',
    })
    expect(chooseBaseline([{ id: 'e', at: '2026-01-10T09:00', value: 1 }], '2026-01-10T10:00')).toMatchObject({
      by: 'rule',
    })
  })
})

describe('around grading', () => {
  it('corrects total calcium for albumin, exactly, in either system', () => {
    const us = correctedCalcium({ value: '8.0', unit: 'mg/dL' }, { value: '2.0', unit: 'g/dL' })
    expect(us && toText(us)).toBe('9.6')
    expect(correctedCalcium({ value: 8 }, { value: 2, unit: 'g/dL' })).toBeUndefined()
    expect(correctedCalcium({ value: '<8', unit: 'mg/dL' }, { value: 2, unit: 'g/dL' })).toBeUndefined()
  })
  it('tells only the changes of a course', () => {
    const row = { unit: 'U/L', uln: 40, baseline: { value: 30 } }
    const changes = gradeChanges(
      compileTable(ctcae50),
      'ALT',
      [30, 50, 60, 300, 39].map((value) => ({ ...row, value })),
    )
    expect(changes.map(({ index, outcome }) => [index, 'grade' in outcome && outcome.grade])).toEqual([
      [1, 1],
      [3, 3],
      [4, 0],
    ])
  })
  it("explains with the row's own numbers", () => {
    const row = { value: 95, unit: 'g/L', lln: 120, uln: 160 }
    expect(explain(grade(ctcae50, 'Anemia', row, { unreported: 'absent' }), row)).toBe(
      '95 g/L (LLN 120, ULN 160): <100 - 80 g/L',
    )
    expect(explain(grade(ctcae50, 'Anemia', { ...row, value: 150 }, { unreported: 'absent' }), { value: 150 })).toBe(
      '150: meets no criterion of Anemia',
    )
  })
  it('names the unit of a baseline that is not the unit of the value, and a change in per cent', () => {
    const of = (row: Assessment) => explain(grade(ctcae50, 'Weight loss', row, { unreported: 'absent' }), row)
    const loss = '10 - <20% from baseline'
    expect(of({ value: 60, unit: 'kg', baseline: { value: 150, unit: 'lb' } })).toBe(`60 kg (baseline 150 lb): ${loss}`)
    expect(of({ value: 60, unit: 'kg', baseline: { value: 70, unit: 'kg' } })).toBe(`60 kg (baseline 70): ${loss}`)
    expect(of({ value: 60, unit: 'kg', changeFromBaselinePercent: -12 })).toBe(
      `60 kg (change from baseline -12%): ${loss}`,
    )
  })
  it.each(
    cases(`
    term                              value  unit     uln  baseline  possible
    Eosinophilia                      0.6    10^9/L   0.5  0         1
    Eosinophilia                      0.6    10^9/L   0.5  0.00      1
    Eosinophilia                      0.5    10^9/L   0.5  0         0
    Eosinophilia                      0.6    10^9/L   0.5  0.6       0
    Eosinophilia                      0.6    10^9/L   0.5  0.59      1
    Eosinophilia                      0.6    10^9/L   0.5  -         0 1
    Eosinophilia                      >0.6   10^9/L   0.5  0         1
    Alanine aminotransferase increased  50   U/L      40   0         0 1
    Creatinine increased              1.0    mg/dL    1.2  0         0 2 3
  `),
  )('$term $value $unit, ULN $uln, baseline $baseline: a count can be zero before treatment, no enzyme can', (row) => {
    const { term, value, unit, uln, baseline } = row
    const of = { value, unit, uln, baseline: { value: baseline } }
    expect(inBrief(grade(ctcae50, term as string, of, { unreported: 'absent' }))).toBe(row.possible)
  })
})
