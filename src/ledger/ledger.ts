import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Decision } from '../core/decision.schema.ts'
import type { Fact } from '../core/fact.schema.ts'
import { canonical } from './canonical.ts'

/** What one record of a source states; `states` carry when it happened, the entry when it was recorded. */
export type Statement = {
  /** The source record this is about; a later entry with the same key supersedes this one. */
  readonly record: string
  readonly recordedAt: string
  readonly by: string
  /** Why it was changed or taken back; expected of every correction. */
  readonly reason?: string
  readonly states: readonly (Fact | Decision)[]
}

/** One line of the ledger. Nothing is overwritten: a correction is a new entry that names the one it supersedes. */
export type Entry = Statement & {
  readonly schemaVersion: 1
  readonly seq: number
  readonly supersedes: number | null
  readonly previous: string
  readonly hash: string
}

/** Appends statements; each that is about a record already stated supersedes its latest entry. Never refuses one. */
export function append(ledger: readonly Entry[], statements: readonly Statement[]): readonly Entry[] {
  const latest = new Map(ledger.map((entry) => [entry.record, entry.seq]))
  const entries = [...ledger]
  for (const statement of statements) {
    const last = entries.at(-1)
    const seq = (last?.seq ?? 0) + 1
    const supersedes = latest.get(statement.record) ?? null
    const linked = { schemaVersion: 1 as const, seq, ...statement, supersedes, previous: last?.hash ?? '' }
    entries.push({ ...linked, hash: digest(linked) })
    latest.set(statement.record, seq)
  }
  return entries
}

/** The first entry that was altered, reordered, inserted, or whose predecessor was removed. */
export function findTampering(ledger: readonly Entry[]): Entry | undefined {
  return ledger.find(({ hash, ...linked }, i) => {
    const before = ledger[i - 1]
    return linked.previous !== (before?.hash ?? '') || linked.seq !== (before?.seq ?? 0) + 1 || hash !== digest(linked)
  })
}

const digest = (linked: object) => bytesToHex(sha256(utf8ToBytes(canonical(linked))))
