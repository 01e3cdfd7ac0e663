import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createActor } from 'xstate'
import { Decision } from '../../src/core/decision.schema.ts'
import { Fact } from '../../src/core/fact.schema.ts'
import { designFor } from '../../src/dosing/for-protocol.ts'
import { settlements } from '../../src/dosing/settle.ts'
import { trialLogic } from '../../src/machines/actor.ts'
import type { Basis, Emitted } from '../../src/machines/emitted.ts'
import { inOrder } from '../../src/machines/order.ts'
import { add, correct, type Replay, replay, worldOf } from '../../src/machines/replay.ts'
import { emptyWorld, type Posted, post } from '../../src/machines/router.ts'
import { typesOf } from '../support/from-schema.ts'
import { timelines } from '../support/timelines.ts'
import { machines } from '../support/trial.ts'

/** `TIMELINES=10000` runs them all. */
const RUNS = Number(process.env.TIMELINES ?? 60)
const holds = (law: (posted: readonly Posted[]) => void) => () =>
  fc.assert(fc.property(timelines, law), { numRuns: RUNS })
const shuffled = timelines.chain((posted) =>
  fc.shuffledSubarray([...posted], { minLength: posted.length, maxLength: posted.length }),
)
const holdsInAnyOrder = (law: (arriving: readonly Posted[]) => void) => () =>
  fc.assert(fc.property(shuffled, law), { numRuns: RUNS })

const json = (value: unknown) => JSON.stringify(value)
const lanes = (state: Replay) => Object.entries(worldOf(state).lanes).sort(([a], [b]) => (a < b ? -1 : 1))
const basis = ({ trial }: Replay) => trial.hall.trial.context.basis
const timely = (posted: readonly Posted[]) => inOrder(posted).map((one) => one.posted)

/** A trial that hears of each in the order in which it arrives. */
function live(arriving: readonly Posted[]): Replay {
  const state = replay(machines, [])
  for (const one of arriving) add(state, one)
  return state
}

describe('the timelines', () => {
  it('hold every type of fact and decision there is', () => {
    const seen = new Set(fc.sample(timelines, { numRuns: 200, seed: 1 }).flatMap((all) => all.map(({ type }) => type)))
    expect([...typesOf(Fact), ...typesOf(Decision)].filter((type) => !seen.has(type as Posted['type']))).toEqual([])
  })
})

