import type { Issue } from '../../core/issue.ts'
import { auditIssues, auditOf, indexAudit } from './audit.ts'
import type { Cells } from './cells.ts'
import type { Line, Reader } from './domain.ts'
import { domains } from './domains.ts'
import type { SdtmMap } from './map.ts'
import { supplement } from './supplement.ts'
import type { Named } from './tables.ts'

/** The lines of every domain, with the issues of rows, qualifiers and audit entries that belong to nothing. */
export function readLines(tables: ReadonlyMap<string, Named>, map: SdtmMap) {
  const audit = tables.get('AUDIT')
  const entries = indexAudit(audit?.table)
  const lines = new Map<string, readonly Line[]>()
  const issues: Issue[] = []
  for (const reader of domains) {
    const own = tables.get(reader.domain)
    const supp = tables.get(`SUPP${reader.domain}`)
    if (own === undefined && supp !== undefined) issues.push(noParent(supp.file, reader.domain))
    if (own === undefined) continue
    const [table, unmatched] = supplement(own.table, supp)
    const read = linesOf(reader, { ...own, table }, entries, map)
    for (const issue of [...unmatched, ...read.issues]) issues.push(issue)
    lines.set(reader.domain, read.lines)
  }
  const keys = new Set([...lines.values()].flat().map(({ key }) => key))
  return { lines, issues: [...issues, ...auditIssues(audit?.file ?? '', entries, keys)] }
}

function linesOf(reader: Reader, { file, table }: Named, entries: ReadonlyMap<string, readonly Cells[]>, map: SdtmMap) {
  const issues: Issue[] = []
  const lines: Line[] = []
  for (const { row: number, cells } of table.lines) {
    const named = reader.participantIn ?? 'USUBJID'
    const participant = cells[named] ?? ''
    const where = { file, row: number }
    const own = (reader.key ?? sequence(reader.domain))(cells)
    if (participant === '' && !reader.ofTrial) issues.push(unnamed(where, named, 'a participant'))
    else if (own === undefined) issues.push(unnamed(where, `${reader.domain}SEQ`, 'what tells the row from others'))
    else {
      const key = [reader.domain, participant, own].filter((part) => part !== '').join('|')
      const [audit, remarks] = auditOf(cells, entries.get(key)?.at(-1), map, { ...where, record: key })
      issues.push(...remarks)
      lines.push({ file, number, participant, key, audit, cells, remarks: [] })
    }
  }
  return { lines, issues }
}

const sequence =
  (domain: string) =>
  (cells: Cells): string | undefined =>
    cells[`${domain}SEQ`] || cells[`${domain}SPID`] || undefined

const unnamed = (where: Issue['where'], field: string, expected: string): Issue => ({
  code: 'missingField',
  severity: 'error',
  where: { ...where, field },
  message: `${field} is empty; expected ${expected}. The row was not read`,
})

const noParent = (file: string, domain: string): Issue => ({
  code: 'outOfPlace',
  severity: 'error',
  where: { file },
  message: `${file} qualifies rows of ${domain}, of which no file was read`,
})
