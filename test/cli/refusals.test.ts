import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundled, bundleFolder, root, run } from '../support/bundle.ts'

const folder = bundleFolder()
const cli = bundled(join(root, 'src/cli/index.ts'), join(folder, 'cli.mjs'))
const demo = join(root, 'src/protocols/nct07021534-demo')
const lb = join(demo, 'LB.csv')
const dm = join(demo, 'DM.csv')
const facts = '{"value":{"a":1}}'

describe("a person's mistake is one clear message, an exit code, and no stack", { timeout: 60_000 }, () => {
  it.each<readonly [string, readonly string[], number, RegExp]>([
    [
      'a page in no folder',
      ['review', '--protocol', 'NCT07021534', '--from', demo, '--html', '/nowhere/x.html'],
      1,
      /--html: expected a file that can be written; ENOENT/,
    ],
    [
      'the same of the demonstration',
      ['demo', '--html', '/nowhere/x.html'],
      1,
      /--html: expected a file that can be written/,
    ],
    [
      'graded rows in no folder',
      ['grade', '--lb', lb, '--dm', dm, '--out', '/nowhere/x.csv'],
      1,
      /--out: expected a file that can be written/,
    ],
    ['a folder for a laboratory file', ['grade', '--lb', demo, '--dm', dm], 1, /nct07021534-demo: EISDIR/],
    ['a pressure in words', ['crs', '--from', demo, '--hypotension-below', 'low'], 2, /--hypotension-below/],
    ['facts of another shape', ['compare', 'Anemia', '--facts', facts], 1, /--facts: value: expected string or number/],
    ['a misspelt fact', ['compare', 'Anemia', '--facts', '{"unt":"g/L"}'], 1, /--facts: unt: no such field/],
    [
      'a protocol that every object has',
      ['review', '--protocol', 'constructor', '--from', demo],
      1,
      /expected one of nct/,
    ],
    ['the same to be checked', ['check', 'constructor'], 1, /expected a JSON file, or one of nct/],
    ['a table that every object has', ['table', 'constructor'], 2, /no table is called constructor/],
  ])('%s', async (_, args, code, message) => {
    const ran = await run(await cli, args)
    expect([ran.code, ran.stdout]).toEqual([code, ''])
    expect(ran.stderr).toMatch(message)
    expect(ran.stderr).not.toMatch(/^ {4}at /m)
  })

  it('a new protocol where nobody may write', async () => {
    const file = join(folder, 'file')
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, '')
    const ran = await run(await cli, ['init', join(file, 'protocol')])
    expect([ran.code, ran.stderr.includes('expected a folder')]).toEqual([1, true])
  })
})

describe('a byte order mark at the head of standard input is no part of the first line', { timeout: 60_000 }, () => {
  it.each<readonly [string, readonly string[], string, object]>([
    ['grade', ['grade'], '{"id":"1","term":"Anemia","value":70,"unit":"g/L"}', { atLeast: 3 }],
    ['scale', ['scale', 'astct-crs-2019'], '{"id":"1","input":{"temperatureC":36}}', { result: { grade: 0 } }],
  ])('gradus %s', async (_, args, line, answer) => {
    const { code, stdout } = await run(await cli, args, `\uFEFF${line}\n`)
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { id: '1', ...answer }])
  })

  it('nor of a file of facts', async () => {
    const file = join(folder, 'facts.ndjson')
    writeFileSync(file, '\uFEFF{"type":"screened","participant":"001","at":"2026-01-05"}\r\n')
    const { code, stderr } = await run(await cli, ['eligible', 'NCT07021534', file, '--at', '2026-02-01'])
    expect([code, stderr]).toEqual([0, ''])
  })
})
