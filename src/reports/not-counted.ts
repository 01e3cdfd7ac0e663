import { clausesOf } from '../core/criterion.ts'
import type { ParticipantClause } from '../core/participant-clause.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { spanAt } from '../core/time.ts'
import type { EventSummary, Observation } from '../dlt/event.ts'
import type { NotCounted } from './reported-eligibility.ts'

type EventClause = Extract<ParticipantClause, { adverseEvent: unknown }>

/**
 * The laboratory grades that a gate asks about and does not read: as high as it asks by the last result before the moment of asking, and
 * by no adverse event on record then.
 */
export function notCountedAt(
  protocol: Protocol,
  gate: string,
  events: readonly EventSummary[],
  at: string,
): readonly NotCounted[] {
  const asked = eventClauses(protocol, gate)
  if (asked.length === 0) return []
  return events
    .filter(({ source }) => source === 'laboratory')
    .flatMap((event) => {
      const lowest = Math.min(...asked.filter(({ term }) => isOf(term, event)).map(({ gradeAtLeast }) => gradeAtLeast))
      const last = lastBy(event.course, at)
      if (!last || last.atMost < lowest) return []
      const reported = gradesReported(events, event, at)
      if (reported.some(({ atMost }) => atMost >= lowest)) return []
      const { atLeast, atMost } = last
      return [{ term: event.term, grade: { atLeast, atMost }, since: last.at, isReported: reported.length > 0 }]
    })
}

/** The clauses about adverse events among all that a gate requires. */
function eventClauses({ infusionGates = [], eligibility }: Protocol, id: string): readonly EventClause[] {
  const gate = infusionGates.find((one) => one.id === id)
  const name = gate?.eligibilityGate
  const again = name === undefined ? [] : (eligibility?.criteria ?? []).filter((one) => one.gate === name)
  return [...(gate?.requires ?? []), ...again]
    .flatMap(({ when }) => clausesOf<ParticipantClause>(when))
    .filter((clause): clause is EventClause => 'adverseEvent' in clause)
}

const isOf = (terms: readonly string[] | undefined, { term }: EventSummary): boolean =>
  terms?.some((name) => name.toLowerCase() === term.toLowerCase()) ?? true

/** The last observation that may have been made by a moment, with the first since which the grade was the same. */
function lastBy(course: readonly Observation[], at: string): Observation | undefined {
  const limit = spanAt(at).to
  const seen = course.filter((one) => spanAt(one.at).from <= limit)
  const last = seen.at(-1)
  return (
    last && seen[1 + seen.findLastIndex(({ atLeast, atMost }) => atLeast !== last.atLeast || atMost !== last.atMost)]
  )
}

/** The grades of the reported events of the same term that went on at a moment: as last recorded, and any where none was. */
function gradesReported(events: readonly EventSummary[], { term }: EventSummary, at: string) {
  const { from, to } = spanAt(at)
  return events
    .filter((one) => one.source === 'reported' && one.term.toLowerCase() === term.toLowerCase())
    .filter(({ onset, ended }) => spanAt(onset).from <= to && (!ended || spanAt(ended.at).to >= from))
    .map(({ course }) => lastBy(course, at) ?? { atMost: 5 })
}
