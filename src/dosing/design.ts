/**
 * What is known at one dose level. `n` counts settled evaluable participants (a DLT, or a window closed with nothing open),
 * `dlt` those of them with a DLT, `pending` those dosed and not settled: never safe, never a DLT.
 * `followUp`, for time-to-event designs only, gives each pending participant's followed fraction of the window (0 to 1).
 * `triggers`, for titration designs only, counts the participants here, settled or pending, who showed the protocol's titration
 * trigger (say a grade 2 related event) and have no DLT. A DLT always triggers and is counted under `dlt` alone.
 * `last`, for coherent model designs only, is the cohort treated last, given at the level it was treated at; without it they go
 * by all that is settled at the level.
 */
export type LevelTally = {
  readonly n: number
  readonly dlt: number
  readonly pending: number
  readonly followUp?: readonly number[]
  readonly triggers?: number
  readonly last?: { readonly n: number; readonly dlt: number }
}

/** All levels, lowest first. Levels are numbered from 1 in this order; a protocol's own labels ("-1", "2a") are for people. */
export type Tally = readonly LevelTally[]

export type Action = 'escalate' | 'stay' | 'de-escalate' | 'stop' | 'declare-mtd' | 'wait' | 'suspend' | 'switch'

/** A rule that was looked at: its id in the design's own numbering, its words as a template, and where it was published. */
export type Rule = { readonly id: string; readonly says: string; readonly source: string }

/** What one more outcome at the current level would make of the recommendation. */
export type Change = { readonly if: string; readonly action: Action; readonly level: number | null }

/** Everything a committee may question, as data. `explain` renders it; nothing here is prose but the rule's own words. */
export type Recommendation = {
  readonly action: Action
  /**
   * The level to treat next; with `wait` and `suspend` the level that waits; with `declare-mtd` the MTD; with `stop` the highest
   * level found tolerated, where the rule names one. `null` where no level may be treated.
   */
  readonly level: number | null
  /** How many more participants to treat at `level`, where the rule says; 0 where it needs nobody and is only passed on the way up. */
  readonly more?: number
  readonly rule: Rule
  /** The counts the rule saw at the level it judged. */
  readonly saw: { readonly level: number; readonly n: number; readonly dlt: number; readonly pending: number }
  /** Rules tried before the deciding one and not met, in order. */
  readonly considered: readonly Rule[]
  /** With `wait`: the levels whose pending participants would settle it, lowest first. */
  readonly awaits?: readonly number[]
  /** Not before this moment (ISO date or date-time), where a stagger says so. */
  readonly until?: string
  /** Levels that may not be treated again, lowest first. */
  readonly excluded: readonly number[]
  /** The MTD once it is declared; absent while it is not known. `null`: no level is tolerated. */
  readonly mtd?: number | null
  /** Model and interval designs show their figures: boundaries, posterior probabilities, by name. */
  readonly figures?: Readonly<Record<string, number | readonly number[]>>
  /** Time-to-event designs: what they would recommend if every pending participant had a DLT. */
  readonly ifAllDlt?: { readonly action: Action; readonly level: number | null }
}

/** A design is a function. Everything it may look at is in its arguments. Levels count from 1. */
export type Design = (tally: Tally, current: number) => Recommendation

/** A modifier narrows what a design may recommend. Modifiers compose: the last one applied has the last word. */
export type Modifier = (design: Design) => Design
