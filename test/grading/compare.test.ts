import { describe, expect, it } from 'vitest'
import renamed from '../../grading-tables/ctcae/renamed.json'
import { tables } from '../../grading-tables/index.ts'
import { compareVersions } from '../../src/grading/compare.ts'

const both = [tables['ctcae-4.03'], tables['ctcae-5.0']]

describe('the same facts by v4.03 and v5.0', () => {
  it('an abnormal baseline hides in v5.0 what v4.03 showed', () => {
    const row = { value: 800, unit: 'U/L', uln: 40, baseline: { value: 160 } }
    const compared = compareVersions(both, 'Alanine aminotransferase increased', row, { unreported: 'absent' })
    expect(compared.answers.map(({ outcome }) => 'grade' in outcome && outcome.grade)).toEqual([3, 2])
    expect(compared.agree).toBe(false)
    expect(compared.differences).toHaveLength(1)
  })
  it('anemia did not change', () => {
    const row = { value: 95, unit: 'g/L', lln: 120 }
    expect(compareVersions(both, 'Anemia', row, { unreported: 'absent' })).toMatchObject({
      agree: true,
      differences: [],
    })
  })
  it('follows a renamed term', () => {
    const compared = compareVersions(both, 'Trochlear nerve disorder', {}, { unreported: 'absent' }, renamed)
    expect(compared.answers.map(({ term }) => term)).toEqual(['IVth nerve disorder', 'Trochlear nerve disorder'])
    expect(compared.answers.every(({ outcome }) => 'grade' in outcome)).toBe(true)
  })
})
