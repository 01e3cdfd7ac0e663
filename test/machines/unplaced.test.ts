import { describe, expect, it } from 'vitest'
import { replay } from '../../src/machines/replay.ts'
import { adverseEvent, each, enrolled, followedUp, given, infused, withdrew } from '../../src/testing/index.ts'
import { clean, machines, treated } from '../support/trial.ts'

/** Dosed twice with an amount that nobody recorded, assigned to no level or to the one named. */
const dosedAt = (level?: string) => [
  ...(level === undefined ? [] : [enrolled(-9, level)]),
  infused('CAR-T', 0, { infusion: 1, cycle: 1 }),
  infused('CAR-T', 1, { infusion: 2, cycle: 1 }),
]

describe('somebody dosed at a level that is not known', () => {
  const first = each('001', clean('1'))

  it('blocks an escalation: nobody can be counted without them', () => {
    expect(given(machines, first).onReview(16)).toMatchObject({ action: 'escalate', level: '2' })
    expect(given(machines, first, each('002', ...dosedAt())).onReview(16)).toMatchObject({
      action: 'wait',
      because: expect.stringContaining('the dose level of 002 is not known'),
    })
  })

  it('the rule that gives way to them was met: it is not among those considered and not met', () => {
    const { recommendation } = replay(machines, [...first, ...each('002', ...dosedAt())]).trial.hall.trial.context.basis
    expect(recommendation.rule.id).toBe('LEVEL')
    expect(recommendation.considered.map(({ id }) => id)).not.toContain('titration clean')
    expect(recommendation.considered.map(({ id }) => id)).toContain('titration trigger')
  })

  it('names all of them in the order of their numbers, whoever was dosed first', () =>
    expect(
      given(machines, first, each('003', infused('CAR-T', -2)), each('002', ...dosedAt())).onReview(16).because,
    ).toContain('the dose level of 002, 003 is not known'))

  it('so does one at a level that the protocol does not have', () =>
    expect(given(machines, first, each('002', ...dosedAt('9'))).onReview(16)).toMatchObject({ action: 'wait' }))

  it('a DLT of theirs is flagged, and still nobody is escalated past them', () =>
    expect(
      given(machines, first, each('002', ...dosedAt(), adverseEvent('Cytokine release syndrome', 2, 4))).onReview(16),
    ).toMatchObject({ action: 'wait', participants: { '002': 'dlt' } }))

  it('once the level is told the tally decides again', () => {
    const told = given(machines, first, each('002', enrolled(-9, '1'), ...dosedAt(), followedUp(15))).onReview(16)
    expect(told.because).not.toContain('not known')
  })

  it('one who is not evaluable blocks nothing', () =>
    expect(given(machines, first, each('002', ...dosedAt(), withdrew(5))).onReview(16)).toMatchObject({
      action: 'escalate',
    }))

  it('what is recommended already is no less careful: a level that is excluded stays so', () =>
    expect(
      given(
        machines,
        each('001 002 003', treated('2'), adverseEvent('Cytokine release syndrome', 3, 4)),
        each('004', ...dosedAt()),
      ).onReview(20),
    ).toMatchObject({ action: 'de-escalate', excluded: ['2', '3', '4'] }))
})
