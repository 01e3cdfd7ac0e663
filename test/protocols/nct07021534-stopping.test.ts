import { describe, expect, it } from 'vitest'
import {
  adjudicated,
  adverseEvent,
  attributed,
  decided,
  died,
  each,
  given,
  infused,
  regraded,
  resumed,
  rp2dDeclared,
  suspended,
} from '../../src/testing/index.ts'
import { clean, machines, toCarT, treated, unrelated } from '../support/trial.ts'

const CRS = 'Cytokine release syndrome'
const sepsis = (attribution: Parameters<typeof adverseEvent>[3]) => adverseEvent('Sepsis', 4, 3, attribution)
const kinds = (outcome: { emitted: readonly { type: string }[] }) => outcome.emitted.map(({ type }) => type)

describe('NCT07021534 · assumed STOP-1: any death at least possibly related to the cells', () => {
  const death = (known: Parameters<typeof adverseEvent>[3], ...more: Parameters<typeof each>[1][]) =>
    given(machines, each('001', treated('1'), sepsis(known), died(40, 'Sepsis'), ...more))

  it('related: the trial is suspended, with the rule and the death it saw', () => {
    const outcome = death(toCarT).onReview(41)
    expect(outcome).toMatchObject({ phase: 'suspended', stopping: { 'STOP-1': 'met' } })
    expect(outcome.emitted).toContainEqual(
      expect.objectContaining({
        type: 'trialSuspended',
        at: '2026-04-10',
        rules: ['STOP-1'],
        why: expect.stringContaining('001 (died on 2026-04-10'),
      }),
    )
  })

  it('unrelated: it goes on', () =>
    expect(death(unrelated).onReview(41)).toMatchObject({ phase: 'titration', stopping: { 'STOP-1': 'not met' } }))

  it('attribution that nobody gave: enrollment is held for want of it, and the trial is not suspended', () => {
    const outcome = death({}).onReview(41)
    expect(outcome).toMatchObject({ phase: 'titration', stopping: { 'STOP-1': 'unknown' }, held: { 'STOP-1': null } })
    expect(outcome.emitted).toContainEqual(
      expect.objectContaining({
        type: 'enrollmentHeld',
        by: 'STOP-1',
        needs: expect.arrayContaining([{ fact: '001: the attribution of Sepsis to CAR-T' }]),
      }),
    )
  })

  it('attribution that comes later settles it: suspended', () =>
    expect(death({}, attributed('Sepsis', 42, 'CAR-T', 'possible')).onReview(43)).toMatchObject({
      phase: 'suspended',
      stopping: { 'STOP-1': 'met' },
    }))

  it('a death on record without any event: not known', () =>
    expect(given(machines, each('001', clean('1'), died(60))).onReview(61)).toMatchObject({
      phase: 'titration',
      stopping: { 'STOP-1': 'unknown' },
    }))

  it('a death before any cells were given is no matter of the rule', () =>
    expect(given(machines, each('001', died(4))).onReview(41)).toMatchObject({
      phase: 'titration',
      stopping: { 'STOP-1': 'not met' },
    }))

  it('a participant given CAR-NK alone counts', () =>
    expect(
      given(
        machines,
        each('001', infused('CAR-NK', 0), sepsis({ attribution: { 'CAR-NK': 'possible' } }), died(9, 'Sepsis')),
      ).onReview(10),
    ).toMatchObject({ phase: 'suspended', stopping: { 'STOP-1': 'met' } }))

  it('a named person may answer the rule', () =>
    expect(death(toCarT, adjudicated('STOP-1', 42, 'not met', 'progression, by autopsy')).onReview(43)).toMatchObject({
      stopping: { 'STOP-1': 'not met' },
    }))
})

describe('NCT07021534 · assumed STOP-2: any death within 30 days of the last infusion', () => {
  const diedOn = (day: number | string) =>
    given(machines, each('001', treated('1'), sepsis(unrelated), died(day, 'Sepsis'))).onReview(70)

  it('on day 30 after it: suspended', () =>
    expect(diedOn(31)).toMatchObject({ phase: 'suspended', stopping: { 'STOP-2': 'met' } }))
  it('on day 31 after it: not', () =>
    expect(diedOn(32)).toMatchObject({ phase: 'titration', stopping: { 'STOP-2': 'not met' } }))
  it('in a month that may be either: not known', () =>
    expect(diedOn('2026-04')).toMatchObject({ phase: 'titration', stopping: { 'STOP-2': 'unknown' } }))
})

