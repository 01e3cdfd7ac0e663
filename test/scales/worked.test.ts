import { describe, expect, it } from 'vitest'
import { graded, type Row, rows } from './rows.ts'

/** Rows that can share one run of the command: same scale, same readings. */
function runsOf(all: readonly Row[]): readonly (readonly Row[])[] {
  const runs = new Map<string, Row[]>()
  for (const row of all) {
    const key = [row.scale, ...row.readings].join(' @')
    runs.set(key, [...(runs.get(key) ?? []), row])
  }
  return [...runs.values()]
}

function expectFields(result: Record<string, unknown> | undefined, row: Row): void {
  for (const [field, wanted] of Object.entries(row.expected)) {
    const near = wanted as { near?: number; by?: number } | null
    const came = field === 'flags' || field === 'readings' ? String(result?.[field]) : result?.[field]
    if (typeof near?.near === 'number')
      expect(Math.abs(Number(came) - near.near), row.text).toBeLessThanOrEqual(near.by ?? 0)
    else if (typeof came === 'string' && (field === 'flags' || field === 'readings'))
      expect(came, row.text).toContain(wanted)
    else expect(came, `${row.text}\n${JSON.stringify(result)}`).toEqual(wanted)
  }
}

describe.each(['worked.txt', 'edges.txt'])('%s through gradus scale', (file) => {
  const runs = runsOf(rows(file))
  it.each(runs.map((run) => [run[0]!.scale, run[0]!.readings.join(' '), run] as const))('%s %s', async (_, __, run) => {
    const results = await graded(run)
    expect(results).toHaveLength(run.length)
    for (const [index, row] of run.entries()) expectFields(results[index], row)
  })
})

it('worked.txt holds all 251 cases', () => {
  expect(rows('worked.txt')).toHaveLength(251)
})
