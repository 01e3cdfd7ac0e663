import { describe, expect, it } from 'vitest'
import { ctcae60 } from '../../grading-tables/ctcae-6.0.ts'
import type { Assessment } from '../../src/grading/assessment.ts'
import { grade } from '../../src/grading/grade.ts'
import { nextQuestions } from '../../src/grading/questions.ts'
import { termsOfAnalyte } from '../../src/grading/terms.ts'
import { cases, inBrief } from './grid.ts'

const graded = (term: string, row: Assessment, unreported: 'absent' | 'unknown' = 'absent', readings = {}) =>
  grade(ctcae60, term, row, { unreported, readings })
const briefly = (term: string, row: Assessment, readings = {}) => inBrief(graded(term, row, 'absent', readings))

describe('CTCAE v6.0: counts', () => {
  it.each(
    cases(`
    term                         value   unit     lln  grade
    Neutrophil count decreased   1.5     10*9/L   1.8  0
    Neutrophil count decreased   1.49    10*9/L   1.8  1
    Neutrophil count decreased   1.0     10*9/L   1.8  1
    Neutrophil count decreased   0.99    10*9/L   1.8  2
    Neutrophil count decreased   0.8     10*9/L   1.8  2
    Neutrophil count decreased   0.5     10*9/L   -    2
    Neutrophil count decreased   0.49    10*9/L   -    3
    Neutrophil count decreased   100     /uL      -    3
    Neutrophil count decreased   99      /uL      -    4
    Thrombocytopenia             149     10*9/L   150  1
    Thrombocytopenia             75      10*9/L   150  1
    Thrombocytopenia             74.9    10*9/L   150  2
    Thrombocytopenia             50      10*9/L   150  2
    Thrombocytopenia             49.9    10*9/L   150  3
    Thrombocytopenia             24      10*9/L   150  3
    Thrombocytopenia             10      10*9/L   150  3
    Thrombocytopenia             9.9     10*9/L   150  4
    Thrombocytopenia             9999    /mm3     -    4
    Anemia                       99      g/L      120  2
    Anemia                       79      g/L      120  3
    Creatinine clearance decreased  50   mL/min   -    0
    Creatinine clearance decreased  49   mL/min   -    2
    Creatinine clearance decreased  25.5  mL/min  -    3
    Creatinine clearance decreased  25   mL/min   -    3
    Chronic kidney disease       59.9    mL/min/1.73m2  90  2
    Chronic kidney disease       29.9    mL/min/1.73m2  90  3
    Hyponatremia                 130     mmol/L   135  1
    Hyponatremia                 129.9   mmol/L   135  2
    Hyponatremia                 125     mmol/L   135  2
    Hyponatremia                 124.9   mmol/L   135  3
    Hyponatremia                 119.9   mmol/L   135  4
  `),
  )('$term $value $unit, LLN $lln → $grade', ({ term, value, unit, lln, grade: expected }) => {
    expect(briefly(term as string, { value, unit, lln })).toBe(expected)
  })
})

describe('CTCAE v6.0: multiples of ULN and of an abnormal baseline', () => {
  it.each(
    cases(`
    term                                  value  uln  baseline  was     grade
    Alanine aminotransferase increased    120    40   30        NORMAL  1
    Alanine aminotransferase increased    121    40   30        NORMAL  2
    Alanine aminotransferase increased    201    40   30        NORMAL  3
    Alanine aminotransferase increased    801    40   30        NORMAL  4
    Alanine aminotransferase increased    41     40   30        LOW     1
    Alanine aminotransferase increased    99     40   100       -       0
    Alanine aminotransferase increased    150    40   100       -       1
    Alanine aminotransferase increased    151    40   100       -       2
    Alanine aminotransferase increased    200    40   100       -       2
    Alanine aminotransferase increased    201    40   100       -       3
    Alanine aminotransferase increased    400    40   100       -       3
    Alanine aminotransferase increased    401    40   100       -       4
    Aspartate aminotransferase increased  201    40   100       -       3
    Aspartate aminotransferase increased  401    40   100       -       4
    GGT increased                         125    50   40        NORMAL  1
    GGT increased                         126    50   40        NORMAL  2
    GGT increased                         150    50   100       -       1
    GGT increased                         151    50   100       -       2
    GGT increased                         300    50   100       -       2
    GGT increased                         301    50   100       -       3
    GGT increased                         1000   50   100       -       3
    GGT increased                         1001   50   100       -       4
    Blood bilirubin increased             30     20   10        NORMAL  1
    Blood bilirubin increased             30.1   20   10        NORMAL  2
    Blood bilirubin increased             60     20   40        -       1
    Blood bilirubin increased             100    20   40        -       2
    Blood bilirubin increased             100.1  20   40        -       3
    Blood bilirubin increased             400    20   40        -       3
    Blood bilirubin increased             400.1  20   40        -       4
    Alkaline phosphatase increased        101    100  80        NORMAL  1
    Alkaline phosphatase increased        5000   100  80        NORMAL  1
    Alkaline phosphatase increased        200    100  200       HIGH    0
    Alkaline phosphatase increased        201    100  200       HIGH    1
    Lipase increased                      120    60   -         -       2
    Lipase increased                      180    60   -         -       2
    Lipase increased                      301    60   -         -       3
    HDL decreased                         30     -    -         -       0 1
  `),
  )(
    '$term $value, ULN $uln, baseline $baseline $was → $grade',
    ({ term, value, uln, baseline, was, grade: expected }) => {
      const unit = term === 'Blood bilirubin increased' ? 'umol/L' : 'U/L'
      const row = { value, ...(term !== 'HDL decreased' && { unit }), uln }
      const before = baseline || was ? { baseline: { value: baseline, indicator: was } } : {}
      expect(briefly(term as string, { ...row, ...before })).toBe(expected)
    },
  )
  it('an unknown baseline keeps both branches', () => {
    expect(graded('Alanine aminotransferase increased', { value: 100, unit: 'U/L', uln: 40 }).readings).toContain(
      'baseline-abnormal',
    )
  })
})

