import { describe, expect, it } from 'vitest'
import { scaleTables } from '../../grading-tables/scales/index.ts'
import { cutsOf, deciding } from './representatives.ts'
import { rows } from './rows.ts'

const all = [...rows('worked.txt'), ...rows('edges.txt')]

/** Values an input has in the rows of one scale. */
function valuesIn(scale: string, name: string): readonly number[] {
  const [first, second] = name.split('.') as [string, string | undefined]
  return all
    .filter((row) => row.scale === scale)
    .map(({ input }) =>
      second === undefined ? input[first] : (input[first] as Record<string, unknown> | undefined)?.[second],
    )
    .filter((value): value is number => typeof value === 'number')
}

const edges = scaleTables.flatMap((table) =>
  deciding(table).flatMap(([name, input]) => {
    const step = input.kind === 'number' && input.integer ? 1 : 0
    return cutsOf(table, name).map((cut) => [table.id, name, cut, step] as const)
  }),
)

describe('Every cut of every table has a row on it and a row just across it', () => {
  it.each(edges)('%s %s at %s', (scale, name, cut, step) => {
    const values = valuesIn(scale, name)
    const near = Math.max(step, Math.abs(cut) * 0.05, 0.11)
    expect(values, 'on the cut').toContain(cut)
    expect(
      values.some((value) => value !== cut && Math.abs(value - cut) <= near),
      `within ${near} of it`,
    ).toBe(true)
  })
})
