import type { Decision } from '../core/decision.schema.ts'
import type { Fact } from '../core/fact.schema.ts'
import { spanAt } from '../core/time.ts'
import type { Entry } from './ledger.ts'

/** The entries recorded by the end of a day or moment. */
export function recordedBy(ledger: readonly Entry[], moment: string): readonly Entry[] {
  const limit = spanAt(moment).to
  return ledger.filter((entry) => spanAt(entry.recordedAt).from <= limit)
}

/** What the ledger states now: of every record its latest entry, in the order in which the records first came. */
export function current(ledger: readonly Entry[]): readonly (Fact | Decision)[] {
  const latest = new Map<string, Entry>()
  for (const entry of ledger) latest.set(entry.record, entry)
  return [...latest.values()].flatMap((entry) => entry.states)
}

/** "What did the committee know on 3 March?": what the ledger stated then. */
export const knownOn = (ledger: readonly Entry[], moment: string): readonly (Fact | Decision)[] =>
  current(recordedBy(ledger, moment))
