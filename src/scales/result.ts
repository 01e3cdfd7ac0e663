import type { Ground } from '../core/criterion.ts'
import type { Citation, Inputs, Value } from './scale.schema.ts'

export type { Value }

/** What a caller hands to a scale: the shape its `inputs` declare. Left out and `null` are not the same, see `Input`. */
export type Given = Readonly<Record<string, unknown>>

/** One domain's part in a result. `value` is absent where several remain possible. */
export type DomainResult = {
  readonly value?: Value
  readonly possible: readonly Value[]
  readonly because: string
}

/**
 * A scale's answer. Under the name the scale gives it (`grade`, `stage`, `class`, `score` …) stands the value,
 * or `null` with `atLeast`, `atMost`, `possible` and `needs` where missing input leaves several possible.
 */
export type ScaleResult = {
  readonly scale: string
  readonly version: string
  readonly grade?: Value | null
  readonly atLeast?: Value
  readonly atMost?: Value
  readonly possible?: readonly Value[]
  readonly needs?: readonly string[]
  /** A named outcome beside the value: "not-crs". */
  readonly outcome?: string
  readonly because: string
  readonly domains: Readonly<Record<string, DomainResult>>
  /** The readings that bore on the result, as "id: option". */
  readonly readings: readonly string[]
  readonly flags: readonly string[]
  /** Inputs that were left out, taken as the scale declares, and would have mattered. */
  readonly assumed?: readonly string[]
  readonly [further: string]: unknown
}

/** Why an input cannot be graded at all. `error` and `item` say the same for a program. */
export type Invalid = {
  readonly scale: string
  readonly invalid: string
  readonly error: 'out-of-range' | 'wrong-type' | 'unknown-value' | 'unknown-field' | 'contradiction' | 'malformed'
  readonly item: string
}

export type Readings = Readonly<Record<string, string>>

/** How to take what a record leaves out: as each scale declares, or as unknown throughout. */
export type Unlisted = 'asDeclared' | 'unknown'

export type GradeOptions = { readonly readings?: Readings; readonly unlisted?: Unlisted }

/** One way to grade or classify: a table or an algorithm, with what it asks for. */
export type Scale = {
  readonly id: string
  readonly version: string
  readonly title: string
  readonly gives: string
  readonly citation: Citation
  readonly evidence: 'A' | 'B' | 'C'
  readonly unconfirmed: readonly string[]
  readonly inputs: Inputs
  readonly picture?: string
  readonly readings: Readonly<Record<string, { readonly default: string; readonly options: Readings }>>
  /** Grades input already in the declared shape; see `readGiven` for what comes from outside. */
  readonly grade: (given: Given, options?: GradeOptions) => ScaleResult
  /** Grades many; results are shared, frozen objects where nothing is missing. */
  readonly gradeAll: (givens: readonly Given[], options?: GradeOptions) => readonly ScaleResult[]
  /** The clauses looked at for one input, with the values they saw. */
  readonly explain: (given: Given, options?: GradeOptions) => readonly Ground[]
}
