import { describe, expect, it } from 'vitest'
import { ctcae50 } from '../../grading-tables/ctcae-5.0.ts'
import { ctcae60 } from '../../grading-tables/ctcae-6.0.ts'
import { grade } from '../../src/grading/grade.ts'
import type { Unreported } from '../../src/grading/outcome.ts'
import { cases, inBrief } from './grid.ts'

/** "moderate, not mild" as facts: what is named holds, what is named with "not" does not. */
const symptoms = (text = ''): Record<string, boolean> =>
  Object.fromEntries(
    text
      .split(', ')
      .filter(Boolean)
      .map((fact) => {
        const name = fact.replace('not ', '')
        return [name === 'symptomatic' ? name : `${name} symptoms`, name === fact]
      }),
  )

describe('symptoms that are there have a degree: mild, moderate or severe', () => {
  it.each(
    cases(`
    value  symptoms                             unreported  grade
    100    -                                    absent      2
    101    -                                    absent      2
    101    not symptomatic                      unknown     2
    101    -                                    unknown     2 3
    101    symptomatic                          absent      2 3
    101    symptomatic                          unknown     2 3
    101    symptomatic, not mild                absent      3
    101    symptomatic, not mild                unknown     3
    101    symptomatic, not moderate, not severe  unknown   2
    101    not mild, not moderate, not severe   unknown     2
    101    mild                                 absent      2
    101    moderate                             absent      3
    101    severe                               unknown     3
    250    moderate                             absent      3
    251    symptomatic                          absent      4
    251    not symptomatic                      absent      3
  `),
  )('v6.0 amylase at $value with ULN 50, $symptoms ($unreported): $grade', (row) => {
    const assessment = { value: row.value, unit: 'U/L', uln: 50, facts: symptoms(row.symptoms) }
    const unreported = row.unreported as Unreported
    expect(inBrief(grade(ctcae60, 'Serum amylase increased', assessment, { unreported }))).toBe(row.grade)
  })

  it('asks for the degree of symptoms that are there, under either policy', () => {
    const row = { value: 101, unit: 'U/L', uln: 50, facts: { symptomatic: true } }
    const degrees = ['mild symptoms', 'moderate symptoms', 'severe symptoms']
    for (const unreported of ['unknown', 'absent'] as const)
      expect(grade(ctcae60, 'Serum amylase increased', row, { unreported })).toMatchObject({ needs: degrees })
  })
})

describe('v5.0 maculo-papular rash over more than 30 % of the skin: one fact, whatever the cell calls it', () => {
  const over30 = 'macules/papules covering >30% bsa'
  it.each(
    cases(`
    symptoms   unreported  grade
    -          absent      2
    mild       absent      2
    moderate   absent      3
    severe     absent      3
    moderate   unknown     3
    mild       unknown     2 3
  `),
  )('$symptoms symptoms ($unreported): $grade', (row) => {
    const facts = { [over30]: true, ...symptoms(row.symptoms) }
    const unreported = row.unreported as Unreported
    expect(inBrief(grade(ctcae50, 'Rash maculo-papular', { facts }, { unreported }))).toBe(row.grade)
  })
})
