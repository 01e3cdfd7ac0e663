import type { Fact } from '../core/fact.schema.ts'
import { spanAt } from '../core/time.ts'
import type { Posted } from '../machines/router.ts'

const notFacts: readonly string[] = ['timePassed', 'adjudicated']

/** What had happened to each participant by a moment, as facts; what was still going on then has no end yet. */
export function factsByParticipant(posted: readonly Posted[], moment: string): ReadonlyMap<string, readonly Fact[]> {
  const limit = spanAt(moment).to
  const by = new Map<string, Fact[]>()
  for (const one of posted) {
    if (!isFact(one)) continue
    const facts = by.get(one.participant) ?? []
    facts.push(stillGoingOn(one, limit))
    by.set(one.participant, facts)
  }
  return by
}

/** A fact about the participant: one about a donor is another person's. */
const isFact = (one: Posted): one is Fact =>
  'participant' in one && !notFacts.includes(one.type) && !('donor' in one && one.donor !== undefined)

function stillGoingOn(fact: Fact, limit: number): Fact {
  if (fact.type !== 'intervention' || fact.until === undefined || spanAt(fact.until).to <= limit) return fact
  const { until: _, ...open } = fact
  return open
}
