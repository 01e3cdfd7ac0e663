import { spanAt } from '../core/time.ts'
import type { EventSummary, Observation } from './event.ts'
import { sameName } from './same-name.ts'

/** What a named person decided: a rule's answer, for one event or for all then on record, or an event's grade. */
export type Adjudication = {
  readonly rule?: string
  readonly event?: string
  readonly is?: 'met' | 'not met'
  readonly grade?: number
  readonly by: string
  readonly at: string
  readonly reason: string
  /** The events on record when it was decided. */
  readonly known?: readonly string[]
}

/** The decisions about a rule's answer, in order. */
export const aboutRule = (rule: string, all: readonly Adjudication[]): readonly Answered[] =>
  all.filter((one): one is Answered => one.rule === rule && one.is !== undefined)

export type Answered = Adjudication & { readonly rule: string; readonly is: 'met' | 'not met' }

/**
 * The latest decision that covers an event: the one about it, or the one about all events then on record. What grew worse since
 * is not covered: nobody had seen it. A laboratory-derived event is covered with the reported event of its term.
 */
export function covering(
  decisions: readonly Answered[],
  event: EventSummary,
  events: readonly EventSummary[],
): Answered | undefined {
  return decisions.findLast((one) => covers(one, event, events) && !worseSince(event, one.at))
}

function covers({ event: named, known }: Adjudication, event: EventSummary, events: readonly EventSummary[]): boolean {
  if (named === undefined) return known === undefined || known.includes(event.event)
  if (named === event.event) return true
  const meant = events.find((one) => one.event === named)
  return event.source === 'laboratory' && meant !== undefined && sameName([meant.term], event.term)
}

/** Whether an event's grade rose, or it became fatal, after a moment. */
export function worseSince({ course, ended }: EventSummary, moment: string): boolean {
  const { to } = spanAt(moment)
  const isAfter = (at: string) => spanAt(at).from > to
  if (ended?.outcome === 'fatal' && isAfter(ended.at)) return true
  return course.some((seen, i) => isAfter(seen.at) && seen.atMost > (course[i - 1]?.atMost ?? 0))
}

/** The event with the grade a person decided, where that still covers it: its worst grade is this, at the times it was worst. */
export function withDecidedGrade(event: EventSummary, decisions: readonly Adjudication[]): EventSummary {
  const decided = decisions.findLast((one) => one.event === event.event && one.grade !== undefined)
  if (!decided || worseSince(event, decided.at)) return event
  const worst = Math.max(0, ...event.course.map((seen) => seen.atMost))
  const as = (seen: Observation) => decidedAs(seen, worst, decided.grade!)
  return { ...event, course: event.course.map(as), adjudicated: true }
}

const decidedAs = (seen: Observation, worst: number, grade: number): Observation =>
  seen.atMost === worst
    ? { ...seen, atLeast: grade, atMost: grade }
    : { ...seen, atLeast: Math.min(seen.atLeast, grade), atMost: Math.min(seen.atMost, grade) }
