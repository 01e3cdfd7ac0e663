import type { Protocol } from '../core/protocol.schema.ts'
import { atSite } from '../core/time.ts'
import { current } from '../ledger/known-on.ts'
import type { Entry } from '../ledger/ledger.ts'
import { momentOf } from '../machines/order.ts'

/** Entries recorded at one moment, as the site's clock reads it: the ledger before them, and what they are. */
export type RecordedMoment = { readonly at: string; readonly before: number; readonly entries: readonly Entry[] }

/** The ledger's entries by the moment at which they were recorded, in its own order. */
export function recordedMoments(
  ledger: readonly Entry[],
  { siteOffset }: Pick<Protocol, 'siteOffset'>,
): readonly RecordedMoment[] {
  const moments: { at: string; before: number; entries: Entry[] }[] = []
  for (const [i, entry] of ledger.entries()) {
    const last = moments.at(-1)
    if (last?.entries[0]?.recordedAt === entry.recordedAt) last.entries.push(entry)
    else moments.push({ at: atSite(entry.recordedAt, siteOffset), before: i, entries: [entry] })
  }
  return moments
}

/** The entries of every record that ever was about a participant, in the ledger's order. */
export function entriesByParticipant(ledger: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const about = new Map<string, Set<string>>()
  for (const { record, states } of ledger)
    for (const one of states)
      if ('participant' in one) about.set(record, (about.get(record) ?? new Set()).add(one.participant))
  const entries = new Map<string, Entry[]>()
  for (const entry of ledger)
    for (const participant of about.get(entry.record) ?? []) {
      const own = entries.get(participant)
      if (own) own.push(entry)
      else entries.set(participant, [entry])
    }
  return entries
}

/**
 * Those of the entries that may change what had already been judged by what was known: they correct a record, or tell late what became
 * of an event.
 */
export function mayWithdraw(came: readonly Entry[], known: readonly Entry[]): readonly Entry[] {
  const ofEvents = came.filter(({ supersedes, states }) => supersedes !== null || states.some(tellsOfEvent))
  if (ofEvents.length === 0) return []
  const last = current(known).reduce((latest, one) => Math.max(latest, momentOf(one)), Number.NEGATIVE_INFINITY)
  return ofEvents.filter(
    ({ supersedes, states }) => supersedes !== null || states.some((one) => tellsOfEvent(one) && momentOf(one) < last),
  )
}

const tellsOfEvent = ({ type }: Entry['states'][number]): boolean =>
  type === 'adjudicated' || (type.startsWith('adverseEvent') && type !== 'adverseEventReported')
