import type { Decision } from '../../src/core/decision.schema.ts'
import type { Fact } from '../../src/core/fact.schema.ts'
import { append, type Statement } from '../../src/ledger/index.ts'
import { review } from '../../src/reports/review.ts'
import { dateOf } from '../../src/testing/index.ts'
import { machines } from './trial.ts'

/** What the site states of a record on a day. */
export const stated = (record: string, day: number, states: readonly unknown[], reason?: string): Statement => ({
  record,
  recordedAt: dateOf(day),
  by: 'site',
  ...(reason ? { reason } : {}),
  states: states as (Fact | Decision)[],
})

/** A review of statements as of a day, by what was known on another where that is told. */
export const reviewed = (statements: readonly Statement[], day: number, knownOn?: number, trial = machines) =>
  review(trial, append([], statements), {
    asOf: dateOf(day),
    software: 'test',
    ...(knownOn === undefined ? {} : { knownOn: dateOf(knownOn) }),
  })
