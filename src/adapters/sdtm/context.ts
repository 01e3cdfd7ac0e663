import type { When } from '../../core/fact.schema.ts'
import { compareVersions, type Line } from './domain.ts'
import { type Events, indexEvents } from './events.ts'
import { groupBy } from './group.ts'
import type { SdtmMap } from './map.ts'
import { readWhen } from './when.ts'

/** What a row cannot say alone: the map, and the other rows of the export. */
export type Context = {
  readonly map: SdtmMap
  readonly lines: (domain: string) => readonly Line[]
  /** A participant's row of demographics, the latest where several were recorded. */
  readonly demographics: (participant: string) => Line | undefined
  /** The rows of a domain about one participant. */
  readonly linesOf: (domain: string, participant: string) => readonly Line[]
  readonly events: Events
  /** The date up to which the export speaks. */
  readonly cutOff: () => When | undefined
}

/** The context of one export. */
export function contextOf(map: SdtmMap, domains: ReadonlyMap<string, readonly Line[]>): Context {
  const lines = (domain: string) => domains.get(domain) ?? []
  const grouped = new Map<string, Map<string, readonly Line[]>>()
  const linesOf = (domain: string, participant: string): readonly Line[] => {
    const known = grouped.get(domain)
    if (known !== undefined) return known.get(participant) ?? []
    const groups = groupBy(lines(domain), (line) => line.participant)
    grouped.set(domain, groups)
    return groups.get(participant) ?? []
  }
  const demographics = (participant: string) => latest(linesOf('DM', participant))
  let last: { readonly date: When | undefined } | undefined
  const cutOff = (): When | undefined => {
    last = last ?? { date: map.cutOff ?? latestDate([...domains.values()].flat(), map) }
    return last.date
  }
  return { map, lines, linesOf, demographics, events: indexEvents(lines('AE')), cutOff }
}

/** Of several states of one record, the one recorded last. */
export const latest = (lines: readonly Line[]): Line | undefined => [...lines].sort(compareVersions).at(-1)

function latestDate(lines: readonly Line[], map: SdtmMap): When | undefined {
  let last: string | undefined
  for (const line of lines) {
    for (const [column, cell] of Object.entries(line.cells)) {
      if (!cell || !column.endsWith('DTC') || column === map.audit.recordedAt) continue
      const day = cell.slice(0, 10)
      if (day.length === 10 && (last === undefined || day > last) && readWhen(day) === day) last = day
    }
  }
  return last
}
