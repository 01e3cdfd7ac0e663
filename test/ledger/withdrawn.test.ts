import { describe, expect, it } from 'vitest'
import type { Decision } from '../../src/core/decision.schema.ts'
import { toHtml } from '../../src/reports/html.ts'
import { toText } from '../../src/reports/text.ts'
import { adverseEvent, attributed, dateOf, died, each, ended, regraded } from '../../src/testing/index.ts'
import { reviewed, stated } from '../support/statements.ts'
import { clean, machinesWith, toCarT, treated, unrelated } from '../support/trial.ts'

const resumed: Decision = { type: 'enrollmentResumed', at: dateOf(55), by: 'SRC', reason: 'reviewed' }

const dosed = stated('001', 5, each('001', treated('1')))
const sepsis = stated('sepsis of 001', 40, each('001', adverseEvent('Sepsis', 4, 3, toCarT), died(40, 'Sepsis')))
const notDied = stated(
  'sepsis of 001',
  50,
  each('001', adverseEvent('Sepsis', 4, 3, toCarT), ended('Sepsis', 9)),
  'the death was of another participant',
)

describe('a suspension by a stopping rule, whose cause was corrected away before the review', () => {
  it('as known before the correction, the trial is suspended and the rule is met', () => {
    const { conduct } = reviewed([dosed, sepsis, notDied], 51, 45)
    expect(conduct?.suspension).toMatchObject({ at: dateOf(40), rules: ['STOP-1'] })
    expect(conduct?.suspension).not.toHaveProperty('noLongerMet')
  })

  it('after it the suspension stands, and the report says that what met the rule has been withdrawn', () => {
    const report = reviewed([dosed, sepsis, notDied], 51)
    expect(report.phase).toBe('suspended')
    expect(report.conduct?.suspension).toMatchObject({ at: dateOf(40), rules: ['STOP-1'], noLongerMet: ['STOP-1'] })
    const words = 'What met STOP-1 has since been withdrawn; the suspension stands until somebody resumes'
    expect(toText(report, { width: 400 })).toContain(words)
    expect(toHtml(report)).toContain(words)
  })

  it('somebody resumes: it goes on, and the resumption is not called out of place', () => {
    const report = reviewed([dosed, sepsis, notDied, stated('resumed', 55, [resumed])], 56)
    expect(report.phase).not.toBe('suspended')
    expect(report.conduct?.suspension).toBeUndefined()
    expect(report.issues.filter(({ code }) => code === 'outOfPlace')).toEqual([])
  })

  it('resumed first and corrected afterwards: it goes on all the same', () => {
    const report = reviewed(
      [dosed, sepsis, stated('resumed', 55, [resumed]), { ...notDied, recordedAt: dateOf(60) }],
      61,
    )
    expect(report.phase).not.toBe('suspended')
    expect(report.issues.filter(({ code }) => code === 'outOfPlace')).toEqual([])
  })

  it('the correction corrected again: suspended by the rule itself, which is met', () => {
    const report = reviewed([dosed, sepsis, notDied, { ...sepsis, recordedAt: dateOf(60) }], 61)
    expect(report.conduct?.suspension).toMatchObject({ rules: ['STOP-1'] })
    expect(report.conduct?.suspension).not.toHaveProperty('noLongerMet')
  })

  it('a death that only moved by a day is the same suspension, once', () => {
    const later = each('001', adverseEvent('Sepsis', 4, 3, toCarT), died(41, 'Sepsis'))
    const { conduct } = reviewed([dosed, sepsis, stated('sepsis of 001', 50, later, 'date corrected')], 51)
    expect(conduct?.suspension).toMatchObject({ at: dateOf(41) })
    expect(conduct?.suspension).not.toHaveProperty('noLongerMet')
  })

  it('a death that was never known to be related suspends nothing', () => {
    const other = stated('sepsis of 001', 40, each('001', adverseEvent('Sepsis', 4, 3, unrelated), died(40, 'Sepsis')))
    expect(reviewed([dosed, other, notDied], 51).phase).not.toBe('suspended')
  })

  it('another than who died is corrected: nothing is said twice', () => {
    const more = [stated('002', 6, each('002', clean('1', 2))), stated('002', 52, each('002', clean('1', 3)), 'dates')]
    const { conduct } = reviewed([dosed, more[0]!, sepsis, more[1]!], 53)
    expect(conduct?.suspension).toMatchObject({ rules: ['STOP-1'] })
    expect(conduct?.suspension).not.toHaveProperty('noLongerMet')
  })

  it('a protocol without stopping rules suspends nothing', () =>
    expect(
      reviewed([dosed, sepsis, notDied], 51, undefined, machinesWith({ stopping: undefined } as never)).phase,
    ).not.toBe('suspended'))
})

