import { describe, expect, it } from 'vitest'
import { ctcae50 } from '../../grading-tables/ctcae-5.0.ts'
import { ctcae60, ctcae403 } from '../../grading-tables/index.ts'
import { gradeLabRows } from '../../src/cli/commands/grade-lab-rows.ts'
import { compileTable } from '../../src/grading/compile.ts'
import { explain } from '../../src/grading/explain.ts'
import { type Assessment, grade, nextQuestions, type Outcome } from '../../src/grading/index.ts'
import { cases } from '../../src/testing/cases.ts'

const versions = {
  'v4.03': [ctcae403, 'Proteinuria'],
  'v5.0': [ctcae50, 'Proteinuria'],
  'v6.0': [ctcae60, 'Urinary protein increased'],
} as const
type Version = keyof typeof versions

const said = (outcome: Outcome): string =>
  'grade' in outcome ? String(outcome.grade) : 'possible' in outcome ? outcome.possible.join() : outcome.ungradable
const of = (version: string, assessment: Assessment, unreported: 'unknown' | 'absent' = 'absent'): Outcome => {
  const [table, term] = versions[version as Version]
  return grade(table, term, assessment, { unreported })
}

describe('protein in urine by dipstick: what a 24-hour collection could still make of it stays possible', () => {
  it.each(
    cases(`
      version  dipstick  age  grades
      v5.0     NEGATIVE  40   0,1,2,3
      v5.0     negative  40   0,1,2,3
      v5.0     NEG       40   0,1,2,3
      v5.0     TRACE     40   0,1,2,3
      v5.0     ±         40   0,1,2,3
      v5.0     1+        40   1,2,3
      v5.0     +         40   1,2,3
      v5.0     +1        40   1,2,3
      v5.0     2+        40   2,3
      v5.0     ++        40   2,3
      v5.0     2 +       40   2,3
      v5.0     3+        40   2,3
      v5.0     4+        40   3
      v5.0     ++++      40   3
      v5.0     4+        -    0,1,2,3
      v5.0     1+        -    1,2,3
      v5.0     NEGATIVE  4    0,1,2,3
      v5.0     1+        4    1,2,3
      v5.0     3+        4    0,1,2,3
      v5.0     4+        4    0,1,2,3
      v4.03    1+        40   1,2,3
      v4.03    2+        40   2,3
      v4.03    3+        40   0,1,2,3
      v6.0     1+        40   1,2,3
      v6.0     3+        40   2,3
      v6.0     4+        40   3
      v6.0     NEGATIVE  4    0,2,3
      v6.0     1+        4    1,2,3
      v6.0     3+        4    2,3
      v6.0     4+        4    3
    `),
  )('$version: $dipstick at $age years: $grades', ({ version, dipstick, age, grades }) => {
    const aged = age === '-' || age === undefined ? {} : { age: Number(age) }
    expect(said(of(version as string, { value: dipstick, ...aged }))).toBe(grades)
    expect(said(of(version as string, { value: dipstick, ...aged }, 'unknown'))).toBe(grades)
  })

  it.each(['POSITIVE', '5+', '0+', '1+ to 2+', '>=3+', '300 mg/dL', '-'])(
    '%s stays unknown, with the reason',
    (value) => expect(said(of('v5.0', { value, age: 40 }))).toBe(`value "${value}" cannot be read`),
  )

  it('steps with a unit of the collection are no dipstick', () =>
    expect(said(of('v5.0', { value: '2+', unit: 'g/24 h', age: 40 }))).toBe('value "2+" cannot be read'))

  it('the answer says it stands on the dipstick, and asks for the collection', () => {
    const outcome = of('v5.0', { value: '2+', age: 40 })
    expect(outcome.flags).toEqual(['by dipstick proteinuria 2+: urine protein would take precedence'])
    expect(nextQuestions(ctcae50, 'Proteinuria', { value: '2+', age: 40 })).toMatchObject([
      { ask: 'value of urine protein', field: 'measures' },
    ])
    expect(explain(of('v5.0', { value: '4+', age: 40 }) as never, { value: '4+', age: 40 })).toContain('4+ proteinuria')
  })
})

