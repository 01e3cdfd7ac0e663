import { describe, expect, it } from 'vitest'
import { scaleTables } from '../../grading-tables/scales/index.ts'
import { scaleRegistry } from '../../src/scales/index.ts'
import { ScaleTable } from '../../src/scales/scale.schema.ts'

describe('Every shipped scale table', () => {
  it.each(scaleTables.map((table) => [table.id, table] as const))('%s fits the schema', (_, table) => {
    const read = ScaleTable.safeParse(table)
    expect(read.success ? [] : read.error.issues).toEqual([])
  })

  it('has an id of its own', () => {
    expect(scaleRegistry(scaleTables).size).toBeGreaterThan(scaleTables.length)
  })
})
