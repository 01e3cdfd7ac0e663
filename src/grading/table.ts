import type { Cell } from './clause.ts'

export type GradeNumber = 1 | 2 | 3 | 4 | 5
/** Which way a quantity has to go to be an adverse event of this term. */
export type Direction = 'low' | 'high'

/** What a term's navigational note says, as data. */
export type Navigation = {
  readonly kind: 'synonym' | 'redirect' | 'exclusive' | 'consider also' | 'other'
  readonly terms?: readonly string[]
  readonly grades?: readonly number[]
  readonly remark?: string
}

/** A quantity reported in steps ("NEGATIVE", "TRACE", "1+" to "4+"), often under the name of a measured one. */
export type InSteps = {
  readonly quantity: string
  readonly under: string
  /** Where the measured one is given, the steps do not count. */
  readonly yields?: true
}

/** One adverse event term: for each available grade, the criterion that defines it. */
export type Term = {
  readonly term: string
  readonly grades: Readonly<Partial<Record<GradeNumber, Cell>>>
  /** Quantities a value of which can grade this term, with the direction that counts. */
  readonly measures?: Readonly<Record<string, Direction>>
  /** Quantities that stand for one another: a result is of one of them, and they are never mixed. */
  readonly measuredAs?: readonly string[]
  /** Quantities held against the cuts of another when they are reported in its place; the answer says so. */
  readonly standsFor?: Readonly<Record<string, string>>
  readonly inSteps?: InSteps
  /** The quantities are looked at together, so that a result of one of them alone does not grade the term. */
  readonly together?: true
  readonly navigation?: readonly Navigation[]
}

/** The terms of one system organ class. */
export type Chapter = {
  readonly soc: string
  readonly terms: readonly Term[]
  /** Their names, where the terms themselves are only read when one of them is used. */
  readonly names?: readonly string[] | undefined
}

/** A matter on which the printed text is silent, wrong or ambiguous, and how it is read. The first option is the default. */
export type Reading = { readonly id: string; readonly matter: string; readonly options: readonly string[] }

/** A grading table: structured criteria with their source. */
export type Table = {
  readonly id: string
  readonly scale: string
  readonly version: string
  readonly published: string
  readonly source: string
  /** SHA-256 of the publisher's file, or why it is not stated. */
  readonly sha256: string
  readonly readings: readonly Reading[]
  /** Lay words, each with the terms it may stand for. */
  readonly words?: Readonly<Record<string, readonly string[]>>
  readonly chapters: readonly Chapter[]
}
