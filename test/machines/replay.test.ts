import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createActor } from 'xstate'
import type { Emitted } from '../../src/machines/emitted.ts'
import { trialLogic } from '../../src/machines/index.ts'
import { inOrder } from '../../src/machines/order.ts'
import { add, correct, replay, worldOf } from '../../src/machines/replay.ts'
import { emptyWorld, type Posted, post } from '../../src/machines/router.ts'
import { demoPosted } from '../support/demo.ts'
import { machines } from '../support/trial.ts'

const posted = demoPosted()
const ordered = inOrder(posted).map((one) => one.posted)
const judgements = (facts: readonly Posted[]) => judged(replay(machines, facts))
const judged = (state: ReturnType<typeof replay>) => ({
  participants: Object.fromEntries(
    [...state.lanes].sort().map(([id, { lane }]) => [id, lane.participant.context.judgement]),
  ),
  basis: state.trial.hall.trial.context.basis,
})
const json = (value: unknown) => JSON.stringify(value)

describe('the demonstration trial', () => {
  const whole = replay(machines, posted)

  it('has something to say', () => {
    expect(posted.length).toBeGreaterThan(1_000)
    expect(new Set(whole.emitted.map(({ type }) => type)).size).toBeGreaterThan(8)
  })

  it('tells a live actor’s listeners what replay emits, event for event', () => {
    const actor = createActor(trialLogic(machines)).start()
    const heard: Emitted[] = []
    actor.on('*', (event) => heard.push(event))
    for (const one of ordered) actor.send(one)
    expect(json(heard)).toBe(json(whole.emitted))
    expect(json(trialLogic(machines).worldOf(actor.getSnapshot().context))).toBe(json(worldOf(whole)))
  })

  it('stored as JSON half way and restored, it goes on as if nothing had happened', () => {
    const logic = trialLogic(machines)
    const first = createActor(logic).start()
    const half = Math.floor(ordered.length / 2)
    for (const one of ordered.slice(0, half)) first.send(one)
    const stored = JSON.parse(json(first.getPersistedSnapshot()))
    const second = createActor(logic, { snapshot: stored }).start()
    const heard: Emitted[] = []
    second.on('*', (event) => heard.push(event))
    for (const one of ordered.slice(half)) second.send(one)
    expect(json(logic.worldOf(second.getSnapshot().context))).toBe(json(worldOf(whole)))
    expect(json(heard)).toBe(json(whole.emitted.slice(-heard.length)))
  })

  it('post by post, through the pure router, the world is the same', () => {
    let world = emptyWorld(machines)
    const emitted: Emitted[] = []
    for (const one of ordered) {
      const [next, told] = post(machines, world, one)
      world = next
      emitted.push(...told)
    }
    expect(json(emitted)).toBe(json(whole.emitted))
    expect(json(world.hall)).toBe(json(worldOf(whole).hall))
  })

  it('facts in any order give the same bytes', () =>
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const shuffled = posted.map((one) => [numbers.next().value, one] as const).sort(([a], [b]) => a - b)
        expect(json(judgements(shuffled.map(([, one]) => one)))).toBe(json(judged(whole)))
      }),
      { numRuns: 5 },
    ))

  it('late facts give the same judgements as timely ones', () => {
    const late = ordered.filter((_, i) => i % 97 === 5)
    const timely = ordered.filter((_, i) => i % 97 !== 5)
    const state = replay(machines, timely)
    for (const one of late) add(state, one)
    expect(json(judged(state))).toBe(json(judged(whole)))
  })
})

describe('decisions stand in the order of their days, however they came to be known', () => {
  const decided = (at: string, level: string): Posted => ({
    type: 'doseDecided',
    at,
    by: 'SRC',
    action: 'escalate',
    level,
  })
  const [recorded, meant] = [decided('2026-03-01', '1'), decided('2026-05-30', '2')]

  it.each([
    ['2026-05-29', ['1', '2']],
    ['2026-05-30', ['1', '2']],
    ['2026-05-31', ['2', '1']],
  ])('one of %s, heard of after a correction put one of 2026-05-30 in', (at, levels) => {
    const state = replay(machines, [recorded])
    correct(state, { type: 'corrected', was: recorded, now: [meant] })
    add(state, decided(at, '1'))
    const { decisions, current } = state.trial.hall.trial.context
    expect(decisions.map(({ level }) => level)).toEqual(levels)
    expect(String(current)).toBe(levels.at(-1))
  })
})
