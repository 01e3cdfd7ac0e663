import type { Issue } from '../../core/issue.ts'
import { columnsOf } from './columns.ts'
import { readCsv, type Table } from './csv.ts'
import type { Column } from './domain.ts'
import { domains } from './domains.ts'
import type { SdtmMap } from './map.ts'
import { compareText } from './order.ts'

/** A file that can be read, with its table. */
export type Named = { readonly file: string; readonly table: Table }

/** The files of an export by domain, and what is wrong with those that cannot be read. */
export function readTables(files: Readonly<Record<string, string>>, map: SdtmMap) {
  const tables = new Map<string, Named>()
  const issues: Issue[] = []
  for (const file of Object.keys(files).sort(compareText)) {
    const domain = domainOf(file)
    const columns = columnsOf(domain)
    if (columns === undefined) issues.push(noteUnread(file))
    else if (tables.has(domain)) issues.push(secondFile(file, domain))
    else {
      const table = readCsv(file, files[file] as string, map.blank)
      const lacking = table.columns.length === 0 ? [] : missingColumns(file, columns, table.columns)
      for (const issue of [...table.issues, ...lacking]) issues.push(issue)
      if (table.columns.length > 0 && lacking.length === 0) tables.set(domain, { file, table })
    }
  }
  return { tables, issues }
}

const domainOf = (file: string): string => (file.split(/[\\/]/).at(-1) ?? file).replace(/\.csv$/i, '').toUpperCase()

/** The errors of required columns a file lacks; with any, nothing is read from it. */
function missingColumns(file: string, columns: readonly Column[], present: readonly string[]): readonly Issue[] {
  const has = (name: string | undefined): boolean => name !== undefined && present.includes(name)
  return columns
    .filter(({ column, or, required }) => required && !has(column) && !has(or))
    .map(({ column, or, meaning }) => ({
      code: 'missingField',
      severity: 'error',
      where: { file, field: column },
      message: `${file} has no column ${column}${or ? ` or ${or}` : ''} (${meaning}); nothing was read from it`,
    }))
}

const noteUnread = (file: string): Issue => ({
  code: 'outOfPlace',
  severity: 'note',
  where: { file },
  message: `${file} is of no domain that is read (${domains.map(({ domain }) => domain).join(', ')})`,
})

const secondFile = (file: string, domain: string): Issue => ({
  code: 'duplicate',
  severity: 'error',
  where: { file },
  message: `${file} is a second file of ${domain}; nothing was read from it`,
})
