import type { SnapshotFrom } from 'xstate'
import type { Decision } from '../core/decision.schema.ts'
import type { Fact } from '../core/fact.schema.ts'
import type { EventFact } from '../dlt/advance-event.ts'
import type { ParticipantFact, TimePassed } from '../dlt/advance-participant.ts'
import { concernsRules } from '../dlt/relevance.ts'
import type { EventEmitted, IssueEmitted, ParticipantEmitted } from './emitted.ts'
import { advanceLabs, type LabState, noLabs } from './labs.ts'
import type { Machines } from './rules.ts'
import { startOf } from './step.ts'

/** Where one participant stands: the participant's machine, those of the adverse events, and the laboratory memory. */
export type Lane = {
  readonly participant: SnapshotFrom<Machines['participant']['machine']>
  readonly events: Readonly<Record<string, SnapshotFrom<Machines['adverseEvent']['machine']>>>
  readonly labs: LabState
}

/** What concerns one participant: a fact, an adjudication, or the clock. */
export type LaneFact = Fact | Extract<Decision, { type: 'adjudicated' }> | TimePassed
export type LaneEmitted = EventEmitted | ParticipantEmitted | IssueEmitted

export const startLane = (machines: Machines, participant: string): Lane => ({
  participant: startOf(machines.participant.machine, { participant }),
  events: {},
  labs: noLabs,
})

type ToMachine =
  | { readonly to: 'adverseEvent'; readonly fact: EventFact }
  | { readonly to: 'participant'; readonly fact: ParticipantFact }

/** Hands one fact to its machine, and what an adverse event tells to the participant; first in, first out. */
export function advanceLane(machines: Machines, lane: Lane, fact: LaneFact): readonly [Lane, readonly LaneEmitted[]] {
  const draft: Draft = { ...lane }
  const emitted: LaneEmitted[] = []
  const queue: ToMachine[] = [...routesOf(machines, draft, fact)]
  for (let next = queue.shift(); next; next = queue.shift()) {
    for (const told of next.to === 'adverseEvent'
      ? toEvent(machines, draft, next.fact)
      : toParticipant(machines, draft, next.fact)) {
      emitted.push(told)
      if ('summary' in told && reachesParticipant(machines, draft, told)) queue.push({ to: 'participant', fact: told })
    }
  }
  return [draft, emitted]
}

/** News of a laboratory event that no rule could be met by stays with the event: most laboratory grades are such. */
function reachesParticipant({ judges }: Machines, { participant }: Draft, { summary }: EventEmitted): boolean {
  if (summary.source === 'reported') return true
  const { events } = participant.context.summary
  return summary.event in events || concernsRules(judges.protocol, summary.term, [summary, ...Object.values(events)])
}

type Draft = { -readonly [K in keyof Lane]: Lane[K] }

function routesOf(machines: Machines, draft: Draft, fact: LaneFact): readonly ToMachine[] {
  switch (fact.type) {
    case 'adverseEventReported':
    case 'adverseEventRegraded':
    case 'adverseEventPeaked':
    case 'adverseEventAttributed':
    case 'adverseEventEnded':
      return [{ to: 'adverseEvent', fact }]
    case 'labResult':
      return gradedBy(machines, draft, fact)
    case 'vitalSign':
      return []
    case 'screened':
      draft.labs = {
        ...draft.labs,
        ...(fact.age === undefined ? {} : { age: fact.age }),
        ...(fact.sex ? { sex: fact.sex } : {}),
      }
      return [{ to: 'participant', fact }]
    case 'dosed':
      draft.labs = { ...draft.labs, dosed: true }
      return [{ to: 'participant', fact }]
    default:
      return [{ to: 'participant', fact }]
  }
}

function gradedBy(
  machines: Machines,
  draft: Draft,
  result: Extract<Fact, { type: 'labResult' }>,
): readonly ToMachine[] {
  const { protocol, gradeLab } = machines.judges
  const by = { scale: protocol.grading.table, grade: gradeLab, watchFrom: machines.watchFrom }
  const [labs, graded] = advanceLabs(draft.labs, result, by)
  draft.labs = labs
  return graded.map((fact) => ({ to: 'adverseEvent', fact }))
}

function toParticipant(machines: Machines, draft: Draft, fact: ParticipantFact): readonly LaneEmitted[] {
  const [after, told] = machines.participant.step(draft.participant, fact)
  draft.participant = after
  return told
}

function toEvent(machines: Machines, draft: Draft, fact: EventFact): readonly LaneEmitted[] {
  const held = draft.events[fact.event]
  const before = held?.context.summary ? held : startOf(machines.adverseEvent.machine, eventInput(machines, fact))
  const [after, told] = machines.adverseEvent.step(before, fact)
  draft.events = { ...draft.events, [fact.event]: after }
  return told
}

function eventInput({ judges }: Machines, fact: EventFact) {
  const soc = fact.type === 'adverseEventReported' ? judges.socOf(fact.term) : undefined
  return { scale: judges.protocol.grading.table, ...(soc === undefined ? {} : { soc }) }
}
