import { describe, expect, it } from 'vitest'
import { ctcae403 } from '../../grading-tables/ctcae-4.03.ts'
import type { Assessment } from '../../src/grading/assessment.ts'
import { grade } from '../../src/grading/grade.ts'
import { cases, inBrief } from './grid.ts'

const graded = (term: string, row: Assessment, unreported: 'absent' | 'unknown' = 'absent') =>
  grade(ctcae403, term, row, { unreported })

describe('CTCAE v4.03: the numbers that differ from v5.0', () => {
  it.each(
    cases(`
    term                                  value  unit    limit  baseline  grade
    Alanine aminotransferase increased    800    U/L     40     160       3
    Alanine aminotransferase increased    801    U/L     40     160       4
    Alanine aminotransferase increased    240    U/L     40     200       3
    Alkaline phosphatase increased        250    U/L     100    200       1
    Blood bilirubin increased             30.1   umol/L  20     40        2
    Creatinine increased                  1.1    mg/dL   1.2    1.0       1
    Creatinine increased                  1.0    mg/dL   1.2    1.0       0
    Lipase increased                      121    U/L     60     -         3
    Lipase increased                      301    U/L     60     -         4
    INR increased                         1.65   -       1.1    1         1
    INR increased                         1.66   -       1.1    1         2
    Hemoglobin increased                  20     g/dL    17     18.5      1
    Hyperuricemia                         9      mg/dL   7      -         1
    Hyperuricemia                         10.1   mg/dL   7      -         4
    Hyperglycemia                         250    mg/dL   110    -         0 2
    Hyperglycemia                         251    mg/dL   110    -         3
    Hyperglycemia                         501    mg/dL   110    -         4
    Hyperglycemia                         27.9   mmol/L  6      -         4
  `),
  )(
    '$term $value $unit, limit $limit, baseline $baseline → $grade',
    ({ term, value, unit, limit, baseline, grade: expected }) => {
      const row = { value, unit, uln: limit, ...(baseline && { baseline: { value: baseline } }) }
      expect(inBrief(graded(term as string, row))).toBe(expected)
    },
  )
  it.each(
    cases(`
    term              value  unit    lln  grade
    Hypophosphatemia  2.5    mg/dL   2.7  1
    Hypophosphatemia  2.4    mg/dL   2.7  2
    Hypophosphatemia  1.9    mg/dL   2.7  3
    Hypophosphatemia  0.9    mg/dL   2.7  4
    Hypophosphatemia  0.6    mmol/L  0.9  2
    Hypophosphatemia  0.29   mmol/L  0.9  4
    Hyponatremia      129    mmol/L  135  3
    Hyponatremia      119    mmol/L  135  4
  `),
  )('$term $value $unit, LLN $lln → $grade', ({ term, value, unit, lln, grade: expected }) => {
    expect(inBrief(graded(term as string, { value, unit, lln }))).toBe(expected)
  })
  it('fasting: unknown keeps both, the fact decides', () => {
    const glucose = { value: 150, unit: 'mg/dL', uln: 110 }
    expect(inBrief(graded('Hyperglycemia', glucose))).toBe('0 1')
    expect(inBrief(graded('Hyperglycemia', { ...glucose, fasting: true }))).toBe('1')
    expect(inBrief(graded('Hyperglycemia', { ...glucose, fasting: false }))).toBe('0')
  })
  it('qtc-two-ecgs: one ECG at or above 501 ms is 2 or 3, never 0', () => {
    const qtc = { value: 510, unit: 'ms', baseline: { value: 480 } }
    const name = 'Electrocardiogram QT corrected interval prolonged'
    const quiet = {
      'torsade de pointes': false,
      'polymorphic ventricular tachycardia': false,
      'symptomatic of serious arrhythmia': false,
    }
    expect(graded(name, { ...qtc, facts: quiet }, 'unknown')).toMatchObject({
      possible: [2, 3],
      needs: ['two separate ECGs'],
    })
    expect(graded(name, { ...qtc, facts: { ...quiet, 'two separate ECGs': true } }, 'unknown')).toMatchObject({
      grade: 3,
    })
    expect(graded(name, qtc)).toMatchObject({ grade: 2, readings: expect.arrayContaining(['qtc-two-ecgs']) })
  })
})
