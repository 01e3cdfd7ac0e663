import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Judgement } from '../../src/dlt/participant.ts'
import { designFor } from '../../src/dosing/for-protocol.ts'
import { settlements } from '../../src/dosing/settle.ts'
import { inOrder } from '../../src/machines/order.ts'
import { add, type Replay, replay, worldOf } from '../../src/machines/replay.ts'
import { emptyWorld, post } from '../../src/machines/router.ts'
import { timelines } from '../support/timelines.ts'
import { machines } from '../support/trial.ts'

const RUNS = Number(process.env.TIMELINES ?? 150)
const holds = (law: (posted: Parameters<typeof replay>[1]) => void) => () =>
  fc.assert(fc.property(timelines, law), { numRuns: RUNS })

const judgements = ({ lanes }: Replay): readonly Judgement[] =>
  [...lanes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { lane }]) => lane.participant.context.judgement)
const basis = ({ trial }: Replay) => trial.hall.trial.context.basis
const isLate = (_: unknown, i: number) => i % 3 === 1
const json = (value: unknown) => JSON.stringify(value)

describe('laws of every timeline, however absurd', { timeout: 120_000 }, () => {
  it(
    'no judgement throws, and the world goes to JSON and back',
    holds((posted) => {
      const world = worldOf(replay(machines, posted))
      expect(JSON.parse(json(world))).toEqual(JSON.parse(json(world)))
    }),
  )

  it(
    'no recommendation names a level at or above an excluded one',
    holds((posted) => {
      const { recommendation } = basis(replay(machines, posted))
      const lowest = recommendation.excluded[0] ?? Number.POSITIVE_INFINITY
      expect(recommendation.level === null || recommendation.level < lowest).toBe(true)
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
    'a DLT that was flagged and no longer stands was cleared by name',
    holds((posted) => {
      const state = replay(machines, posted)
      const last = new Map<string, string>()
      for (const one of state.emitted) {
        if (one.type === 'dltFlagged') last.set(`${one.participant} ${one.answer.rule}`, 'flagged')
        if (one.type === 'dltCleared') last.set(`${one.participant} ${one.rule}`, 'cleared')
      }
      for (const [participant, { lane }] of state.lanes)
        for (const { rule, is } of lane.participant.context.judgement.rules)
          if (last.get(`${participant} ${rule}`) === 'flagged') expect(is).toBe('met')
    }),
  )

  it(
    'late facts give the same judgements as timely ones',
    holds((posted) => {
      const ordered = inOrder(posted).map((one) => one.posted)
      const late = replay(
        machines,
        ordered.filter((one, i) => !isLate(one, i)),
      )
      for (const one of ordered.filter(isLate)) add(late, one)
      const timely = replay(machines, posted)
      expect(json(judgements(late))).toBe(json(judgements(timely)))
      expect(json(basis(late))).toBe(json(basis(timely)))
    }),
  )

  it(
    'replay in two parts, the world stored as JSON between, equals replay in one',
    holds((posted) => {
      const ordered = inOrder(posted).map((one) => one.posted)
      const half = Math.floor(ordered.length / 2)
      const part = (from: ReturnType<typeof emptyWorld>, facts: typeof ordered) =>
        facts.reduce((world, one) => post(machines, world, one)[0], from)
      const first = part(emptyWorld(machines), ordered.slice(0, half))
      expect(json(part(first, ordered.slice(half)))).toBe(json(worldOf(replay(machines, posted))))
    }),
  )
})
