import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import differences403 from '../../grading-tables/ctcae/4.03/differences.json'
import differences50 from '../../grading-tables/ctcae/5.0/differences.json'
import differences60 from '../../grading-tables/ctcae/6.0/differences.json'
import { tables } from '../../grading-tables/index.ts'
import { listTerms } from '../../src/grading/terms.ts'
import { differencesOf, readingsOf } from './readme.ts'

const readme = readFileSync(new URL('../../grading-tables/README.md', import.meta.url), 'utf8')
const differences = { 'ctcae-4.03': differences403, 'ctcae-5.0': differences50, 'ctcae-6.0': differences60 }
const versions = Object.values(tables).map((table) => ({
  ...table,
  differences: differences[table.id as keyof typeof differences],
}))

describe('the README of the grading tables', () => {
  it.each(versions)('lists every differing cell of $id with its reason', (version) => {
    expect(readme).toContain(differencesOf(version))
  })
  it('lists every reading with its options', () => {
    expect(readme).toContain(readingsOf(versions))
  })
  it.each(versions)('gives the figures of $id as they are', ({ id, chapters, ...version }) => {
    const terms = listTerms({ id, chapters, ...version })
    const cells = terms.flatMap(({ definition }) => Object.keys(definition.grades)).length
    const agree = cells - version.differences.length
    const share = ((100 * agree) / cells).toFixed(1)
    expect(readme).toContain(`| ${id} | ${terms.length} | ${cells} | ${agree} | ${share} % |`)
  })
})
