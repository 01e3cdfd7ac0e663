import { recorded } from './recorded.ts'
import { collected } from './vitest.ts'

/** Runs test files one after another; throws at the first failure. */
export async function runFiles(files: Readonly<Record<string, () => Promise<unknown>>>, asked: readonly string[]) {
  for (const name of asked) {
    recorded.begin(name)
    await files[name]!()
    for (const run of collected()) await run()
    recorded.end()
  }
  recorded.write()
}
