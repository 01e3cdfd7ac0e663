import { join } from 'node:path'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { bundled, bundleFolder, root, run } from '../support/bundle.ts'

const cli = bundled(join(root, 'src/cli/index.ts'), join(bundleFolder(), 'cli.mjs'))
const gradus = async (...args: string[]) => run(await cli, args)

describe('the commands as they are listed', () => {
  it.each(commands.map((each) => [each.name, each] as const))(
    '%s: is what its code registers',
    async (name, { load }) => {
      const program = new Command()
      ;(await load())(program)
      expect(program.commands.map((each) => each.name())).toEqual([name])
    },
  )

  it('help lists each, and each has help of its own', async () => {
    const { code, stdout } = await gradus('--help')
    expect(code).toBe(0)
    const listed = stdout.split('\n').map((line) => line.trim().replace(/ {2,}/, '  '))
    for (const { name, says } of commands)
      expect(
        listed.some((line) => line.startsWith(`${name}  ${says.slice(0, 30)}`)),
        name,
      ).toBe(true)
    for (const words of [
      ['simulate', '--help'],
      ['help', 'simulate'],
    ])
      expect((await gradus(...words)).stdout).toContain('--trials <number>')
  })

  it('an unknown command is a usage error, and names one that is near', async () => {
    const { code, stderr } = await gradus('simulat')
    expect([code, stderr.includes('Did you mean simulate?')]).toEqual([2, true])
  })

  it('a parameter of a design may be called as an option of the program is', async () => {
    const { stdout } = await gradus(
      'design',
      'titeBoin',
      '--table',
      '--version',
      '2018',
      '--target',
      '0.3',
      '--most',
      '3',
    )
    expect(stdout).toContain('TITE-BOIN, version 2018, target 0.3, level 2 of 3')
    expect((await gradus('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})
