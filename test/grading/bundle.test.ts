import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { chaptersAsText } from '../../grading-tables/chapters-as-text.ts'
import { ctcae50 } from '../../grading-tables/ctcae-5.0.ts'
import type * as Grading from '../../src/grading/index.ts'
import type { Table } from '../../src/grading/table.ts'

const entry = `
  export { ctcae50 } from './grading-tables/ctcae-5.0.ts'
  export { compileTable } from './src/grading/compile.ts'
  export { grade, gradeAll } from './src/grading/grade.ts'
  export { explain } from './src/grading/explain.ts'
  export { nextQuestions } from './src/grading/questions.ts'
`
type Bundle = { readonly ctcae50: Table; readonly grade: typeof Grading.grade }

describe('v5.0 with the grading core, bundled for a browser', () => {
  let code: Uint8Array = new Uint8Array()
  let inputs: readonly string[] = []
  const bundled = async (): Promise<Bundle> =>
    import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}#${Math.random()}`)
  beforeAll(async () => {
    const { outputFiles, metafile } = await build({
      stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'browser',
      plugins: [chaptersAsText],
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
  it('holds the table as it stands in the files', async () => {
    expect(JSON.parse(JSON.stringify((await bundled()).ctcae50))).toEqual(ctcae50)
  })
  it('reads one chapter to grade a term of it, by a value or by a fact', async () => {
    const bundle = await bundled()
    const read = vi.spyOn(JSON, 'parse')
    const hemoglobin = bundle.grade(bundle.ctcae50, 'Anemia', { value: 95, unit: 'g/L', lln: 120 })
    const transfused = bundle.grade(bundle.ctcae50, 'Anemia', { facts: { 'transfusion indicated': true } })
    expect(read).toHaveBeenCalledTimes(1)
    read.mockRestore()
    expect(hemoglobin).toMatchObject({ possible: [2, 3, 4, 5] })
    expect(transfused).toMatchObject({ possible: [3, 4, 5] })
  })
})
