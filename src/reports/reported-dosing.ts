import type { Action, Rule } from '../dosing/design.ts'

/** What the design recommends for some counts at the current level, all other levels as they are now. */
export type ReportedCell = {
  readonly n: number
  readonly dlt: number
  readonly pending: number
  readonly action: Action
  readonly level: string | null
  /** The rule that decides it. */
  readonly rule: string
  /** The level itself is excluded by these counts. */
  readonly excludes: boolean
  /** The counts as they are now. */
  readonly isCurrent: boolean
  /** Counts at which those pending at the level may settle. */
  readonly maySettle: boolean
}

/** The design's decision table at the current level, with nobody pending and with as many as are pending now. */
export type ReportedDecisionTable = {
  /** What the design is called. */
  readonly design: string
  readonly level: string
  readonly pending: readonly number[]
  readonly cells: readonly ReportedCell[]
  /** Every rule that decides a cell, in the order of the cells. */
  readonly rules: readonly (Rule & { readonly decided: boolean })[]
  readonly assumes: readonly string[]
}

/** A step of a dose-transition pathway in the protocol's labels. */
export type ReportedPathway = {
  /** What happened: how the pending of a level settle, or what a cohort has; absent at the start. */
  readonly after?: {
    readonly who: 'pending' | 'cohort'
    readonly level: string
    readonly of: number
    readonly dlts: number
  }
  readonly action: Action
  readonly level: string | null
  readonly more?: number
  /** The rule that decides it, and its words. */
  readonly rule: string
  readonly says: string
  readonly next: readonly ReportedPathway[]
}

/** Where the trial can go from here: first every way the pending settle, then the next cohorts. */
export type ReportedPathways = {
  readonly cohorts: number
  readonly from: ReportedPathway
  readonly assumes: readonly string[]
}
