import { describe, expect, it } from 'vitest'
import { append, type Statement } from '../../src/ledger/index.ts'
import { review } from '../../src/reports/review.ts'
import {
  adverseEvent,
  cases,
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

  describe('what a result lacks, where its grade hangs on it', () => {
    const baseline = lab('ALT', -1, 20, 'U/L', { lln: '9', uln: '50', baseline: true })
    const grid = cases(`
      lacks                                        on day  value  uln  asked for
      its upper limit of normal                    3       168    -    the upper limit of normal
      its value                                    3       -      50   the value
      the exact value, of one given by its bound   3       >100   50   the exact value
      nothing                                      3       168    50   -
    `)
    it.each(grid.map((row) => [row.lacks!, row] as const))('%s', (_, { value, uln, 'asked for': fact }) => {
      const all = asked(5, treated('1'), baseline, lab('ALT', 3, value, 'U/L', { lln: '9', ...(uln ? { uln } : {}) }))
      const facts = all.filter(([, , message]) => message?.includes(` of ALT `))
      expect(facts).toEqual(
        fact === undefined
          ? []
          : [['missingField', `lab:${ALT}`, expect.stringMatching(`for want of ${fact} ${onDay(3)}$`)]],
      )
      expect(all.map(([, , message]) => message).join()).not.toContain(`for want of the grade of ${ALT}`)
    })

    const onDay = (day: number) => `of ALT on ${dateOf(day)}, for the grade of ${ALT}`

    it('each day is asked for, and once', () => {
      const results = [3, 4, 4].map((day, i) => lab('ALT', day, 168 + i, 'U/L'))
      const all = asked(5, treated('1'), baseline, ...results).filter(([, , message]) => message?.includes(' of ALT '))
      expect(all.map(([, , message]) => message?.replace(/^.* for want of /, ''))).toEqual(
        [3, 4].map((day) => `the upper limit of normal ${onDay(day)}`),
      )
    })

    it('a grade that a site left open is still asked for, beside the limit of a result', () => {
      const graded = adverseEvent(ALT, 3, undefined, toCarT)
      const all = asked(20, clean('1'), graded, baseline, lab('ALT', 4, 168, 'U/L'))
      const wanted = all.map(([, , message]) => message).join('\n')
      expect(wanted).toContain(`the upper limit of normal of ALT on ${dateOf(4)}`)
      expect(wanted).toContain(`the grade of ${ALT}`)
    })
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
