import { describe, expect, it } from 'vitest'
import { append } from '../../src/ledger/index.ts'
import type { Posted } from '../../src/machines/router.ts'
import { toHtml } from '../../src/reports/html.ts'
import { review } from '../../src/reports/review.ts'
import { toText } from '../../src/reports/text.ts'
import { dateOf, each } from '../../src/testing/index.ts'
import { clean, machines, machinesWith, treated } from '../support/trial.ts'
import { textOf } from './reading.ts'

const rows = [
  { n: 3, dlt: 0, then: 'escalate' },
  { n: 3, dlt: 1, then: 'stay' },
  { n: 3, dlt: [2, 3], then: 'exclude' },
  { n: 6, dlt: [0, 1], then: 'escalate' },
  { n: 6, dlt: [2, 6], then: 'exclude' },
]
const { titrationTrigger: _, ...protocol } = machines.judges.protocol
const withGaps = machinesWith({
  titrationTrigger: undefined,
  design: { ...protocol.design, name: 'table', options: { rows } },
} as Partial<typeof protocol>)

const reviewed = (...posted: readonly (readonly Posted[])[]) => {
  const report = review(
    withGaps,
    append([], [{ record: 'all', recordedAt: dateOf(20), by: 'site', states: posted.flat() as never }]),
    { asOf: dateOf(20), software: 'test' },
  )
  return { report, page: textOf(toHtml(report)), text: toText(report, { width: 2000 }) }
}

describe('a protocol whose decision table has rows for whole cohorts only', () => {
  it('nobody dosed yet: a report, and what the table does not say of one outcome', () =>
    expect(reviewed().report.recommendation).toMatchObject({
      action: 'stay',
      wouldChange: [
        {
          if: 'the next participant at level 1 has a DLT',
          then: 'not known, the table has no row for 1 of 1 with DLT',
        },
        {
          if: 'the next participant at level 1 has no DLT',
          then: 'not known, the table has no row for 0 of 1 with DLT',
        },
      ],
    }))

  it('two pending, who can only come to counts without a row: waits, and says why', () => {
    const { report, page, text } = reviewed(each('001 002', treated('1', 10)))
    expect(report.recommendation).toMatchObject({
      action: 'wait',
      level: '1',
      rule: { id: 'table no row' },
      considered: [],
      wouldChange: [0, 1, 2].map((dlts) => ({
        if: `${dlts} of the 2 pending at level 1 have a DLT`,
        then: `not known, the table has no row for ${dlts} of 2 with DLT`,
      })),
    })
    for (const shown of [page, text]) expect(shown).toMatch(/the table has no row for these counts/i)
  })

  it('three settled and one pending: waits, though three alone would escalate', () =>
    expect(reviewed(each('001 002 003', clean('1')), each('004', treated('1', 10))).report).toMatchObject({
      recommendation: { action: 'wait', level: '1', rule: { id: 'table no row' } },
    }))

  it('one settled and nobody pending: waits for the committee, not for anybody pending', () =>
    expect(reviewed(each('001', clean('1'))).report.recommendation).toMatchObject({
      action: 'wait',
      headline: 'Wait at level 1.',
      awaits: [],
    }))

  it('counts that have a row are decided by it', () =>
    expect(reviewed(each('001 002 003', clean('1'))).report.recommendation).toMatchObject({
      action: 'escalate',
      level: '2',
    }))
})
