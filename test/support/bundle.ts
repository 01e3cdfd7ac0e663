import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll } from 'vitest'

export const root = join(import.meta.dirname, '../..')

/** The sub-paths of the package, as the sources hold them. */
const sources: Readonly<Record<string, string>> = {
  gradus: 'src/index.ts',
  'gradus/checking': 'src/checking/index.ts',
  'gradus/protocols': 'src/protocols/index.ts',
  'gradus/tables/ctcae-5.0': 'grading-tables/ctcae-5.0.ts',
  'gradus/schemas': 'src/core/schemas.ts',
  'gradus/testing/vitest': 'src/testing/vitest.ts',
  'gradus/testing': 'src/testing/index.ts',
}

/** Where each sub-path's source is; longer paths first, since an alias also stands for what is below it. */
export const aliases = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(sources)
      .sort(([a], [b]) => b.length - a.length)
      .map(([path, file]) => [path, join(root, file)]),
  )

/** A folder for bundles that goes when the file's tests are over. */
export function bundleFolder(): string {
  const folder = mkdtempSync(join(root, 'node_modules/.bundle-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  return folder
}

/** Bundles an entry as it is in the sources, so that no earlier build can answer in its place. */
export async function bundled(entry: string, outfile: string): Promise<string> {
  const alias = aliases()
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    alias,
    banner,
    external: ['vitest'],
    logLevel: 'error',
  })
  return outfile
}

export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** Runs a bundle with arguments and standard input; a failure is an exit code, not a throw. */
export function run(file: string, args: readonly string[] = [], input = ''): Promise<Ran> {
  const env = { ...process.env, GRADUS_DEMO: join(root, 'src/protocols/nct07021534-demo') }
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [file, ...args],
      { cwd: root, env, maxBuffer: 1e8 },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr }),
    )
    child.stdin?.end(input)
  })
}
