import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { type Mutant, mutate } from './mutants.ts'
import type { Seen } from './recorded.ts'

/**
 * Changes one small thing at a time in the rooms that judge and the machines, and runs the specifications that reach it: a change
 * that none of them notices is listed. `npm run mutation [-- part-of-a-path …]`
 */
const root = process.cwd()
const folder = join(root, 'node_modules/.mutation')
const rooms = ['src/dlt', 'src/machines']
const specified = ['test/dlt', 'test/machines', 'test/protocols', 'test/ledger/basis-changed.test.ts']
/** Timelines a law looks at, and blanked results: fewer than in the suite, since a mutant dies early or not at all. */
const settings = { TIMELINES: '100', BLANK_EVERY: '200' }
const SLOWEST = 60_000

const typescript = (path: string): readonly string[] =>
  path.endsWith('.ts')
    ? [path]
    : readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(path, name))
        .sort()

const specifications = specified.flatMap(typescript).filter((path) => path.endsWith('.test.ts'))

const mutants: Mutant[] = []
const mutated = new Map<string, string>()
for (const file of rooms.flatMap(typescript)) {
  const one = mutate(file, readFileSync(join(root, file), 'utf8'), mutants.length)
  mutants.push(...one.mutants)
  mutated.set(join(root, file), one.code)
}

await bundle()
const seen = await reference()
const asked = process.argv.slice(2)
const chosen = mutants.filter(({ file }) => asked.length === 0 || asked.some((part) => file.includes(part)))
const survivors = await inParallel(chosen, survives)
report(chosen, survivors)

async function bundle() {
  const files = specifications.map(
    (path) => `${JSON.stringify(path)}: () => import(${JSON.stringify(join(root, path))})`,
  )
  const entry = [
    "import './test/mutation/recorded.ts'",
    "import './test/support/seed.ts'",
    "import { runFiles } from './test/mutation/one-run.ts'",
    `await runFiles({ ${files.join(', ')} }, process.argv.slice(2))`,
  ].join('\n')
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }
  await build({
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: join(folder, 'specifications.mjs'),
    alias: { vitest: join(root, 'test/mutation/vitest.ts') },
    banner,
    external: ['esbuild', 'typescript'],
    ignoreAnnotations: true,
    logLevel: 'error',
    plugins: [
      {
        name: 'mutants',
        setup: ({ onLoad }) =>
          onLoad({ filter: /[\\/](src|test)[\\/].*\.ts$/ }, ({ path }) => ({
            contents: (mutated.get(path) ?? readFileSync(path, 'utf8'))
              .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
              .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
            loader: 'ts',
          })),
      },
    ],
  })
}

/** What every specification sees without a mutant; one that fails then can tell nothing. */
async function reference(): Promise<Readonly<Record<string, Seen>>> {
  mkdirSync(folder, { recursive: true })
  const parts = specifications.map((_, i) => join(folder, `seen-${i}.json`))
  const failed = await inParallel([...specifications.keys()], async (i) => {
    const ended = await run([specifications[i]!], { RECORDED: parts[i]! }, 10 * SLOWEST)
    if (!ended.ok) process.stderr.write(`${ended.said}\n`)
    return !ended.ok
  })
  if (failed.length > 0)
    throw new Error(`without a mutant these fail: ${failed.map((i) => specifications[i]).join(', ')}`)
  const all = Object.assign({}, ...parts.map((part) => JSON.parse(readFileSync(part, 'utf8'))))
  writeFileSync(join(folder, 'seen.json'), JSON.stringify(all))
  return all
}

async function survives({ id }: Mutant): Promise<boolean> {
  const reaching = specifications
    .filter((path) => seen[path]!.reached.includes(id))
    .sort((a, b) => seen[a]!.ms - seen[b]!.ms)
  if (reaching.length === 0) return true
  const usual = reaching.reduce((sum, path) => sum + seen[path]!.ms, 0)
  return (await run(reaching, { RECORDED: join(folder, 'seen.json'), MUTANT: String(id) }, SLOWEST + 5 * usual)).ok
}

type Ended = { readonly ok: boolean; readonly said: string }

/** One process: it ends well if every test passes, and is killed if it takes far longer than without a mutant. */
function run(files: readonly string[], env: Readonly<Record<string, string>>, limit: number): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'specifications.mjs'), ...files], {
      env: { ...process.env, ...settings, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), limit)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ ok: code === 0, said })
    })
  })
}

/** Those of whom the question is true, asked of as many at once as there are cores. */
async function inParallel<T>(all: readonly T[], ask: (one: T) => Promise<boolean>): Promise<readonly T[]> {
  const found = new Set<T>()
  let next = 0
  const work = async () => {
    while (next < all.length) {
      const one = all[next++]!
      if (await ask(one)) found.add(one)
      if (next % 100 === 0) process.stderr.write(`${next} of ${all.length}\n`)
    }
  }
  await Promise.all(Array.from({ length: Number(process.env.WORKERS ?? availableParallelism()) }, work))
  return all.filter((one) => found.has(one))
}

function report(all: readonly Mutant[], survived: readonly Mutant[]) {
  const share = (100 * (all.length - survived.length)) / all.length
  for (const file of new Set(all.map((one) => one.file))) {
    const of = (list: readonly Mutant[]) => list.filter((one) => one.file === file)
    process.stdout.write(`${relative('', file)}: ${of(all).length - of(survived).length} of ${of(all).length}\n`)
    for (const { line, was, becomes } of of(survived)) process.stdout.write(`  line ${line}: ${was} → ${becomes}\n`)
  }
  process.stdout.write(`${all.length} mutants, ${survived.length} survived: ${share.toFixed(1)} % noticed\n`)
}
