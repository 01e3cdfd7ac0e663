import { expect } from 'vitest'
import type { IssueCode } from '../core/issue.ts'
import type { RuleIs } from '../dlt/rule.ts'
import type { Emitted } from '../machines/emitted.ts'
import type { ExpectedRecommendation } from './expected-recommendation.ts'
import { type ExpectedIssue, type ExpectedPending, matchers } from './matchers.ts'

/** The matchers of a trial's specification as vitest's `expect` has them once this module is imported. */
export interface TrialMatchers {
  /** The recommendation: `toRecommend('stay at 2, 3 more')`, or its parts as an object. */
  toRecommend(expected: string | ExpectedRecommendation): void
  /** A participant has a DLT, by a rule where one is named. What is still open fails, with `.not` too. */
  toHaveDlt(participant: string, rule?: string): void
  /** A participant is pending: neither safe nor a DLT yet. */
  toBePending(participant: string, expected?: ExpectedPending): void
  /** A participant is known to be evaluable. Somebody pending fails, with `.not` too. */
  toBeEvaluable(participant: string): void
  /** The answer of one rule for one participant. */
  toAnswer(participant: string, rule: string, expected: RuleIs): void
  /** An issue was raised, by its code or its parts. */
  toHaveIssue(expected: IssueCode | ExpectedIssue): void
  /** The machines emitted an event of this type, with these fields where some are given. */
  toEmit(type: Emitted['type'], fields?: Readonly<Record<string, unknown>>): void
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: an augmentation repeats the parameters of what it augments
  interface Matchers<T = any> extends TrialMatchers {}
}

expect.extend(matchers)
