import { describe, expect, it } from 'vitest'
import { append, type Statement } from '../../src/ledger/index.ts'
import { review } from '../../src/reports/review.ts'
import {
  adverseEvent,
  dateOf,
  died,
  each,
  enrolled,
  type Happening,
  infused,
  lab,
  regraded,
} from '../../src/testing/index.ts'
import { clean, machines, toCarT, treated } from '../support/trial.ts'

const ALT = 'Alanine aminotransferase increased'
const asides = ['gateNotOpen', 'partialDate', 'outOfPlace', 'levelNotOpen', 'dosedEarly', 'dosedOnHold', 'safetySignal']

/** What the report of one participant asks the site, beside what gates and order of dosing ask. */
function asked(day: number, ...happenings: readonly Happening[]) {
  const one: Statement = {
    record: 'r',
    recordedAt: dateOf(day),
    by: 'site',
    states: each('001', ...happenings) as never,
  }
  return review(machines, append([], [one]), { asOf: dateOf(day), software: 'test' })
    .issues.filter(({ code }) => !asides.includes(code))
    .map(({ code, severity, where, message }) => {
      expect([severity, where.participant]).toEqual(['query', '001'])
      return [code, where.record, message]
    })
}

describe('what the sites are asked, in one list', () => {
  it('nothing, where nothing is open', () => expect(asked(20, clean('1'))).toEqual([]))

  it('an attribution that several rules wait for is asked once for each agent, with the event', () => {
    const all = asked(5, treated('1'), adverseEvent('Nausea', 3, 3))
    expect(all.map(([code, record]) => [code, record])).toEqual([
      ['missingField', 'Nausea'],
      ['missingField', 'Nausea'],
    ])
    expect(all.map(([, , message]) => message).sort()).toEqual([
      expect.stringMatching(/^DLT-\d.* cannot be answered for want of the attribution of Nausea to CAR-NK$/),
      expect.stringMatching(/^DLT-\d.* cannot be answered for want of the attribution of Nausea to CAR-T$/),
    ])
  })

  it('an attribution that only a stopping rule waits for: after the window, a death', () => {
    const all = asked(42, clean('1'), adverseEvent('Sepsis', 35, 3), died(40, 'Sepsis'))
    const asking = all.filter(([, , message]) => message?.includes('the attribution of Sepsis to CAR-T'))
    expect(asking).toHaveLength(1)
    expect(asking[0]![1]).toBe('Sepsis')
    expect(asking[0]![2]).toContain('STOP-1')
  })

  it('an attribution that was given is not asked', () =>
    expect(asked(5, treated('1'), adverseEvent('Nausea', 3, 1, toCarT))).toEqual([]))

  it('grades on either side of a rule: one question, with the record and both grades', () => {
    const all = asked(
      20,
      clean('1'),
      adverseEvent(ALT, 3, 2, toCarT),
      lab('ALT', -1, 20, 'U/L', { lln: '9', uln: '50', baseline: true }),
      regraded(ALT, 4, 2),
      lab('ALT', 4, 1200, 'U/L', { lln: '9', uln: '50' }),
    )
    const ofAlt = all.filter(([, record]) => record === ALT)
    expect(ofAlt).toHaveLength(1)
    expect(ofAlt[0]![0]).toBe('needsReconciliation')
    expect(ofAlt[0]![2]).toContain('worst grade by the investigator 2, by the laboratory while it lasted 4')
  })

  it.each([
    ['the infusion was interrupted', { interrupted: true }],
    ['the product was out of specification', { outOfSpecification: true }],
    ['dosed at level 2, assigned to 1', { level: '2' }],
  ])('a dose: %s', (question, known) => {
    const dose = infused('CAR-T', 0, { amount: '1.5e7', unit: 'cells/kg', infusion: 1, cycle: 1, ...known } as never)
    const all = asked(5, enrolled(-20, '1'), dose)
    expect(all.filter(([, , message]) => message?.endsWith(question))).toEqual([
      ['doseNotAsPlanned', 'CAR-T, cycle 1, infusion 1', `CAR-T on ${dateOf(0)}: ${question}`],
    ])
  })
})
