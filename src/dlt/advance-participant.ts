import type { Decision } from '../core/decision.schema.ts'
import type { Fact, FactOf } from '../core/fact.schema.ts'
import type { EventSummary } from './event.ts'
import type { ParticipantSummary } from './participant.ts'
import { supportOf } from './support.ts'

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
      return given({
        assigned: fact.level,
        replaces: fact.replaces,
        enrolledAt: fact.at,
        phase: fact.phase,
        cohort: fact.cohort,
      })
    case 'dosed': {
      const { at, agent, cycle = 1, amount, unit, planned, product, level, infusion, per, weight } = fact
      const { carPositiveViable, outOfSpecification, interrupted } = fact
      const known = {
        amount,
        unit,
        planned,
        product,
        level,
        infusion,
        per,
        weight,
        carPositiveViable,
        outOfSpecification,
      }
      return { doses: [...summary.doses, { at, agent, cycle, ...given({ ...known, interrupted }) }] }
    }
    case 'followedUp':
      return { contact: fact.at, ...withAssessments(summary, fact.assessments ?? [], fact.at) }
    case 'intervention': {
      const support = supportOf(fact)
      return support ? { supports: [...(summary.supports ?? []), support] } : {}
    }
    case 'assessed':
      return assessed(summary, fact)
    case 'withdrew':
      return { withdrew: { at: fact.at, ...given({ reason: fact.reason }) } }
    case 'completed':
      return { completedAt: fact.at, contact: fact.at }
    case 'died':
      return diedBy(summary, { at: fact.at, ...given({ cause: fact.cause, event: fact.event }) })
    case 'graded':
    case 'gradeChanged':
    case 'eventChanged':
    case 'eventEnded':
      return withNews(summary, fact.summary)
    case 'adjudicated': {
      const { rule, event, is, grade, by, at, reason } = fact
      const known = Object.keys(summary.events)
      const decision = { by, at, reason, known, ...given({ rule, event, is, grade }) }
      return { adjudications: [...summary.adjudications, decision] }
    }
    case 'lesionMeasured':
    case 'progressed':
    case 'timePassed':
      return {}
  }
}

/** What was found about an event, a grade before the first dose, or the day of an assessment. */
function assessed(summary: ParticipantSummary, fact: FactOf<'assessed'>): Partial<ParticipantSummary> {
  const { instrument, item, value, event, at } = fact
  if (event !== undefined) return typeof value === 'boolean' ? found(summary, event, instrument, value) : {}
  if (instrument === 'baselineGrade') return item === undefined ? {} : baselineGrade(summary, item, value)
  return withAssessments(summary, [instrument], at)
}

function found({ findings }: ParticipantSummary, event: string, fact: string, value: boolean) {
  return { findings: { ...findings, [event]: { ...findings?.[event], [fact]: value } } }
}

function baselineGrade({ baselineGrades }: ParticipantSummary, term: string, value: FactOf<'assessed'>['value']) {
  const written = String(value).trim()
  return /^[0-5](\.0+)?$/.test(written) ? { baselineGrades: { ...baselineGrades, [term]: Number(written) } } : {}
}

/** An assessment is kept by its days. */
function withAssessments({ assessments }: ParticipantSummary, names: readonly string[], at: string) {
  if (names.length === 0) return {}
  const day = at.slice(0, 10)
  const next = { ...assessments }
  for (const name of names) if (!next[name]?.includes(day)) next[name] = [...(next[name] ?? []), day]
  return { assessments: next }
}

/** The event as it now stands; what is known of a death is kept. */
function withNews(summary: ParticipantSummary, event: EventSummary): Partial<ParticipantSummary> {
  const events = { ...summary.events, [event.event]: event }
  return summary.died ? diedBy({ ...summary, events }, summary.died) : { events }
}

/** A death that no fatal event explains is an event of its own; whether it is related is not known until somebody says. */
function diedBy(
  { participant, events: all }: ParticipantSummary,
  died: NonNullable<ParticipantSummary['died']>,
): Partial<ParticipantSummary> {
  const events = Object.fromEntries(Object.entries(all).filter(([, event]) => !event.unexplained))
  const known = events[died.event ?? '']
  if (known)
    return { died, events: { ...events, [known.event]: { ...known, ended: { at: died.at, outcome: 'fatal' } } } }
  if (Object.values(events).some(isFatal)) return { died, events }
  const event = 'death' in events ? 'death, unexplained' : 'death'
  const death: EventSummary = {
    participant,
    event,
    term: 'Death NOS',
    soc: 'General disorders and administration site conditions',
    source: 'reported',
    scale: 'ctcae-5.0',
    onset: died.at,
    course: [{ at: died.at, atLeast: 5, atMost: 5, as: 'change' }],
    attribution: {},
    unexplained: true,
  }
  return { died, events: { ...events, [event]: death } }
}

const isFatal = ({ ended, course }: EventSummary) => ended?.outcome === 'fatal' || (course.at(-1)?.atLeast ?? 0) >= 5

/** Only what was given: an absent value does not overwrite an earlier one. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
