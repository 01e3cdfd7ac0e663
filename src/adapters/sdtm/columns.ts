import { auditColumns } from './audit.ts'
import type { Column, Reader } from './domain.ts'
import { domains } from './domains.ts'

const participant: Column = { column: 'USUBJID', meaning: 'the participant', required: true }

const suppColumns: readonly Column[] = [
  participant,
  { column: 'IDVAR', meaning: 'column of the parent that identifies the row; empty for SUPPDM' },
  { column: 'IDVARVAL', meaning: 'its value in the row' },
  { column: 'QNAM', meaning: 'name of the qualifier, read as a column of the parent', required: true },
  { column: 'QVAL', meaning: 'its value', required: true },
]

/** Every column that is read: domain, name, meaning, whether the file must have it, and what may stand in for it. */
export const sdtmColumns: readonly (Column & { readonly domain: string })[] = [
  ...domains.flatMap((reader) => ownColumns(reader).map((column) => ({ domain: reader.domain, ...column }))),
  ...suppColumns.map((column) => ({ domain: 'SUPP--', ...column })),
  ...auditColumns.map((column) => ({ domain: 'AUDIT', ...column })),
]

function ownColumns({ columns, ofTrial, participantIn }: Reader): readonly Column[] {
  return ofTrial || participantIn || columns.some(({ column }) => column === 'USUBJID')
    ? columns
    : [participant, ...columns]
}

/** The columns of a file by its domain; nothing for a domain that is not read. */
export function columnsOf(domain: string): readonly Column[] | undefined {
  if (domain === 'AUDIT') return auditColumns
  const reader = domains.find((candidate) => candidate.domain === domain)
  if (reader !== undefined) return ownColumns(reader)
  return domains.some((parent) => `SUPP${parent.domain}` === domain) ? suppColumns : undefined
}
