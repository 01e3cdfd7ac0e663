import type { Issue } from '../../core/issue.ts'
import type { Cells } from './cells.ts'
import type { Table } from './csv.ts'
import type { Audit } from './domain.ts'
import { groupBy } from './group.ts'
import type { SdtmMap } from './map.ts'
import { compareText } from './order.ts'
import { readWhen } from './when.ts'

/** The columns of AUDIT.csv: when, by whom and why the rows of the other files were recorded as they are. */
export const auditColumns = [
  { column: 'KEY', meaning: 'the record, as "DOMAIN|USUBJID|SEQ", or "USUBJID|SEQ" beside DOMAIN', required: true },
  { column: 'DOMAIN', meaning: 'domain of the record' },
  { column: 'RECORDDTC', meaning: 'when the row was recorded as it is', required: true },
  { column: 'BY', meaning: 'by whom' },
  { column: 'REASON', meaning: 'why it was changed' },
] as const

/** The audit entries by record key, each record's in the order they were made. The exported row is the last state of it. */
export function indexAudit(table: Table | undefined): ReadonlyMap<string, readonly Cells[]> {
  const entries = groupBy(
    (table?.lines ?? []).map(({ cells }) => cells),
    keyOf,
  )
  for (const own of entries.values()) own.sort((a, b) => compareText(recorded(a), recorded(b)))
  return entries
}

function keyOf({ KEY = '', DOMAIN = '' }: Cells): string {
  return DOMAIN === '' || KEY.startsWith(`${DOMAIN}|`) ? KEY : `${DOMAIN}|${KEY}`
}

const recorded = ({ RECORDDTC = '' }: Cells): string => instantOf(RECORDDTC) ?? ''

/** Remarks on entries about rows that are not there, and on rows whose earlier states are not in the export. */
export function auditIssues(
  file: string,
  entries: ReadonlyMap<string, readonly Cells[]>,
  keys: ReadonlySet<string>,
): readonly Issue[] {
  return [...entries].flatMap(([record, own]): Issue[] => {
    const where = { file, record }
    const stray = `${file} has an entry about ${record}, which is in no file`
    if (!keys.has(record)) return [{ code: 'outOfPlace', severity: 'note', where, message: stray }]
    if (own.length === 1) return []
    const message = `${record} was recorded ${own.length} times, and only its state of ${own.at(-1)?.RECORDDTC} is in the export; what was known before is not`
    return [{ code: 'undeterminable', severity: 'query', where, message }]
  })
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
