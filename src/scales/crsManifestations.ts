import type { Fact, FactOf } from '../core/fact.schema.ts'
import { hoursBetween, spanOf } from '../core/time.ts'
import type { FindingOptions } from './crsFindings.ts'
import type { Moment } from './moments.ts'

type Intervention = FactOf<'intervention'>

const listedApart = /pyrexia|fever|hypotension|hypoxi|cytokine release/i

/** CTCAE grades of events recorded as manifestations, other than fever, hypotension and hypoxia, by the latest regrading, of several of one organ the worst. */
export function organs(
  facts: readonly Fact[],
  moment: Moment,
  { unrecorded }: FindingOptions,
): Record<string, number | null> | null {
  const found: Record<string, number | null> = {}
  const until = (fact: Fact) => (spanOf(fact.at)?.from ?? Number.POSITIVE_INFINITY) <= moment.span.to
  const reported = facts.filter(
    (fact): fact is FactOf<'adverseEventReported'> =>
      fact.type === 'adverseEventReported' &&
      fact.manifestationOf !== undefined &&
      !listedApart.test(fact.term) &&
      until(fact),
  )
  for (const { event, term, grade } of reported) {
    const later = facts.filter((fact) => 'event' in fact && fact.event === event && until(fact))
    if (later.some((fact) => fact.type === 'adverseEventEnded' && fact.outcome !== 'fatal')) continue
    const regraded = later
      .filter((fact) => fact.type === 'adverseEventRegraded')
      .toSorted(byTime)
      .at(-1)
    const now = regraded?.grade ?? grade ?? null
    const organ = organOf(term)
    const other = found[organ]
    found[organ] = other === undefined ? now : other === null || now === null ? null : Math.max(other, now)
  }
  return reported.length === 0 && unrecorded === 'unknown' ? null : found
}

const byTime = (a: Fact, b: Fact): number => (spanOf(a.at)?.from ?? 0) - (spanOf(b.at)?.from ?? 0)

const organOf = (term: string): string =>
  /aminotransferase/i.test(term) ? 'transaminases' : /creatinine/i.test(term) ? 'creatinine' : term.toLowerCase()

/** Whether an event of that name has been reported by a moment and not ended. */
export function reported(
  facts: readonly Fact[],
  term: RegExp,
  moment: Moment,
  { unrecorded }: FindingOptions,
): boolean | null {
  const before = (fact: Fact) => (spanOf(fact.at)?.from ?? Number.POSITIVE_INFINITY) <= moment.span.to
  const ended = facts.flatMap((fact) => (fact.type === 'adverseEventEnded' && before(fact) ? [fact.event] : []))
  const open = facts.some(
    (fact) =>
      fact.type === 'adverseEventReported' && term.test(fact.term) && before(fact) && !ended.includes(fact.event),
  )
  return open || (unrecorded === 'absent' ? false : null)
}

/** Plasma, cryoprecipitate or fibrinogen given within the time a finding stands. */
export function coagulopathy(all: readonly Intervention[], moment: Moment, { stands, unrecorded }: FindingOptions) {
  const given = all.some((fact) => {
    const span = spanOf(fact.at)
    const since = span ? hoursBetween(span, moment.span) : undefined
    return (
      /plasma|cryoprecipitate|fibrinogen/i.test(fact.name ?? '') && since && since.most >= 0 && since.least <= stands
    )
  })
  return given || (unrecorded === 'absent' ? false : null)
}