describe('laws of every timeline, however absurd', { timeout: 36_000_000 }, () => {
  it(
    'no judgement throws, and the world goes to JSON and back',
    holds((posted) => {
      const world = worldOf(replay(machines, posted))
      expect(JSON.parse(json(world))).toEqual(JSON.parse(json(world)))
    }),
  )

  it(
    'no recommendation names a level at or above an excluded one; whoever is pending there is an urgent issue',
    holds((posted) => {
      const state = replay(machines, posted)
      const { recommendation, tally } = basis(state)
      const lowest = recommendation.excluded[0] ?? Number.POSITIVE_INFINITY
      expect(recommendation.level === null || recommendation.level < lowest).toBe(true)
      const urgent = state.emitted.flatMap((one) =>
        one.type === 'issueRaised' && one.issue.code === 'overExcludedLevel' ? [one.issue.message] : [],
      )
      for (const level of recommendation.excluded)
        if ((tally[level - 1]?.pending ?? 0) > 0)
          expect(urgent.some((message) => message.includes(`at level ${level}, which is excluded`))).toBe(true)
    }),
  )

  it(
    'a recorded dose decision is never refused',
    holdsInAnyOrder((arriving) => {
      const decided = arriving.filter(({ type }) => type === 'doseDecided')
      for (const state of [replay(machines, arriving), live(arriving)]) {
        expect(state.trial.hall.trial.context.decisions).toHaveLength(decided.length)
        expect(state.emitted.filter(({ type }) => type === 'decisionTaken').length).toBeGreaterThanOrEqual(
          new Set(decided.map((one) => json(one))).size,
        )
      }
    }),
  )

  it(
    'nobody pending counts as safe: an escalation or an MTD holds whichever way they settle',
    holds((posted) => {
      const { recommendation, tally, current } = basis(replay(machines, posted))
      if (!['escalate', 'declare-mtd'].includes(recommendation.action)) return
      const design = designFor(machines.judges.protocol, 0)
      for (const way of settlements(tally)) {
        const { action, level } = design(way, current)
        if (action !== 'stop') expect([action, level]).toEqual([recommendation.action, recommendation.level])
      }
    }),
  )

  it(
    'a DLT that was flagged and no longer stands was cleared by name, late or timely',
    holdsInAnyOrder((arriving) => {
      for (const state of [replay(machines, arriving), live(arriving)]) {
        const last = new Map<string, string>()
        for (const one of state.emitted) {
          if (one.type === 'dltFlagged') last.set(`${one.participant} ${one.answer.rule}`, 'flagged')
          if (one.type === 'dltCleared') last.set(`${one.participant} ${one.rule}`, one.by)
        }
        for (const [participant, { participant: machine }] of lanes(state))
          for (const { rule, is } of machine.context.judgement.rules) {
            const told = last.get(`${participant} ${rule}`)
            if (told === 'flagged') expect(is).toBe('met')
            if (is === 'met') expect(told).toBe('flagged')
            expect(told).not.toBe('')
          }
      }
    }),
  )

  it(
    'where a settled outcome that the last decision stood on is lost, it is told that its basis has changed',
    holdsInAnyOrder((arriving) => {
      const state = live(arriving)
      const decision = state.trial.hall.trial.context.decisions.at(-1)
      if (!decision || !hasLost(decision.basis, basis(state))) return
      expect(state.emitted.some(({ type }) => type === 'decisionBasisChanged')).toBe(true)
    }),
  )

  it(
    'late facts give the same judgements as timely ones, whatever order they arrive in',
    holdsInAnyOrder((arriving) => {
      const [late, whole] = [live(arriving), replay(machines, arriving)]
      expect(json(lanes(late))).toBe(json(lanes(whole)))
      expect(json(basis(late))).toBe(json(basis(whole)))
    }),
  )

  it(
    'a correction leads where the trial would be, had the corrected statement never been made',
    holdsInAnyOrder((arriving) => {
      const half = Math.floor(arriving.length / 2)
      const [was, now] = [arriving.slice(0, half), arriving.slice(half)]
      const state = replay(machines, was)
      for (const [i, one] of was.entries()) correct(state, { type: 'corrected', was: one, now: now.slice(i, i + 1) })
      const whole = replay(machines, now.slice(0, half))
      // A lane is there as soon as anything was said of a participant, though it was taken back.
      const saidOf = (participant: string) => state.lanes.get(participant)!.facts.length > 0
      expect(json(lanes(state).filter(([participant]) => saidOf(participant)))).toBe(json(lanes(whole)))
      expect(json(basis(state))).toBe(json(basis(whole)))
    }),
  )

  it(
    'replay in two parts through the pure router equals replay in one',
    holds((posted) => {
      const ordered = timely(posted)
      const half = Math.floor(ordered.length / 2)
      const part = (from: ReturnType<typeof emptyWorld>, facts: readonly Posted[]) =>
        facts.reduce((world, one) => post(machines, world, one)[0], from)
      const first = part(emptyWorld(machines), ordered.slice(0, half))
      expect(json(part(first, ordered.slice(half)))).toBe(json(worldOf(replay(machines, posted))))
    }),
  )

  it(
    'a live actor, stored as JSON half way and restored, tells what replay emits, event for event',
    holds((posted) => {
      const ordered = timely(posted)
      const half = Math.floor(ordered.length / 2)
      const logic = trialLogic(machines)
      const heard: Emitted[] = []
      const tell = (facts: readonly Posted[], stored?: unknown) => {
        const actor = createActor(logic, stored === undefined ? {} : { snapshot: stored as never })
        actor.on('*', (event) => heard.push(event))
        actor.start()
        for (const one of facts) actor.send(one)
        return actor
      }
      const first = tell(ordered.slice(0, half))
      const second = tell(ordered.slice(half), JSON.parse(json(first.getPersistedSnapshot())))
      const whole = replay(machines, posted)
      expect(json(heard)).toBe(json(whole.emitted))
      expect(json(logic.worldOf(second.getSnapshot().context))).toBe(json(worldOf(whole)))
    }),
  )
})

const hasLost = (then: Basis, now: Basis) =>
  then.tally.some(
    ({ n, dlt }, i) => n > 0 && (now.tally[i]!.n < n || (now.tally[i]!.n === n && now.tally[i]!.dlt !== dlt)),
  )
