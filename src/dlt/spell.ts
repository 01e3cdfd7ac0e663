import type { Support } from '../core/event-clause.schema.ts'
import { elapsed, isoOf, type Length, lastMomentWithin, type Span, spanAt, spanning } from '../core/time.ts'
import { capByPeak, type EventSummary, type Observation } from './event.ts'
import { type Supported, unsupportedFrom } from './support.ts'

/** One stretch of an event at or above a grade. */
export type Spell = {
  /** When the grade was reached; wider than a date where only a maximum over an extent is known. */
  readonly started: Span
  /** False where the grade may not have been reached at all. */
  readonly certain: boolean
  /** The time at the grade is unknown: only a maximum was recorded. */
  readonly floating: boolean
  readonly worst: { readonly atLeast: number; readonly atMost: number }
  /** Last moment the event is known to have been above the grade it must resolve to. */
  readonly lastAbove?: Span
  /** First moment after `lastAbove` at which it may have been back: its recorded grade was a range across the line. */
  readonly maybeBack?: Span
  /** When it was back at or below that grade, if it is. */
  readonly back?: Span
  /** How the stretch is known: a recorded grade holds until it changes, a measured one only at its moment. */
  readonly known: 'change' | 'measured'
}

type Seen = { readonly at: Span; readonly atLeast: number; readonly atMost: number; readonly as: Observation['as'] }

/** Recovery that counts only after a time without support, as far as is known at `now`. */
export type OwnRecovery = {
  readonly by: readonly Support[]
  readonly for: Length
  readonly supports: readonly Supported[]
  readonly now: Span
}

/** The stretches at or above `grade`, each until the event is back at or below `to`. Earliest first. */
export function spells(event: EventSummary, grade: number, to = grade - 1, own?: OwnRecovery): readonly Spell[] {
  const found: Spell[] = []
  let open: Spell | undefined
  const course = own ? unsupported(observations(event), to, own) : observations(event)
  for (const seen of course) {
    open = open ? continued(open, seen, grade, to) : isExplained(seen, found) ? undefined : begun(seen, course, grade)
    if (open?.back) {
      found.push(open)
      open = undefined
    }
  }
  return open ? [...found, open] : found
}

function observations(event: EventSummary): Seen[] {
  const course = capByPeak(event.course)
  const seen = course.map((o) => ({ at: spanAt(o.at), atLeast: o.atLeast, atMost: o.atMost, as: o.as }))
  if (!event.ended) return seen
  const last = course.at(-1)?.atMost ?? 5
  const range = { recovered: [0, 0], recoveredWithSequelae: [0, last], fatal: [5, 5] }[event.ended.outcome]
  return [...seen, { at: spanAt(event.ended.at), atLeast: range[0]!, atMost: range[1]!, as: 'change' }]
}

/** The observations with each recovery at the moment it counts: none where support goes on until the next observation or now. */
function unsupported(course: readonly Seen[], to: number, { by, for: free, supports, now }: OwnRecovery): Seen[] {
  return course.flatMap((seen, i) => {
    if (seen.atMost > to || seen.as === 'peak') return [seen]
    const { surely, maybe } = unsupportedFrom(seen.at, supports, by, free)
    const moved = surely.from > seen.at.from
    const next = course[i + 1]?.at ?? now
    const counts = !moved || (seen.as === 'change' && surely.to <= next.to)
    if (counts && !maybe) return [{ ...seen, at: surely }]
    if (!moved || (counts && maybe)) return [{ ...seen, at: surely, atMost: to + 1 }]
    return []
  })
}

/** A maximum since onset that an earlier stretch had reached says nothing of another. */
const isExplained = ({ as, atLeast }: Seen, found: readonly Spell[]) =>
  as === 'peak' && found.some(({ worst }) => worst.atLeast >= atLeast)

/** A stretch known only by its maximum began somewhen since onset. */
function begun(seen: Seen, [first = seen]: readonly Seen[], grade: number): Spell | undefined {
  if (seen.atMost < grade) return undefined
  const certain = seen.atLeast >= grade
  return {
    started: seen.as === 'peak' ? spanning(first.at, seen.at) : seen.at,
    certain,
    floating: seen.as === 'peak',
    worst: { atLeast: seen.atLeast, atMost: seen.atMost },
    known: seen.as === 'measured' ? 'measured' : 'change',
    ...(certain ? { lastAbove: seen.at } : {}),
  }
}

