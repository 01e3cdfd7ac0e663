import { describe, expect, it } from 'vitest'
import type { Recommendation } from '../../src/dosing/design.ts'
import { amountInShort } from '../../src/reports/html/amount.ts'
import { partInWords } from '../../src/reports/html/protocol-part.ts'
import { recordInWords } from '../../src/reports/record-words.ts'
import { stillAhead } from '../../src/reports/still-ahead.ts'
import { cases } from '../../src/testing/index.ts'

describe('identifiers of the machine are told in words', () => {
  it.each(
    cases(`
      record                      words
      lab:Anemia                  laboratory-derived event Anemia
      EX|004|11                   EX record 11 of 004
      LB|004|11|2                 LB record 11, 2 of 004
      DM|004                      DM record of 004
      AE02                        record AE02
      CAR-T, cycle 1, infusion 2  record CAR-T, cycle 1, infusion 2
    `),
  )('$record', ({ record, words }) => expect(recordInWords(record!)).toBe(words))

  it.each(
    cases(`
      part                          words
      dltRules DLT-1                DLT rule DLT-1
      infusionGates G-1 intervals   infusion gate G-1 interval
      evaluability                  evaluability
    `),
  )('$part', ({ part, words }) => expect(partInWords(part!)).toBe(words))
})

describe('an amount of cells is written as people write it, and stays the same amount', () => {
  it.each(
    cases(`
      amount      short
      1000000000  1e9
      15000000    1.5e7
      1234570     1.23457e6
      1e9         1e9
      30          30
      99999       99999
      0.5         0.5
      <1000000    <1000000
    `),
  )('$amount is $short', ({ amount, short }) => {
    expect(amountInShort(amount!)).toBe(short)
    if (!amount!.startsWith('<')) expect(Number(short)).toBe(Number(amount))
  })
})

describe('a "not before" that is past is no longer told', () => {
  it.each(
    cases(`
      action    until       as of             told
      stay      2026-06-01  2026-05-31        yes
      stay      2026-06-01  2026-06-01        yes
      stay      2026-06-01  2026-06-02        no
      stay      2026-06-01  2026-06-15T10:00  no
      escalate  2026-06     2026-06-15        yes
      wait      2026-06-01  2026-06-15        yes
    `),
  )('$action, not before $until, as of $as of: $told', (row) => {
    const given = { action: row.action, until: row.until } as Recommendation
    expect(stillAhead(given, row['as of']!).until).toBe(row.told === 'yes' ? row.until : undefined)
  })
})
