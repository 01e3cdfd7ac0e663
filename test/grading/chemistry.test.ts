import { describe, expect, it } from 'vitest'
import { ctcae50 } from '../../grading-tables/ctcae-5.0.ts'
import { grade } from '../../src/grading/grade.ts'
import { cases, inBrief } from './grid.ts'

describe('CTCAE v5.0: chemistry and the rest, on each cut and just across it, in each printed unit', () => {
  it.each(
    cases(`
    term                   value   unit     limit  grade
    Hyperkalemia           5.1     mmol/L   5.1    0
    Hyperkalemia           5.2     mmol/L   5.1    1
    Hyperkalemia           5.5     mmol/L   5.1    1
    Hyperkalemia           5.6     mmol/L   5.1    2
    Hyperkalemia           6.0     mmol/L   5.1    2
    Hyperkalemia           6.1     mmol/L   5.1    3
    Hyperkalemia           7.0     mmol/L   5.1    3
    Hyperkalemia           7.1     mEq/L    5.1    4
    Hypokalemia            3.5     mmol/L   3.5    0
    Hypokalemia            3.4     mmol/L   3.5    1
    Hypokalemia            3.0     mmol/L   3.5    1
    Hypokalemia            2.9     mmol/L   3.5    3
    Hypokalemia            2.5     mmol/L   3.5    3
    Hypokalemia            2.4     mmol/L   3.5    4
    Hypernatremia          145     mmol/L   145    0
    Hypernatremia          150     mmol/L   145    1
    Hypernatremia          151     mmol/L   145    2
    Hypernatremia          155     mmol/L   145    2
    Hypernatremia          156     mmol/L   145    3
    Hypernatremia          160     mmol/L   145    3
    Hypernatremia          161     mmol/L   145    4
    Hyponatremia           134     mmol/L   135    1
    Hyponatremia           130     mmol/L   135    1
    Hyponatremia           129     mmol/L   135    2
    Hyponatremia           125     mmol/L   135    2
    Hyponatremia           124     mmol/L   135    3
    Hyponatremia           120     mmol/L   135    3
    Hyponatremia           119     mmol/L   135    4
    Hypercalcemia          11.5    mg/dL    10.5   1
    Hypercalcemia          11.6    mg/dL    10.5   2
    Hypercalcemia          12.5    mg/dL    10.5   2
    Hypercalcemia          12.6    mg/dL    10.5   3
    Hypercalcemia          13.6    mg/dL    10.5   4
    Hypercalcemia          2.9     mmol/L   2.6    1
    Hypercalcemia          3.1     mmol/L   2.6    2
    Hypercalcemia          3.2     mmol/L   2.6    3
    Hypercalcemia          3.5     mmol/L   2.6    4
    Hypocalcemia           8.0     mg/dL    8.5    1
    Hypocalcemia           7.9     mg/dL    8.5    2
    Hypocalcemia           7.0     mg/dL    8.5    2
    Hypocalcemia           6.9     mg/dL    8.5    3
    Hypocalcemia           5.9     mg/dL    8.5    4
    Hypocalcemia           2.0     mmol/L   2.1    1
    Hypocalcemia           1.75    mmol/L   2.1    2
    Hypocalcemia           1.74    mmol/L   2.1    3
    Hypocalcemia           1.49    mmol/L   2.1    4
    Hypermagnesemia        3.0     mg/dL    2.4    1
    Hypermagnesemia        3.1     mg/dL    2.4    3
    Hypermagnesemia        8.0     mg/dL    2.4    3
    Hypermagnesemia        8.1     mg/dL    2.4    4
    Hypermagnesemia        1.23    mmol/L   1.0    1
    Hypermagnesemia        1.24    mmol/L   1.0    3
    Hypermagnesemia        3.31    mmol/L   1.0    4
    Hypomagnesemia         1.2     mg/dL    1.6    1
    Hypomagnesemia         1.1     mg/dL    1.6    2
    Hypomagnesemia         0.9     mg/dL    1.6    2
    Hypomagnesemia         0.8     mg/dL    1.6    3
    Hypomagnesemia         0.6     mg/dL    1.6    4
    Hypomagnesemia         0.5     mmol/L   0.7    1
    Hypomagnesemia         0.4     mmol/L   0.7    2
    Hypomagnesemia         0.3     mmol/L   0.7    3
    Hypomagnesemia         0.29    mmol/L   0.7    4
    Hypoglycemia           55      mg/dL    70     1
    Hypoglycemia           54      mg/dL    70     2
    Hypoglycemia           39      mg/dL    70     3
    Hypoglycemia           29      mg/dL    70     4
    Hypoglycemia           3.0     mmol/L   3.9    1
    Hypoglycemia           2.2     mmol/L   3.9    2
    Hypoglycemia           1.7     mmol/L   3.9    3
    Hypoglycemia           1.69    mmol/L   3.9    4
    Hypoalbuminemia        30      g/L      35     1
    Hypoalbuminemia        29      g/L      35     2
    Hypoalbuminemia        20      g/L      35     2
    Hypoalbuminemia        19      g/L      35     3
    Hypoalbuminemia        3       g/dL     3.5    1
    Hypoalbuminemia        1.9     g/dL     3.5    3
    Hypertriglyceridemia   149     mg/dL    -      0
    Hypertriglyceridemia   150     mg/dL    -      1
    Hypertriglyceridemia   300     mg/dL    -      1
    Hypertriglyceridemia   301     mg/dL    -      2
    Hypertriglyceridemia   501     mg/dL    -      3
    Hypertriglyceridemia   1001    mg/dL    -      4
    Hypertriglyceridemia   1.71    mmol/L   -      1
    Hypertriglyceridemia   11.41   mmol/L   -      4
    Cholesterol high       300     mg/dL    200    1
    Cholesterol high       301     mg/dL    200    2
    Cholesterol high       401     mg/dL    200    3
    Cholesterol high       501     mg/dL    200    4
    Cholesterol high       7.75    mmol/L   5.2    1
    Cholesterol high       12.93   mmol/L   5.2    4
    Hyperuricemia          8       mg/dL    7      1
    Acidosis               7.34    pH       7.35   1
    Acidosis               7.3     pH       7.35   1
    Acidosis               7.29    pH       7.35   3
    Alkalosis              7.5     pH       7.45   1
    Alkalosis              7.51    pH       7.45   3
    INR increased          1.2     -        1.1    0
    INR increased          1.3     -        1.1    1
    INR increased          1.5     -        1.1    1
    INR increased          1.6     -        1.1    2
    INR increased          2.6     -        1.1    3
    Activated partial thromboplastin time prolonged   45     s     30   1
    Activated partial thromboplastin time prolonged   45.1   s     30   2
    Activated partial thromboplastin time prolonged   75.1   s     30   3
    Hemoglobin increased   17      g/dL     17     0
    Hemoglobin increased   17.1    g/dL     17     1
    Hemoglobin increased   19      g/dL     17     1
    Hemoglobin increased   19.1    g/dL     17     2
    Hemoglobin increased   211     g/L      170    3
    Haptoglobin decreased  0.2     g/L      0.3    1
    Blood bicarbonate decreased  20  mmol/L  22    1
    Thyroid stimulating hormone increased  5  mIU/L  4   1
    Methemoglobinemia      2       %        1.5    2
    Hypothermia            35      C        -      2
    Hypothermia            35.1    C        -      0
    Hypothermia            32      C        -      3
    Hypothermia            28      C        -      4
    Hypothermia            82.4    F        -      4
    Fever                  38.0    C        -      1
    Fever                  39.1    C        -      2
    Fever                  37.9    C        -      0
    Fever                  102.3   F        -      2
    Fever                  40.1    C        -      3
    Pancreatic enzymes decreased  9  U/L    10     1
  `),
  )('$term $value $unit, limit $limit → $grade', ({ term, value, unit, limit, grade: expected }) => {
    const row = {
      value,
      unit,
      lln: limit && /^Hyper|incr|prol|high|Alk|Meth/.test(term as string) ? undefined : limit,
      uln: /^Hyper|incr|prol|high|Alk|Meth/.test(term as string) ? limit : undefined,
    }
    const baseline = term === 'INR increased' ? { baseline: { value: 1 } } : {}
    expect(inBrief(grade(ctcae50, term as string, { ...row, ...baseline }, { unreported: 'absent' }))).toBe(expected)
  })

  it('keeps total and ionized calcium apart', () => {
    const ionized = { value: 1.45, unit: 'mmol/L', uln: 1.3, analyte: 'ionized calcium' }
    expect(inBrief(grade(ctcae50, 'Hypercalcemia', ionized, { unreported: 'absent' }))).toBe('1')
    const total = grade(
      ctcae50,
      'Hypercalcemia',
      { ...ionized, value: 3, uln: 2.6, analyte: 'calcium' },
      { unreported: 'absent' },
    )
    expect(total).toMatchObject({
      grade: 2,
      flags: ['calcium held against the cuts of corrected calcium', 'laboratory value alone'],
    })
  })
})
