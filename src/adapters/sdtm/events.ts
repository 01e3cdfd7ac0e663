import { firstText, type Row } from './cells.ts'
import type { Line } from './domain.ts'
import { groupBy } from './group.ts'

/** The identifiers of a study's adverse events, and how other rows refer to them. */
export type Events = {
  readonly idOf: (line: Line) => string
  readonly find: (participant: string, link: string) => string | undefined
}

const identifying = ['AESPID', 'AELNKID', 'AESEQ'] as const

/**
 * An event is named by the first of AESPID, AELNKID and AESEQ that tells all the events of its participant apart.
 * Some systems repeat AESPID on every row of one form; then it tells nothing apart.
 */
export function indexEvents(lines: readonly Line[]): Events {
  const byParticipant = groupBy(lines, (line) => line.participant)
  const naming = new Map([...byParticipant].map(([participant, own]) => [participant, namingColumn(own)]))
  const idOf = (line: Line): string =>
    line.cells[naming.get(line.participant) ?? 'AESEQ'] || line.key.slice(line.key.lastIndexOf('|') + 1)
  const find = (participant: string, link: string): string | undefined => {
    const own = byParticipant.get(participant) ?? []
    for (const column of identifying) {
      const ids = new Set(own.filter((line) => line.cells[column] === link).map(idOf))
      if (ids.size === 1) return [...ids][0]
    }
    return undefined
  }
  return { idOf, find }
}

function namingColumn(own: readonly Line[]): string | undefined {
  const records = new Set(own.map((line) => line.key)).size
  return identifying.find((column) => {
    if (own.some((line) => !line.cells[column])) return false
    return new Set(own.map((line) => line.cells[column])).size === records
  })
}

/** What a row of another domain names as the adverse event it is about, as it writes it. */
export const eventLink = (row: Row, domain: string): string | undefined =>
  firstText(row, `${domain}LNKID`, `${domain}AENO`, 'AESPID', 'AELNKID', 'AESEQ')

/** The adverse event a row of another domain is about. One that nobody reported keeps its name, and is queried. */
export function eventOf(line: Line, domain: string, events: Events): string | undefined {
  const link = eventLink(line, domain)
  return link === undefined ? undefined : resolveEvent(line, link, events)
}

/** The event a link names; a link to none, or to several, is queried and kept as it is written. */
export function resolveEvent(line: Line, link: string, events: Events): string {
  const found = events.find(line.participant, link)
  if (found !== undefined) return found
  const message = `No one adverse event of ${line.participant} is named "${link}"`
  line.remarks.push({ code: 'unknownEvent', severity: 'query', message })
  return link
}
