import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../support/bundle.ts'
import { importGraph } from '../support/import-graph.ts'

const dist = (...files: readonly string[]): readonly string[] => files.map((file) => join(root, 'dist', file))
const core = dist('tables/ctcae-5.0.js', 'grading.js')

describe.skipIf(!core.every(existsSync))('what the built v5.0 table and grading core load (needs dist)', () => {
  it('files of their own and no package: neither zod nor xstate', () => {
    const { files, others } = importGraph(core)
    expect(others).toEqual([])
    expect(files.length).toBeLessThan(10)
  })
  it('the walk sees the packages where there are some', () => {
    expect(importGraph(dist('schemas.js')).others).toContain('zod')
    expect(importGraph(dist('machines.js')).others).toContain('xstate')
  })
})
