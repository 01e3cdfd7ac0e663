import type { Emitted } from './emitted.ts'
import { advanceHall, type Hall, type HallDecision, type HallEmitted, startHall } from './hall.ts'
import { advanceLane, type Lane, type LaneEmitted, type LaneFact, startLane } from './lane.ts'
import { compareOrdered, inOrder, momentOf, type Ordered } from './order.ts'
import { newsOf } from './participant-news.ts'
import { concernsOne, type Posted, type World } from './router.ts'
import type { Machines } from './rules.ts'

/** What the trial's own machines took, in order: what one lane told, or a decision; and what came of it. */
type HallStep = {
  readonly when: Ordered
  readonly took: readonly LaneEmitted[] | HallDecision
  emitted: readonly HallEmitted[]
}

type LaneRecord = {
  readonly facts: Ordered[]
  lane: Lane
  /** The lane before fact `i × every`: where a late fact's replay may start. */
  readonly checkpoints: Lane[]
}

const LANE_EVERY = 128
const HALL_EVERY = 32

/**
 * A trial as its entries make it, and what is needed to take one more. Private and mutated; `worldOf` is what leaves.
 * An in-order fact moves the machines once. A late one replays its participant, and the trial only if that told anything new.
 */
export type Replay = {
  readonly machines: Machines
  readonly lanes: Map<string, LaneRecord>
  readonly steps: HallStep[]
  readonly hallCheckpoints: Hall[]
  hall: Hall
  latest: Ordered | undefined
  readonly emitted: Emitted[]
}

/** Replays facts and decisions in the order in which they happened, whatever order they come in. */
export function replay(machines: Machines, posted: readonly Posted[]): Replay {
  const state: Replay = {
    machines,
    lanes: new Map(),
    steps: [],
    hallCheckpoints: [],
    hall: startHall(machines),
    latest: undefined,
    emitted: [],
  }
  for (const one of inOrder(posted)) state.emitted.push(...appended(state, one))
  return state
}

/** Where every machine stands. */
export const worldOf = ({ hall, lanes }: Replay): World => ({
  hall,
  lanes: Object.fromEntries([...lanes].map(([participant, { lane }]) => [participant, lane])),
})

/** Takes one more fact or decision, in order or late; returns what is new. */
export function add(state: Replay, posted: Posted): readonly Emitted[] {
  const next = place(state, posted)
  const emitted = state.latest && compareOrdered(next, state.latest) < 0 ? inserted(state, next) : appended(state, next)
  state.emitted.push(...emitted)
  return emitted
}

function place({ lanes }: Replay, posted: Posted): Ordered {
  if (!concernsOne(posted)) return { posted, moment: momentOf(posted) }
  const facts = lanes.get(posted.participant)?.facts ?? []
  const related =
    'event' in posted && posted.event !== undefined
      ? facts.filter(({ posted: one }) => 'event' in one && one.event === posted.event)
      : []
  return inOrder([...related.map((one) => one.posted), posted]).find((one) => one.posted === posted)!
}

function appended(state: Replay, next: Ordered): readonly Emitted[] {
  state.latest = next
  const { posted } = next
  if (!concernsOne(posted)) return hallAppended(state, { when: next, took: posted, emitted: [] })
  const told = laneAppended(state, posted.participant, next)
  return told.some(isForHall) ? [...told, ...hallAppended(state, { when: next, took: told, emitted: [] })] : told
}

const isForHall = ({ type }: LaneEmitted) => type === 'participantEnrolled' || type === 'participantJudged'

function laneAppended({ machines, lanes }: Replay, participant: string, next: Ordered): readonly LaneEmitted[] {
  const record = lanes.get(participant) ?? { facts: [], lane: startLane(machines, participant), checkpoints: [] }
  lanes.set(participant, record)
  if (record.facts.length % LANE_EVERY === 0) record.checkpoints.push(record.lane)
  record.facts.push(next)
  const [lane, told] = advanceLane(machines, record.lane, next.posted as LaneFact)
  record.lane = lane
  return told
}

function hallAppended(state: Replay, step: HallStep): readonly HallEmitted[] {
  if (state.steps.length % HALL_EVERY === 0) state.hallCheckpoints.push(state.hall)
  state.steps.push(step)
  const [hall, emitted] = advanceHall(state.machines, state.hall, step.took)
  state.hall = hall
  step.emitted = emitted
  return emitted
}