describe('a dipstick beside a 24-hour collection', () => {
  const collected = (grams: number) => ({ value: grams, unit: 'g/24 h', uln: 0.15 })
  const bothWays = (dipstick: string, grams: number): readonly Assessment[] => [
    { ...collected(grams), age: 40, measures: { 'dipstick proteinuria': { value: dipstick } } },
    { value: dipstick, age: 40, measures: { 'urine protein': collected(grams) } },
    { analyte: 'dipstick proteinuria', value: dipstick, age: 40, measures: { 'urine protein': collected(grams) } },
  ]
  it.each(
    cases(`
      version  dipstick  grams  grade
      v5.0     3+        0.5    1
      v5.0     4+        2.1    2
      v5.0     1+        3.5    3
      v5.0     1+        3.49   2
      v5.0     2+        0.1    0
      v5.0     NEGATIVE  0.5    1
      v6.0     4+        2.1    2
      v4.03    2+        0.5    2
      v4.03    1+        3.5    3
      v4.03    NEGATIVE  0.5    1
      v4.03    NEGATIVE  0.1    0
    `),
  )('$version: $dipstick and $grams g: $grade', ({ version, dipstick, grams, grade: expected }) => {
    for (const assessment of bothWays(dipstick as string, Number(grams))) {
      const outcome = of(version as string, {
        ...assessment,
        ...(version === 'v6.0'
          ? { measures: { ...assessment.measures, 'urine protein to creatinine ratio': { value: 0.1 } } }
          : {}),
      })
      expect(said(outcome)).toBe(expected)
      if (version !== 'v4.03')
        expect(outcome.flags).toContain(`${dipstick} not counted: urine protein takes precedence`)
    }
  })

  it('the reason shows both', () => {
    const [, assessment = {}] = bothWays('2+', 0.5)
    expect(explain(of('v5.0', assessment), assessment)).toBe(
      '2+, urine protein 0.5 g/24 h (ULN 0.15): urinary protein >=ULN - <1.0 g/24 hrs',
    )
  })

  it('a collection that cannot be read is not passed over for the dipstick', () =>
    expect(said(of('v5.0', { value: '4+', age: 40, measures: { 'urine protein': { value: 'clotted' } } }))).toBe(
      'value "clotted" cannot be read',
    ))
  it('two dipsticks that disagree, and a fact that contradicts one', () => {
    const steps = { 'dipstick proteinuria': { value: '3+' } }
    expect(said(of('v5.0', { value: '1+', measures: steps }))).toBe('two results of dipstick proteinuria: 1+ and 3+')
    expect(said(of('v5.0', { value: '1+', facts: { 'dipstick proteinuria 2 - 3+': true } }))).toContain('contradicts')
    expect(said(of('v5.0', { analyte: 'dipstick proteinuria', value: 'much' }))).toBe(
      'dipstick proteinuria "much" is not NEGATIVE, TRACE or 1+ to 4+',
    )
  })
})

it('a laboratory file: a dipstick row gives what it can, and its value stays as written', () => {
  const row = { DOMAIN: 'LB', USUBJID: '1', LBTESTCD: 'PROT', LBSPEC: 'URINE', LBORRES: '4+', LBDTC: '2026-03-01' }
  const graded = gradeLabRows(
    compileTable(ctcae50),
    { lb: [row, { ...row, LBORRES: 'TRACE' }], dm: [{ USUBJID: '1', AGE: '40', AGEU: 'YEARS' }], ex: [] },
    'absent',
  )
  expect(graded.lines).toMatchObject([
    { analyte: 'urine protein', value: '4+', term: 'Proteinuria', grade: 3 },
    { analyte: 'urine protein', value: 'TRACE', term: 'Proteinuria', possible: [0, 1, 2, 3] },
  ])
})
