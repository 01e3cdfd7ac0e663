import { isoOf } from '../core/time.ts'
import { currentGrade, type EventSummary } from './event.ts'
import { sameName } from './same-name.ts'
import { type Spell, spells } from './spell.ts'

/** One stretch of a reported CRS, from its onset to its resolution, as the site graded it. */
export type CrsEpisode = {
  readonly event: string
  /** Counted from 1 within the event: it may resolve and come back. */
  readonly number: number
  readonly started: string
  readonly ended?: string
  readonly worst: { readonly atLeast: number; readonly atMost: number }
  readonly now: { readonly atLeast: number; readonly atMost: number }
  /** The events recorded as its manifestations. */
  readonly manifestations: readonly string[]
}

const crsTerms = ['Cytokine release syndrome']
export const isCrs = ({ term }: EventSummary): boolean => sameName(crsTerms, term)

type Events = Readonly<Record<string, EventSummary>>

/** The latest episode of a CRS, with the manifestations recorded under it; none where its grade was never above 0. */
export function latestCrsEpisode(crs: EventSummary | undefined, events: Events): CrsEpisode | undefined {
  if (!crs || !isCrs(crs)) return undefined
  const found = spells(crs, 1)
  const last = found.at(-1)
  return last && episodeOf(crs, last, found.length, events)
}

function episodeOf(crs: EventSummary, { started, back, worst }: Spell, number: number, events: Events): CrsEpisode {
  const { atLeast, atMost } = currentGrade(crs)
  return {
    event: crs.event,
    number,
    started: isoOf(started.from),
    ...(back ? { ended: isoOf(back.from) } : {}),
    worst,
    now: { atLeast, atMost },
    manifestations: Object.values(events)
      .filter(({ manifestationOf }) => manifestationOf === crs.event)
      .map(({ event }) => event)
      .sort(),
  }
}

export type CrsChange = {
  readonly type: 'crsEpisodeStarted' | 'crsEpisodeChanged' | 'crsEpisodeEnded'
  readonly episode: CrsEpisode
}

/** What news of an event changes of the CRS it is, or is a manifestation of. */
export function crsChanges(news: EventSummary, before: Events, after: Events): readonly CrsChange[] {
  const id = isCrs(news) ? news.event : news.manifestationOf
  if (id === undefined) return []
  const was = latestCrsEpisode(before[id], before)
  const is = latestCrsEpisode(after[id], after)
  if (!is || JSON.stringify(was) === JSON.stringify(is)) return []
  const started: readonly CrsChange[] = was?.number === is.number ? [] : [{ type: 'crsEpisodeStarted', episode: is }]
  if (is.ended !== undefined && (started.length > 0 || was?.ended === undefined))
    return [...started, { type: 'crsEpisodeEnded', episode: is }]
  return started.length > 0 ? started : [{ type: 'crsEpisodeChanged', episode: is }]
}
