import { describe, expect, it } from 'vitest'
import { scaleTables } from '../../grading-tables/scales/index.ts'
import { isInvalid, readGiven, tableScale } from '../../src/scales/index.ts'
import type { ScaleTable } from '../../src/scales/scale.schema.ts'
import { type Row, rows } from './rows.ts'

const all = [...rows('worked.txt'), ...rows('edges.txt')]
const flipped: Record<string, string> = { '>=': '>', '>': '>=', '<=': '<', '<': '<=' }

type Place = { readonly path: readonly (string | number)[]; readonly was: unknown; readonly becomes: unknown }

/** Every bound with its end turned over, and every row with another value: mistakes a hand could make. */
function mistakes(part: unknown, path: readonly (string | number)[] = []): readonly Place[] {
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) => {
    const here = [...path, Array.isArray(part) ? Number(key) : key]
    const [operator, cut] = typeof value === 'string' ? value.split(' ') : []
    const turned = flipped[operator ?? '']
    if ((key === 'is' || key === 'each' || key === 'total') && turned) {
      return [{ path: here, was: value, becomes: `${turned} ${cut}` }]
    }
    if (key === 'value' && typeof value === 'number') return [{ path: here, was: value, becomes: value + 1 }]
    return mistakes(value, here)
  })
}

function withMistake(table: ScaleTable, { path, becomes }: Place): ScaleTable {
  const copy = structuredClone(table) as unknown as Record<string | number, unknown>
  let at = copy
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>
  at[path.at(-1) as string] = becomes
  return copy as unknown as ScaleTable
}

function holds(table: ScaleTable, row: Row): boolean {
  const scale = tableScale(table)
  const given = readGiven(scale, row.input)
  const readings = Object.fromEntries(row.readings.map((reading) => reading.split('=') as [string, string]))
  const result = isInvalid(given) ? given : scale.grade(given, { readings })
  return Object.entries(row.expected)
    .filter(([field]) => field !== 'flags' && field !== 'readings')
    .every(([field, wanted]) => JSON.stringify((result as Record<string, unknown>)[field]) === JSON.stringify(wanted))
}

describe('A mistake made in any bound or value of a table breaks one of its rows', () => {
  it.each(scaleTables.map((table) => [table.id, table] as const))('%s', (id, table) => {
    const own = all.filter((row) => row.scale === id)
    const { gates, domains, bands, definitions } = table
    const survivors = mistakes({ gates, domains, bands, definitions }).filter((place) =>
      own.every((row) => holds(withMistake(table, place), row)),
    )
    expect(survivors.map(({ path, was, becomes }) => `${path.join('.')}: ${was} → ${becomes}`)).toEqual([])
  })
})
