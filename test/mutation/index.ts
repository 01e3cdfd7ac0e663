import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { type Mutant, mutate } from './mutants.ts'
import { inParallel, type Limit, run, runBatch } from './processes.ts'
import type { Seen } from './recorded.ts'
import { earlierVerdicts } from './verdicts.ts'

/**
 * Changes one small thing at a time in the rooms that judge and the machines, and runs the tests that reach it: a change that none
 * of them notices is listed. `npm run mutation [-- part-of-a-path …]`; see the README beside this file.
 */
const root = process.cwd()
/** Its own bundle, and all that it writes, lie in one folder: two runs with two folders do not disturb each other. */
const folder = dirname(process.argv[1]!)
const rooms = ['src/dlt', 'src/machines']
const specified = ['test/dlt', 'test/machines', 'test/protocols', 'test/embedding', 'test/ledger/basis-changed.test.ts']
/** How long a test may take with a mutant, beside five times what it takes without one. */
const SLOWEST = 20_000

/** `QUICK=1000` stops after tests of so many milliseconds in all: a first look, which notices no more than a whole run. */
const quick = Number(process.env.QUICK ?? Number.POSITIVE_INFINITY)

const typescript = (path: string): readonly string[] =>
  path.endsWith('.ts')
    ? [path]
    : readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(path, name))
        .sort()

const asked = process.argv.slice(2)
const only = new RegExp(process.env.TESTS ?? '')
const specifications = specified.flatMap(typescript).filter((path) => path.endsWith('.test.ts') && only.test(path))
const files = rooms
  .flatMap(typescript)
  .filter((file) => asked.length === 0 || asked.some((part) => file.includes(part)))
  .sort((a, b) => asked.findIndex((part) => a.includes(part)) - asked.findIndex((part) => b.includes(part)))

/** How many mutants of a file each test noticed so far: it is asked earlier about the next. */
const bites = new Map<string, number>()
const biteOf = ({ file }: Mutant, { path, test }: Chosen) => `${file} ${path} ${test}`

/** Whether a specification is named for a file, or for the first word of its name: `trial` for `trial-news`. */
const isFor = (path: string, file: string) =>
  [file, file.replace(/-.*$/, '')].some((name) => basename(path, '.test.ts') === basename(name, '.ts'))

const TOGETHER = 30
/** Those that survived among others: a first look leaves it at that. */
const looked = new Set<Mutant>()
const mutants: Mutant[] = []
const mutated = new Map<string, string>()
for (const file of files) {
  const one = mutate(file, readFileSync(join(root, file), 'utf8'), mutants.length)
  mutants.push(...one.mutants)
  mutated.set(join(root, file), one.code)
}

mkdirSync(folder, { recursive: true })
await bundle()
const seen = await reference()
const verdicts = earlierVerdicts(folder, (file) => readFileSync(join(root, file), 'utf8'))
const survivors: Mutant[] = []
for (const file of files) {
  const own = mutants.filter((one) => one.file === file)
  await inParallel(batches(own), tryTogether)
  const left = await inParallel(own, survives)
  survivors.push(...left)
  report(file, own, left)
}
const share = (100 * (mutants.length - survivors.length)) / mutants.length
process.stdout.write(`${mutants.length} mutants, ${survivors.length} survived: ${share.toFixed(1)} % noticed\n`)

