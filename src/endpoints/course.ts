import type { Fact, FactOf } from '../core/fact.schema.ts'
import { atSite, isoOf, type Span, spanOf } from '../core/time.ts'

/** Something of one participant with the time it can have been. */
export type Dated<T> = T & { readonly span: Span }

/** What is known of one participant by the cut-off, in order of time. */
export type Course = {
  readonly participant: string
  /** The last moment that is looked at. */
  readonly cutOff: Span
  readonly facts: readonly Dated<Fact>[]
}

/**
 * The facts by participant, as far as they had or may have happened by the end of the cut-off. A fact whose date cannot be
 * read is left out here and named by `unplacedIn`.
 */
export function coursesOf(facts: readonly Fact[], cutOff: string, siteOffset?: string): readonly Course[] {
  const limit = spanOf(cutOff)
  if (!limit)
    throw new TypeError(`expected an ISO date as the cut-off, such as 2026-03-01; got ${JSON.stringify(cutOff)}`)
  const byParticipant = new Map<string, Dated<Fact>[]>()
  for (const fact of facts) {
    const at = atSite(fact.at, siteOffset)
    const span = spanOf(at)
    if (!span || span.from > limit.to || fact.donor !== undefined) continue
    const known = byParticipant.get(fact.participant) ?? []
    byParticipant.set(fact.participant, known)
    known.push({ ...fact, at, span: { from: span.from, to: Math.min(span.to, limit.to) } })
  }
  return [...byParticipant]
    .map(([participant, own]) => ({ participant, cutOff: limit, facts: own.sort(inTime) }))
    .sort((a, b) => (a.participant < b.participant ? -1 : 1))
}

/** Facts whose date cannot be read. */
export const unplacedIn = (facts: readonly Fact[]): readonly Fact[] =>
  facts.filter(({ at }) => !spanOf(at)).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

/** In order of time; of one moment in an order that does not depend on how they came. */
function inTime(a: Dated<Fact>, b: Dated<Fact>): number {
  if (a.span.from !== b.span.from) return a.span.from - b.span.from
  if (a.span.to !== b.span.to) return a.span.to - b.span.to
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** The facts of one type. */
export const factsOf = <T extends Fact['type']>({ facts }: Course, type: T): readonly Dated<FactOf<T>>[] =>
  facts.filter((fact): fact is Dated<FactOf<T>> => fact.type === type)

/** When it was, for people: the day, or the first and last it can have been. */
export const whenOf = ({ from, to }: Span): string => {
  const [first, last] = [isoOf(from), isoOf(to)]
  return first.slice(0, 10) === last.slice(0, 10) ? (from === to ? first : first.slice(0, 10)) : `${first} to ${last}`
}
