import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { candidate } from '../eligibility/nct07021534-candidate.ts'
import { bundled, bundleFolder, root, run } from '../support/bundle.ts'

const folder = bundleFolder()
const cli = bundled(join(root, 'src/cli/index.ts'), join(folder, 'cli.mjs'))
const gradus = async (...args: string[]) => run(await cli, ['eligible', ...args])
const facts = join(folder, 'candidate.ndjson')
writeFileSync(facts, candidate.map((fact) => JSON.stringify(fact)).join('\n'))
const young = join(folder, 'young.ndjson')
writeFileSync(young, '{"type":"screened","participant":"002","at":"2026-02-01","age":17}\n')

describe('gradus eligible', { timeout: 60_000 }, () => {
  it('says who is eligible', async () => {
    const { code, stdout, stderr } = await gradus('NCT07021534', facts, '--at', '2026-03-01')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(
      /^001: ELIGIBLE as of 2026-03-01\. Inclusion criteria met: (\d+) of \1; exclusion criteria that do not apply: (\d+) of \2\.\n$/,
    )
  })

  it('says by which criterion somebody is not, and what is wanted beside', async () => {
    const { stdout } = await gradus('NCT07021534', young, '--at', '2026-03-01')
    expect(stdout).toContain('002: NOT ELIGIBLE as of 2026-03-01')
    expect(stdout).toContain(
      'INCL-1 (Inclusion 1) is not met: Age 18 to 75 years, both included. Seen: 17 years at screening',
    )
    expect(stdout).toContain('more (--json for all)')
  })

  it('prints JSON, a participant a line', async () => {
    const { stdout } = await gradus('NCT07021534', young, '--at', '2026-03-01', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ participant: '002', is: 'not eligible', against: [{ id: 'INCL-1' }] })
  })

  it('reads an export folder, and asks about one participant of it', async () => {
    const demo = join(root, 'src/protocols/nct07021534-demo')
    const { code, stdout } = await gradus('NCT07021534', demo, '--at', '2026-01-07', '--participant', '001')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^001: NOT YET KNOWN as of 2026-01-07/)
  })

  it.each([
    [['NCT07021534', facts, '--at', 'soon'], '--at: expected an ISO date'],
    [['NCT07021534', join(folder, 'none'), '--at', '2026-03-01'], 'expected a file of facts or a folder'],
    [['NCT07021534', facts, '--at', '2026-03-01', '--participant', '9'], 'nothing is recorded of "9"'],
  ])('%j is refused', async (args, says) => {
    const { code, stderr } = await gradus(...args)
    expect(code).not.toBe(0)
    expect(stderr).toContain(says)
  })
})
