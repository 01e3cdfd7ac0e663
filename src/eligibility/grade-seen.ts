import type { EventSummary, Observation } from '../dlt/event.ts'

type Range = { readonly atLeast: number; readonly atMost: number }
type Asked = { readonly adverseEvent: 'ongoing' | 'ever'; readonly gradeAtLeast: number }

/** The grade an event was seen to have, when that grade and the one asked about were reached, and the onset as the onset. */
export function gradeSeen(asked: Asked, event: EventSummary, { atLeast, atMost }: Range): string {
  const onset = `onset ${event.onset}`
  if (atLeast !== atMost) return `${event.term} grade ${atLeast} to ${atMost}, ${onset}`
  const since = reached(asked, event, (seen) => seen.atLeast === atLeast && seen.atMost === atMost)
  if (atLeast === 0 || since === undefined) return `${event.term} grade ${atLeast}, ${onset}`
  const asFarBack = atLeast > asked.gradeAtLeast && reached(asked, event, (seen) => seen.atLeast >= asked.gradeAtLeast)
  const also = asFarBack && asFarBack !== since ? `, grade ${asked.gradeAtLeast} or more ${asFarBack}` : ''
  return `${event.term} grade ${atLeast} ${since}${also}, ${onset}`
}

/** Since when the course has been so without a break, or for what ever was, when it first was so. */
function reached(
  { adverseEvent }: Asked,
  { course, ended }: EventSummary,
  isSo: (seen: Observation) => boolean,
): string | undefined {
  if (adverseEvent === 'ongoing' && ended?.outcome === 'fatal') return `on ${ended.at}`
  const first = adverseEvent === 'ever' ? course.findIndex(isSo) : course.findLastIndex((seen) => !isSo(seen)) + 1
  const seen = course[first]
  if (!seen) return undefined
  if (seen.as === 'peak') return `at some time until ${seen.at}`
  return adverseEvent === 'ever' ? `reached ${seen.at}` : `since ${seen.at}`
}
