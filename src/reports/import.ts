import type { Issue } from '../core/issue.ts'
import type { SourceRecord } from '../core/record.ts'
import { spanOf } from '../core/time.ts'
import { statementsOf } from '../ledger/from-records.ts'
import { append, type Entry } from '../ledger/ledger.ts'

/** An export as entries of a ledger, whether it says when things were recorded, and the last day anything happened. */
export type Imported = {
  readonly ledger: readonly Entry[]
  readonly issues: readonly Issue[]
  /** A record that does not say when it was recorded; with one, nothing can be asked as known on a date. */
  readonly undated: SourceRecord | undefined
  readonly lastDay: string
}

/** Imports source records into an empty ledger. `by` names the source, where a record names nobody. */
export function imported(records: readonly SourceRecord[], issues: readonly Issue[], by: string): Imported {
  const lastDay = latestDay(records)
  const undated = records.find((record) => record.recordedAt === undefined)
  const ledger = append([], statementsOf(records, lastDay, by))
  return { ledger, issues: [...issues, ...datedAhead(records)], undated, lastDay }
}

/** The room left for clocks and time zones between what happened and its record. */
const SLACK = 24 * 3_600_000

/** Whether a record states something as of a day after the one on which it was recorded. */
function isAhead({ recordedAt }: SourceRecord, at: string): boolean {
  const recorded = recordedAt === undefined ? undefined : spanOf(recordedAt)
  const happened = spanOf(at)
  return recorded !== undefined && happened !== undefined && happened.from > recorded.to + SLACK
}

/** One query for each record that, as it stands, states what had not happened when it was recorded. A peak may be dated by the cut-off. */
function datedAhead(records: readonly SourceRecord[]): readonly Issue[] {
  const standing = new Map(records.map((record) => [record.key, record]))
  return [...standing.values()].flatMap((record): readonly Issue[] => {
    const ahead = record.states.find(({ type, at }) => type !== 'adverseEventPeaked' && isAhead(record, at))
    if (ahead === undefined) return []
    const { record: _, row: __, ...where } = record.where
    const message = `${record.key} is dated ${ahead.at}, and was recorded before that, on ${record.recordedAt}`
    return [{ code: 'contradiction', severity: 'query', where, message }]
  })
}

/** The last day anything happened; what had not happened when it was recorded does not count. */
function latestDay(records: readonly SourceRecord[]): string {
  let [latest, day] = [Number.NEGATIVE_INFINITY, '0001-01-01']
  for (const record of records)
    for (const { at } of record.states) {
      if (isAhead(record, at)) continue
      const from = spanOf(at)?.from ?? Number.NEGATIVE_INFINITY
      if (from > latest) [latest, day] = [from, at.slice(0, 10)]
    }
  return day
}
