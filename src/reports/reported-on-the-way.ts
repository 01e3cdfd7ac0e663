/** Somebody enrolled, or already being prepared, who has not been given the escalated agent: in no count of the recommendation. */
export type ReportedOnTheWay = {
  readonly participant: string
  /** Absent where no level is on record. */
  readonly level?: string
  /** The expansion cohort, where the participant is of the expansion; `null`: which one is not known. */
  readonly expansion?: string | null
  /** Agents given so far, and when the last of them was. */
  readonly given: readonly string[]
  readonly lastGiven?: string
  /** The next administration that has a gate, and the last day the gate allows it. */
  readonly next?: { readonly opens: string; readonly latest?: string; readonly isPast: boolean }
  /** Why nobody is to be dosed there now, each with its earliest end where there is one; empty where the level takes participants. */
  readonly held: readonly { readonly why: string; readonly until?: string }[]
}