function continued(spell: Spell, seen: Seen, grade: number, to: number): Spell {
  if (seen.atMost <= to) return ended(spell, seen)
  const reached = seen.atLeast >= grade
  const { maybeBack, ...held } = spell
  const widened = reached && !spell.certain
  return {
    ...held,
    certain: spell.certain || reached,
    floating: spell.floating || (widened && seen.as === 'peak'),
    started: widened ? spanning(spell.started, seen.at) : spell.started,
    worst: {
      atLeast: Math.max(spell.worst.atLeast, seen.atLeast),
      atMost: Math.max(spell.worst.atMost, seen.atMost),
    },
    ...(seen.as === 'peak' ? kept(maybeBack) : seen.atLeast > to ? { lastAbove: seen.at } : kept(maybeBack ?? seen.at)),
  }
}

const kept = (maybeBack: Span | undefined) => (maybeBack ? { maybeBack } : {})

function ended(spell: Spell, seen: Seen): Spell {
  if (spell.maybeBack) return { ...spell, back: spanning(spell.maybeBack, seen.at) }
  const sinceMeasured = spell.known === 'measured' && seen.as === 'measured' && spell.lastAbove
  return { ...spell, back: sinceMeasured ? spanning(spell.lastAbove!, seen.at) : seen.at }
}

export type Held =
  | { readonly is: 'longer' | 'not longer'; readonly saw: string }
  | { readonly is: 'unknown'; readonly saw: string; readonly until?: number; readonly want: string }

/**
 * Whether a spell lasted longer than `length`, or at least as long, as far as is known at `now`. Exactly `length` is not longer,
 * and is at least as long.
 */
export function heldLonger(spell: Spell, length: Length, now: Span, bound: 'longer' | 'at least' = 'longer'): Held {
  const over = bound === 'longer' ? length : justUnder(length)
  return spell.back ? closedHeld(spell, spell.back, over) : openHeld(spell, over, now)
}

/** The longest length that is less: a day less where days are counted, else a millisecond. */
const justUnder = (length: Length): Length =>
  'days' in length ? { days: length.days - 1 } : { hours: length.hours - 1 / 3_600_000 }

function closedHeld(spell: Spell, back: Span, length: Length): Held {
  const { least, most, limit } = elapsed(spell.started, back, length)
  const shortest = spell.floating ? 0 : Math.max(0, least)
  const saw = `${range(shortest, most, length)} from ${words(spell.started)} to ${words(back)}`
  if (shortest > limit) return { is: 'longer', saw }
  if (most <= limit) return { is: 'not longer', saw }
  return { is: 'unknown', saw, want: spell.floating ? 'the dates at this grade' : 'the time it resolved' }
}

function openHeld(spell: Spell, length: Length, now: Span): Held {
  const above = lastKnownAbove(spell, now)
  const sofar = above && elapsed(spell.started, above, length)
  const saw = `not back since ${words(spell.started)}`
  if (sofar && sofar.least > sofar.limit)
    return { is: 'longer', saw: `${saw}, ${range(sofar.least, sofar.most, length)}` }
  if (spell.floating)
    return { is: 'unknown', saw: `${saw}; only its maximum grade is recorded`, want: 'the dates at this grade' }
  const until = lastMomentWithin(spell.started, length)
  if (now.from <= until) return { is: 'unknown', saw, until, want: 'whether it resolves in time' }
  return { is: 'unknown', saw: `${saw}; no assessment since`, want: 'an assessment of its grade' }
}

function lastKnownAbove(spell: Spell, now: Span): Span | undefined {
  if (spell.floating || !spell.certain) return undefined
  return spell.known === 'change' ? (spell.maybeBack ?? now) : spell.lastAbove
}

function range(least: number, most: number, length: Length): string {
  const unit = 'days' in length ? 'days' : 'h'
  const [low, high] = [Math.max(0, round(least)), round(most)]
  return low === high ? `${low} ${unit}` : `${low} to ${high} ${unit}`
}
const round = (units: number) => Math.round(units * 10) / 10
const words = ({ from, to }: Span) => (isoOf(from) === isoOf(to) ? isoOf(from) : `${isoOf(from)}/${isoOf(to)}`)
