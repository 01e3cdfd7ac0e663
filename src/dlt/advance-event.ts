import type { FactOf } from '../core/fact.schema.ts'
import type { EventSummary, Observation } from './event.ts'

/** A grade that a laboratory result gave; `atMost` above `atLeast` where it is a range. */
export type LabGraded = {
  readonly type: 'labGraded'
  readonly participant: string
  readonly at: string
  readonly event: string
  readonly term: string
  readonly soc: string
  readonly scale: string
  readonly atLeast: number
  readonly atMost: number
  /** The grade that the participant's own baseline result gave the same term; absent where it is not known. */
  readonly baseline?: { readonly atLeast: number; readonly atMost: number }
}

/** The facts that concern one adverse event. */
export type EventFact =
  | FactOf<'adverseEventReported'>
  | FactOf<'adverseEventRegraded'>
  | FactOf<'adverseEventPeaked'>
  | FactOf<'adverseEventAttributed'>
  | FactOf<'adverseEventEnded'>
  | LabGraded

/** The summary of an event that starts with this fact; `soc` is the grading table's, where it knows the term. */
export function startEvent(
  fact: FactOf<'adverseEventReported'> | LabGraded,
  scale: string,
  soc?: string,
): EventSummary {
  const { participant, event, term, at: onset } = fact
  if (fact.type === 'labGraded')
    return {
      participant,
      event,
      term,
      soc: fact.soc,
      source: 'laboratory',
      scale,
      onset,
      course: [measured(fact)],
      attribution: {},
      ...(fact.baseline ? { baseline: fact.baseline } : {}),
    }
  const grade = fact.grade
  return {
    participant,
    event,
    term,
    ...(soc === undefined ? {} : { soc }),
    source: 'reported',
    scale: fact.scale ?? scale,
    onset,
    course: [{ at: onset, atLeast: grade ?? 1, atMost: grade ?? 5, as: 'change' }],
    attribution: fact.attribution ?? {},
    ...(fact.manifestationOf === undefined ? {} : { manifestationOf: fact.manifestationOf }),
    ...(fact.serious === undefined ? {} : { serious: fact.serious }),
    ...(fact.facts === undefined ? {} : { facts: fact.facts }),
  }
}

/** The summary after one more fact about the event. */
export function advanceEvent(
  summary: EventSummary,
  fact: Exclude<EventFact, { type: 'adverseEventReported' }>,
): EventSummary {
  switch (fact.type) {
    case 'labGraded':
      return withBaseline({ ...summary, course: withMeasured(summary.course, measured(fact)) }, fact.baseline)
    case 'adverseEventRegraded':
      return graded(summary, fact, 'change')
    case 'adverseEventPeaked':
      return graded(summary, fact, 'peak')
    case 'adverseEventAttributed':
      return { ...summary, attribution: { ...summary.attribution, [fact.agent]: fact.attribution } }
    case 'adverseEventEnded':
      return { ...summary, ended: { at: fact.at, outcome: fact.outcome } }
  }
}

/** The baseline is that of the latest result: one that was not known then may be known now, and the other way round. */
function withBaseline({ baseline: _, ...summary }: EventSummary, baseline: EventSummary['baseline']): EventSummary {
  return baseline ? { ...summary, baseline } : summary
}

const measured = ({ at, atLeast, atMost }: LabGraded): Observation => ({ at, atLeast, atMost, as: 'measured' })

type GradeFact = FactOf<'adverseEventRegraded' | 'adverseEventPeaked'>

/** A grade by the event's own scale goes into its course; one by another scale is kept beside it. */
function graded(summary: EventSummary, { at, grade, scale }: GradeFact, as: Observation['as']): EventSummary {
  const seen: Observation = { at, atLeast: grade, atMost: grade, as }
  if (scale === undefined || scale === summary.scale) return reopened(summary, seen)
  const others = summary.otherScales ?? {}
  return { ...summary, otherScales: { ...others, [scale]: [...(others[scale] ?? []), seen] } }
}

/** Of results that repeat a grade the first and the last are kept: they bound how long it lasted. */
function withMeasured(course: readonly Observation[], seen: Observation): readonly Observation[] {
  const repeats = [course.at(-1), course.at(-2)].every(
    (one) => one?.as === 'measured' && one.atLeast === seen.atLeast && one.atMost === seen.atMost,
  )
  return [...(repeats ? course.slice(0, -1) : course), seen]
}

/** A grade recorded after the end reopens the event: it had resolved, and came back. */
function reopened({ ended, ...summary }: EventSummary, seen: Observation): EventSummary {
  if (!ended || seen.as === 'peak')
    return { ...summary, ...(ended ? { ended } : {}), course: [...summary.course, seen] }
  const resolved: Observation = { at: ended.at, atLeast: 0, atMost: 0, as: 'change' }
  return { ...summary, course: [...summary.course, resolved, seen] }
}
