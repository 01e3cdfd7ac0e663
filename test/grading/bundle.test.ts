import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'

const entry = `
  export { ctcae50 } from './grading-tables/ctcae-5.0.ts'
  export { compileTable } from './src/grading/compile.ts'
  export { grade, gradeAll } from './src/grading/grade.ts'
  export { explain } from './src/grading/explain.ts'
  export { nextQuestions } from './src/grading/questions.ts'
`

describe('v5.0 with the grading core, bundled for a browser', () => {
  let code: Uint8Array = new Uint8Array()
  let inputs: readonly string[] = []
  beforeAll(async () => {
    const { outputFiles, metafile } = await build({
      stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'browser',
      logLevel: 'silent',
    })
    code = outputFiles[0]?.contents ?? code
    inputs = Object.keys(metafile.inputs)
  }, 60_000)
  it('is under 100 kB gzipped', () => {
    const size = gzipSync(code, { level: 9 }).length
    expect(size).toBeGreaterThan(10_000)
    expect(size).toBeLessThan(100_000)
  })
  it('holds neither zod nor xstate, nor any other package', () => {
    expect(inputs.filter((path) => path.includes('node_modules'))).toEqual([])
  })
})