async function bundle() {
  const loaded = specifications.map(
    (path) => `${JSON.stringify(path)}: () => import(${JSON.stringify(join(root, path))})`,
  )
  const entry = [
    "import './test/mutation/recorded.ts'",
    "import './test/support/seed.ts'",
    "import { recordFile, runTests, tryMutants } from './test/mutation/one-run.ts'",
    `const files = { ${loaded.join(', ')} }`,
    'const [asked] = process.argv.slice(2)',
    "if (asked.startsWith('[')) await runTests(files, JSON.parse(asked))",
    "else await (asked.endsWith('.json') ? tryMutants(files, asked) : recordFile(files, asked))",
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

/** What every test sees without a mutant; one that fails then can tell nothing. */
async function reference(): Promise<Readonly<Record<string, Seen>>> {
  const parts = specifications.map((_, i) => join(folder, `seen-${i}.json`))
  const failed = await inParallel([...specifications.keys()], async (i) => {
    const limit: Limit = () => 20 * SLOWEST
    const ended = await run(join(folder, 'specifications.mjs'), specifications[i]!, { RECORDED: parts[i]! }, limit)
    if (!ended.ok) process.stderr.write(`${specifications[i]} without a mutant: ${ended.said}\n`)
    return !ended.ok
  })
  if (failed.length > 0)
    throw new Error(`without a mutant these fail: ${failed.map((i) => specifications[i]).join(', ')}`)
  const all = parts.map((part, i) => [specifications[i]!, JSON.parse(readFileSync(part, 'utf8')) as Seen] as const)
  const snapshots = all.map(([path, { tests }]) => [path, tests.map((one) => one.snapshots)])
  writeFileSync(join(folder, 'snapshots.json'), JSON.stringify(Object.fromEntries(snapshots)))
  for (const [path, { ms, tests }] of all) {
    const whole = Math.round(tests.reduce((sum, one) => sum + one.ms, ms))
    process.stderr.write(`${path}: ${tests.length} tests, ${whole} ms\n`)
  }
  return Object.fromEntries(all)
}

type Chosen = { readonly path: string; readonly test: number; readonly ms: number; readonly loading: number }

/** The tests that reach a mutant: those that noticed its neighbours, its file's own, the quickest; all of a file where loading it does. */
function reaching(mutant: Mutant): readonly Chosen[] {
  const bit = (one: Chosen) => bites.get(biteOf(mutant, one)) ?? (isFor(one.path, mutant.file) ? 0.5 : 0)
  return Object.entries(seen)
    .flatMap(([path, { reached, ms, tests }]) =>
      tests.flatMap((one, test) =>
        reached.includes(mutant.id) || one.reached.includes(mutant.id) ? [{ path, test, ms: one.ms, loading: ms }] : [],
      ),
    )
    .sort((a, b) => bit(b) - bit(a) || a.ms - b.ms)
}

/** Of the tests those that together take no longer than this. */
function within(limit: number, tests: readonly Chosen[]): readonly Chosen[] {
  const loaded = new Set<string>()
  let left = limit
  return tests.filter(({ path, ms, loading }) => {
    const takes = ms + (loaded.has(path) ? 0 : loading)
    if (takes > left) return false
    loaded.add(path)
    left -= takes
    return true
  })
}

/** The mutants that no test file reaches while it is loaded: those can be put in and taken out. */
function batches(all: readonly Mutant[]): readonly (readonly Mutant[])[] {
  const later = all.filter(
    (one) => !verdicts.wasNoticed(one) && !Object.values(seen).some(({ reached }) => reached.includes(one.id)),
  )
  return Array.from({ length: Math.ceil(later.length / TOGETHER) }, (_, i) =>
    later.slice(i * TOGETHER, (i + 1) * TOGETHER),
  )
}

/** Tries mutants in one process after another until each has had its turn. What is not noticed here is asked again by itself. */
async function tryTogether(batch: readonly Mutant[]): Promise<boolean> {
  for (let left = batch; left.length > 0; ) {
    const plans = left.map((mutant) => within(quick, reaching(mutant)))
    const path = join(folder, `batch-${left[0]!.id}.json`)
    const planned = left.map(({ id }, i) => ({ id, plan: plans[i]!.map(({ path, test }) => [path, test]) }))
    writeFileSync(path, JSON.stringify(planned))
    const env = { SNAPSHOTS: join(folder, 'snapshots.json'), MUTANT: '-2' }
    const slowest = Math.max(0, ...plans.flat().map(({ ms, loading }) => ms + loading))
    const ended = await runBatch(join(folder, 'specifications.mjs'), path, env, SLOWEST + 5 * slowest)
    for (const [id, verdict, test] of ended.verdicts) {
      const at = left.findIndex((one) => one.id === id)
      if (verdict === 'noticed') bitten(left[at]!, plans[at]![test]!)
      if (verdict === 'survived') looked.add(left[at]!)
    }
    const tried = ended.verdicts.length
    if (ended.killed && left[tried]) verdicts.noticed(left[tried])
    left = left.slice(ended.verdicts.at(-1)?.[1] === 'unclear' ? tried : tried + (tried < left.length ? 1 : 0))
  }
  return true
}

function bitten(mutant: Mutant, by: Chosen) {
  bites.set(biteOf(mutant, by), 1 + (bites.get(biteOf(mutant, by)) ?? 0))
  verdicts.noticed(mutant)
}

async function survives(mutant: Mutant): Promise<boolean> {
  if (verdicts.wasNoticed(mutant)) return false
  if (Number.isFinite(quick) && looked.has(mutant)) return true
  const tests = within(quick, reaching(mutant))
  if (tests.length === 0) return true
  const env = { SNAPSHOTS: join(folder, 'snapshots.json'), MUTANT: String(mutant.id) }
  const limit: Limit = (passed) => SLOWEST + 5 * ((tests[passed]?.ms ?? 0) + (tests[passed]?.loading ?? 0))
  const plan = JSON.stringify(tests.map(({ path, test }) => [path, test]))
  const { ok, passed } = await run(join(folder, 'specifications.mjs'), plan, env, limit)
  if (ok) return true
  bitten(mutant, tests[passed]!)
  return false
}

function report(file: string, all: readonly Mutant[], survived: readonly Mutant[]) {
  process.stdout.write(`${file}: ${all.length - survived.length} of ${all.length}\n`)
  for (const mutant of survived) {
    const { line, was, becomes } = mutant
    const unreached = reaching(mutant).length === 0 ? ' (no test reaches it)' : ''
    process.stdout.write(`  line ${line}: ${was} → ${becomes}${unreached}\n`)
  }
}
