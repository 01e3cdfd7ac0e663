import { describe, expect, it } from 'vitest'
import '../../src/testing/vitest.ts'
import { adverseEvent, decided, each, given, regraded, withdrew } from '../../src/testing/index.ts'
import { clean, machines, toCarT, treated } from '../support/trial.ts'

const CRS = 'Cytokine release syndrome'
const open = given(machines, each('001', treated('1'), adverseEvent(CRS, '3 08:00', 3))).onReview('5 08:00')
const late = given(machines, each('001', treated('1'), adverseEvent(CRS, '3 08:00', 3), regraded(CRS, '6 08:01', 2)))
const dlt = late.onReview(7)
const safe = given(machines, each('001', clean('1'))).onReview(15)
const left = given(machines, each('001', treated('1'), withdrew(8, 'consent withdrawn'))).onReview(20)

/** What a failing expectation says; an expectation that holds says nothing. */
function failure(expectation: () => void): string {
  try {
    expectation()
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('toRecommend', () => {
  it('takes a recommendation as people write it', () => {
    expect(safe).toRecommend('escalate to 2, 3 more')
    expect(safe).toRecommend('Escalate to level 2')
    expect(safe).toRecommend('escalate')
    expect(safe).not.toRecommend('escalate to 3')
    expect(open).toRecommend('switch at 1, 2 more')
    expect(left).toRecommend('stay at 1, 1 more')
  })

  it('takes its parts, and claims no more than they say', () => {
    expect(safe).toRecommend({ action: 'escalate', level: '2' })
    expect(safe).toRecommend({ because: '0 of 1 with DLT at level 1', excluded: [] })
    expect(safe).not.toRecommend({ action: 'escalate', level: '2', more: 6 })
    expect(safe).not.toRecommend({ because: /two or more/ })
    expect(safe).not.toRecommend({ excluded: ['4'] })
  })

  it.each([
    ['increase to 2', 'recommendation: expected escalate, stay, de-escalate'],
    ['escalate to 9', 'expected an action, then "to" or "at" a level (1, 2, 3, 4)'],
    ['stay at 1, some more', 'then ", 3 more"; got "stay at 1, some more"'],
  ])('a specification that says "%s" is told what is read', (text, says) => {
    expect(() => expect(safe).toRecommend(text)).toThrow(says)
    expect(() => expect(safe).not.toRecommend(text)).toThrow(says)
  })
})

describe('what is not yet known is no answer, with and without "not"', () => {
  it('a DLT that is pending is neither there nor absent', () => {
    expect(failure(() => expect(open).toHaveDlt('001', 'DLT-1'))).toContain('not yet known: DLT-1 pending')
    expect(failure(() => expect(open).not.toHaveDlt('001', 'DLT-1'))).toContain('not yet known: DLT-1 pending')
    expect(failure(() => expect(open).not.toHaveDlt('001'))).toContain('not yet known: pending')
  })
  it('somebody pending is neither evaluable nor not', () => {
    expect(failure(() => expect(open).toBeEvaluable('001'))).toContain('not yet known: pending')
    expect(failure(() => expect(open).not.toBeEvaluable('001'))).toContain('not yet known: pending')
  })
})

describe('participants and rules', () => {
  it('a DLT, by which rule, and none', () => {
    expect(dlt).toHaveDlt('001')
    expect(dlt).toHaveDlt('001', 'DLT-1')
    expect(dlt).not.toHaveDlt('001', 'DLT-4')
    expect(safe).not.toHaveDlt('001')
  })
  it('pending until a date, for want of a fact, by a rule', () => {
    expect(open).toBePending('001')
    expect(open).toBePending('001', { rule: 'DLT-1', needs: 'whether it resolves in time' })
    expect(open).not.toBePending('001', { rule: 'DLT-4' })
    expect(open).not.toBePending('001', { until: '2026-03-05' })
    expect(given(machines, each('001', treated('1'))).onReview(9)).toBePending('001', { until: '2026-03-16' })
    expect(safe).not.toBePending('001')
  })
  it('evaluable: with a DLT, or safe at the window’s end', () => {
    expect(dlt).toBeEvaluable('001')
    expect(safe).toBeEvaluable('001')
    expect(left).not.toBeEvaluable('001')
  })
  it('the answer of a rule', () => {
    expect(open).toAnswer('001', 'DLT-1', 'pending')
    expect(open).not.toAnswer('001', 'DLT-1', 'not met')
  })
  it('nobody by that name, and no rule by that name, fail whichever way they are asked', () => {
    for (const asked of [expect(safe), expect(safe).not]) {
      expect(() => asked.toHaveDlt('009')).toThrow('expected a participant of the timeline (001); got "009"')
      expect(() => asked.toHaveDlt('001', 'DLT-9')).toThrow('expected a rule of the protocol (DLT-1, DLT-2')
    }
  })
})

describe('issues and what is emitted', () => {
  const over = given(
    machines,
    '1N 2N',
    decided(30, 'stay', '2'),
    each('011', treated('2', 60)),
    each('012 013', treated('2', 60), adverseEvent(CRS, 62, 4)),
  ).onReview(63)
  it('by code and by words', () => {
    expect(over).toHaveIssue('overExcludedLevel')
    expect(over).toHaveIssue({ code: 'overExcludedLevel', message: 'urgent' })
    expect(over).not.toHaveIssue({ code: 'overExcludedLevel', message: /level 1/ })
    expect(safe).not.toHaveIssue('overExcludedLevel')
  })
  it('events by their fields', () => {
    expect(dlt).toEmit('dltFlagged', { participant: '001', answer: { rule: 'DLT-1' } })
    expect(dlt).not.toEmit('dltFlagged', { answer: { rule: 'DLT-4' } })
    expect(safe).not.toEmit('dltFlagged')
  })
})

describe('a failing expectation tells what happened and why, so that a physician can read it', () => {
  it('of one participant: that participant’s days, each rule with what it saw, and what would settle it', () =>
    expect(failure(() => expect(open).toHaveDlt('001', 'DLT-1'))).toMatchInlineSnapshot(`
      "     expected: 001 has a DLT by DLT-1
                got: not yet known: DLT-1 pending

      What happened (NCT07021534):
        day -20 (2026-02-09)      001 enrolled at level 1
        day -12 (2026-02-17)      001 given CAR-NK 1e9 cells
        day -11 (2026-02-18)      001 given CAR-NK 2e9 cells
        day 0 (2026-03-01)        001 given CAR-T 1.5e7 cells/kg (cycle 1, infusion 1)
        day 1 (2026-03-02)        001 given CAR-T 1.5e7 cells/kg (cycle 1, infusion 2)
        day 3 (2026-03-04 08:00)  001 Cytokine release syndrome grade 3
      Reviewed on day 5 (2026-03-06 08:00):
        001, level 1: pending: waiting for the end of the DLT window (by 2026-03-16); whether it resolves in time: Cytokine release syndrome (by 2026-03-07T08:00)
          DLT-1 (assumed 5.2.1) pending until 2026-03-07T08:00: CRS grade 4, or grade 3 not resolved to grade 2 or less within 72 h
            unknown: grade ≥ 3 not resolved to ≤ 2 within 72 h; saw Cytokine release syndrome not back since 2026-03-04T08:00
            would settle it: whether it resolves in time: Cytokine release syndrome (by 2026-03-07T08:00)
          TRIGGER (registry) met: CRS grade 2 or higher, or another adverse event grade 2 or higher at least possibly related to the cells
            met: reported event; saw reported event
            met: onset inside the DLT window; saw Cytokine release syndrome reached it on 2026-03-04T08:00
            met: grade ≥ 2; saw Cytokine release syndrome grade 3 on 2026-03-04T08:00
            met: term is Cytokine release syndrome; saw Cytokine release syndrome
          no event came near DLT-2, DLT-3, DLT-4, DLT-5"
    `))

  it('of a recommendation: everybody’s days, how each stands, and the reasons of the rule', () => {
    const story = each('004', treated('2', 22), adverseEvent('Nausea', 24, 3, toCarT))
    const told = failure(() => expect(given(machines, '1N 2NN', story).onReview(26)).toRecommend('stay at 2, 3 more'))
    expect(told.split('\n').slice(0, 2)).toEqual(['     expected: stay at 2, 3 more', '          got: wait at 2'])
    for (const says of [
      'day 16 (2026-03-17)  001 seen',
      'day 21 (2026-03-22)  SRC decided: escalate, level 2',
      'day 22 (2026-03-23)  002 003 004 given CAR-T 3e7 cells/kg (cycle 1, infusion 1)',
      'day 24 (2026-03-25)  004 Nausea grade 3, probable to CAR-T, unrelated to CAR-NK',
      'Reviewed on day 26 (2026-03-27):',
      '001, level 1: evaluable, no DLT: no rule met in the window 2026-03-01 to 2026-03-16',
      'DLT-3 (assumed 5.2.3) pending until 2026-04-01: Any other non-haematologic grade 4',
      'would settle it: whether it resolves in time: Nausea (by 2026-04-01)',
      'because three treated, not all settled',
      'considered and not met: 3+3 1 of 3',
      'waits for 003 until 2026-04-07: the end of the DLT window',
      'if 1 of the 3 pending at level 2 have a DLT: stay, level 2',
    ])
      expect(told).toContain(says)
  })

  it('under "not" it says what was not expected', () =>
    expect(
      failure(() => expect(safe).not.toRecommend('escalate to 2'))
        .split('\n')
        .slice(0, 2),
    ).toEqual(['did not expect: escalate to 2', '          got: escalate to 2, 3 more']))
})
