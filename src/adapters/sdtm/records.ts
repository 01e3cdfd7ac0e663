import type { Issue } from '../../core/issue.ts'
import type { SourceRecord } from '../../core/record.ts'
import { groupBy } from './group.ts'
import { compareParts, compareText } from './order.ts'

/** The records by domain, participant and key, each key's states in the order they were recorded. */
export const sortRecords = (records: readonly SourceRecord[]): readonly SourceRecord[] =>
  records
    .map((record) => ({ record, parts: record.key.split('|') }))
    .sort(
      (a, b) =>
        compareParts(a.parts, b.parts) ||
        compareText(a.record.recordedAt ?? '', b.record.recordedAt ?? '') ||
        compareText(JSON.stringify(a.record), JSON.stringify(b.record)),
    )
    .map(({ record }) => record)

/**
 * The records with no key left twice at the same time of recording: the same statement is kept once,
 * a different one under a key of its own, and either is queried.
 */
export function distinctRecords(sorted: readonly SourceRecord[]): [readonly SourceRecord[], readonly Issue[]] {
  const issues: Issue[] = []
  const records = [...groupBy(sorted, (record) => `${record.key} ${record.recordedAt ?? ''}`).values()].flatMap(
    (same) =>
      same.flatMap((record, index) => {
        if (index === 0) return [record]
        const repeated = JSON.stringify(record.states) === JSON.stringify(same[index - 1]?.states)
        issues.push(duplicate(record, repeated))
        return repeated ? [] : [{ ...record, key: `${record.key}#${index + 1}` }]
      }),
  )
  return [records, issues]
}

const duplicate = (record: SourceRecord, repeated: boolean): Issue => ({
  code: 'duplicate',
  severity: repeated ? 'note' : 'query',
  where: record.where,
  message: `${record.key} is there more than once, ${repeated ? 'saying the same; read once' : 'saying different things; each is read'}`,
})
