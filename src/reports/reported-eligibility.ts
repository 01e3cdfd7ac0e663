import type { Need, Truth } from '../core/criterion.ts'

/** One criterion or requirement, and whether it holds: an inclusion that is met, an exclusion that is not. */
export type ReportedCriterion = {
  readonly id: string
  readonly kind: 'inclusion' | 'exclusion'
  readonly section: string
  readonly says: string
  /** Gives precedence, and excludes nobody. */
  readonly priority: boolean
  readonly holds: Truth
  /** Values and dates it was answered from. */
  readonly saw: string
  readonly needs: readonly Need[]
}

/** Whether a participant was eligible when enrolled, or is now where not enrolled. */
export type ReportedEligibility = {
  /** As of when, and why then. */
  readonly at: string
  readonly asked: 'at enrolment' | 'at the first dose' | 'as of the review'
  readonly is: 'eligible' | 'not eligible' | 'not yet known'
  readonly against: readonly ReportedCriterion[]
  readonly needs: readonly Need[]
  readonly criteria: readonly ReportedCriterion[]
  readonly donors: readonly { readonly donor: string; readonly is: string; readonly because: readonly string[] }[]
}

/** A laboratory grade, as high as a gate asks about, that no adverse event on record has: the gate does not read it. */
export type NotCounted = {
  readonly term: string
  readonly grade: { readonly atLeast: number; readonly atMost: number }
  /** Since which result it was so. */
  readonly since: string
  /** Reported as an adverse event, of a lower grade. */
  readonly isReported: boolean
}

/** What the gate of one administration answered when it was given, or answers now where it is the next. */
export type ReportedGate = {
  readonly gate: string
  readonly opens: string
  readonly at: string
  /** Given, or next to be given. */
  readonly dose: 'given' | 'next'
  readonly is: 'go' | 'hold' | 'stop'
  readonly isUnknown: boolean
  readonly until?: string
  readonly latest?: string
  readonly because: readonly string[]
  readonly needs: readonly Need[]
  /** What the answer rests on though the order within a day is not known; absent where there is none. */
  readonly notes?: readonly string[]
  /** Absent where there is nothing that the gate did not count. */
  readonly notCounted?: readonly NotCounted[]
}
