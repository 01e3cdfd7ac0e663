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

/** Runs some tests one after another; throws at the first failure, and tells of each that passes. */
export async function runTests(files: Files, asked: readonly (readonly [file: string, test: number])[]) {
  const loaded = new Map<string, ReturnType<typeof collected>>()
  for (const [name, i] of asked) {
    if (!loaded.has(name)) {
      await files[name]!()
      loaded.set(name, collected())
    }
    recorded.begin(name, i)
    await named(loaded.get(name)![i]!)
    process.stdout.write('.')
  }
}

async function named({ name, run }: ReturnType<typeof collected>[number]) {
  try {
    await run()
  } catch (cause) {
    throw new Error(`failed: ${name}`, { cause })
  }
}
