import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { root } from '../support/bundle.ts'
import { runSpecification } from '../support/run-specification.ts'

const readme = readFileSync(join(root, 'README.md'), 'utf8')
const blocks = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, text]) => ({ language, text: text! }))
const specification = blocks.find(({ language, text }) => language === 'ts' && text.includes("from 'vitest'"))!.text
const failure = blocks.find(({ language, text }) => language === 'txt' && text.includes('expected: '))!.text

const folder = mkdtempSync(join(tmpdir(), 'gradus-readme-'))
afterAll(() => rmSync(folder, { recursive: true }))
const ran = (text: string) => {
  writeFileSync(join(folder, 'readme.test.ts'), text)
  return runSpecification(folder)
}

describe('README: the specification runs under vitest', { timeout: 120_000 }, () => {
  it('and passes', async () => {
    const { code, printed } = await ran(specification)
    expect({ code, printed: code === 0 ? '' : printed }).toEqual({ code: 0, printed: '' })
    expect(printed.match(/✓/g)?.length).toBe(specification.match(/\bit\(/g)?.length)
  })
  it('and, expecting something else, fails with what README shows', async () => {
    const { code, printed } = await ran(specification.replace("'stay at 2, 3 more'", "'escalate to 3'"))
    expect(code).toBe(1)
    const lines = failure.split('\n').filter((line) => line.trim() !== '')
    expect(lines.filter((line) => !printed.includes(line.trim()))).toEqual([])
  })
})
