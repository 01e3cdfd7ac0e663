import { describe, expect, it } from 'vitest'
import { ctcae50 } from '../../grading-tables/ctcae-5.0.ts'
import { grade } from '../../src/grading/grade.ts'
import { cases, inBrief } from './grid.ts'

describe('CTCAE v5.0: blood counts, on each cut and just across it, in each printed unit', () => {
  it.each(
    cases(`
    term                          value   unit     lln     grade
    Anemia                        12.0    g/dL     12.0    0
    Anemia                        11.9    g/dL     12.0    1
    Anemia                        10.0    g/dL     12.0    1
    Anemia                        9.9     g/dL     12.0    2
    Anemia                        8.0     g/dL     12.0    2
    Anemia                        7.9     g/dL     12.0    3
    Anemia                        100     g/L      120     1
    Anemia                        99      g/L      120     2
    Anemia                        80      g/L      120     2
    Anemia                        79      g/L      120     3
    Anemia                        6.2     mmol/L   7.4     1
    Anemia                        6.1     mmol/L   7.4     2
    Anemia                        4.9     mmol/L   7.4     2
    Anemia                        4.8     mmol/L   7.4     3
    Anemia                        10.5    g/dL     -       0 1
    Anemia                        3.0     g/dL     -       3
    Neutrophil count decreased    1.8     10^9/L   1.8     0
    Neutrophil count decreased    1.79    10^9/L   1.8     1
    Neutrophil count decreased    1.5     10^9/L   1.8     1
    Neutrophil count decreased    1.49    10^9/L   1.8     2
    Neutrophil count decreased    1.0     10^9/L   1.8     2
    Neutrophil count decreased    0.99    10^9/L   1.8     3
    Neutrophil count decreased    0.5     10^9/L   1.8     3
    Neutrophil count decreased    0.49    10^9/L   -       4
    Neutrophil count decreased    1500    /mm3     1800    1
    Neutrophil count decreased    1499    /mm3     1800    2
    Neutrophil count decreased    499     /uL      1800    4
    Neutrophil count decreased    1.6     10^9/L   -       0 1
    Neutrophil count decreased    1.4     10^9/L   1.3     2
    Platelet count decreased      150     10^9/L   150     0
    Platelet count decreased      149     10^9/L   150     1
    Platelet count decreased      75      10^9/L   150     1
    Platelet count decreased      74      10^9/L   150     2
    Platelet count decreased      50      10^9/L   150     2
    Platelet count decreased      49      10^9/L   150     3
    Platelet count decreased      25      10^9/L   150     3
    Platelet count decreased      24      10^9/L   150     4
    Platelet count decreased      25000   /mm3     -       3
    Platelet count decreased      24999   /mm3     -       4
    White blood cell decreased    3.0     10^9/L   4       1
    White blood cell decreased    2.99    10^9/L   4       2
    White blood cell decreased    2.0     10^9/L   4       2
    White blood cell decreased    1.99    10^9/L   4       3
    White blood cell decreased    1.0     10^9/L   4       3
    White blood cell decreased    0.99    10^9/L   4       4
    Lymphocyte count decreased    0.8     10^9/L   1.0     1
    Lymphocyte count decreased    0.79    10^9/L   1.0     2
    Lymphocyte count decreased    0.5     10^9/L   1.0     2
    Lymphocyte count decreased    0.49    10^9/L   1.0     3
    Lymphocyte count decreased    0.2     10^9/L   1.0     3
    Lymphocyte count decreased    0.19    10^9/L   1.0     4
    Lymphocyte count increased    4000    /mm3     -       0
    Lymphocyte count increased    4001    /mm3     -       2
    Lymphocyte count increased    20000   /mm3     -       2
    Lymphocyte count increased    20001   /mm3     -       3
    Lymphocyte count increased    20.1    K/uL     -       3
    CD4 lymphocytes decreased     500     /mm3     600     1
    CD4 lymphocytes decreased     499     /mm3     600     2
    CD4 lymphocytes decreased     200     /mm3     600     2
    CD4 lymphocytes decreased     199     /mm3     600     3
    CD4 lymphocytes decreased     50      /mm3     600     3
    CD4 lymphocytes decreased     49      /mm3     600     4
    CD4 lymphocytes decreased     0.05    10^9/L   0.6     3
    CD4 lymphocytes decreased     0.049   10^9/L   0.6     4
    Leukocytosis                  100     10^9/L   -       0
    Leukocytosis                  100.1   10^9/L   -       3
    Leukocytosis                  100000  /mm3     -       0
    Leukocytosis                  100001  /mm3     -       3
  `),
  )('$term $value $unit, LLN $lln → $grade', ({ term, value, unit, lln, grade: expected }) => {
    const row = { value, unit, lln }
    expect(inBrief(grade(ctcae50, term as string, row, { unreported: 'absent' }))).toBe(expected)
    const numeric = { value: Number(value), unit, ...(lln && { lln: Number(lln) }) }
    expect(inBrief(grade(ctcae50, term as string, numeric, { unreported: 'absent' }))).toBe(expected)
  })
})
