import { describe, expect, it } from 'vitest'
import type { Decision } from '../../src/core/decision.schema.ts'
import type { Fact } from '../../src/core/fact.schema.ts'
import { append, type Statement } from '../../src/ledger/index.ts'
import { review } from '../../src/reports/review.ts'
import { adverseEvent, dateOf, each, ended, regraded } from '../../src/testing/index.ts'
import { clean, machines, toCarT } from '../support/trial.ts'

const ALT = 'Alanine aminotransferase increased'
const stated = (record: string, day: number, states: readonly unknown[], reason?: string): Statement => ({
  record,
  recordedAt: dateOf(day),
  by: 'site',
  ...(reason ? { reason } : {}),
  states: states as (Fact | Decision)[],
})
const escalated: Decision = { type: 'doseDecided', at: dateOf(16), by: 'SRC', action: 'escalate', level: '2' }

const ledger = append(
  [],
  [
    stated('001', 15, each('001', clean('1'), adverseEvent(ALT, 3, 1, toCarT))),
    stated('ALT of 001', 15, each('001', regraded(ALT, 4, 1), ended(ALT, 14))),
    stated('decision 1', 16, [escalated]),
    stated(
      'ALT of 001',
      20,
      each('001', regraded(ALT, 4, 3), ended(ALT, 14)),
      'source verification: 320 U/L was read as 32',
    ),
  ],
)
const software = 'test'

describe('a correction changes what an earlier decision stood on', () => {
  it('before it was recorded, the decision stood on a clean participant', () => {
    const { decisions, participants } = review(machines, ledger, { asOf: dateOf(18), knownOn: dateOf(18), software })
    expect(participants[0]?.status).toBe('clear')
    expect(decisions[0]).toMatchObject({ decision: 'escalate to level 2 (2026-03-17)', differs: false })
    expect(decisions[0]).not.toHaveProperty('basisChanged')
  })

  it('after it, the decision stands as taken, and what it stood on is shown before and after', () => {
    const { decisions, participants, recommendation } = review(machines, ledger, { asOf: dateOf(21), software })
    expect(participants[0]).toMatchObject({ status: 'dlt' })
    expect(recommendation).toMatchObject({ action: 'de-escalate', level: '1', more: 2 })
    expect(decisions[0]).toMatchObject({
      differs: false,
      recommended: expect.stringContaining('Escalate to level 2'),
      basisChanged: {
        before: expect.stringContaining('Escalate to level 2'),
        after: expect.stringContaining('1 of 1 with DLT'),
      },
    })
  })
})
