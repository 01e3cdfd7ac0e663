import type { SourceRecord } from '../core/record.ts'
import type { Statement } from './ledger.ts'

/** Source records as ledger statements, oldest first. Without a recording time of its own a record is recorded at `at`. */
export function statementsOf(records: readonly SourceRecord[], at: string, by: string): readonly Statement[] {
  return records
    .map((record) => ({
      record: record.key,
      recordedAt: record.recordedAt ?? at,
      by: record.by ?? by,
      ...(record.reason === undefined ? {} : { reason: record.reason }),
      states: record.retracted ? [] : record.states,
    }))
    .sort((a, b) => compare(a.recordedAt, b.recordedAt) || compare(a.record, b.record))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
