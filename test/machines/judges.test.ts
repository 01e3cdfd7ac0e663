import { describe, expect, it } from 'vitest'
import { ctcae50, ctcae403 } from '../../grading-tables/index.ts'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import type { Table } from '../../src/grading/table.ts'
import { judgesFor } from '../../src/machines/judges.ts'
import type { LabAssessment } from '../../src/machines/labs.ts'
import { machinesFor } from '../../src/machines/rules.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { cases } from '../../src/testing/index.ts'

type Known = Partial<Omit<LabAssessment, 'result'>>
type Result = Omit<LabAssessment['result'], 'type' | 'participant' | 'at'>

/** A trial's laboratory grading: what a result comes to for each term it can grade, as "Hypokalemia 1" or "Hypokalemia 1-4". */
function grading(table: Table = ctcae50, choices: Partial<Protocol['grading']> = {}) {
  const protocol: Protocol = { ...nct07021534, grading: { ...nct07021534.grading, ...choices, table: table.id } }
  const { gradeLab } = judgesFor(protocol, table)
  return (result: Result, known: Known = {}): string =>
    gradeLab({
      result: { type: 'labResult', participant: '001', at: '2026-03-01', ...result },
      baseline: null,
      isBaseline: false,
      ...known,
    })
      .map(({ term, atLeast, atMost }) => `${term} ${atLeast === atMost ? atLeast : `${atLeast}-${atMost}`}`)
      .join(', ')
}

const graded = grading()

describe('a value is graded against the participant’s own baseline where the term asks for it', () => {
  const alt = (value: string): Result => ({ analyte: 'ALT', value, unit: 'U/L', uln: '40' })
  const readAgainst = (baseline: string | undefined): Known => {
    if (baseline === 'itself') return { isBaseline: true }
    return baseline === undefined ? {} : { baseline: { value: baseline, unit: 'U/L', uln: '40' } }
  }
  it.each(
    cases(`
      ALT   baseline  grade
      90    30        1
      90    60        1
      130   30        2
      130   60        1
      801   30        4
      801   60        3
      130   itself    2
      130   -         0-2
    `),
  )('ALT $ALT U/L of at most 40, baseline $baseline: grade $grade', ({ ALT, baseline, grade }) =>
    expect(graded(alt(ALT!), readAgainst(baseline))).toBe(`Alanine aminotransferase increased ${grade}`),
  )
})

describe('a value is held against the cuts of the quantity it is of', () => {
  it.each(
    cases(`
      analyte            value  grades
      ionized calcium    1.65   Hypercalcemia 3, Hypocalcemia 0
      ionized calcium    0.85   Hypercalcemia 0, Hypocalcemia 3
      corrected calcium  3.2    Hypercalcemia 3, Hypocalcemia 0
      corrected calcium  1.65   Hypercalcemia 0, Hypocalcemia 3
      calcium            1.65   Hypercalcemia 0, Hypocalcemia 3
      heart rate         120    -
    `),
  )('$analyte $value mmol/L: $grades', ({ analyte, value, grades = '' }) => {
    const range = analyte === 'ionized calcium' ? { lln: '1.15', uln: '1.32' } : { lln: '2.2', uln: '2.6' }
    expect(graded({ analyte: analyte!, value: value!, unit: 'mmol/L', ...range })).toBe(grades)
  })
})

describe('what is known of the participant and of the sample decides where a term asks for it', () => {
  it.each(
    cases(`
      age  urine protein, g/24 hrs  protein/creatinine  Proteinuria
      17   -                        1.5                 2
      18   -                        1.5                 0-3
      -    -                        1.5                 0-3
      18   2                        -                   2
      17   2                        -                   0-3
      -    2                        -                   0-3
    `),
  )('CTCAE v5.0 grades an adult by urine protein and a child by the ratio: age $age, grade $Proteinuria', (row) => {
    const daily = row['urine protein, g/24 hrs']
    const result: Result =
      daily === undefined
        ? { analyte: 'urine protein to creatinine ratio', value: row['protein/creatinine']!, unit: 'ratio' }
        : { analyte: 'urine protein', value: daily, unit: 'g/24 hrs' }
    expect(graded(result, row.age ? { age: Number(row.age) } : {}).split(', ')).toContain(
      `Proteinuria ${row.Proteinuria}`,
    )
  })

  const bySex: Table = {
    ...ctcae50,
    chapters: [
      {
        soc: 'Investigations',
        terms: [
          {
            term: 'Hemoglobin low for the sex',
            measures: { hemoglobin: 'low' },
            grades: {
              1: [
                { for: 'females', any: [{ quantity: 'hemoglobin', bounds: ['<12'], unit: 'g/dL' }] },
                { for: 'males', any: [{ quantity: 'hemoglobin', bounds: ['<13'], unit: 'g/dL' }] },
              ],
            },
          },
        ],
      },
    ],
  }
  it.each(
    cases(`
      sex  hemoglobin  grade
      F    11          1
      F    12.5        0
      M    12.5        1
      M    13          0
      -    12.5        0-1
    `),
  )('a table with a limit for each sex: $sex, $hemoglobin g/dL is grade $grade', ({ sex, hemoglobin, grade }) =>
    expect(
      grading(bySex)(
        { analyte: 'hemoglobin', value: hemoglobin!, unit: 'g/dL' },
        sex === 'F' || sex === 'M' ? { sex } : {},
      ),
    ).toBe(`Hemoglobin low for the sex ${grade}`),
  )

  it.each([
    { fasting: true, grade: '2' },
    { fasting: false, grade: '0' },
    { fasting: undefined, grade: '0-2' },
  ])('CTCAE v4.03 grades a fasting glucose: 170 mg/dL, fasting $fasting, is grade $grade', ({ fasting, grade }) =>
    expect(grading(ctcae403)({ analyte: 'glucose', value: '170', unit: 'mg/dL', lln: '70', uln: '110', fasting })).toBe(
      `Hyperglycemia ${grade}, Hypoglycemia 0`,
    ),
  )
})

