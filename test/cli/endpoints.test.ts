import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundled, bundleFolder, root, run } from '../support/bundle.ts'

const folder = bundleFolder()
const cli = bundled(join(root, 'src/cli/index.ts'), join(folder, 'cli.mjs'))
const gradus = async (...args: string[]) => run(await cli, ['endpoints', ...args])
const demo = join(root, 'src/protocols/nct07021534-demo')

describe('gradus endpoints', { timeout: 60_000 }, () => {
  it('reads an export folder', async () => {
    const { code, stdout, stderr } = await gradus('NCT07021534', demo, '--at', '2026-06-15')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Overall survival')
  })

  it('reads a file of facts, and prints JSON', async () => {
    const file = join(folder, 'facts.ndjson')
    const facts = [
      { type: 'enrolled', participant: '001', at: '2026-03-01' },
      { type: 'died', participant: '001', at: '2026-05-10' },
    ]
    writeFileSync(file, `${facts.map((fact) => JSON.stringify(fact)).join('\n')}\n`)
    const { code, stdout } = await gradus('NCT07021534', file, '--at', '2026-06-15', '--json')
    expect(code).toBe(0)
    const { endpoints } = JSON.parse(stdout)
    expect(endpoints.find((one: { id: string }) => one.id === 'overall-survival').observations).toMatchObject([
      { participant: '001', event: true, possible: [{ least: 70, most: 70 }] },
    ])
  })

  it('refuses a line that is no fact, naming it: nothing is left out silently', async () => {
    const file = join(folder, 'odd.ndjson')
    writeFileSync(file, '{"type":"died","participant":"001"}\n')
    const { code, stderr } = await gradus('NCT07021534', file, '--at', '2026-06-15')
    expect(code).not.toBe(0)
    expect(stderr).toContain('line 1: expected a fact')
  })

  it('writes a row for each participant and endpoint, and the survival times, as CSV', async () => {
    const file = join(folder, 'two.ndjson')
    const facts = [
      { type: 'enrolled', participant: '001', at: '2026-03-01' },
      { type: 'died', participant: '001', at: '2026-05' },
      { type: 'enrolled', participant: '002', at: '2026-03-05' },
      { type: 'followedUp', participant: '002', at: '2026-06-01', visit: 'Day "90", call' },
    ]
    writeFileSync(file, facts.map((fact) => JSON.stringify(fact)).join('\n'))
    const out = join(folder, 'csv')
    expect(await gradus('NCT07021534', file, '--at', '2026-06-15', '--csv', out)).toMatchObject({ code: 0, stderr: '' })
    const times = readFileSync(join(out, 'survival.csv'), 'utf8')
    expect(times.split('\n')[0]).toBe('participant,endpoint,from,leastDays,mostDays,status,censoring,note')
    expect(times).toContain('001,overall-survival,2026-03-01,61,91,event,,')
    expect(times).toContain('002,overall-survival,2026-03-05,88,88,censored,cutOff,')
    const rows = readFileSync(join(out, 'endpoints.csv'), 'utf8')
    expect(rows.split('\n')[0]).toBe('participant,endpoint,part,is,value,unit,date,note')
    expect(rows).toContain('001,overall-survival,,event,61 to 91,days,2026-03-01,')
    expect(
      new Set(
        rows
          .trim()
          .split('\n')
          .slice(1)
          .map((row) => row.split(',')[0]),
      ),
    ).toEqual(new Set(['001', '002']))
    const single = join(folder, 'rows.csv')
    await gradus('NCT07021534', file, '--at', '2026-06-15', '--csv', single)
    expect(readFileSync(single, 'utf8')).toBe(rows)
  })

  it('refuses a place it cannot write to', async () => {
    const file = join(folder, 'two.ndjson')
    const { code, stderr } = await gradus('NCT07021534', file, '--at', '2026-06-15', '--csv', join(file, 'below'))
    expect(code).toBe(1)
    expect(stderr).toContain('--csv: expected a .csv file or a folder that can be written')
  })
})
