import { describe, expect, it } from 'vitest'
import { ctcae50 } from '../../grading-tables/ctcae-5.0.ts'
import { grade } from '../../src/grading/grade.ts'
import { cases, inBrief } from './grid.ts'

const answerFor = (row: Record<string, string | undefined>) =>
  grade(
    ctcae50,
    row.term as string,
    {
      value: row.value,
      unit: row.unit ?? 'U/L',
      uln: row.uln,
      lln: row.lln,
      ...((row.baseline || row.was) && { baseline: { value: row.baseline, indicator: row.was } }),
    },
    { unreported: 'absent' },
  )

describe('CTCAE v5.0: multiples of ULN and of the baseline', () => {
  it.each(
    cases(`
    term                                  value  uln  baseline  was       grade
    Alanine aminotransferase increased    40     40   30        NORMAL    0
    Alanine aminotransferase increased    41     40   30        NORMAL    1
    Alanine aminotransferase increased    120    40   30        NORMAL    1
    Alanine aminotransferase increased    121    40   30        NORMAL    2
    Alanine aminotransferase increased    200    40   30        NORMAL    2
    Alanine aminotransferase increased    201    40   30        NORMAL    3
    Alanine aminotransferase increased    800    40   30        NORMAL    3
    Alanine aminotransferase increased    801    40   30        NORMAL    4
    Alanine aminotransferase increased    239    40   160       -         0
    Alanine aminotransferase increased    240    40   160       -         1
    Alanine aminotransferase increased    480    40   160       -         1
    Alanine aminotransferase increased    481    40   160       -         2
    Alanine aminotransferase increased    800    40   160       -         2
    Alanine aminotransferase increased    801    40   160       -         3
    Alanine aminotransferase increased    3200   40   160       -         3
    Alanine aminotransferase increased    3201   40   160       -         4
    Alanine aminotransferase increased    240    40   200       -         0
    Alanine aminotransferase increased    100    40   -         -         0 1
    Alanine aminotransferase increased    100    -    -         NORMAL    0 1 2 3 4
    Aspartate aminotransferase increased  121    40   30        NORMAL    2
    Aspartate aminotransferase increased  60     40   40        ABNORMAL  1
    Aspartate aminotransferase increased  59.9   40   40        ABNORMAL  0
    Alkaline phosphatase increased        250    100  80        NORMAL    1
    Alkaline phosphatase increased        251    100  80        NORMAL    2
    Alkaline phosphatase increased        500    100  80        NORMAL    2
    Alkaline phosphatase increased        501    100  80        NORMAL    3
    Alkaline phosphatase increased        2001   100  80        NORMAL    4
    Alkaline phosphatase increased        400    100  200       HIGH      1
    Alkaline phosphatase increased        399    100  200       HIGH      0
    Alkaline phosphatase increased        501    100  200       HIGH      2
    GGT increased                         125    50   40        NORMAL    1
    GGT increased                         126    50   40        NORMAL    2
    GGT increased                         200    50   100       HIGH      1
    Blood bilirubin increased             30     20   10        NORMAL    1
    Blood bilirubin increased             30.1   20   10        NORMAL    2
    Blood bilirubin increased             60     20   10        NORMAL    2
    Blood bilirubin increased             60.1   20   10        NORMAL    3
    Blood bilirubin increased             200    20   10        NORMAL    3
    Blood bilirubin increased             200.1  20   10        NORMAL    4
    Blood bilirubin increased             40     20   40        HIGH      0
    Blood bilirubin increased             40.1   20   40        HIGH      1
    Blood bilirubin increased             60.1   20   40        HIGH      2
    Creatinine increased                  1.2    1.2  1.0       -         0
    Creatinine increased                  1.3    1.2  1.0       -         1
    Creatinine increased                  1.51   1.2  1.0       -         2
    Creatinine increased                  1.8    1.2  1.5       -         1
    Creatinine increased                  1.81   1.2  1.5       -         2
    Creatinine increased                  3.01   1.2  1.0       -         3
    Creatinine increased                  3.6    1.2  1.5       -         2
    Creatinine increased                  7.2    1.2  2.0       -         3
    Creatinine increased                  7.21   1.2  2.0       -         4
    Creatinine increased                  0.61   1.2  0.40      -         2
    Creatinine increased                  1.3    1.2  -         -         1 2 3
    CPK increased                         500    200  -         -         1
    CPK increased                         501    200  -         -         2
    CPK increased                         1000   200  -         -         2
    CPK increased                         1001   200  -         -         3
    CPK increased                         2000   200  -         -         3
    CPK increased                         2001   200  -         -         4
    CPK increased                         500    -    -         -         0 1 2 3 4
    Blood lactate dehydrogenase increased  250    250  -         -         0
    Blood lactate dehydrogenase increased  251    250  -         -         1
    Lipase increased                      90     60   -         -         1
    Lipase increased                      90.1   60   -         -         2
    Lipase increased                      300    60   -         -         2
    Lipase increased                      300.1  60   -         -         3
    Serum amylase increased               150    100  -         -         1
    Serum amylase increased               201    100  -         -         2
    Serum amylase increased               501    100  -         -         3
  `),
  )('$term $value, ULN $uln, baseline $baseline $was → $grade', (row) => {
    const unit = row.term?.startsWith('Creat') ? 'mg/dL' : row.term?.startsWith('Blood bili') ? 'umol/L' : 'U/L'
    expect(inBrief(answerFor({ ...row, unit }))).toBe(row.grade)
  })

  it('says what an abnormal baseline hides', () => {
    const hidden = grade(ctcae50, 'Alanine aminotransferase increased', {
      value: 800,
      uln: 40,
      baseline: { value: 160 },
    })
    expect(hidden).toMatchObject({ grade: 2, flags: ['by the normal-baseline branch this would be grade 3'] })
  })

  it('grades the baseline record by the normal branch, never against itself', () => {
    const itself = { value: 160, uln: 40, baseline: { value: 160 }, atBaseline: true }
    const outcome = grade(ctcae50, 'Alanine aminotransferase increased', itself)
    expect(outcome).toMatchObject({ grade: 2, readings: ['baseline-record'] })
  })

  it('names the literal OR of creatinine where it decided, and lets a protocol choose otherwise', () => {
    const row = { value: '0.61', unit: 'mg/dL', uln: '1.2', baseline: { value: '0.40' } }
    expect(grade(ctcae50, 'Creatinine increased', row)).toMatchObject({ grade: 2, readings: ['creatinine-or'] })
    const readings = { 'creatinine-or': 'baseline-only-above-uln' }
    expect(grade(ctcae50, 'Creatinine increased', row, { readings })).toMatchObject({ grade: 0 })
  })
})
