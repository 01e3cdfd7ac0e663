import type { Design, Rule } from './design.ts'
import { type Interval, intervalDesign } from './interval.ts'
import { aboveTarget } from './isotonic.ts'
import { levelsFrom, pendingLevels, seen } from './tally.ts'

/** A row of a decision table of one's own: settled participants and DLTs at the level, each a number or a range, and what follows. */
export type TableRow = {
  readonly n: number | readonly [number, number]
  readonly dlt: number | readonly [number, number]
  readonly then: 'escalate' | 'stay' | 'de-escalate' | 'exclude'
}

/** A decision table supplied as data; the first row that fits decides. */
export type TableDesign = {
  readonly rows: readonly TableRow[]
  /** Participants to a cohort. */
  readonly cohort?: number
  /** Where the table comes from, for its citations. */
  readonly source?: string
  /** The target DLT rate, where the table is to be checked against one. */
  readonly target?: number
}

const within = (x: number, range: number | readonly [number, number]) =>
  typeof range === 'number' ? x === range : range[0] <= x && x <= range[1]

const rowFor = (rows: readonly TableRow[], n: number, dlt: number) =>
  rows.find((row) => within(n, row.n) && within(dlt, row.dlt))

/** Whether the table has a row for these counts. */
export const tableCovers = ({ rows }: TableDesign, n: number, dlt: number): boolean =>
  rowFor(rows, n, dlt) !== undefined

/** A table was asked of counts it has no row for. */
export class NoRow extends RangeError {}

/** The table as an interval design: levels are excluded by its `exclude` rows, and de-escalated from. */
export function tableInterval(table: TableDesign): Interval {
  const { rows, cohort = 3, source = 'a decision table of the protocol' } = table
  return {
    name: 'table',
    source,
    cohort,
    verdict: (n, dlt) => {
      const row = rowFor(rows, n, dlt)
      if (!row) throw new NoRow(`table: no row for ${dlt} of ${n} with DLT`)
      return row.then === 'exclude' ? 'de-escalate' : row.then
    },
    excludes: (n, dlt) => rowFor(rows, n, dlt)?.then === 'exclude',
    knows: (n, dlt) => tableCovers(table, n, dlt),
    figures: () => ({}),
  }
}

/** A design that reads a table of one's own. */
export const tableDesign = (options: TableDesign): Design => intervalDesign(tableInterval(options))

/** Why nothing follows where a table has a gap. */
export const noRowRule: Rule = {
  id: 'table no row',
  says: 'the table has no row for these counts, or for what those pending may make of them: the committee decides',
  source: 'a decision table of the protocol',
}

/** A table as a trial goes by it: its counts come as they come, so that where the table has no row it waits, and says so. */
export function tableOfTrial(table: TableDesign): Design {
  const { excludes } = tableInterval(table)
  const design = tableDesign(table)
  return (tally, current) => {
    try {
      return design(tally, current)
    } catch (error) {
      if (!(error instanceof NoRow)) throw error
    }
    const lowest = tally.findIndex(({ n, dlt }) => n > 0 && excludes(n, dlt))
    const awaits = pendingLevels(tally)
    const excluded = lowest < 0 ? [] : levelsFrom(lowest + 1, tally.length)
    return {
      action: 'wait',
      level: excluded.includes(current) ? null : current,
      rule: { ...noRowRule, ...(table.source === undefined ? {} : { source: table.source }) },
      saw: seen(tally, current),
      considered: [],
      ...(awaits.length > 0 ? { awaits } : {}),
      excluded,
    }
  }
}

/** What speaks against a table: the state, and the law it breaks. */
export type Violation = { readonly n: number; readonly dlt: number; readonly says: string }

const severity = { escalate: 0, stay: 1, 'de-escalate': 2, exclude: 3 } as const
const last = (range: number | readonly [number, number]) => (typeof range === 'number' ? range : range[1])

/** A table is looked through up to so many settled at a level: a range may reach further to say "or more". */
const mostLookedAt = 100

/** The laws a table of one's own breaks: a state without a row, a milder answer to more DLTs, a rise above the target. */
export function tableViolations({ rows, target }: TableDesign): Violation[] {
  const ns = [...new Set(rows.flatMap(({ n }) => (typeof n === 'number' ? [n] : [n[0], n[1]])))].filter(Number.isFinite)
  const most = Math.min(mostLookedAt, Math.max(0, ...rows.map(({ n }) => last(n))))
  const used = Array.from({ length: most }, (_, i) => i + 1).filter(
    (n) => rows.some((row) => within(n, row.n)) || ns.includes(n),
  )
  return used.flatMap((n) =>
    Array.from({ length: n + 1 }, (_, dlt) => dlt).flatMap((dlt) => faults(rows, target, n, dlt)),
  )
}

function faults(rows: readonly TableRow[], target: number | undefined, n: number, dlt: number): Violation[] {
  const row = rowFor(rows, n, dlt)
  if (!row) return [{ n, dlt, says: 'no row for this state' }]
  const fewer = dlt === 0 ? undefined : rowFor(rows, n, dlt - 1)
  const found: Violation[] = []
  if (fewer && severity[fewer.then] > severity[row.then])
    found.push({ n, dlt, says: `${row.then}, though one DLT fewer says ${fewer.then}` })
  if (target !== undefined && row.then === 'escalate' && aboveTarget(target)(n, dlt))
    found.push({ n, dlt, says: `escalate, though ${dlt} of ${n} lies above the target ${target}` })
  return found
}
