import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { bundled, bundleFolder, root, run } from '../support/bundle.ts'
import { runSpecification } from '../support/run-specification.ts'

const cli = bundled(join(root, 'src/cli/index.ts'), join(bundleFolder(), 'cli.mjs'))
const base = mkdtempSync(join(tmpdir(), 'gradus-init-'))
afterAll(() => rmSync(base, { recursive: true }))
const folder = join(base, 'trial')
const init = async (where: string) => run(await cli, ['init', where])

describe('gradus init', { timeout: 120_000 }, () => {
  it('writes a protocol and its specification, and says what to do next', async () => {
    const { code, stdout } = await init(folder)
    expect(code).toBe(0)
    expect(readdirSync(folder).sort()).toEqual(['package.json', 'protocol.json', 'protocol.test.ts'])
    expect(stdout).toContain('npm install')
    expect(stdout).toContain(`cd ${folder}`)
    const made = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    expect(made.devDependencies).toEqual({
      gradus: `^${packageJson.version}`,
      vitest: packageJson.devDependencies.vitest,
    })
  })

  it('never overwrites: with any of its files there, it writes none', async () => {
    writeFileSync(join(folder, 'protocol.test.ts'), 'mine')
    rmSync(join(folder, 'package.json'))
    const { code, stderr } = await init(folder)
    expect(code).toBe(1)
    expect(stderr).toContain('expected no protocol.json, protocol.test.ts; nothing was written')
    expect(readdirSync(folder).sort()).toEqual(['protocol.json', 'protocol.test.ts'])
    expect(readFileSync(join(folder, 'protocol.test.ts'), 'utf8')).toBe('mine')
    rmSync(folder, { recursive: true })
  })

  it('what is no folder is refused', async () => {
    const file = join(base, 'file')
    writeFileSync(file, '')
    expect(await init(file)).toMatchObject({ code: 1, stderr: expect.stringContaining('expected a folder') })
  })

  it('the protocol it writes holds together', async () => {
    await init(folder)
    const { code, stdout } = await run(await cli, ['check', join(folder, 'protocol.json')])
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('EXAMPLE-001: no contradictions'),
    })
  })

  it('the specification it writes runs and passes, and reads section by section', async () => {
    const { code, printed } = await runSpecification(folder)
    expect({ code, printed: code === 0 ? '' : printed }).toEqual({ code: 0, printed: '' })
    for (const section of ['§5.1', '§5.2.1', '§5.2.2', '§5.3']) expect(printed).toContain(section)
  })

  it('broken, it fails and tells the timeline and the reason', async () => {
    const file = join(folder, 'protocol.test.ts')
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace("['1NNN', 'escalate to 2, 3 more']", "['1NNN', 'stay at 1']"),
    )
    const { code, printed } = await runSpecification(folder)
    expect(code).toBe(1)
    for (const told of [
      'expected: stay at 1',
      'got: escalate to 2',
      'What happened (EXAMPLE-001)',
      '001 002 003 given study drug 10 mg',
    ])
      expect(printed).toContain(told)
  })
})
