import { before, type Checkpoints, forgetFrom, keep } from './checkpoints.ts'
import {
  concerns,
  type LaneFact,
  ownFact,
  type ParticipantSnapshot,
  startParticipant,
  stepParticipant,
  type ToldByEvent,
  type ToldByParticipant,
} from './lane.ts'
import type { Ordered } from './order.ts'
import type { Machines } from './rules.ts'

/** Where a participant's machine stands, and checkpoints on the way, each before the fact at its index. */
export type ParticipantHistory = {
  readonly participant: string
  snapshot: ParticipantSnapshot
  readonly checkpoints: Checkpoints<ParticipantSnapshot>
  /** How many facts have moved the machine since it started or went back. */
  moved: number
  /** The terms whose news the participant has been told: later news of them may matter. */
  readonly terms: Set<string>
}

const EVERY = 6

export const startParticipantHistory = (machines: Machines, participant: string): ParticipantHistory => ({
  participant,
  snapshot: startParticipant(machines, participant),
  checkpoints: [],
  moved: 0,
  terms: new Set(),
})

/** Takes the fact at an index, and what the adverse events told of it. */
export function hear(
  machines: Machines,
  history: ParticipantHistory,
  index: number,
  { posted }: Ordered,
  told: readonly ToldByEvent[],
): readonly ToldByParticipant[] {
  const own = ownFact(posted as LaneFact)
  const [snapshot, heard] = stepParticipant(machines, history.snapshot, own, told)
  if (snapshot === history.snapshot) return heard
  if (history.moved++ % EVERY === 0) keep(history.checkpoints, index, history.snapshot, 1)
  history.snapshot = snapshot
  for (const one of told) if ('summary' in one) history.terms.add(one.summary.term.toLowerCase())
  return heard
}

/** Whether an event's news can matter to a participant: it was reported, a rule could be met by it, or its term has been told. */
export const mayMatter = (machines: Machines, { terms }: ParticipantHistory, told: readonly ToldByEvent[]): boolean =>
  told.some(
    (one) =>
      'summary' in one &&
      (one.summary.source === 'reported' ||
        concerns(machines, one.summary) ||
        terms.has(one.summary.term.toLowerCase())),
  )

/** Goes back to the last checkpoint at or before an index; returns the index to go on from. */
export function goBack(machines: Machines, history: ParticipantHistory, index: number): number {
  const start = before(history.checkpoints, index)
  history.snapshot = start?.state ?? startParticipant(machines, history.participant)
  forgetFrom(history.checkpoints, start?.index ?? 0)
  history.moved = 0
  return start?.index ?? 0
}
