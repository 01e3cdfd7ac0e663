import { describe, expect, it } from 'vitest'
import renamed from '../../grading-tables/ctcae/renamed.json'
import { tables } from '../../grading-tables/index.ts'
import type { Assessment } from '../../src/grading/assessment.ts'
import { compareVersions, type Renamed } from '../../src/grading/compare.ts'
import { compileTable } from '../../src/grading/compile.ts'
import { isGraded } from '../../src/grading/outcome.ts'
import { listTerms } from '../../src/grading/terms.ts'
import { cases } from './grid.ts'

const all = Object.values(tables).map((table) => compileTable(table))
const names: Renamed = renamed
const compared = (term: string, row: Assessment) => compareVersions(all, term, row, { unreported: 'absent' }, names)
const grades = (term: string, row: Assessment) =>
  compared(term, row).answers.map(({ outcome }) => (isGraded(outcome) ? String(outcome.grade) : '-'))

describe('the same facts by v4.03, v5.0 and v6.0', () => {
  it.each(
    cases(`
    term                                value  unit     lln  uln  baseline  v403  v50  v60
    Neutrophil count decreased          0.8    10*9/L   1.8  7    -         3     3    2
    Neutrophil count decreased          0.4    10*9/L   1.8  7    -         4     4    3
    Neutrophil count decreased          1.6    10*9/L   1.8  7    -         1     1    0
    Platelet count decreased            20     10*9/L   150  400  -         4     4    3
    Alanine aminotransferase increased  800    U/L      -    40   160       3     2    4
    Alanine aminotransferase increased  240    U/L      -    40   200       3     0    1
    Alkaline phosphatase increased      501    U/L      -    100  80        3     3    1
    Creatinine increased                1.1    mg/dL    0.5  1.2  0.6       2     2    0
    Hyperglycemia                       300    mg/dL    70   110  -         3     -    3
    Anemia                              95     g/L      120  160  -         2     2    2
  `),
  )('$term $value $unit → $v403, $v50, $v60', ({ term, value, unit, lln, uln, baseline, v403, v50, v60 }) => {
    const row = { value, unit, lln, uln, ...(baseline && { baseline: { value: baseline } }) }
    expect(grades(term as string, row)).toEqual([v403, v50, v60].map((one) => one ?? '-'))
  })
  it('says where and why they differ', () => {
    const row = { value: 800, unit: 'U/L', uln: 40, baseline: { value: 160 } }
    const { agree, differences } = compared('Alanine aminotransferase increased', row)
    expect(agree).toBe(false)
    expect(differences).toHaveLength(2)
    expect(differences[1]).toContain('ctcae-6.0 grade 4')
    expect(compared('Anemia', { value: 95, unit: 'g/L', lln: 120 })).toMatchObject({ agree: true, differences: [] })
  })
})

describe('terms that changed their names', () => {
  it.each([
    ['Trochlear nerve disorder', ['IVth nerve disorder', 'Trochlear nerve disorder', 'Trochlear nerve disorder']],
    ['Thrombocytopenia', ['Platelet count decreased', 'Platelet count decreased', 'Thrombocytopenia']],
    ['lung infection', ['lung infection', 'lung infection', 'Pneumonia']],
    ['Wrist fracture', ['Wrist fracture', 'Wrist fracture', 'Fracture']],
  ])('%s', (term, expected) => {
    expect(compared(term, {}).answers.map((answer) => answer.term)).toEqual(expected)
  })
  it('a term that was merged has several names elsewhere, and none of them is guessed', () => {
    const [before, , after] = compared('Left ventricular dysfunction', { value: 38, unit: '%' }).answers
    expect(before?.outcome).toMatchObject({
      candidates: ['Left ventricular systolic dysfunction', 'Ejection fraction decreased'],
    })
    expect(before?.because).toContain('for a clinician to say')
    expect(after?.outcome).toMatchObject({ grade: 3 })
  })
  it('a term that was removed says so', () => {
    expect(compared('Wheezing', {}).answers[2]?.because).toBe('ctcae-6.0 has no term for Wheezing')
  })
  it('every term is, in every other version, kept, renamed, split or said to be missing', () => {
    const open = all.flatMap((one) =>
      listTerms(one.table).flatMap(({ term }) =>
        all.flatMap(({ table, termNamed }) => {
          const said = names[term]?.[table.id] ?? term
          const wanted = typeof said === 'string' ? [said] : said
          return wanted.filter((name) => !termNamed(name)).map((name) => `${term} in ${table.id}: ${name}`)
        }),
      ),
    )
    expect(open).toEqual([])
  })
})