describe('the protocol says how the table is read', () => {
  it.each(
    cases(`
      reading                               grade
      -                                     2
      above-uln                             2
      above-baseline-if-baseline-above-uln  1
    `),
  )('hemoglobin 20 g/dL of at most 17, 18 at baseline, read $reading: grade $grade', ({ reading, grade }) => {
    const range = { unit: 'g/dL', lln: '13', uln: '17' }
    const by = grading(ctcae50, reading === undefined ? {} : { readings: { 'hgb-increase': reading } })
    expect(by({ analyte: 'hemoglobin', value: '20', ...range }, { baseline: { value: '18', ...range } })).toBe(
      `Anemia 0, Hemoglobin increased ${grade}`,
    )
  })

  it.each(
    cases(`
      unreported  grades
      unknown     Hyperkalemia 0-4, Hypokalemia 1-4
      absent      Hyperkalemia 0, Hypokalemia 1
      worstCase   Hyperkalemia 0, Hypokalemia 2
    `),
  )('potassium 3.2 mmol/L alone, what nobody reported being $unreported: $grades', ({ unreported, grades }) =>
    expect(
      grading(ctcae50, { unreported: unreported as Protocol['grading']['unreported'] })({
        analyte: 'potassium',
        value: '3.2',
        unit: 'mmol/L',
        lln: '3.5',
        uln: '5',
      }),
    ).toBe(grades),
  )
})

describe('what cannot be graded may be any grade that a value can give, and is never read as normal', () => {
  it.each(
    cases(`
      platelets  unit      range    grade
      20         10^9/L    -        4
      <50        10^9/L    125-350  3-4
      200        10^9/L    -        0-1
      200        10^9/L    125-350  0
      -          10^9/L    125-350  0-4
      clotted    10^9/L    125-350  0-4
      20         furlongs  125-350  0-4
    `),
  )('platelets $platelets $unit: grade $grade', ({ platelets: value, unit, range, grade }) => {
    const [lln, uln] = range?.split('-') ?? []
    expect(graded({ analyte: 'platelets', value, unit, lln, uln })).toBe(`Platelet count decreased ${grade}`)
  })
})

describe('the judges of a trial', () => {
  const { titrationTrigger: _, stopping: __, ...nothingElseAsked } = nct07021534
  const twoRules: Protocol = {
    ...nothingElseAsked,
    dltRules: [
      {
        id: 'METABOLISM',
        section: '5',
        says: 'grade 4',
        when: { all: [{ soc: ['Metabolism and nutrition disorders'] }, { grade: { atLeast: 4 } }] },
      },
      {
        id: 'PLATELETS',
        section: '5',
        says: 'grade 3',
        when: { all: [{ term: ['Platelet count decreased'] }, { grade: { atLeast: 3 } }] },
      },
    ],
  }

  it('grade by the table that the protocol names, and by no other', () =>
    expect(() => judgesFor(nct07021534, ctcae403)).toThrow('the protocol names ctcae-5.0, got ctcae-4.03'))

  it.each(
    cases(`
      term                  SOC
      Platelet count decreased  Investigations
      PLATELET count Decreased  Investigations
      Fever                 General disorders and administration site conditions
      Fear of needles       -
    `),
  )('$term stands in $SOC', ({ term, SOC }) => expect(judgesFor(nct07021534, ctcae50).socOf(term!)).toBe(SOC))

  it.each(
    cases(`
      term                      from
      Platelet count decreased  3
      Hypokalemia               4
      Fever                     no grade
    `),
  )('watch $term from the lowest grade that any rule asks of it: $from', (row) => {
    const { watchFrom } = machinesFor(judgesFor(twoRules, ctcae50)).labGrading
    const soc = judgesFor(nct07021534, ctcae50).socOf(row.term!)!
    const from = row.from === 'no grade' ? 6 : Number(row.from)
    expect([watchFrom(row.term!, soc), watchFrom(row.term!, soc)]).toEqual([from, from])
  })
})
