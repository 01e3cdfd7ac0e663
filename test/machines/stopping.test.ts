import { describe, expect, it } from 'vitest'
import { createActor } from 'xstate'
import type { Emitted } from '../../src/machines/emitted.ts'
import { trialLogic } from '../../src/machines/index.ts'
import { add, correct, replay } from '../../src/machines/replay.ts'
import { adverseEvent, died, each, given, resumed } from '../../src/testing/index.ts'
import { clean, machines, machinesWith, toCarT, treated, unrelated } from '../support/trial.ts'

const { protocol } = machines.judges
const death = [...each('001', treated('1'), adverseEvent('Sepsis', 4, 3, toCarT), died(40, 'Sepsis'))]
const types = (emitted: readonly Emitted[]) => emitted.map(({ type }) => type)
const attributed = death.find((one) => one.type === 'adverseEventReported')!
const corrected = { ...attributed, ...unrelated }
const phase = ({ trial }: ReturnType<typeof replay>) => trial.hall.trial.value

describe('a suspension by a rule stays, whatever is corrected afterwards', () => {
  it('the correction is reported, the suspension stays', () => {
    const state = replay(machines, death)
    expect(phase(state)).toBe('suspended')
    const told = correct(state, { type: 'corrected', was: attributed, now: [corrected] })
    expect(phase(state)).toBe('suspended')
    expect(types(told)).toContain('stoppingRuleCleared')
    expect(state.trial.hall.trial.context.stopping.find(({ rule }) => rule === 'STOP-1')).toMatchObject({
      is: 'not met',
    })
  })

  it('until a named person resumes, after which it goes on from where it was', () => {
    const state = replay(machines, death)
    correct(state, { type: 'corrected', was: attributed, now: [corrected] })
    add(state, resumed(50, 'unrelated after all')[0]!)
    expect(phase(state)).toBe('titration')
  })

  it('nothing stands where the trial had been resumed already', () => {
    const state = replay(machines, [...death, ...resumed(45, 'reviewed')])
    correct(state, { type: 'corrected', was: attributed, now: [corrected] })
    expect(phase(state)).not.toBe('suspended')
  })

  it('a resumption recorded late lifts it', () => {
    const state = replay(machines, [...death, ...each('002', clean('1', 50))])
    expect(phase(state)).toBe('suspended')
    add(state, resumed(45, 'reviewed')[0]!)
    expect(phase(state)).not.toBe('suspended')
  })

  it('a death that comes to light late suspends, and is told as news', () => {
    const late = death.at(-1)!
    const state = replay(machines, [...death.slice(0, -1), ...each('002', clean('1', 50))])
    expect(types(add(state, late))).toEqual(expect.arrayContaining(['stoppingRuleMet', 'trialSuspended']))
    expect(phase(state)).toBe('suspended')
  })

  it('a live trial that is stored and restored is still suspended', () => {
    const logic = trialLogic(machines)
    const actor = createActor(logic).start()
    for (const one of death) actor.send(one)
    actor.send({
      type: 'adjudicated',
      participant: '001',
      at: '2026-03-02',
      by: 'SRC',
      rule: 'STOP-1',
      is: 'not met',
      reason: 'progression',
    })
    const live = logic.worldOf(actor.getSnapshot().context).hall.trial
    expect(live.value).toBe('suspended')
    const stored = JSON.parse(JSON.stringify(actor.getPersistedSnapshot()))
    const again = createActor(logic, { snapshot: stored }).start()
    expect(logic.worldOf(again.getSnapshot().context).hall.trial.value).toBe('suspended')
  })
})

describe('a trial of one dose', () => {
  const level = [protocol.levels[0]!] as [(typeof protocol.levels)[0]]
  const { titrationTrigger: _, stopping: __, expansion: ___, ...plain } = protocol
  const arm = (design: (typeof protocol)['design']) =>
    machinesWith({
      ...plain,
      levels: level,
      design,
      titrationTrigger: undefined,
      stopping: undefined,
      expansion: undefined,
    } as never)
  const sourced = { section: 'x' }
  const monitored = arm({ ...sourced, name: 'toxicityMonitor', options: { limit: 0.3, threshold: 0.9, minimum: 3 } })
  const unmonitored = arm({ ...sourced, name: 'none', options: {} })
  const dlt = adverseEvent('Cytokine release syndrome', 3, 4)

  it.each([
    ['with a bound on the DLT rate', monitored],
    ['with no rule of its own', unmonitored],
  ])('%s: stay, not before the stagger allows', (_name, trial) =>
    expect(given(trial, each('001', clean('1'))).onReview(15)).toMatchObject({
      action: 'stay',
      level: '1',
      phase: 'singleArm',
      recommendation: { until: '2026-03-15' },
    }),
  )

  it('the bound crossed: suspend, and enrollment is held', () => {
    const outcome = given(monitored, each('001', clean('1')), each('002 003', treated('1'), dlt)).onReview(20)
    expect(outcome).toMatchObject({
      action: 'suspend',
      level: '1',
      excluded: [],
      held: { 'toxicity monitor crossed': null },
    })
  })

  it('its cap', () =>
    expect(
      given(unmonitored, ...Array.from({ length: 18 }, (_x, i) => each(String(i), clean('1', i)))).onReview(60),
    ).toMatchObject({ action: 'stop', because: expect.stringContaining('cap reached') }))
})
