import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import { bundled, bundleFolder, root, run } from './support/bundle.ts'

const readme = readFileSync(join(root, 'README.md'), 'utf8')
const folder = bundleFolder()
const cli = bundled(join(root, 'src/cli/index.ts'), join(folder, 'cli.mjs'))
const blocks = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, text]) => ({ language, text: text! }))

describe('README: what the commands print is what they print', () => {
  const consoles = blocks.filter(({ language }) => language === 'console').map(({ text }) => text.trim().split('\n'))
  it.each(consoles.map((lines) => [lines[0]!, lines] as const))('%s', { timeout: 120_000 }, async (command, lines) => {
    const input = lines.filter((line) => line.startsWith('< ')).map((line) => `${line.slice(2)}\n`)
    const args = command.replace('$ gradus ', '').split(' ')
    if (args[0] === 'demo') args.push('--html', join(folder, 'demo.html'))
    const printed = (await run(await cli, args, input.join(''))).stdout.split('\n')
    const promised = lines.slice(1).filter((line) => !line.startsWith('< ') && line !== '…')
    expect(promised.filter((line) => !isPrinted(line, printed))).toEqual([])
  })
})

/** Whether a line was printed; one that ends in "…" goes on. */
const isPrinted = (line: string, printed: readonly string[]) =>
  line.endsWith('…') ? printed.some((one) => one.startsWith(line.slice(0, -1))) : printed.includes(line)

describe('README: the examples run and print what they say', () => {
  const examples = blocks.flatMap(({ language, text }, i) =>
    language === 'ts' && blocks[i + 1]?.language === 'text' ? [[text, blocks[i + 1]!.text] as const] : [],
  )
  it('there are examples', () => expect(examples.length).toBeGreaterThan(1))
  it.each(examples.map(([code, says], i) => [i, code, says] as const))(
    'example %i',
    { timeout: 60_000 },
    async (i, code, says) => {
      const entry = join(folder, `example-${i}.ts`)
      writeFileSync(entry, code)
      const { stdout } = await run(await bundled(entry, join(folder, `example-${i}.mjs`)))
      expect(stdout.replace(/\s+/g, ' ').trim()).toBe(says.replace(/\s+/g, ' ').trim())
    },
  )
})

describe('README: what it names is there', () => {
  it('every sub-path', () => {
    const named = [...readme.matchAll(/`gradus\/([\w./-]+)`/g)].map(([, path]) => `./${path}`)
    expect(named.filter((path) => !(path in packageJson.exports))).toEqual([])
  })
  it('every script', () => {
    const named = [...readme.matchAll(/npm run (\w+)/g)].map(([, name]) => name!)
    expect(named.filter((name) => !(name in packageJson.scripts))).toEqual([])
  })
})
