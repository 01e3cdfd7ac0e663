import type { Need, Truth } from '../core/criterion.ts'

/** What one stopping rule answers, over whom, and what it saw. */
export type ReportedStopping = {
  readonly rule: string
  readonly section: string
  readonly says: string
  readonly assumed: boolean
  /** The level or expansion cohort it answers for, where it is asked of each by itself. */
  readonly where?: string
  readonly is: Truth
  readonly saw: string
  readonly needs: readonly Need[]
}

/** Why nobody is to be dosed now: in the whole trial, or in one expansion cohort. */
export type ReportedHold = {
  readonly by: string
  readonly why: string
  readonly until?: string
  readonly needs: readonly Need[]
  readonly cohort?: string
}

/** One expansion cohort: its state, its counts, and the fewest DLTs that would hold it. */
export type ReportedExpansion = {
  readonly cohort: string
  readonly state: string
  readonly minimum: number
  readonly maximum: number
  readonly dosed: number
  readonly evaluable: number
  readonly dlt: number
  readonly pending: number
  readonly notEvaluable: number
  readonly participants: readonly string[]
  /** By number settled, the fewest DLTs that cross the monitoring bound; numbers that none cross are left out. */
  readonly boundary: readonly { readonly settled: number; readonly dlts: number }[]
}

/** How the trial is conducted: suspension and holds, stopping rules, gates, expansion cohorts, replacements. */
export type ReportedConduct = {
  readonly phase: string
  readonly suspension?: {
    readonly at: string
    readonly why: string
    readonly rules: readonly string[]
    /** Those of the rules that by what is known now are not met: the suspension stands until somebody resumes. */
    readonly noLongerMet?: readonly string[]
  }
  readonly held: readonly ReportedHold[]
  /** Before this date nobody is to be dosed at the level recommended next. */
  readonly earliestNext?: {
    readonly level: string
    readonly date: string
    readonly rule: string
    readonly says: string
  }
  readonly rp2d?: string
  readonly stopping: readonly ReportedStopping[]
  readonly gates: readonly { readonly id: string; readonly says: string; readonly open: boolean }[]
  readonly expansion: readonly ReportedExpansion[]
  readonly replacements: {
    readonly made: readonly { readonly replaced: string; readonly by: string }[]
    readonly maximum?: number
    readonly maximumEach?: number
  }
}
