import { describe, expect, it } from 'vitest'
import { append } from '../../src/ledger/index.ts'
import type { Posted } from '../../src/machines/router.ts'
import { toHtml } from '../../src/reports/html.ts'
import { review } from '../../src/reports/review.ts'
import { toText } from '../../src/reports/text.ts'
import { adverseEvent, dateOf, decided, died, each, enrolled, infused, withdrew } from '../../src/testing/index.ts'
import { clean, machines, toCarT, treated } from '../support/trial.ts'
import { textOf } from './reading.ts'

const reviewed = (day: number, ...posted: readonly (readonly Posted[])[]) =>
  review(
    machines,
    append([], [{ record: 'all', recordedAt: dateOf(day), by: 'site', states: posted.flat() as never }]),
    { asOf: dateOf(day), software: 'test' },
  )
const text = (report: ReturnType<typeof reviewed>) => toText(report, { width: 2000 })

const prepared = (level: string) => each('009', enrolled(10, level), infused('CAR-NK', 18))
const level1 = [...each('001', clean('1')), ...decided(16, 'escalate', '2')]
const threePending = each('002 003 004', treated('2', 17))

describe('somebody on the way to a dose is never passed over', () => {
  it('while the rule waits: who, how far prepared, and that nobody is to be dosed there', () => {
    const report = reviewed(20, level1, threePending, prepared('2'))
    expect(report.recommendation.action).toBe('wait')
    expect(report.onTheWay).toMatchObject([
      { participant: '009', level: '2', given: ['CAR-NK'], lastGiven: dateOf(18), next: { opens: expect.any(String) } },
    ])
    expect(text(report)).toMatch(
      /! On the way to a dose: 009 at level 2 \(CAR-NK given, the last on 2026-03-19.*\), where nobody is to be dosed now: Wait at level 2/,
    )
  })

  it('is in no count, which is said beside the recommendation', () => {
    const [without, beside] = [reviewed(20, level1, threePending), reviewed(20, level1, threePending, prepared('2'))]
    expect(beside.recommendation).toEqual(without.recommendation)
    const words = '009 at level 2 (CAR-NK given'
    expect(text(beside)).toContain(`  On the way to a dose: ${words}`)
    expect(textOf(toHtml(beside))).toContain(`On the way to a dose ${words}`)
    expect(text(without)).not.toContain('On the way to a dose')
  })

  it('at the level that is recommended, is one of how many more and no alert', () => {
    const report = reviewed(20, level1, each('009', enrolled(10, '2')))
    expect(report.recommendation).toMatchObject({ action: 'stay', level: '2', more: 3 })
    expect(text(report)).toContain('009 would be of the 3 more at level 2, not besides them')
    expect(text(report)).toContain('009 at level 2 (enrolled, nothing given yet')
    expect(text(report)).not.toContain('! On the way')
  })

  it('at another level than the one recommended, is an alert', () =>
    expect(text(reviewed(20, level1, prepared('1')))).toMatch(
      /! On the way to a dose: 009 at level 1 .*: Stay at level 2/,
    ))

  it('before the day the stagger allows the next, is an alert with that day', () =>
    expect(text(reviewed(20, level1, each('002', treated('2', 17)), prepared('2')))).toMatch(
      new RegExp(`! On the way to a dose: 009 at level 2 .*\\(until ${dateOf(31)} at the earliest\\)`),
    ))

  it('while the trial is suspended, is an alert', () =>
    expect(
      text(
        reviewed(20, each('001', treated('1'), adverseEvent('Sepsis', 4, 3, toCarT), died(8, 'Sepsis')), prepared('1')),
      ),
    ).toMatch(/! On the way to a dose: 009 at level 1 .*: the trial is suspended: STOP-1/))

  it('off study, or already dosed, nobody is on the way', () => {
    expect(reviewed(20, level1, [...prepared('2'), ...each('009', withdrew(19))]).onTheWay).toEqual([])
    expect(reviewed(20, level1, threePending).onTheWay).toEqual([])
  })
})
