import type { Entry } from './ledger.ts'

/** An entry that supersedes another of its record, with the one it supersedes, and whether the record ever stated anything before. */
export type Superseding = { readonly entry: Entry; readonly was: Entry; readonly everStated: boolean }

/** Every entry that came after another of the same record, in the order recorded. */
export function supersedingIn(ledger: readonly Entry[]): readonly Superseding[] {
  const latest = new Map<string, { readonly was: Entry; readonly everStated: boolean }>()
  return ledger.flatMap((entry) => {
    const before = latest.get(entry.record)
    latest.set(entry.record, { was: entry, everStated: before?.everStated || entry.states.length > 0 })
    return before ? [{ entry, ...before }] : []
  })
}