function inserted(state: Replay, late: Ordered): readonly Emitted[] {
  const { posted } = late
  if (!concernsOne(posted))
    return hallReplayed(state, stepsWith(state.steps, { when: late, took: posted, emitted: [] }))
  const before = state.lanes.get(posted.participant)?.lane
  const { steps, own } = laneReplayed(state, posted.participant, late)
  const after = state.lanes.get(posted.participant)!.lane.participant.context.judgement
  const news = newsOf(
    posted.participant,
    posted.at,
    `late ${posted.type}`,
    before?.participant.context.judgement ?? null,
    after,
  )
  return [
    ...own.filter(isOfEvent),
    ...news.filter((one) => one.type !== 'participantJudged'),
    ...hallReplayed(state, steps),
  ]
}

const isOfEvent = (one: LaneEmitted) => 'summary' in one || one.type === 'issueRaised'

/** Replays a lane from the last checkpoint before a late fact: the trial's steps with what it now tells, and what it told of that fact. */
function laneReplayed(state: Replay, participant: string, late: Ordered) {
  const record = state.lanes.get(participant) ?? {
    facts: [],
    lane: startLane(state.machines, participant),
    checkpoints: [],
  }
  const at = firstAfter(record.facts, late)
  const from = Math.max(0, Math.min(record.checkpoints.length - 1, Math.floor(at / LANE_EVERY))) * LANE_EVERY
  const tail = [...record.facts.slice(from, at), late, ...record.facts.slice(at)]
  const redone = new Set(record.facts.slice(from))
  const lane = record.checkpoints[from / LANE_EVERY] ?? record.lane
  record.facts.length = from
  record.checkpoints.length = from / LANE_EVERY
  state.lanes.set(participant, { ...record, lane })
  const told = tail.map((when) => ({ when, took: laneAppended(state, participant, when), emitted: [] }))
  const steps = merged(
    state.steps.filter((step) => !redone.has(step.when)),
    told.filter(({ took }) => took.some(isForHall)),
  )
  return { steps, own: told.find(({ when }) => when === late)?.took ?? [] }
}

const stepsWith = (steps: readonly HallStep[], step: HallStep) => merged(steps, [step])

function merged(steps: readonly HallStep[], more: readonly HallStep[]): readonly HallStep[] {
  const all: HallStep[] = []
  let i = 0
  for (const step of more) {
    while (i < steps.length && compareOrdered(steps[i]!.when, step.when) <= 0) all.push(steps[i++]!)
    all.push(step)
  }
  return [...all, ...steps.slice(i)]
}

/** Replays the trial's own machines from where their steps first differ; returns what they tell that they had not told. */
function hallReplayed(state: Replay, steps: readonly HallStep[]): readonly HallEmitted[] {
  const same = firstDifference(state.steps, steps)
  if (same === state.steps.length && same === steps.length) return []
  const from = Math.max(0, Math.min(state.hallCheckpoints.length - 1, Math.floor(same / HALL_EVERY))) * HALL_EVERY
  const told = new Set(state.steps.slice(from).flatMap((step) => step.emitted.map((one) => JSON.stringify(one))))
  const basis = JSON.stringify(state.hall.trial.context.basis)
  state.hall = state.hallCheckpoints[from / HALL_EVERY] ?? state.hall
  state.steps.length = from
  state.hallCheckpoints.length = from / HALL_EVERY
  const emitted = steps.slice(from).flatMap((step) => hallAppended(state, step))
  const moved = JSON.stringify(state.hall.trial.context.basis) !== basis
  const lastRecommended = emitted.findLast((one) => one.type === 'doseRecommended')
  return emitted.filter(
    (one) =>
      (one.type === 'doseRecommended' ? moved && one === lastRecommended : isLasting(one)) &&
      !told.has(JSON.stringify(one)),
  )
}

const isLasting = ({ type }: HallEmitted) =>
  type === 'decisionBasisChanged' || type === 'issueRaised' || type === 'decisionTaken'

function firstDifference(a: readonly HallStep[], b: readonly HallStep[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) if (a[i] !== b[i] && !sameTold(a[i]!, b[i]!)) return i
  return length
}

const sameTold = (a: HallStep, b: HallStep) => a.when === b.when && JSON.stringify(a.took) === JSON.stringify(b.took)

function firstAfter(facts: readonly Ordered[], late: Ordered): number {
  let [low, high] = [0, facts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareOrdered(facts[middle]!, late) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
