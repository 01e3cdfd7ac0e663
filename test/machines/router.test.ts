import { describe, expect, it } from 'vitest'
import { emit, setup } from 'xstate'
import { outOfPlace } from '../../src/machines/out-of-place.ts'
import { emptyWorld, type Posted, post } from '../../src/machines/router.ts'
import { startOf, stepper } from '../../src/machines/step.ts'
import { adverseEvent, decided, each, enrolled, infused, withdrew } from '../../src/testing/index.ts'
import { machines } from '../support/trial.ts'

const nothingYet = emptyWorld(machines)
const worldAfter = (...posted: readonly Posted[]) =>
  posted.reduce((world, one) => post(machines, world, one)[0], nothingYet)
const journeyOf = (world: typeof nothingYet, participant: string) => world.lanes[participant]?.participant.value

describe('whose machines something posted moves', () => {
  const [enrolment, infusion] = each('001', enrolled(-7, '1'), infused('CAR-T', 0)) as [Posted, Posted]

  it('a participant’s fact: their own, which go on from where they stood', () => {
    const world = worldAfter(enrolment)
    expect(journeyOf(world, '001')).toMatchObject({ journey: 'enrolled' })
    const [dosed, told] = post(machines, world, infusion)
    expect(Object.keys(dosed.lanes)).toEqual(['001'])
    expect(told.map(({ type }) => type)).not.toContain('issueRaised')
    expect(post(machines, nothingYet, infusion)[1].map(({ type }) => type)).toContain('issueRaised')
  })

  it('and nobody else’s', () => {
    const before = worldAfter(enrolment)
    const [after] = post(machines, before, each('002', enrolled(-5, '1'))[0]!)
    expect(after.lanes['001']).toBe(before.lanes['001'])
    expect(Object.keys(after.lanes)).toEqual(['001', '002'])
  })

  it('what it leads to is told from the participant up: participant, cohort, trial', () =>
    expect(post(machines, worldAfter(enrolment), infusion)[1].map(({ type }) => type)).toEqual([
      'dltPending',
      'participantJudged',
      'cohortChanged',
      'doseRecommended',
      'enrollmentHeld',
    ]))

  it('a decision: the trial’s and no participant’s', () => {
    const before = worldAfter(enrolment)
    const [after, emitted] = post(machines, before, decided(1, 'suspend')[0]!)
    expect(after.lanes).toBe(before.lanes)
    expect(after.hall.trial.value).toBe('suspended')
    expect(emitted).not.toEqual([])
  })
})

describe('a fact about a donor', () => {
  const facts = each('001', enrolled(-7, '1'), infused('CAR-T', 0), adverseEvent('Nausea', 1, 4), withdrew(2))
  const of = (donor: string | undefined) => facts.map((fact) => ({ ...fact, donor }) as Posted)

  it('moves no machine and tells nothing', () => {
    const world = worldAfter(...facts)
    for (const fact of of('father')) expect(post(machines, world, fact)).toEqual([world, []])
  })

  it('is the participant’s own where no donor is named', () => {
    expect(Object.keys(worldAfter(...of(undefined)).lanes)).toEqual(['001'])
    expect(journeyOf(worldAfter(...of(undefined)), '001')).toEqual(journeyOf(worldAfter(...facts), '001'))
    expect(worldAfter(...of(undefined)).hall).toEqual(worldAfter(...facts).hall)
  })
})

describe('a machine’s step', () => {
  const ran: string[] = []
  const door = setup({
    types: {
      events: {} as { type: 'pushed' } | { type: 'pulled' },
      emitted: {} as { type: 'opened' },
    },
    actions: { ring: () => ran.push('ring') },
  }).createMachine({
    initial: 'shut',
    states: {
      shut: { on: { pushed: { target: 'open', actions: ['ring', emit({ type: 'opened' }), 'ring'] } } },
      open: { on: { pulled: { target: 'shut', actions: 'ring' } } },
    },
  })
  const step = stepper<typeof door, { type: 'opened' }>(door)

  it('tells what was emitted, and does nothing else that the machine would have done', () => {
    const [open, told] = step(startOf(door, undefined), { type: 'pushed' })
    expect([open.value, told]).toEqual(['open', [{ type: 'opened' }]])
    const [shut, toldThen] = step(open, { type: 'pulled' })
    expect([shut.value, toldThen]).toEqual(['shut', []])
    expect(ran).toEqual([])
  })
})

describe('the issue for a fact that a state has no place for', () => {
  it.each([
    {
      happened: { type: 'withdrew', at: '2026-03-01', participant: '001', id: 'row 7' },
      where: { participant: '001', record: 'row 7' },
      message: '"withdrew" on 2026-03-01 is not expected: off study',
    },
    {
      happened: { type: 'withdrew', at: '2026-03-01', participant: '001' },
      where: { participant: '001' },
      message: '"withdrew" on 2026-03-01 is not expected: off study',
    },
    {
      happened: { type: 'gateOpened', id: 'row 9' },
      where: { record: 'row 9' },
      message: '"gateOpened" is not expected: off study',
    },
  ])('says what and when, and asks where that is known: $where', ({ happened, where, message }) => {
    const { issue } = outOfPlace(happened, 'off study')
    expect(issue.where).toStrictEqual(where)
    expect(issue.message).toBe(message)
  })
})
