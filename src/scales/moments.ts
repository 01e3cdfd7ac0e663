import type { Fact, FactOf } from '../core/fact.schema.ts'
import { hoursBetween, type Span, spanOf } from '../core/time.ts'

/** A moment of a participant's course at which something was recorded: a point in time, or a whole day. */
export type Moment = { readonly at: string; readonly span: Span; readonly facts: readonly Fact[] }

/** Milliseconds of a day. */
export const day = 24 * 3_600_000

/** Facts grouped by when they were, in order. Those dated by a month or a year have no place and come back apart. */
export function moments(facts: readonly Fact[]): { moments: readonly Moment[]; unplaced: readonly Fact[] } {
  const found = new Map<string, { at: string; span: Span; facts: Fact[] }>()
  const unplaced: Fact[] = []
  const place = (at: string, fact: Fact | undefined) => {
    const span = spanOf(at)
    if (!span || span.to - span.from >= day) {
      if (fact) unplaced.push(fact)
      return
    }
    const moment = found.get(at) ?? { at, span, facts: [] }
    if (fact) moment.facts.push(fact)
    found.set(at, moment)
  }
  for (const fact of facts) {
    place(fact.at, fact)
    if (fact.type === 'intervention' && fact.until !== undefined) place(fact.until, undefined)
  }
  const ordered = [...found.values()].sort((a, b) => a.span.from - b.span.from || a.span.to - b.span.to)
  return { moments: ordered, unplaced }
}

/** Whether something in use between two times was in use at a moment: yes, no, or (a day against an hour) maybe. */
export function inUse(fact: FactOf<'intervention'>, { span }: Moment): 'yes' | 'no' | 'maybe' {
  const start = spanOf(fact.at)
  const end = fact.until === undefined ? undefined : spanOf(fact.until)
  if (!start || (fact.until !== undefined && !end)) return 'maybe'
  if (start.from > span.to || (end && ended(end, span))) return 'no'
  const wholeDay = span.to > span.from
  const surelyBegun = start.to <= span.to || wholeDay
  const surelyOn = !end || end.from > span.from || wholeDay
  return surelyBegun && surelyOn ? 'yes' : 'maybe'
}

/** At the hour it ended it is no longer in use; on the day it ended, the day being all that is known, it still was. */
export const ended = (end: Span, at: Span): boolean => end.to < at.from || (end.from === end.to && end.to <= at.from)

/**
 * The latest of the facts at or before a moment, those of the same time together, unless they are older than they stand. What is
 * dated by its day alone may be the latest of that day.
 */
export function standing<T extends Fact>(facts: readonly T[], moment: Moment, hours: number): readonly T[] {
  const before = facts.flatMap((fact) => {
    const span = spanOf(fact.at)
    return span && span.from <= moment.span.to && span.to - span.from < day ? [{ fact, span }] : []
  })
  const latest = Math.max(...before.map(({ span }) => span.from))
  const last = before.filter(({ span }) => span.to >= latest)
  return last.flatMap(({ fact, span }) => (hoursBetween(span, moment.span).least > hours ? [] : [fact]))
}

/** The value that all of one time agree on: left out where there is none, `null` where they differ. */
export const agreed = <T>(values: readonly T[]): T | null | undefined =>
  values.every((value) => value === values[0]) ? (values[0] ?? undefined) : null
