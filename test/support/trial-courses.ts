import { expect } from 'vitest'
import { createActor } from 'xstate'
import { trialLogic } from '../../src/machines/actor.ts'
import type { Emitted } from '../../src/machines/emitted.ts'
import { inOrder } from '../../src/machines/order.ts'
import { add, correct, type Replay, replay } from '../../src/machines/replay.ts'
import { emptyWorld, isOfDonor, type Posted, post, type World } from '../../src/machines/router.ts'
import type { Machines } from '../../src/machines/rules.ts'
import type { TrialContext } from '../../src/machines/trial-context.ts'

export const json = (value: unknown) => JSON.stringify(value)
/** The same without the values that grounds quote: of an answer that time no longer changes, they say how long it had been so then. */
export const answered = (value: unknown) =>
  JSON.stringify(value, (key, inner: unknown) => (key === 'saw' ? undefined : inner))
export const lanesOf = (world: World) => Object.entries(world.lanes).sort(([a], [b]) => (a < b ? -1 : 1))
export const trialOf = ({ trial }: Replay) => trial.hall.trial.context

/** Both written the same; where not, how they differ. */
export const sameText = (a: unknown, b: unknown) => {
  const [left, right] = [json(a), json(b)]
  if (left !== right) expect(JSON.parse(left ?? 'null')).toEqual(JSON.parse(right ?? 'null'))
  expect(left === right).toBe(true)
}

/** Where a trial stands, but for what was recorded of its decisions. */
export const standingOf = (state: Replay) => standingIn(trialOf(state))
export const standingIn = ({ counts, members, stopping, rp2d, gates, current, held, basis }: TrialContext) => ({
  counts,
  members,
  stopping,
  rp2d,
  gates,
  current,
  held,
  basis,
})

/** What somebody who listens knows of one DLT rule of one participant: flagged, or cleared and by what. */
export type HeardOfDlt = ReadonlyMap<string, string>

/** Where a trial led that heard of each fact as it arrived, and what went wrong on the way. */
export type LiveTrial = {
  readonly state: Replay
  readonly heard: Map<string, string>
  /** What was heard of a DLT is not how it stands. */
  readonly silent: string[]
  /** A recorded decision is not there, or no longer stands on what it stood on. */
  readonly unpinned: string[]
}

const startLive = (machines: Machines): LiveTrial => ({
  state: replay(machines, []),
  heard: new Map(),
  silent: [],
  unpinned: [],
})

/** A trial that hears of each in the order in which it arrives. */
export function live(machines: Machines, arriving: readonly Posted[]): LiveTrial {
  const trial = startLive(machines)
  for (const one of arriving) watched(trial, [], [one], (state) => add(state, one))
  return trial
}

/** A trial some of whose statements were corrected one by one, each to another or to none. */
export function corrected(
  machines: Machines,
  kept: readonly Posted[],
  was: readonly Posted[],
  now: readonly Posted[],
): LiveTrial {
  const trial = { ...startLive(machines), state: replay(machines, [...kept, ...was]) }
  listen(trial.heard, trial.state.emitted)
  for (const [i, one] of was.entries()) {
    const instead = now.slice(i, i + 1)
    watched(trial, [one], instead, (state) => correct(state, { type: 'corrected', was: one, now: instead }))
  }
  return trial
}

function watched(
  { state, heard, silent, unpinned }: LiveTrial,
  gone: readonly Posted[],
  came: readonly Posted[],
  take: (state: Replay) => readonly Emitted[],
): void {
  const before = trialOf(state).decisions.map(json)
  listen(heard, take(state))
  for (const one of [...gone, ...came])
    if ('participant' in one) silent.push(...contradicted(state, heard, one.participant))
  unpinned.push(...lost(before, trialOf(state).decisions.map(json), gone.filter(isDose), came.filter(isDose)))
}

const isDose = ({ type }: Posted) => type === 'doseDecided'

/** Decisions that are gone though nobody took them back, or are there though nobody took them. */
function lost(
  before: readonly string[],
  after: readonly string[],
  gone: readonly Posted[],
  came: readonly Posted[],
): readonly string[] {
  if (before.length + came.length - gone.length !== after.length) return [`${before.length} became ${after.length}`]
  const rest = [...after]
  const missing = before.filter((one) => {
    const place = rest.indexOf(one)
    if (place >= 0) rest.splice(place, 1)
    return place < 0
  })
  return missing.length > gone.length ? missing : []
}

/** What a list of news says of each DLT, the last word counting. */
export function listen(heard: Map<string, string>, emitted: readonly Emitted[]): Map<string, string> {
  for (const one of emitted) {
    if (one.type === 'dltFlagged') heard.set(`${one.participant} ${one.answer.rule}`, 'flagged')
    if (one.type === 'dltCleared') heard.set(`${one.participant} ${one.rule}`, `cleared by ${one.by}`)
  }
  return heard
}

/** Rules of a participant of which the news say something else than the judgement. */
export function contradicted({ lanes }: Replay, heard: HeardOfDlt, participant: string): readonly string[] {
  const rules = lanes.get(participant)?.participant.snapshot.context.judgement.rules ?? []
  const met = rules.filter(({ is }) => is === 'met').map(({ rule }) => `${participant} ${rule}`)
  const told = [...heard].filter(([place, word]) => place.startsWith(`${participant} `) && word === 'flagged')
  return [
    ...met.filter((place) => heard.get(place) !== 'flagged').map((place) => `${place} is met and was not flagged`),
    ...told.filter(([place]) => !met.includes(place)).map(([place]) => `${place} was flagged and never cleared`),
  ]
}

/** Through the pure router, fact by fact in the order in which they happened: where it leads, and what is told. */
export function routed(machines: Machines, posted: readonly Posted[]): { world: World; emitted: readonly Emitted[] } {
  let world = emptyWorld(machines)
  const emitted: Emitted[] = []
  for (const { posted: one } of inOrder(posted.filter((one) => !isOfDonor(one)))) {
    const [next, told] = post(machines, world, one)
    world = next
    emitted.push(...told)
  }
  return { world, emitted }
}

/** What a live actor tells that is stored as JSON half way and restored, and where it leads. */
export function storedHalfWay(machines: Machines, sent: readonly Posted[]) {
  const half = Math.floor(sent.length / 2)
  const logic = trialLogic(machines)
  const heard: Emitted[] = []
  const told = (facts: readonly Posted[], stored?: unknown) => {
    const actor = createActor(logic, stored === undefined ? {} : { snapshot: stored as never })
    actor.on('*', (event) => heard.push(event))
    actor.start()
    for (const one of facts) actor.send(one)
    return actor
  }
  const first = told(sent.slice(0, half))
  const second = told(sent.slice(half), JSON.parse(json(first.getPersistedSnapshot())))
  return { heard, world: logic.worldOf(second.getSnapshot().context) }
}
