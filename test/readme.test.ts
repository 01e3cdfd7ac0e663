import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, describe, expect, it } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }

const root = join(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const folder = mkdtempSync(join(root, 'node_modules/.readme-'))
afterAll(() => rmSync(folder, { recursive: true }))

const run = promisify(execFile)
const sources: Readonly<Record<string, string>> = {
  gradus: 'src/index.ts',
  'gradus/protocols': 'src/protocols/index.ts',
  'gradus/tables/ctcae-5.0': 'grading-tables/ctcae-5.0.ts',
  'gradus/testing': 'src/testing/index.ts',
}

/** Bundles an entry as it is in the sources, so that no earlier build can answer in its place. */
async function bundled(entry: string, name: string): Promise<string> {
  const outfile = join(folder, name)
  const alias = Object.fromEntries(Object.entries(sources).map(([path, file]) => [path, join(root, file)]))
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }
  const external = ['vitest']
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    alias,
    banner,
    external,
    logLevel: 'error',
  })
  return outfile
}

const cli = bundled(join(root, 'src/cli/index.ts'), 'cli.mjs')
const blocks = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, text]) => ({ language, text: text! }))

describe('README: what the commands print is what they print', () => {
  const consoles = blocks.filter(({ language }) => language === 'console').map(({ text }) => text.trim().split('\n'))
  it.each(consoles.map((lines) => [lines[0]!, lines] as const))('%s', { timeout: 120_000 }, async (command, lines) => {
    const input = lines.filter((line) => line.startsWith('< ')).map((line) => `${line.slice(2)}\n`)
    const args = command.replace('$ gradus ', '').split(' ')
    const file = command.includes('demo') ? ['--html', join(folder, 'demo.html')] : []
    if (command.includes('demo')) args.push(...file)
    const running = run(process.execPath, [await cli, ...args], {
      cwd: root,
      env: { ...process.env, GRADUS_DEMO: join(root, 'src/protocols/nct07021534-demo') },
    })
    running.child.stdin?.end(input.join(''))
    const printed = (await running).stdout.split('\n')
    expect(
      lines
        .slice(1)
        .filter((line) => !line.startsWith('< ') && line !== '…')
        .filter((line) => !isPrinted(line, printed)),
    ).toEqual([])
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
      const { stdout } = await run(process.execPath, [await bundled(entry, `example-${i}.mjs`)])
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
