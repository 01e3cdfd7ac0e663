import { describe, expect, it } from 'vitest'
import type { SourceRecord } from '../../src/core/record.ts'
import { imported } from '../../src/reports/import.ts'
import { cases } from '../../src/testing/index.ts'

const contact = (key: string, at: string, recordedAt?: string): SourceRecord => ({
  key,
  ...(recordedAt === undefined ? {} : { recordedAt }),
  states: [{ type: 'followedUp', participant: '001', at }],
  where: { file: 'SV.csv', participant: '001', record: key },
})

describe('What is dated after the day on which it was recorded', () => {
  it.each(
    cases(`
    at                recordedAt            queries  lastDay
    2062-03-25        2026-03-26            1        2026-03-01
    2026-03-26        2026-03-26            0        2026-03-26
    2026-03-27T07:00  2026-03-26T23:30:00Z  0        2026-03-27
    2026-03           2026-03-02            0        2026-03-01
    2062-03-25        -                     0        2062-03-25
  `),
  )(
    '$at, recorded on $recordedAt: $queries queries, the last day is $lastDay',
    ({ at, recordedAt, queries, lastDay }) => {
      const found = imported(
        [contact('SV|001|1', '2026-03-01', '2026-03-01'), contact('SV|001|2', at!, recordedAt)],
        [],
        'EDC',
      )
      expect(found.issues).toHaveLength(Number(queries))
      expect(found.lastDay).toBe(lastDay)
    },
  )

  it('is asked of the record as it stands, and no longer once it is corrected', () => {
    const wrong = contact('SV|001|2', '2062-03-25', '2026-03-26')
    expect(imported([wrong], [], 'EDC').issues).toMatchObject([
      { code: 'contradiction', severity: 'query', message: expect.stringContaining('SV|001|2 is dated 2062-03-25') },
    ])
    expect(imported([wrong, contact('SV|001|2', '2026-03-25', '2026-03-28')], [], 'EDC').issues).toEqual([])
  })
})