describe('CTCAE v6.0: the readings, each on its edge', () => {
  const alt = 'Alanine aminotransferase increased'
  it('v6-baseline-over-5: no hole beyond a baseline of 5 x ULN, named where it decided', () => {
    const at = (value: number, baseline: number) =>
      graded(alt, { value, unit: 'U/L', uln: 40, baseline: { value: baseline, indicator: 'HIGH' } })
    expect(at(600, 240)).toMatchObject({ grade: 3, readings: ['v6-baseline-over-5'] })
    expect(at(500, 200)).toMatchObject({ grade: 3, readings: [] })
    expect(at(600, 200.1)).toMatchObject({ grade: 3, readings: ['v6-baseline-over-5'] })
    expect(at(961, 240)).toMatchObject({ grade: 4, readings: [] })
  })
  it('v6-lower-step: an unchanged abnormal baseline is grade 1, or 0', () => {
    const row = { value: 100, unit: 'U/L', uln: 40, baseline: { value: 100, indicator: 'HIGH' } }
    expect(graded(alt, row)).toMatchObject({ grade: 1, readings: ['v6-lower-step'] })
    const other = { 'v6-lower-step': 'unchanged-is-grade-0' }
    expect(graded(alt, row, 'absent', other)).toMatchObject({
      grade: 0,
      readings: expect.arrayContaining(['v6-lower-step']),
    })
    expect(graded(alt, { ...row, value: 100.1 }, 'absent', other)).toMatchObject({ grade: 1 })
    expect(graded(alt, { ...row, atBaseline: true })).toMatchObject({ grade: 1, readings: ['baseline-record'] })
  })
  it('creatinine-or: baseline multiples count only if the baseline is below LLN', () => {
    const at = (baseline: Assessment['baseline'], value = 0.61) =>
      briefly('Creatinine increased', { value, unit: 'mg/dL', lln: 0.6, uln: 1.2, ...(baseline && { baseline }) })
    expect(at({ value: 0.4 })).toBe('2')
    expect(at({ value: 0.4 }, 0.6)).toBe('0')
    expect(at({ value: 0.6 }, 1.1)).toBe('0')
    expect(at({ value: 0.59 }, 1.78)).toBe('3')
    expect(at({ value: 0.4, indicator: 'NORMAL' })).toBe('0')
    expect(at({ value: 0.7, indicator: 'LOW' }, 1.1)).toBe('2')
    expect(at({ value: 40, unit: 'umol/L' })).toBe('0')
    expect(at({ value: 35.36, unit: 'umol/L', lln: 50 })).toBe('2')
    expect(at(undefined, 1.3)).toBe('1 2 3')
    expect(at({ value: 0.61 }, 7.3)).toBe('4')
    const open = graded('Creatinine increased', { value: 300.01, baseline: { value: 200.01 } })
    expect(open).toMatchObject({ possible: [0, 1, 2, 3, 4] })
  })
  it('creatinine-or: what is asked is the baseline or the limit, whichever is not known', () => {
    const asked = (row: Assessment) => nextQuestions(ctcae60, 'Creatinine increased', row).map(({ ask }) => ask)
    const row = { value: 1.1, unit: 'mg/dL', uln: 1.2 }
    expect(asked({ ...row, lln: 0.6 })).toEqual(['baseline value'])
    expect(asked({ ...row, baseline: { value: 0.5 } })).toEqual(['LLN'])
    expect(asked({ ...row, lln: 0.6, baseline: { value: 0.5 } })).toEqual([])
  })
  it('hgb-increase: above ULN, whatever the baseline was', () => {
    const row = { unit: 'g/dL', uln: 17, baseline: { value: 18.5 } }
    expect(briefly('Hemoglobin increased', { ...row, value: 19 })).toBe('1')
    expect(briefly('Hemoglobin increased', { ...row, value: 19.1 })).toBe('2')
    expect(briefly('Hemoglobin increased', { ...row, value: 21.1 })).toBe('3')
  })
  it('fasting: unknown keeps both, the fact decides', () => {
    const glucose = { value: 150, unit: 'mg/dL', uln: 110 }
    expect(briefly('Hyperglycemia', glucose)).toBe('0 1')
    expect(briefly('Hyperglycemia', { ...glucose, fasting: true })).toBe('1')
    expect(briefly('Hyperglycemia', { ...glucose, value: 161, fasting: true })).toBe('2')
    expect(briefly('Hyperglycemia', { ...glucose, value: 250, fasting: false })).toBe('0')
    expect(briefly('Hyperglycemia', { ...glucose, value: 251, fasting: false })).toBe('3')
    expect(briefly('Hyperglycemia', { ...glucose, value: 501 })).toBe('4')
  })
  it('gap-half-open: ejection fraction, creatinine clearance', () => {
    expect(graded('Creatinine clearance decreased', { value: 25.5, unit: 'mL/min' })).toMatchObject({
      grade: 3,
      readings: ['gap-half-open'],
    })
    const lvef = { unit: '%', baseline: { value: 65 } }
    const name = 'Left ventricular dysfunction'
    const rise = { 'new rise in cardiac biomarkers': true }
    expect(briefly(name, { ...lvef, value: 49.5, facts: rise })).toBe('2')
    expect(briefly(name, { ...lvef, value: 50, facts: rise })).toBe('1')
    expect(briefly(name, { ...lvef, value: 39.9 })).toBe('3')
  })
  it('ef-drop: percentage points, or per cent of the baseline', () => {
    const row = { value: 48, unit: '%', baseline: { value: 54 } }
    expect(graded('Left ventricular dysfunction', row)).toMatchObject({ grade: 0, readings: ['ef-drop'] })
    expect(briefly('Left ventricular dysfunction', row, { 'ef-drop': 'relative-percent' })).toBe('2')
  })
  it('inside-reference: as written and flagged, or capped at 0', () => {
    const anc = { value: 1.4, unit: '10^9/L', lln: 1.3, uln: 7 }
    expect(graded('Neutrophil count decreased', anc)).toMatchObject({ grade: 1, readings: ['inside-reference'] })
    expect(briefly('Neutrophil count decreased', anc, { 'inside-reference': 'cap-at-0' })).toBe('0')
  })
  it('text-typo: hypothermia of 82.4 degrees F and below', () => {
    expect(briefly('Hypothermia', { value: 82.4, unit: 'degF' })).toBe('4')
    expect(briefly('Hypothermia', { value: 82.5, unit: 'degF' })).toBe('3')
  })
  it('symptoms-decide: sodium 125 - 130 and lipase', () => {
    const sodium = { value: 127, unit: 'mmol/L', lln: 135 }
    expect(briefly('Hyponatremia', { ...sodium, facts: { symptomatic: true } })).toBe('3')
    expect(briefly('Lipase increased', { value: 200, unit: 'U/L', uln: 60, facts: { symptomatic: true } })).toBe('3')
    expect(briefly('Lipase increased', { value: 301, unit: 'U/L', uln: 60, facts: { symptomatic: true } })).toBe('4')
  })
})

