import type { Issue } from '../../core/issue.ts'
import type { Table } from './csv.ts'
import type { Named } from './tables.ts'

type SuppRow = { readonly row: number; readonly name: string; readonly value: string }

/**
 * A domain's rows with their supplemental qualifiers (SUPP--) as columns named by QNAM.
 * A qualifier of no row, or one that contradicts a column, is queried.
 */
export function supplement(table: Table, supp: Named | undefined): [Table, readonly Issue[]] {
  if (supp === undefined) return [table, []]
  const qualifiers = indexed(supp.table)
  const used = new Set<string>()
  const issues: Issue[] = []
  const lines = table.lines.map(({ row, cells }) => {
    const merged: Record<string, string | undefined> = { ...cells }
    for (const idVar of qualifiers.idVars) {
      const key = keyOf(cells.USUBJID, idVar, idVar === '' ? '' : cells[idVar])
      used.add(key)
      for (const { row: at, name, value } of qualifiers.rows.get(key) ?? []) {
        const known = merged[name]
        if (known && known !== value) issues.push(contradicted(supp.file, at, name, known, value))
        else merged[name] = value
      }
    }
    return { row, cells: merged }
  })
  for (const [key, rows] of qualifiers.rows) {
    if (!used.has(key)) issues.push(...rows.map(({ row, name }) => orphan(supp.file, row, name, key)))
  }
  return [{ ...table, lines }, issues]
}

function indexed(supp: Table): { idVars: ReadonlySet<string>; rows: ReadonlyMap<string, readonly SuppRow[]> } {
  const idVars = new Set<string>()
  const rows = new Map<string, SuppRow[]>()
  const sorted = [...supp.lines].sort((a, b) => (JSON.stringify(a.cells) < JSON.stringify(b.cells) ? -1 : 1))
  for (const { row, cells } of sorted) {
    const idVar = (cells.IDVAR ?? '').toUpperCase()
    const key = keyOf(cells.USUBJID, idVar, idVar === '' ? '' : cells.IDVARVAL)
    idVars.add(idVar)
    const entry = { row, name: (cells.QNAM ?? '').toUpperCase(), value: cells.QVAL ?? '' }
    const known = rows.get(key)
    if (known === undefined) rows.set(key, [entry])
    else known.push(entry)
  }
  return { idVars, rows }
}

const keyOf = (participant: string | undefined, idVar: string, value: string | undefined): string =>
  [participant, idVar, (value ?? '').replace(/\.0+$/, '')].join('|')

const orphan = (file: string, row: number, name: string, key: string): Issue => ({
  code: 'outOfPlace',
  severity: 'query',
  where: { file, row, field: name },
  message: `The qualifier ${name} is about ${key}, which is in no row; it is not read`,
})

const contradicted = (file: string, row: number, name: string, known: string, value: string): Issue => ({
  code: 'contradiction',
  severity: 'query',
  where: { file, row, field: name },
  message: `${name} is "${known}" and "${value}" for the same row; the first is read`,
})
