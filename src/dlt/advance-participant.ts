import type { Decision } from '../core/decision.schema.ts'
import type { Fact } from '../core/fact.schema.ts'
import type { EventSummary } from './event.ts'
import type { ParticipantSummary } from './participant.ts'

/** An event's summary, handed up by the event's machine. */
export type EventNews = {
  readonly type: 'graded' | 'gradeChanged' | 'eventChanged' | 'eventEnded'
  readonly participant: string
  readonly at: string
  readonly summary: EventSummary
}

/** The clock, as a fact: this participant's record is known to reach this moment. */
export type TimePassed = { readonly type: 'timePassed'; readonly participant: string; readonly at: string }

type EventLevel = 'labResult' | 'vitalSign' | `adverseEvent${string}`
/** The facts that move a participant; adverse events arrive as summaries. */
export type ParticipantFact =
  | Exclude<Fact, { type: EventLevel }>
  | EventNews
  | TimePassed
  | Extract<Decision, { type: 'adjudicated' }>

export const startParticipant = (participant: string): ParticipantSummary => ({
  participant,
  doses: [],
  events: {},
  adjudications: [],
  now: '0001-01-01',
})

/** The summary after one more fact. Total: every fact gives a summary. */
export function advanceParticipant(summary: ParticipantSummary, fact: ParticipantFact): ParticipantSummary {
  return { ...summary, ...changes(summary, fact), now: fact.at > summary.now ? fact.at : summary.now }
}

function changes(summary: ParticipantSummary, fact: ParticipantFact): Partial<ParticipantSummary> {
  switch (fact.type) {
    case 'screened':
      return given({ age: fact.age, sex: fact.sex, cohort: fact.cohort })
    case 'enrolled':
      return given({ assigned: fact.level, replaces: fact.replaces, enrolledAt: fact.at })
    case 'dosed': {
      const { at, agent, cycle = 1, amount, unit, planned, level, outOfSpecification } = fact
      const dose = { at, agent, cycle, ...given({ amount, unit, planned, level, outOfSpecification }) }
      return { doses: [...summary.doses, dose] }
    }
    case 'followedUp':
      return { contact: fact.at }
    case 'withdrew':
      return { withdrew: { at: fact.at, ...given({ reason: fact.reason }) } }
    case 'completed':
      return { completedAt: fact.at, contact: fact.at }
    case 'died':
      return { died: { at: fact.at, ...given({ cause: fact.cause }) }, events: withDeath(summary, fact.at, fact.event) }
    case 'graded':
    case 'gradeChanged':
    case 'eventChanged':
    case 'eventEnded':
      return { events: { ...summary.events, [fact.summary.event]: fact.summary } }
    case 'adjudicated': {
      const { rule, is, by, at, reason } = fact
      return { adjudications: [...summary.adjudications, { rule, is, by, at, reason }] }
    }
    case 'intervention':
    case 'assessed':
    case 'lesionMeasured':
    case 'progressed':
    case 'timePassed':
      return {}
  }
}

/** A death that no fatal event explains is an event of its own; whether it is related is not known until somebody says. */
function withDeath(
  { participant, events }: ParticipantSummary,
  at: string,
  cause: string | undefined,
): ParticipantSummary['events'] {
  const known = cause !== undefined && events[cause]
  if (known) return { ...events, [cause]: { ...known, ended: { at, outcome: 'fatal' } } }
  if (Object.values(events).some((event) => event.ended?.outcome === 'fatal')) return events
  const death: EventSummary = {
    participant,
    event: 'death',
    term: 'Death NOS',
    soc: 'General disorders and administration site conditions',
    source: 'reported',
    scale: 'ctcae-5.0',
    onset: at,
    course: [{ at, atLeast: 5, atMost: 5, as: 'change' }],
    attribution: {},
  }
  return { ...events, death }
}

/** Only what was given: an absent value does not overwrite an earlier one. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
