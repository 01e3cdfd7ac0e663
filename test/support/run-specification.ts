import { execFile } from 'node:child_process'
import { existsSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { aliases, root } from './bundle.ts'

export type RanSpecification = { readonly code: number; readonly printed: string }

/** Runs the `*.test.ts` of a folder outside the repository with vitest, the package's sub-paths taken from the sources. */
export function runSpecification(folder: string): Promise<RanSpecification> {
  const config = { test: { include: ['*.test.ts'], reporters: ['verbose'] }, resolve: { alias: aliases() } }
  if (!existsSync(join(folder, 'node_modules'))) symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'vitest.config.mjs'), `export default ${JSON.stringify(config)}\n`)
  return new Promise((resolve) => {
    const args = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder, '--maxWorkers=1']
    const env = { ...process.env, NO_COLOR: '1' }
    execFile(process.execPath, args, { cwd: folder, env, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      resolve({ code: error ? 1 : 0, printed: stdout + stderr }),
    )
  })
}
