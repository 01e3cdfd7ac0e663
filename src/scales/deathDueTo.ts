import type { Fact } from '../core/fact.schema.ts'
import { spanOf } from '../core/time.ts'
import type { Moment } from './moments.ts'

/** What a death is held against: the events of a toxicity and of its manifestations, and the words a cause of death has for it. */
export type Toxicity = { readonly events: readonly string[]; readonly cause: RegExp }

/** Whether a death was due to a toxicity by a moment: one of its events was fatal, or the record of death names it. */
export function deathDueTo({ events, cause }: Toxicity, facts: readonly Fact[], moment: Moment): boolean | null {
  const before = (fact: Fact) => (spanOf(fact.at)?.from ?? 0) <= moment.span.to
  if (fatalEnds(events, facts).some(before)) return true
  const died = facts.find((fact) => fact.type === 'died' && before(fact))
  if (died?.type !== 'died') return false
  if (died.event !== undefined) return events.includes(died.event)
  return died.cause === undefined ? null : cause.test(died.cause)
}

/** Where one of these events ended in death. */
export const fatalEnds = (events: readonly string[], facts: readonly Fact[]): readonly Fact[] =>
  facts.filter((fact) => fact.type === 'adverseEventEnded' && fact.outcome === 'fatal' && events.includes(fact.event))
