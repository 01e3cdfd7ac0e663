import { readFileSync } from 'node:fs'
import { recorded, type SeenTest } from './recorded.ts'
import { collected } from './vitest.ts'

type Files = Readonly<Record<string, () => Promise<unknown>>>

/**
 * Runs every test of a file, the last one first: a test that needs an earlier one fails here, so that any of them may be run alone
 * against a mutant. Writes what each of them saw.
 */
export async function recordFile(files: Files, name: string) {
  recorded.begin(name, -1)
  await files[name]!()
  const tests = collected()
  const { ms, reached } = recorded.end()
  const seen: SeenTest[] = []
  for (const [i, test] of [...tests.entries()].reverse()) {
    recorded.begin(name, i)
    await named(test)
    seen.unshift(recorded.end())
  }
  recorded.write({ ms, reached, tests: seen })
}

type Plan = readonly (readonly [file: string, test: number])[]
const loaded = new Map<string, ReturnType<typeof collected>>()

async function testOf(files: Files, [name, i]: Plan[number]): Promise<() => Promise<void>> {
  if (!loaded.has(name)) {
    await files[name]!()
    loaded.set(name, collected())
  }
  return () => {
    recorded.begin(name, i)
    return named(loaded.get(name)![i]!)
  }
}

/** Runs some tests one after another; throws at the first failure, and tells of each that passes. */
export async function runTests(files: Files, plan: Plan) {
  for (const one of plan) {
    await (await testOf(files, one))()
    process.stdout.write('.')
  }
}

const NONE = -2

/**
 * Puts one mutant after another into the same process. A test that fails is run again without the mutant: only if it passes then
 * was it the mutant that it noticed. Else what earlier mutants left behind is in the way, and the process ends.
 */
export async function tryMutants(files: Files, path: string) {
  const batch = JSON.parse(readFileSync(path, 'utf8')) as readonly { readonly id: number; readonly plan: Plan }[]
  for (const { id, plan } of batch) {
    const verdict = await tried(files, id, plan)
    process.stdout.write(`\n${id} ${verdict}\n`)
    if (verdict === 'unclear') process.exit(0)
  }
}

async function tried(files: Files, id: number, plan: Plan): Promise<string> {
  for (const [i, one] of plan.entries()) {
    const run = await testOf(files, one)
    recorded.live(id)
    const failed = await fails(run)
    recorded.live(NONE)
    if (failed) return (await fails(run)) ? 'unclear' : `noticed ${i}`
    process.stdout.write('.')
  }
  return 'survived'
}

const fails = (run: () => Promise<void>): Promise<boolean> =>
  run().then(
    () => false,
    () => true,
  )

async function named({ name, run }: ReturnType<typeof collected>[number]) {
  try {
    await run()
  } catch (cause) {
    throw new Error(`failed: ${name}`, { cause })
  }
}