describe('CTCAE v6.0: conjunctions in capitals', () => {
  it('tumor lysis: creatinine counts only together with laboratory tumor lysis', () => {
    const lysis = { 'laboratory tumor lysis syndrome': true }
    const row = { value: 2, unit: 'mg/dL', uln: 1 }
    expect(briefly('Tumor lysis syndrome', { ...row, facts: lysis })).toBe('2')
    expect(briefly('Tumor lysis syndrome', { ...row, value: 3.1, facts: lysis })).toBe('3')
    expect(briefly('Tumor lysis syndrome', row)).toBe('0')
    expect(termsOfAnalyte(ctcae60, 'creatinine').map(({ term }) => term)).toEqual(['Creatinine increased'])
  })
  it('myocardial infarction: instability, troponin and one sign', () => {
    const troponin = { 'rise or fall of troponin past its reference percentile': true }
    const signs = { ...troponin, 'new ischemic ECG changes': true }
    const at = (facts: Record<string, boolean>) => graded('Myocardial infarction', { facts })
    expect(at({ ...signs, 'hemodynamic instability': true })).toMatchObject({ grade: 4 })
    expect(at(signs)).toMatchObject({ grade: 3 })
    expect(at({ ...troponin, 'hemodynamic instability': true })).toMatchObject({ grade: 2 })
  })
  it('a clearance under the lowest cut is no grade of this term, and the note says where it goes', () => {
    expect(graded('Creatinine clearance decreased', { value: 9.9, unit: 'mL/min' })).toMatchObject({
      ungradable: 'grade 4 is not available for Creatinine clearance decreased in ctcae-6.0',
      candidates: ['Chronic kidney disease', 'Acute kidney injury'],
    })
    expect(briefly('Creatinine clearance decreased', { value: 10, unit: 'mL/min' })).toBe('3')
  })
  it('a child counts by the impact on its normal daily activity', () => {
    const impact = { 'severe impact on age-appropriate normal daily activity': true }
    expect(graded('Fatigue', { facts: impact })).toMatchObject({ grade: 3 })
  })
})
