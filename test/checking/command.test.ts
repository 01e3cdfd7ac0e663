import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundled, bundleFolder, root, run } from '../support/bundle.ts'
import { broken, sound } from './protocol.ts'

const folder = bundleFolder()
const cli = bundled(join(root, 'src/cli/index.ts'), join(folder, 'cli.mjs'))
const written = (name: string, text: string): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}
const check = async (...args: string[]) => run(await cli, ['check', ...args])

describe('gradus check', { timeout: 60_000 }, () => {
  it('a protocol that comes with Gradus: its notices, and exit code 0', async () => {
    const { code, stdout } = await check('NCT07021534')
    expect(code).toBe(0)
    expect(stdout).not.toContain('CONTRADICTIONS')
    expect(stdout).toContain('DLT-4 (assumed 5.2.4): can settle after the window')
    expect(stdout).toMatch(/\nNCT07021534: no contradictions, \d+ notices, \d+ assumptions\n$/)
  })
  it('a file that holds together', async () =>
    expect(await check(written('sound.json', JSON.stringify(sound)))).toMatchObject({
      code: 0,
      stdout: 'SOUND: no contradictions, no notices, no assumptions\n',
    }))
  it('contradictions: exit code 1, in words and as JSON', async () => {
    const file = written('broken.json', JSON.stringify(broken({ escalated: 'x' })))
    expect(await check(file)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('escalated: names the agent "x"'),
    })
    const { code, stdout } = await check(file, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toEqual({
      protocol: 'SOUND',
      contradictions: [{ code: 'unknownAgent', where: 'escalated', says: 'names the agent "x": expected one of drug' }],
      notices: [],
    })
  })
  it('a field that is wrong: file, path, expected, got, on stderr', async () => {
    const file = written('field.json', JSON.stringify(sound).replace('"participants":18', '"participants":"18"'))
    const { code, stdout, stderr } = await check(file)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toBe(`gradus: ${file}: maximum.participants: expected number; got "18"\n`)
  })
  it('a file that is not there, that is no JSON, or that names a table nobody has', async () => {
    expect((await check('nowhere.json')).stderr).toContain('nowhere.json: expected a JSON file, or one of nct')
    expect((await check(written('no.json', '{'))).stderr).toContain('no.json: expected JSON; ')
    const table = broken({ grading: { ...sound.grading, table: 'ctcae-2.0' } })
    expect((await check(written('table.json', JSON.stringify(table)))).stderr).toContain(
      'grading.table: expected one of ctcae-',
    )
  })
})
