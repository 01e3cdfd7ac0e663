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
  return { ledger: append([], statementsOf(records, lastDay, by)), issues, undated, lastDay }
}

function latestDay(records: readonly SourceRecord[]): string {
  let [latest, day] = [Number.NEGATIVE_INFINITY, '0001-01-01']
  for (const { states } of records)
    for (const { at } of states) {
      const from = spanOf(at)?.from ?? Number.NEGATIVE_INFINITY
      if (from > latest) [latest, day] = [from, at.slice(0, 10)]
    }
  return day
}
