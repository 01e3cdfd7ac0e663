import type { Issue } from '../../core/issue.ts'
import type { SourceRecord } from '../../core/record.ts'
import { auditColumns, indexAudit } from './audit.ts'
import { contextOf } from './context.ts'
import { readCsv, type Table } from './csv.ts'
import type { Column, Line, Reader } from './domain.ts'
import { domains } from './domains.ts'
import { issuesOf, sortIssues } from './issues.ts'
import { linesOf, missingColumns } from './lines.ts'
import { defaultMap, type SdtmMap } from './map.ts'
import { distinctRecords, sortRecords } from './records.ts'
import { supplement } from './supplement.ts'

export type { Cells, Remark } from './cells.ts'
export { compareExports, type DatedExport } from './compare.ts'
export { type LabRow, labRow } from './lb.ts'
export { defaultMap, type SdtmMap } from './map.ts'

const suppColumns: readonly Column[] = [
  { column: 'USUBJID', meaning: 'the participant', required: true },
  { column: 'IDVAR', meaning: 'column of the parent that identifies the row; empty for SUPPDM' },
  { column: 'IDVARVAL', meaning: 'its value in the row' },
  { column: 'QNAM', meaning: 'name of the qualifier, read as a column of the parent', required: true },
  { column: 'QVAL', meaning: 'its value', required: true },
]

/** Every column that is read: domain, name, meaning, whether the file must have it, and what may stand in for it. */
export const sdtmColumns: readonly (Column & { readonly domain: string })[] = [
  ...domains.flatMap(({ domain, columns, ofTrial }) =>
    [...participantColumn(columns, ofTrial), ...columns].map((column) => ({ domain, ...column })),
  ),
  ...suppColumns.map((column) => ({ domain: 'SUPP--', ...column })),
  ...auditColumns.map((column) => ({ domain: 'AUDIT', ...column })),
]

function participantColumn(columns: readonly Column[], ofTrial = false): readonly Column[] {
  if (ofTrial || columns.some(({ column }) => column === 'USUBJID')) return []
  return [{ column: 'USUBJID', meaning: 'the participant', required: true }]
}

/** What an export came to: its records in a settled order, and what was wrong with it. */
export type SdtmReading = { readonly records: readonly SourceRecord[]; readonly issues: readonly Issue[] }

/**
 * Reads an SDTM-style export: CSV text by file name (DM.csv, AE.csv, SUPPAE.csv …, in any case).
 * A file that cannot be read as a whole gives an error and no records; every row of the others gives a record or an issue.
 */
export function readSdtm(files: Readonly<Record<string, string>>, map: Partial<SdtmMap> = {}): SdtmReading {
  const spellings = { ...defaultMap, ...map }
  const issues: Issue[] = []
  const tables = tablesOf(files, spellings, issues)
  const audit = indexAudit(tables.get('AUDIT')?.table ?? { columns: [], lines: [], issues: [] })
  const lines = new Map<string, readonly Line[]>()
  for (const reader of domains) {
    const own = tables.get(reader.domain)
    if (own === undefined) continue
    const supp = tables.get(`SUPP${reader.domain}`)
    const table = supp === undefined ? own.table : supplement(supp.file, own.table, supp.table)
    if (supp !== undefined) issues.push(...table.issues.slice(own.table.issues.length + supp.table.issues.length))
    const read = linesOf(reader, own.file, table, audit, spellings)
    issues.push(...read.issues)
    lines.set(reader.domain, read.lines)
  }
  const context = contextOf(spellings, lines)
  const stated = domains.flatMap((reader) => reader.read(lines.get(reader.domain) ?? [], context))
  const [records, duplicates] = distinctRecords(sortRecords(stated))
  const all = [...lines.values()].flat()
  return {
    records,
    issues: sortIssues([...issues, ...unknownParticipants(lines, tables), ...duplicates, ...issuesOf(all)]),
  }
}

type Named = { readonly file: string; readonly table: Table }

/** The readable tables by domain. What is wrong with the others is added to the issues. */
function tablesOf(files: Readonly<Record<string, string>>, map: SdtmMap, issues: Issue[]): ReadonlyMap<string, Named> {
  const tables = new Map<string, Named>()
  for (const file of Object.keys(files).sort()) {
    const domain = domainOf(file)
    const columns = columnsOf(domain)
    const table = readCsv(file, files[file] as string, map.blank)
    const wrong = table.columns.length === 0 ? [] : missingColumns(file, columns ?? [], table.columns)
    if (columns === undefined) issues.push(noteUnread(file))
    else if (tables.has(domain)) issues.push(secondFile(file, domain))
    else issues.push(...table.issues, ...wrong)
    const usable = columns !== undefined && table.columns.length > 0 && wrong.length === 0
    if (usable && !tables.has(domain)) tables.set(domain, { file, table })
  }
  return tables
}

const domainOf = (file: string): string => (file.split(/[\\/]/).at(-1) ?? file).replace(/\.csv$/i, '').toUpperCase()

function columnsOf(domain: string): readonly Column[] | undefined {
  if (domain === 'AUDIT') return auditColumns
  const reader = domains.find((candidate) => candidate.domain === domain)
  if (reader !== undefined) return [...participantColumn(reader.columns, reader.ofTrial), ...reader.columns]
  const parent = domain.startsWith('SUPP') ? domain.slice(4) : undefined
  return domains.some((candidate: Reader) => candidate.domain === parent) ? suppColumns : undefined
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

/** One query for each participant of a file whom the demographics do not have. Their facts are kept. */
function unknownParticipants(lines: ReadonlyMap<string, readonly Line[]>, tables: ReadonlyMap<string, Named>): Issue[] {
  const demographics = lines.get('DM')
  if (demographics === undefined) return tables.size === 0 ? [] : [noDemographics]
  const known = new Set(demographics.map(({ participant }) => participant))
  const strangers = [...lines.values()]
    .flat()
    .filter(({ participant }) => participant !== '' && !known.has(participant))
  const once = new Map(strangers.map((line) => [`${line.file}|${line.participant}`, line]))
  return [...once.values()].map(({ file, participant }) => ({
    code: 'unknownParticipant',
    severity: 'query',
    where: { file, participant, field: 'USUBJID' },
    message: `${participant} of ${file} is not in the demographics`,
  }))
}

const noDemographics: Issue = {
  code: 'missingField',
  severity: 'error',
  where: { file: 'DM.csv' },
  message: 'The demographics (DM) were expected and were not read; nobody is known to have been screened or enrolled',
}
