import type { EndpointsResult } from './analyse.ts'
import type { EndpointAnswer } from './answer.ts'
import type { EndpointResult } from './endpoint-result.ts'
import type { Within } from './series.ts'
import type { TimeToEvent, Unplaced } from './time-to-event.ts'

/** One participant on one endpoint, or on one visit or analyte of it (`part`), all as text; what is not known is empty. */
export type EndpointRow = {
  readonly participant: string
  readonly endpoint: string
  readonly part: string
  /** met, notMet, open, notEvaluable; measured, due, missed, notKnown; event, censored, open; sampled, notSampled. */
  readonly is: string
  readonly value: string
  readonly unit: string
  readonly date: string
  readonly note: string
}

/** One participant's time to an event, in days; both ends are empty where nothing places it in time. */
export type SurvivalRow = {
  readonly participant: string
  readonly endpoint: string
  readonly from: string
  readonly leastDays: string
  readonly mostDays: string
  /** `open`: it is not known yet whether the event came, or since when to count. */
  readonly status: 'event' | 'censored' | 'open'
  readonly censoring: string
  readonly note: string
}

/** Every endpoint of every participant, a row each: by participant within endpoint, in the order of the protocol. */
export const endpointRows = ({ endpoints }: EndpointsResult): readonly EndpointRow[] => endpoints.flatMap(rowsOf)

/** The times of every survival endpoint, a row for each participant. */
export const survivalRows = ({ endpoints }: EndpointsResult): readonly SurvivalRow[] =>
  endpoints.flatMap((one) => (one.kind === 'survival' ? timesOf(one) : []))

function rowsOf(one: EndpointResult): readonly EndpointRow[] {
  const empty = { endpoint: one.id, part: '', value: '', unit: '', date: '', note: '' }
  switch (one.kind) {
    case 'threshold':
    case 'received':
    case 'response':
      return one.participants.map((answer) => ({ ...empty, ...answered(answer) }))
    case 'schedule':
      return one.rows.flatMap(({ participant, cells }) =>
        cells.map((cell) => ({
          ...empty,
          participant,
          part: cell.visit,
          is: cell.is,
          value: withinText(cell),
          unit: one.unit,
          date: cell.at ?? '',
          note: cell.saw,
        })),
      )
    case 'survival':
      return timesOf(one).map(({ participant, from, leastDays, mostDays, status, note }) => ({
        ...empty,
        participant,
        is: status,
        value: leastDays === mostDays ? leastDays : `${leastDays} to ${mostDays}`,
        unit: leastDays === '' ? '' : 'days',
        date: from,
        note,
      }))
    case 'series':
      return one.rows.map(({ participant, analyte, unit, samples, peak, notes }) => ({
        ...empty,
        participant,
        part: analyte,
        is: samples.length > 0 ? 'sampled' : 'notSampled',
        value: peak ? withinText(peak) : '',
        unit,
        note: [`${samples.length} samples, value: peak`, ...notes].join('; '),
      }))
  }
}

const answered = ({ participant, is, grounds, needs, provisional }: EndpointAnswer) => ({
  participant,
  is,
  value: grounds.map(({ saw }) => saw).join('; '),
  note: [
    ...needs.map(({ fact, until }) => (until === undefined ? fact : `${fact} (until ${until})`)),
    ...(provisional === undefined ? [] : [provisional]),
  ].join('; '),
})

const timesOf = (one: EndpointResult & { kind: 'survival' }): readonly SurvivalRow[] =>
  [...one.observations, ...one.unplaced].map((time) => timeRow(one.id, time))

function timeRow(endpoint: string, time: TimeToEvent | Unplaced): SurvivalRow {
  const { participant } = time
  if ('missing' in time) return { ...nowhere, participant, endpoint, note: `not counted, for want of ${time.missing}` }
  const { event, possible, because, needs, from = '', censoring = '' } = time
  return {
    participant,
    endpoint,
    from,
    leastDays: String(Math.min(...possible.map(({ least }) => least))),
    mostDays: String(Math.max(...possible.map(({ most }) => most))),
    status: event === 'notKnown' ? 'open' : event ? 'event' : 'censored',
    censoring,
    note: [because, ...needs.map((need) => `wanted: ${need}`)].join('; '),
  }
}

const nowhere = { from: '', leastDays: '', mostDays: '', status: 'open', censoring: '' } as const

/** A number, or the limits within which it lies. */
function withinText({ atLeast, atMost }: Within): string {
  if (atLeast === undefined) return atMost === undefined ? '' : `<=${atMost}`
  if (atMost === undefined) return `>=${atLeast}`
  return atLeast === atMost ? String(atLeast) : `${atLeast} to ${atMost}`
}
