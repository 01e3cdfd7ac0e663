import type { Issue } from '../../core/issue.ts'
import { auditOf } from './audit.ts'
import type { Cells } from './cells.ts'
import type { Table } from './csv.ts'
import type { Column, Line, Reader } from './domain.ts'
import type { SdtmMap } from './map.ts'

/** The lines of one domain, with the issues of those that name no participant or cannot be told apart. */
export function linesOf(
  reader: Reader,
  file: string,
  table: Table,
  audit: ReadonlyMap<string, Cells>,
  map: SdtmMap,
): { readonly lines: readonly Line[]; readonly issues: readonly Issue[] } {
  const issues: Issue[] = []
  const lines: Line[] = []
  for (const { row: number, cells } of table.lines) {
    const participant = cells.USUBJID ?? ''
    const where = { file, row: number }
    const own = (reader.key ?? sequence(reader.domain))(cells)
    if (participant === '' && !reader.ofTrial) issues.push(unnamed(where, 'USUBJID', 'a participant'))
    else if (own === undefined) issues.push(unnamed(where, keyFields(reader), 'what tells the row from others'))
    else {
      const key = [reader.domain, participant, own].filter((part) => part !== '').join('|')
      const [recorded, remarks] = auditOf(cells, audit.get(key), map, { ...where, record: key })
      issues.push(...remarks)
      lines.push({ file, number, participant, key, audit: recorded, cells, remarks: [] })
    }
  }
  return { lines, issues }
}

const sequence =
  (domain: string) =>
  (cells: Cells): string | undefined =>
    cells[`${domain}SEQ`] || cells[`${domain}SPID`] || undefined

const keyFields = (reader: Reader): string => `${reader.domain}SEQ`

const unnamed = (where: Issue['where'], field: string, expected: string): Issue => ({
  code: 'missingField',
  severity: 'error',
  where: { ...where, field },
  message: `${field} is empty; expected ${expected}. The row was not read`,
})

/** The errors of required columns a file lacks; with any, nothing is read from it. */
export function missingColumns(file: string, columns: readonly Column[], present: readonly string[]): readonly Issue[] {
  const has = (name: string | undefined): boolean => name !== undefined && present.includes(name)
  return columns
    .filter(({ column, or, required }) => required && !has(column) && !has(or))
    .map(({ column, or, meaning }) => ({
      code: 'missingField' as const,
      severity: 'error' as const,
      where: { file, field: column },
      message: `${file} has no column ${column}${or ? ` or ${or}` : ''} (${meaning}); nothing was read from it`,
    }))
}
