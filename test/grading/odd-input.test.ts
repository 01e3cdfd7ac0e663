import { describe, expect, it } from 'vitest'
import { ctcae50 } from '../../grading-tables/ctcae-5.0.ts'
import type { Assessment } from '../../src/grading/assessment.ts'
import { explain } from '../../src/grading/explain.ts'
import { grade } from '../../src/grading/grade.ts'
import { cases, inBrief } from './grid.ts'

const graded = (term: string, row: Assessment) => grade(ctcae50, term, row, { unreported: 'absent' })

describe('a result that cannot be: said, never thrown and never graded', () => {
  it.each(
    cases(`
    term                        value  unit    said
    Neutrophil count decreased  <0     10^9/L  a negative neutrophils cannot be
    Neutrophil count decreased  < -1   10^9/L  a negative neutrophils cannot be
    Neutrophil count decreased  <=-1   10^9/L  a negative neutrophils cannot be
    Neutrophil count decreased  -1     10^9/L  a negative neutrophils cannot be
    Neutrophil count decreased  <=0    10^9/L  <=0 10^9/L (LLN 1.8): <0.5 x 10e9/L
    Neutrophil count decreased  0      10^9/L  0 10^9/L (LLN 1.8): <0.5 x 10e9/L
    Hypothermia                 <0     C       <0 C (LLN 1.8): <=28 degrees C
    Hypothermia                 -5     C       -5 C (LLN 1.8): <=28 degrees C
  `),
  )('$term $value $unit: $said', ({ term, value, unit, said }) => {
    const row = { value, unit, lln: '1.8' }
    expect(explain(graded(term as string, row), row)).toBe(said)
  })
  it('nor a further quantity below zero', () => {
    const row = (value: string) => ({
      value: 95,
      unit: 'mL/min/1.73m2',
      lln: 90,
      measures: { 'urine protein to creatinine ratio': { value } },
    })
    const said = { ungradable: 'a negative urine protein to creatinine ratio cannot be' }
    expect(graded('Chronic kidney disease', row('-0.6'))).toMatchObject(said)
    expect(graded('Chronic kidney disease', row('<0'))).toMatchObject(said)
    expect(graded('Chronic kidney disease', row('<0.5'))).toMatchObject({ grade: 0 })
  })
  it('nor a value that is no number and no text, from a file nobody checked', () => {
    const row = JSON.parse('{ "value": true, "unit": "10^9/L", "lln": 1.8 }') as Assessment
    expect(graded('Neutrophil count decreased', row)).toMatchObject({ ungradable: 'value "true" cannot be read' })
  })
})

describe('a fact answered otherwise than yes or no is not passed over', () => {
  it.each(['"yes"', '"Y"', '1', '"no"', '0', '""'])('%s', (answer) => {
    const facts = JSON.parse(`{ "transfusion indicated": ${answer} }`) as Assessment['facts']
    expect(graded('Anemia', { value: 95, unit: 'g/L', lln: 120, ...(facts && { facts }) })).toMatchObject({
      ungradable: `fact "transfusion indicated" is ${answer}: expected true, false or null`,
    })
  })
  it('null is "asked, and not known"', () => {
    const facts = { 'transfusion indicated': null }
    expect(graded('Anemia', { value: 95, unit: 'g/L', lln: 120, facts })).toMatchObject({ grade: 2 })
  })
})

describe('how the baseline is judged', () => {
  it.each(
    cases(`
    indicator  possible
    NORMAL     3
    N          3
    L          3
    LOW        3
    HIGH       2
    H          2
    HH         2
    A          2
    ABNORMAL   2
  `),
  )('by the indicator $indicator in words or in letters: ALT 5.1 x ULN is $possible', ({ indicator, possible }) => {
    const row = { value: 204, unit: 'U/L', uln: 40, baseline: { value: 50, indicator } }
    expect(inBrief(graded('Alanine aminotransferase increased', row))).toBe(possible)
  })
  it('never by limits that contradict each other: they count as missing', () => {
    const row = { value: 50, unit: 'U/L', lln: 40, uln: 10, baseline: { value: 20 } }
    expect(graded('Alanine aminotransferase increased', row)).toMatchObject({ possible: [0, 1, 2, 3, 4] })
    const right = { ...row, lln: 10, uln: 40 }
    expect(graded('Alanine aminotransferase increased', right)).toMatchObject({ grade: 1 })
  })
})
