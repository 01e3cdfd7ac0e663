import type { DefinitionOf } from '../core/endpoints.schema.ts'
import { dayOf, daysBetween, type Span } from '../core/time.ts'
import { anchorOf } from './anchor.ts'
import { type Censoring, censored, stopOf } from './censoring.ts'
import { type Course, whenOf } from './course.ts'
import { type Occurrence, occurrences } from './occurrences.ts'

/** One way a participant's time may come out, in days: a range where dates are partial. */
export type Possibility = { readonly least: number; readonly most: number; readonly event: boolean }

/** One participant's time from the anchor, in days. */
export type TimeToEvent = {
  readonly participant: string
  readonly from?: string
  readonly event: boolean | 'notKnown'
  /** One, or several where an assessment may or may not have been the event. */
  readonly possible: readonly [Possibility, ...Possibility[]]
  readonly because: string
  readonly censoring?: Censoring
  /** Facts that would settle which it is. */
  readonly needs: readonly string[]
}

/** Nobody can be placed in time without an anchor. */
export type Unplaced = { readonly participant: string; readonly missing: string }

/** The time from the anchor to the first event, or to the censoring, by the protocol's rules. */
export function timeToEvent(definition: DefinitionOf<'survival'>, course: Course): TimeToEvent | Unplaced {
  const { participant } = course
  const anchor = anchorOf(course, definition.anchor)
  if (!anchor.span) return { participant, missing: anchor.missing }
  const start = anchor.span
  const stop = stopOf(definition, course)
  const until = { ...course, facts: course.facts.filter(({ span }) => !stop || span.from <= stop.span.to) }
  const events = occurrences(definition, until)
    .flatMap((one) => sinceStart(one, start))
    .sort((a, b) => a.span.from - b.span.from)
  const first = firstOf(events.filter(({ sure }) => sure))
  const stopped = first ? undefined : censored(definition, until, start, stop)
  const end = first ?? stopped!
  const doubts = events.filter((one) => !one.sure && (!first || one.span.from < first.span.to))
  const after = (span: Span, event: boolean): Possibility => {
    const { least, most } = daysBetween(start, span)
    return { least: Math.max(0, least), most: Math.max(0, most), event }
  }
  const ending = after(end.span, first !== undefined)
  const own = { participant, from: whenOf(start) }
  const [doubt, ...further] = doubts.map(({ span }) => after(span, true))
  if (!doubt) {
    const censoring = stopped ? { censoring: stopped.censoring } : {}
    return { ...own, event: ending.event, possible: [ending], because: end.says, ...censoring, needs: [] }
  }
  const because = `${doubts.map(({ says }) => says).join('; ')}; else ${end.says}`
  const needs = [...new Set(doubts.flatMap((one) => one.needs))]
  return { ...own, event: 'notKnown', possible: [doubt, ...further, ending], because, needs }
}

/** What came on or before the first day is no event of this time; what may have come before is not sure. A death always counts. */
function sinceStart(one: Occurrence, start: Span): readonly Occurrence[] {
  if (one.says.startsWith('death') || dayOf(one.span.from) > dayOf(start.to)) return [one]
  if (dayOf(one.span.to) <= dayOf(start.from)) return []
  return [{ ...one, sure: false, needs: [...one.needs, 'its exact date'] }]
}

/** Of several events the first: where their dates are partial, as early and as late as it can have been. */
function firstOf(events: readonly Occurrence[]): { readonly span: Span; readonly says: string } | undefined {
  const [first] = events
  return (
    first && { span: { from: first.span.from, to: Math.min(...events.map(({ span }) => span.to)) }, says: first.says }
  )
}
