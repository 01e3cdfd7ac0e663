import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { root } from './support/bundle.ts'

const everywhere = [
  'src/index.ts',
  'src/grading/index.ts',
  'src/scales/index.ts',
  'src/dosing/index.ts',
  'src/machines/index.ts',
  'src/ledger/index.ts',
  'src/core/schemas.ts',
  'src/adapters/index.ts',
  'src/protocols/index.ts',
  'src/reports/index.ts',
  'grading-tables/index.ts',
]

it.each(everywhere)('%s runs in a browser: no Node built-in is reached', async (entry) => {
  const { metafile } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  const reached = Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external))
  expect(reached).toEqual([])
})
