import type { Emitted } from './emitted.ts'
import type { HallDecision } from './hall.ts'
import { appendStep, type HallHistory, type HallStep, merged, replaySteps, startHallHistory } from './hall-history.ts'
import type { LaneEmitted, LaneFact } from './lane.ts'
import { type Change, changeLane, type Told, toldOf } from './lane-change.ts'
import { append, type LaneHistory, startHistory } from './lane-history.ts'
import { compareOrdered, inOrder, momentOf, type Ordered } from './order.ts'
import { newsOf } from './participant-news.ts'
import { changeOf, heldAs } from './replace.ts'
import { concernsOne, isOfDonor, type Posted, type World } from './router.ts'
import type { Machines } from './rules.ts'

/**
 * A trial as its entries make it, and what is needed to take one more. Private and mutated; `worldOf` is what leaves.
 * An in-order fact moves the machines once. A late one moves what it bears on, and the trial only if that told anything new.
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
  for (const one of inOrder(posted.filter((one) => !isOfDonor(one))))
    for (const told of appended(state, one)) state.emitted.push(told)
  return state
}

/** Where every machine stands. */
export const worldOf = ({ trial, lanes }: Replay): World => ({
  hall: trial.hall,
  lanes: Object.fromEntries([...lanes].map(([participant, { lane }]) => [participant, lane])),
})

/** Takes one more fact or decision, in order or late; returns what is new. */
export const add = (state: Replay, posted: Posted): readonly Emitted[] => told(state, taken(state, [], [posted]))

/** A statement that is superseded by others, or by none: something recorded in error. */
export type Correction = { readonly type: 'corrected'; readonly was: Posted; readonly now: readonly Posted[] }

/** Takes a correction as if the corrected statement had never been made; returns what is new. */
export const correct = (state: Replay, { was, now }: Correction): readonly Emitted[] =>
  told(state, taken(state, [was], now))

function told(state: Replay, emitted: readonly Emitted[]): readonly Emitted[] {
  for (const one of emitted) state.emitted.push(one)
  return emitted
}

/** Moves each participant's lane at once, and then what is the trial's own. */
function taken(state: Replay, wasSaid: readonly Posted[], isSaid: readonly Posted[]): readonly Emitted[] {
  const [gone, came] = [wasSaid, isSaid].map((all) => all.filter((one) => !isOfDonor(one))) as [Posted[], Posted[]]
  const all = [...gone, ...came]
  const participants = new Set(all.flatMap((one) => (concernsOne(one) ? [one.participant] : [])))
  const of =
    (participant: string) =>
    (one: Posted): one is LaneFact =>
      concernsOne(one) && one.participant === participant
  const emitted = [
    ...[...participants].flatMap((one) => takenByLane(state, one, gone.filter(of(one)), came.filter(of(one)))),
    ...(all.every(concernsOne) ? [] : takenByHall(state, gone.filter(ofTrial), came.filter(ofTrial))),
  ]
  if (gone.length > 0) state.latest = latestOf(state)
  return emitted
}

/** What happened last, of all that is held. */
const latestOf = ({ lanes, trial }: Replay): Ordered | undefined =>
  [...lanes.values()]
    .map(({ facts }) => facts.at(-1))
    .concat(trial.steps.at(-1)?.when)
    .reduce((last, one) => (last && (!one || compareOrdered(one, last) < 0) ? last : one), undefined)

const ofTrial = (one: Posted): one is HallDecision => !concernsOne(one)

function takenByLane(
  state: Replay,
  participant: string,
  gone: readonly LaneFact[],
  came: readonly LaneFact[],
): readonly Emitted[] {
  const history = laneOf(state, participant)
  const change = changeOf(history, gone, came)
  const [next] = change.came
  if (next && change.came.length === 1 && change.gone.length === 0 && isNext(state, next)) return appended(state, next)
  return changed(state, history, change, { gone, came })
}

const isNext = ({ latest }: Replay, next: Ordered) => latest === undefined || compareOrdered(next, latest) >= 0

function takenByHall(state: Replay, gone: readonly HallDecision[], came: readonly HallDecision[]): readonly Emitted[] {
  const next = came.map((posted) => ({ posted, moment: momentOf(posted) }))
  if (gone.length === 0 && next.length === 1 && isNext(state, next[0]!)) return appended(state, next[0]!)
  const left = gone.map((one) =>
    heldAs(
      state.trial.steps.map(({ when }) => when.posted),
      one,
    ),
  )
  const kept = state.trial.steps.filter(({ when }) => !left.includes(when.posted))
  return replaySteps(
    state.machines,
    state.trial,
    merged(
      kept,
      next.sort(compareOrdered).map((when) => ({ when, took: when.posted as HallDecision, emitted: [] })),
    ),
  )
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

type Stated = { readonly gone: readonly LaneFact[]; readonly came: readonly LaneFact[] }

/** What is new after a lane has changed: of what came, what its events tell; then how the judgement moved, and what the trial makes of it. */
function changed(state: Replay, history: LaneHistory, change: Change, { gone, came }: Stated): readonly Emitted[] {
  const { machines, trial } = state
  const judgement = () => history.participant.snapshot.context.judgement
  const before = judgement()
  const anew = changeLane(machines, history, change)
  const own = change.came
    .filter(({ posted }) => came.some((one) => one === posted))
    .flatMap((when) => toldOf(history, when).filter(isOfEvent))
  const { participant, at, type } = came[0] ?? gone[0]!
  const news = newsOf(participant, at, `${gone.length > 0 ? 'corrected' : 'late'} ${type}`, before, judgement())
  const steps = replaySteps(machines, trial, stepsAfter(trial, change.gone, anew))
  for (const when of change.came) if (isNext(state, when)) state.latest = when
  return [...own, ...news.filter((one) => one.type !== 'participantJudged'), ...steps]
}

const isOfEvent = (one: LaneEmitted) => 'summary' in one || 'episode' in one || one.type === 'issueRaised'

/** The trial's steps with those of the facts that were taken anew put in; a step that tells the same stays the same. */
function stepsAfter(
  { steps, taken }: HallHistory,
  gone: readonly Ordered[],
  anew: readonly Told[],
): readonly HallStep[] {
  const out = new Set<HallStep>()
  const now: HallStep[] = []
  for (const { when, took } of [...gone.map((when) => ({ when, took: [] })), ...anew]) {
    const was = taken.get(when)
    const isStep = took.some(isForHall)
    if (was && isStep && isSame(was.took, took)) continue
    if (was) out.add(was)
    if (isStep) now.push({ when, took, emitted: [] })
  }
  if (out.size === 0 && now.length === 0) return steps
  return merged(out.size === 0 ? steps : steps.filter((step) => !out.has(step)), now)
}

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b)