describe('NCT07021534 · assumed STOP-3: grade 4 CRS in two participants, at any levels', () => {
  const two = (...more: Parameters<typeof given>[1][]) =>
    given(
      machines,
      each('001', clean('1'), adverseEvent(CRS, 3, 4), regraded(CRS, 4, 1)),
      decided(16, 'stay', '1'),
      each('002', treated('1', 20)),
      ...more,
    )

  it('one: the trial goes on', () =>
    expect(two().onReview(30)).toMatchObject({ phase: 'escalation', stopping: { 'STOP-3': 'not met' } }))

  it('two: suspended', () =>
    expect(two(each('002', adverseEvent(CRS, 22, 4))).onReview(30)).toMatchObject({
      phase: 'suspended',
      stopping: { 'STOP-3': 'met' },
    }))

  it('a second one that has no grade: not known, enrollment is held', () =>
    expect(two(each('002', adverseEvent(CRS, 22))).onReview(30)).toMatchObject({
      phase: 'escalation',
      stopping: { 'STOP-3': 'unknown' },
      held: { 'STOP-3': null },
    }))

  it('resumed by a named person: the trial goes on from where it was, the rule still met', () =>
    expect(
      two(each('002', adverseEvent(CRS, 22, 4)), resumed(40, 'dose kept, tocilizumab earlier')).onReview(41),
    ).toMatchObject({
      phase: 'escalation',
      stopping: { 'STOP-3': 'met' },
    }))

  it('a third one after that suspends it again', () =>
    expect(
      two(
        each('002', adverseEvent(CRS, 22, 4)),
        resumed(40, 'dose kept, tocilizumab earlier'),
        each('003', treated('1', 45), adverseEvent(CRS, 47, 4)),
      ).onReview(48),
    ).toMatchObject({ phase: 'suspended' }))

  it('what is withdrawn is reported; the suspension stays until somebody resumes', () => {
    const outcome = two(
      each('002', adverseEvent(CRS, 22, 4), adjudicated('STOP-3', 30, 'not met', 'grade recorded in error')),
    ).onReview(31)
    expect(outcome).toMatchObject({ phase: 'suspended', stopping: { 'STOP-3': 'not met' } })
    expect(outcome.emitted).toContainEqual(
      expect.objectContaining({ type: 'stoppingRuleCleared', rule: 'STOP-3', at: '2026-03-31' }),
    )
  })

  it('somebody dosed while it is suspended is an urgent issue', () =>
    expect(
      two(each('002', adverseEvent(CRS, 22, 4)), each('003', treated('1', 45))).onReview(50).issues,
    ).toContainEqual('dosedOnHold: 003 urgent: dosed on 2026-04-15 while the trial is suspended'))
})

describe('NCT07021534 · suspension and resumption', () => {
  it('in titration, by decision, and back to titration', () => {
    const start = [each('001', treated('1')), suspended(5, 'a lot under review')]
    expect(given(machines, ...start).onReview(6)).toMatchObject({ phase: 'suspended' })
    expect(given(machines, ...start, resumed(9, 'the lot is released')).onReview(10)).toMatchObject({
      phase: 'titration',
    })
  })

  it('with the RP2D declared, and back to it', () =>
    expect(
      given(machines, each('001', clean('1')), rp2dDeclared('1', 20), suspended(21, 'x'), resumed(22, 'y')).onReview(
        23,
      ),
    ).toMatchObject({ phase: 'rp2d' }))

  it('the RP2D declared while it is suspended counts once it goes on', () =>
    expect(
      given(machines, each('001', clean('1')), suspended(21, 'x'), rp2dDeclared('1', 22), resumed(23, 'y')).onReview(
        24,
      ),
    ).toMatchObject({ phase: 'rp2d' }))

  it('a dose decision does not lift a suspension', () => {
    const outcome = given(
      machines,
      each('001', clean('1')),
      decided(16, 'suspend', '1'),
      decided(20, 'escalate', '2'),
    ).onReview(21)
    expect(outcome).toMatchObject({ phase: 'suspended' })
    expect(outcome.issues.join()).toContain('enrollment goes on only when somebody resumes it')
    expect(kinds(outcome).filter((type) => type === 'decisionTaken')).toHaveLength(2)
  })

  it('a resumption of what is not suspended is asked about', () =>
    expect(given(machines, each('001', clean('1')), resumed(20, 'z')).onReview(21).issues).toContainEqual(
      expect.stringContaining('outOfPlace: "enrollmentResumed"'),
    ))

  it('a committee may stop a suspended trial', () =>
    expect(given(machines, each('001', treated('1')), suspended(5, 'x'), decided(8, 'stop')).onReview(9)).toMatchObject(
      { phase: 'complete' },
    ))
})
