import type { Decision } from './decision.schema.ts'
import type { Fact } from './fact.schema.ts'
import type { Where } from './issue.ts'

/**
 * One record of a source (a row of an export) with the facts or decisions it states.
 * The same record in a later export, or later in an audit trail, carries the same `key`: what it stated before is superseded.
 */
export type SourceRecord = {
  readonly key: string
  /** When the source recorded this state of the record, if it says. */
  readonly recordedAt?: string
  readonly by?: string
  readonly reason?: string
  /** A record its source took back: it states nothing any more. */
  readonly retracted?: boolean
  readonly states: readonly (Fact | Decision)[]
  readonly where: Where
}
