import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundled, bundleFolder, root, run } from '../support/bundle.ts'

const folder = bundleFolder()
const cli = bundled(join(root, 'src/cli/index.ts'), join(folder, 'cli.mjs'))
const gradus = async (...args: string[]) => run(await cli, args)
const demo = join(root, 'src/protocols/nct07021534-demo')
const review = (...more: string[]) => gradus('review', '--protocol', 'NCT07021534', '--from', demo, ...more)

describe('gradus review', { timeout: 60_000 }, () => {
  it('prints the summary, and writes the page', async () => {
    const html = join(folder, 'report.html')
    const { code, stdout, stderr } = await review('--as-of', '2026-06-15', '--html', html)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('RECOMMENDATION OF THE RULE: Stay at level 2: treat 3 more there')
    expect(readFileSync(html, 'utf8')).toMatch(/^<!doctype html>/i)
  })

  it('prints the report as one JSON line', async () => {
    const { code, stdout } = await review('--as-of', '2026-06-15', '--known-on', '2026-06-10', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ asOf: '2026-06-15', knownOn: '2026-06-10' })
  })

  it('refuses a known-on where the export does not say when it was recorded', async () => {
    const undated = join(folder, 'undated')
    mkdirSync(undated)
    for (const name of ['DM', 'EX', 'AE']) {
      const rows = readFileSync(join(demo, `${name}.csv`), 'utf8').replace('RECORDDTC', 'OTHERDTC')
      writeFileSync(join(undated, `${name}.csv`), rows)
    }
    const { code, stderr } = await gradus(
      'review',
      '--protocol',
      'NCT07021534',
      '--from',
      undated,
      '--known-on',
      '2026-06-10',
    )
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /--known-on: the export does not say when everything was recorded \(first: AE\.csv, record AE\|001\|1\)/,
    )
  })

  it('compares dated folders in order, and then knows what was recorded when', async () => {
    const dated = join(folder, 'dated')
    for (const day of ['2026-06-01', '2026-06-20']) cpSync(demo, join(dated, day), { recursive: true })
    const { code, stdout } = await gradus(
      'review',
      '--protocol',
      'NCT07021534',
      '--from',
      dated,
      '--as-of',
      '2026-06-15',
      '--known-on',
      '2026-06-15',
      '--json',
    )
    expect(code).toBe(0)
    expect(JSON.parse(stdout).recommendation).toMatchObject({ action: 'stay', level: '2' })
  })

  it.each([
    [
      ['--protocol', 'NCT00000000', '--from', demo],
      /--protocol: expected one of nct03415100, nct03619954, nct05734898, nct07021534; got "NCT00000000"/,
    ],
    [['--protocol', 'NCT07021534', '--from', join(demo, 'nowhere')], /--from: expected a folder of CSV files/],
    [
      ['--protocol', 'NCT07021534', '--from', demo, '--as-of', 'June'],
      /--as-of: expected an ISO date such as 2026-03-01; got "June"/,
    ],
  ])('bad input is one clear message and exit code 1: %j', async (args, message) => {
    const { code, stderr } = await gradus('review', ...args)
    expect(code).toBe(1)
    expect(stderr).toMatch(message)
  })

  it('an export that cannot be read as it is gives nothing half-applied', async () => {
    const broken = join(folder, 'broken')
    cpSync(demo, broken, { recursive: true })
    writeFileSync(join(broken, 'AE.csv'), 'USUBJID,AETERM\n001,Nausea\n')
    const { code, stdout, stderr } = await gradus('review', '--protocol', 'NCT07021534', '--from', broken)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('AE.csv')
  })

  it('asks for the date of a row that states nothing for want of one', async () => {
    const undated = join(folder, 'undated-row')
    cpSync(demo, undated, { recursive: true })
    appendFileSync(
      join(undated, 'CM.csv'),
      'NCT07021534,CM,001,99,ASPIRIN,,,,,,,,,2026-01-26T10:55:00+08:00,data entry\n',
    )
    const { code, stdout } = await gradus('review', '--protocol', 'NCT07021534', '--from', undated, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout).issues).toContainEqual(
      expect.objectContaining({ code: 'missingField', where: expect.objectContaining({ field: 'CMSTDTC' }) }),
    )
  })

  it('refuses an event without an onset, unless a later export made it good', async () => {
    const dated = join(folder, 'made-good')
    for (const day of ['2026-06-01', '2026-06-20']) cpSync(demo, join(dated, day), { recursive: true })
    const row = (at: string) => `NCT07021534,AE,003,99,AE99,Fever,Fever,,1,,N,N,${at},,,,,,,\n`
    appendFileSync(join(dated, '2026-06-01/AE.csv'), row(''))
    const early = ['review', '--protocol', 'NCT07021534', '--from', join(dated, '2026-06-01')]
    const { code, stdout, stderr } = await gradus(...early)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/AE\.csv row \d+: AESTDTC is empty; expected a date/)
    appendFileSync(join(dated, '2026-06-20/AE.csv'), row('2026-04-01'))
    expect(await gradus('review', '--protocol', 'NCT07021534', '--from', dated)).toMatchObject({ code: 0 })
  })

  it('usage errors exit with 2', async () => {
    expect((await gradus('review')).code).toBe(2)
    expect((await gradus('nonsense')).code).toBe(2)
    expect((await gradus('review', '--nonsense')).code).toBe(2)
  })

  it('every command has help', async () => {
    const { stdout } = await gradus('--help')
    const commands = [...stdout.matchAll(/^ {2}([a-z-]+) /gm)]
      .map(([, name]) => name!)
      .filter((name) => name !== 'help')
    expect(commands.length).toBeGreaterThan(10)
    const helps = await Promise.all(commands.map((name) => gradus(name, '--help')))
    commands.forEach((name, i) => {
      expect(helps[i]?.stdout).toContain(`Usage: gradus ${name}`)
    })
  })
})