const ALT = 'Alanine aminotransferase increased'
const dlt = [
  stated('001', 15, each('001', clean('1'), adverseEvent(ALT, 3, 1, toCarT))),
  stated('ALT of 001', 15, each('001', regraded(ALT, 4, 3), ended(ALT, 14))),
]
const corrected = stated(
  'ALT of 001',
  20,
  each('001', regraded(ALT, 4, 1), ended(ALT, 14)),
  'source verification: 320 U/L was read as 32',
)

describe('a DLT once flagged never vanishes silently', () => {
  it('as known before the correction it is a DLT, and nothing is withdrawn', () => {
    const { participants, withdrawn } = reviewed([...dlt, corrected], 21, 18)
    expect(participants[0]?.status).toBe('dlt')
    expect(withdrawn).toBeUndefined()
  })

  it('a correction withdraws it: the report names the rule, the event, the record and the reason', () => {
    const report = reviewed([...dlt, corrected], 21)
    expect(report.participants[0]?.status).not.toBe('dlt')
    expect(report.withdrawn).toEqual([
      expect.objectContaining({
        participant: '001',
        at: dateOf(20),
        by: 'record ALT of 001, corrected by site: source verification: 320 U/L was read as 32',
      }),
    ])
    const words =
      /The DLT of 001 by DLT-\w+ .*flagged and is withdrawn on 2026-03-21, by record ALT of 001, corrected by site/
    expect(toText(report, { width: 400 })).toMatch(words)
    expect(toHtml(report)).toContain('DLTs that were flagged and have been withdrawn since')
  })

  it('a late fact withdraws it', () => {
    const late = stated('attribution', 20, each('001', attributed(ALT, 2, 'CAR-T', 'unrelated')))
    const { withdrawn } = reviewed([...dlt, late], 21)
    expect(withdrawn?.[0]).toMatchObject({ participant: '001', by: 'record attribution, recorded late by site' })
  })

  it('an adjudication withdraws it', () => {
    const { rule, event } = reviewed(dlt, 18).participants[0]!.rules.find(({ is }) => is === 'met')!
    const adjudicated = stated('adjudication', 20, [
      {
        type: 'adjudicated',
        at: dateOf(20),
        by: 'Dr A',
        reason: 'disease',
        participant: '001',
        rule,
        event,
        is: 'not met',
      },
    ])
    const { withdrawn } = reviewed([...dlt, adjudicated], 21)
    expect(withdrawn).toMatchObject([{ participant: '001', rule, by: 'adjudicated' }])
  })

  it('corrected and corrected back: it is a DLT, and not withdrawn', () => {
    const { participants, withdrawn } = reviewed([...dlt, corrected, { ...dlt[1]!, recordedAt: dateOf(22) }], 23)
    expect(participants[0]?.status).toBe('dlt')
    expect(withdrawn).toBeUndefined()
  })

  it('retracted, as entered in error', () => {
    const { withdrawn } = reviewed([...dlt, stated('001', 20, each('001', clean('1')), 'entered for another')], 21)
    expect(withdrawn).toMatchObject([{ participant: '001', by: 'record 001, corrected by site: entered for another' }])
  })
})
