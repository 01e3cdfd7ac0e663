import type { Issue } from '../../core/issue.ts'
import type { Cells } from './cells.ts'
import type { Table } from './csv.ts'
import type { Audit } from './domain.ts'
import type { SdtmMap } from './map.ts'
import { readWhen } from './when.ts'

/** The columns of AUDIT.csv: when, by whom and why the rows of the other files were recorded as they are. */
export const auditColumns = [
  { column: 'KEY', meaning: 'the record, as "DOMAIN|USUBJID|SEQ", or "USUBJID|SEQ" beside DOMAIN', required: true },
  { column: 'DOMAIN', meaning: 'domain of the record' },
  { column: 'RECORDDTC', meaning: 'when the row was recorded as it is', required: true },
  { column: 'BY', meaning: 'by whom' },
  { column: 'REASON', meaning: 'why it was changed' },
] as const

/** The audit entries by record key, the last one of each record: it is the one the exported row stands for. */
export function indexAudit(table: Table | undefined): ReadonlyMap<string, Cells> {
  const entries = new Map<string, Cells>()
  for (const { cells } of table?.lines ?? []) {
    const named = cells.KEY ?? ''
    const domain = cells.DOMAIN ?? ''
    const key = domain === '' || named.startsWith(`${domain}|`) ? named : `${domain}|${named}`
    if ((entries.get(key)?.RECORDDTC ?? '') <= (cells.RECORDDTC ?? '')) entries.set(key, cells)
  }
  return entries
}

/** A row's audit: from its own columns, else from its entry in AUDIT.csv. An unreadable time of recording is an issue. */
export function auditOf(cells: Cells, entry: Cells | undefined, map: SdtmMap, where: Issue['where']): [Audit, Issue[]] {
  const own = Boolean(cells[map.audit.recordedAt])
  const at = own ? cells[map.audit.recordedAt] : entry?.RECORDDTC
  const by = own ? cells[map.audit.by] : entry?.BY
  const reason = own ? cells[map.audit.reason] : entry?.REASON
  const recordedAt = at ? instantOf(at) : undefined
  const audit = { ...(recordedAt && { recordedAt }), ...(by && { by }), ...(reason && { reason }) }
  return [
    audit,
    at && recordedAt === undefined ? [unreadable(where, own ? map.audit.recordedAt : 'RECORDDTC', at)] : [],
  ]
}

/** A time of recording in UTC where it carries an offset, so that times compare as texts. */
function instantOf(written: string): string | undefined {
  const at = readWhen(written)
  if (at === undefined || at.length < 10) return undefined
  return /T.*(Z|[+-]\d{2}:\d{2})$/.test(at) ? inUtc(at) : at
}

function inUtc(at: string): string | undefined {
  const instant = Date.parse(at)
  return Number.isNaN(instant) ? undefined : new Date(instant).toISOString().replace('.000Z', 'Z')
}

const unreadable = (where: Issue['where'], field: string, came: string): Issue => ({
  code: 'unreadable',
  severity: 'error',
  where: { ...where, field },
  message: `${field} was expected to be a date or date-time of recording, and is "${came}"; the row counts as undated`,
})
