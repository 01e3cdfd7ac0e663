import type { SnapshotFrom } from 'xstate'
import type { Decision } from '../core/decision.schema.ts'
import type { Fact } from '../core/fact.schema.ts'
import { remembering } from '../core/remembering.ts'
import type { EventFact } from '../dlt/advance-event.ts'
import type { ParticipantFact, TimePassed } from '../dlt/advance-participant.ts'
import type { EventSummary } from '../dlt/event.ts'
import { concernsRules } from '../dlt/relevance.ts'
import type { EventEmitted, IssueEmitted, ParticipantEmitted } from './emitted.ts'
import { advanceAnalyte, type LabState, noLabs, noResults, settingAfter } from './labs.ts'
import type { Machines } from './rules.ts'
import { startOf } from './step.ts'

export type EventSnapshot = SnapshotFrom<Machines['adverseEvent']['machine']>
export type ParticipantSnapshot = SnapshotFrom<Machines['participant']['machine']>

/** Where one participant stands: the participant's machine, those of the adverse events, and the laboratory memory. */
export type Lane = {
  readonly participant: ParticipantSnapshot
  readonly events: Readonly<Record<string, EventSnapshot>>
  readonly labs: LabState
}

/** What concerns one participant: a fact, an adjudication, or the clock. */
export type LaneFact = Fact | Extract<Decision, { type: 'adjudicated' }> | TimePassed
/** What an event's machine tells, and what a participant's does. */
export type ToldByEvent = EventEmitted | IssueEmitted
export type ToldByParticipant = ParticipantEmitted | IssueEmitted
export type LaneEmitted = ToldByEvent | ToldByParticipant

export const startLane = (machines: Machines, participant: string): Lane => ({
  participant: startParticipant(machines, participant),
  events: {},
  labs: noLabs,
})

export const startParticipant = (machines: Machines, participant: string): ParticipantSnapshot =>
  startOf(machines.participant.machine, { participant })

/** Hands one fact to its machine, and what adverse events tell of it to the participant; first in, first out. */
export function advanceLane(machines: Machines, lane: Lane, fact: LaneFact): readonly [Lane, readonly LaneEmitted[]] {
  const [labs, facts] = eventFactsOf(machines, lane.labs, fact)
  const events = facts.length === 0 ? lane.events : { ...lane.events }
  const told: ToldByEvent[] = []
  for (const one of facts) {
    const [after, news] = stepEvent(machines, lane.events[one.event], one)
    ;(events as Record<string, EventSnapshot>)[one.event] = after
    told.push(...news)
  }
  const [participant, heard] = stepParticipant(machines, lane.participant, ownFact(fact), told)
  return [{ participant, events, labs }, [...told, ...heard]]
}

const isOfEvent = (fact: LaneFact): fact is Extract<Fact, EventFact> => fact.type.startsWith('adverseEvent')

/** What a fact is to the adverse events: itself, or the grades that a laboratory result gave. */
function eventFactsOf(machines: Machines, labs: LabState, fact: LaneFact): readonly [LabState, readonly EventFact[]] {
  if (isOfEvent(fact)) return [labs, [fact]]
  if (fact.type !== 'labResult') {
    const setting = settingAfter(labs.setting, fact)
    return [setting === labs.setting ? labs : { ...labs, setting }, []]
  }
  const before = labs.analytes[fact.analyte] ?? noResults
  const [after, graded] = advanceAnalyte(before, fact, labs.setting, machines.labGrading)
  const analytes = after === before ? labs.analytes : { ...labs.analytes, [fact.analyte]: after }
  return [after === before ? labs : { ...labs, analytes }, graded]
}

/** The fact itself where it is the participant's machine that takes it; results and vital signs are graded outside. */
export function ownFact(fact: LaneFact): ParticipantFact | undefined {
  return isOfEvent(fact) || fact.type === 'labResult' || fact.type === 'vitalSign'
    ? undefined
    : (fact as ParticipantFact)
}

/** One adverse event after one fact about it, and what its machine told. */
export function stepEvent(
  machines: Machines,
  held: EventSnapshot | undefined,
  fact: EventFact,
): readonly [EventSnapshot, readonly ToldByEvent[]] {
  return machines.adverseEvent.step(held?.context.summary ? held : notReported(machines, fact), fact)
}

const unreported = remembering((_: Machines) => new Map<string | undefined, EventSnapshot>())

/** Where an adverse event's machine starts; one for all whose SOC is the same. */
function notReported(machines: Machines, fact: EventFact): EventSnapshot {
  const { judges, adverseEvent } = machines
  const soc = fact.type === 'adverseEventReported' ? judges.socOf(fact.term) : undefined
  const bySoc = unreported(machines)
  const input = { scale: judges.protocol.grading.table, ...(soc === undefined ? {} : { soc }) }
  const start = bySoc.get(soc) ?? startOf(adverseEvent.machine, input)
  bySoc.set(soc, start)
  return start
}

/** The participant after a fact of their own, and after what the adverse events told; and what their machine told. */
export function stepParticipant(
  machines: Machines,
  before: ParticipantSnapshot,
  own: ParticipantFact | undefined,
  told: readonly ToldByEvent[],
): readonly [ParticipantSnapshot, readonly ToldByParticipant[]] {
  if (!own && told.length === 0) return [before, nothing]
  let participant = before
  const heard: ToldByParticipant[] = []
  const step = (fact: ParticipantFact) => {
    const [after, news] = machines.participant.step(participant, fact)
    participant = after
    heard.push(...news)
  }
  if (own) step(own)
  for (const one of told) if ('summary' in one && reaches(machines, participant, one.summary)) step(one)
  return [participant, heard]
}

const nothing: readonly ToldByParticipant[] = []

/** News of a laboratory event that no rule could be met by stays with the event: most laboratory grades are such. */
function reaches(machines: Machines, { context }: ParticipantSnapshot, summary: EventSummary): boolean {
  if (summary.source === 'reported') return true
  const { events } = context.summary
  if (summary.event in events || concerns(machines, summary)) return true
  const term = summary.term.toLowerCase()
  for (const one in events) {
    const held = events[one]!
    if (held.term.toLowerCase() === term && concerns(machines, held)) return true
  }
  return false
}

/** Whether any rule could be met by this event, as it stands. */
export function concerns({ judges, concerning }: Machines, summary: EventSummary): boolean {
  const known = concerning.get(summary)
  if (known !== undefined) return known
  const made = concernsRules(judges.protocol, summary.term, [summary])
  concerning.set(summary, made)
  return made
}
