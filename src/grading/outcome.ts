/** How a clinical fact nobody reported is taken. */
export type Unreported = 'unknown' | 'absent' | 'worstCase'

type Named = {
  /** Identifier of the table, which says scale and version. */
  readonly table: string
  readonly term: string
  /** Readings that decided: by another option the answer would differ. */
  readonly readings: readonly string[]
  readonly flags: readonly string[]
}

/** One grade. Grade 0 is "measured, and not abnormal enough to grade". */
export type Graded = Named & {
  readonly grade: 0 | 1 | 2 | 3 | 4 | 5
  /** The clauses that decided, in the table's wording. */
  readonly clauses: readonly string[]
}

/** The grades still possible, with the facts that would settle it, the one that settles most first. */
export type Ranged = Named & {
  readonly possible: readonly number[]
  readonly atLeast: number
  readonly atMost: number
  readonly needs: readonly string[]
  /** For a term no value can grade: it may also turn out that no criterion is met. */
  readonly orNone: boolean
}

/** No grade can be given, and why. */
export type Ungradable = Named & {
  readonly ungradable: string
  /** Clauses nearest to what is known, or terms with a similar name. */
  readonly candidates: readonly string[]
}

/** The answer to an assessment: one of finitely many frozen objects per compiled term. */
export type Outcome = Graded | Ranged | Ungradable

export const isGraded = (outcome: Outcome): outcome is Graded => 'grade' in outcome
export const isRanged = (outcome: Outcome): outcome is Ranged => 'possible' in outcome
