import type { Emitted } from './emitted.ts'
import { appendStep, type HallHistory, type HallStep, merged, replaySteps, startHallHistory } from './hall-history.ts'
import type { LaneEmitted } from './lane.ts'
import { append, insert, type LaneHistory, startHistory, type Told } from './lane-history.ts'
import { compareOrdered, inOrder, momentOf, type Ordered } from './order.ts'
import { newsOf } from './participant-news.ts'
import { concernsOne, type Posted, type World } from './router.ts'
import type { Machines } from './rules.ts'

/**
 * A trial as its entries make it, and what is needed to take one more. Private and mutated; `worldOf` is what leaves.
 * An in-order fact moves the machines once. A late one replays its participant, and the trial only if that told anything new.
 */
export type Replay = {
  readonly machines: Machines
  readonly lanes: Map<string, LaneHistory>
  readonly trial: HallHistory
  latest: Ordered | undefined
  readonly emitted: Emitted[]
}

/** Replays facts and decisions in the order in which they happened, whatever order they come in. */
export function replay(machines: Machines, posted: readonly Posted[]): Replay {
  const state: Replay = {
    machines,
    lanes: new Map(),
    trial: startHallHistory(machines),
    latest: undefined,
    emitted: [],
  }
  for (const one of inOrder(posted)) for (const told of appended(state, one)) state.emitted.push(told)
  return state
}

/** Where every machine stands. */
export const worldOf = ({ trial, lanes }: Replay): World => ({
  hall: trial.hall,
  lanes: Object.fromEntries([...lanes].map(([participant, { lane }]) => [participant, lane])),
})

/** Takes one more fact or decision, in order or late; returns what is new. */
export function add(state: Replay, posted: Posted): readonly Emitted[] {
  const next = place(state, posted)
  const isLate = state.latest !== undefined && compareOrdered(next, state.latest) < 0
  const emitted = isLate ? inserted(state, next) : appended(state, next)
  for (const told of emitted) state.emitted.push(told)
  return emitted
}

/** Where a fact belongs: nothing about an adverse event comes before its onset. */
function place({ lanes }: Replay, posted: Posted): Ordered {
  const event = 'event' in posted ? posted.event : undefined
  if (event === undefined || !concernsOne(posted)) return { posted, moment: momentOf(posted) }
  const facts = lanes.get(posted.participant)?.facts ?? []
  const related = facts.filter(({ posted: one }) => 'event' in one && one.event === event)
  return inOrder([...related.map((one) => one.posted), posted]).find((one) => one.posted === posted)!
}

function laneOf({ machines, lanes }: Replay, participant: string): LaneHistory {
  const known = lanes.get(participant)
  if (known) return known
  const made = startHistory(machines, participant)
  lanes.set(participant, made)
  return made
}

const isForHall = ({ type }: LaneEmitted) => type === 'participantEnrolled' || type === 'participantJudged'

function appended(state: Replay, next: Ordered): readonly Emitted[] {
  state.latest = next
  const { posted } = next
  if (!concernsOne(posted)) return appendStep(state.machines, state.trial, { when: next, took: posted, emitted: [] })
  const told = append(state.machines, laneOf(state, posted.participant), next)
  if (!told.some(isForHall)) return told
  return [...told, ...appendStep(state.machines, state.trial, { when: next, took: told, emitted: [] })]
}

function inserted(state: Replay, late: Ordered): readonly Emitted[] {
  const { machines, trial } = state
  const { posted } = late
  if (!concernsOne(posted))
    return replaySteps(machines, trial, merged(trial.steps, [{ when: late, took: posted, emitted: [] }]))
  const history = laneOf(state, posted.participant)
  const before = history.lane.participant.context.judgement
  const told = insert(machines, history, late)
  if (!told) return []
  const after = history.lane.participant.context.judgement
  const own = told.find(({ when }) => when === late)?.took.filter(isOfEvent) ?? []
  const news = newsOf(posted.participant, posted.at, `late ${posted.type}`, before, after)
  const steps = replaySteps(machines, trial, stepsAfter(trial.steps, told))
  return [...own, ...news.filter((one) => one.type !== 'participantJudged'), ...steps]
}

const isOfEvent = (one: LaneEmitted) => 'summary' in one || one.type === 'issueRaised'

/** The trial's steps with those of the facts that were replayed put in anew; a step that tells the same stays the same. */
function stepsAfter(steps: readonly HallStep[], told: readonly Told[]): readonly HallStep[] {
  const redone = new Set(told.map(({ when }) => when))
  const held = new Map(steps.filter(({ when }) => redone.has(when)).map((step) => [step.when, step]))
  const now = told
    .filter(({ took }) => took.some(isForHall))
    .map(({ when, took }): HallStep => {
      const was = held.get(when)
      return was && JSON.stringify(was.took) === JSON.stringify(took) ? was : { when, took, emitted: [] }
    })
  return merged(
    steps.filter(({ when }) => !redone.has(when)),
    now,
  )
}
