import type { SourceRecord } from '../../core/record.ts'
import { groupBy } from './group.ts'
import { compareText } from './order.ts'

/** An export as it was taken on a day. */
export type DatedExport = { readonly recordedOn: string; readonly records: readonly SourceRecord[] }

/**
 * What dated exports, compared in order, say of when each record was recorded: new, changed, or taken back.
 * A time the export itself gives goes before the export's date. A record counts as taken back only where its domain
 * is still exported: a file left out of one export takes nothing back.
 */
export function compareExports(exports: readonly DatedExport[]): readonly SourceRecord[] {
  const last = new Map<string, SourceRecord>()
  const told = new Set<string>()
  return [...exports]
    .sort((a, b) => compareText(a.recordedOn, b.recordedOn))
    .flatMap(({ recordedOn, records }) => {
      const news = [...groupBy(records, ({ key }) => key).values()].flatMap((states) =>
        newStates(states, recordedOn, last, told),
      )
      const gone = missingFrom(records, recordedOn, last)
      for (const record of gone) last.set(record.key, record)
      return [...news, ...gone]
    })
}

function newStates(
  states: readonly SourceRecord[],
  recordedOn: string,
  last: Map<string, SourceRecord>,
  told: Set<string>,
): readonly SourceRecord[] {
  const returned = last.get(states[0]?.key ?? '')?.retracted ? states.at(-1) : undefined
  if (returned !== undefined) {
    const again = { ...returned, recordedAt: recordedOn }
    last.set(again.key, again)
    return [again]
  }
  return states.flatMap((record) => {
    const said = `${record.key} ${record.recordedAt ?? ''} ${JSON.stringify(record.states)}`
    const before = last.get(record.key)
    if (record.recordedAt === undefined ? sameStates(before, record) : told.has(said)) return []
    const dated = { ...record, recordedAt: timeOf(record, before, recordedOn) }
    told.add(said)
    last.set(record.key, dated)
    return [dated]
  })
}

/** The time the record gives itself, unless it is no later than what an earlier export already said otherwise. */
function timeOf({ recordedAt }: SourceRecord, before: SourceRecord | undefined, recordedOn: string): string {
  return recordedAt !== undefined && recordedAt > (before?.recordedAt ?? '') ? recordedAt : recordedOn
}

const sameStates = (before: SourceRecord | undefined, record: SourceRecord): boolean =>
  before !== undefined && JSON.stringify(before.states) === JSON.stringify(record.states)

function missingFrom(
  records: readonly SourceRecord[],
  recordedOn: string,
  last: ReadonlyMap<string, SourceRecord>,
): readonly SourceRecord[] {
  const keys = new Set(records.map(({ key }) => key))
  const exported = new Set(records.map(({ key }) => domainOf(key)))
  return [...last.values()]
    .filter(({ key, retracted }) => !retracted && !keys.has(key) && exported.has(domainOf(key)))
    .map(({ key, where }) => ({
      key,
      recordedAt: recordedOn,
      reason: `no longer in the export of ${recordedOn}`,
      retracted: true,
      states: [],
      where,
    }))
}

const domainOf = (key: string): string => key.slice(0, key.indexOf('|'))
