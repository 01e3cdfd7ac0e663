import type { Answer, Need } from '../core/criterion.ts'
import { every, met, notMet, some, unknown } from '../core/criterion.ts'
import type { EventClause } from '../core/event-clause.schema.ts'
import type { Attribution } from '../core/fact.schema.ts'
import { isoOf, lengthInWords, type Span } from '../core/time.ts'
import { type Position, positionIn, type Window } from '../core/window.ts'
import type { EventSummary } from './event.ts'
import { heldLonger, type Spell, spells } from './spell.ts'

/** What a clause is asked against: the DLT window, the time of asking, and where in it an onset must lie. */
export type Asking = { readonly window: Window; readonly now: Span; readonly onset: 'before' | 'in' | 'after' }

/** What an answer stood on beside the event and the time of asking. Of every part of `Asking` this says whether it is the same. */
const sameIn: { readonly [Part in keyof Asking]: (a: Asking, b: Asking) => boolean } = {
  window: (a, b) => a.window === b.window || sameWindow(a.window, b.window),
  now: () => true,
  onset: (a, b) => a.onset === b.onset,
}
const parts = Object.values(sameIn)

/** Whether two askings differ in the time of asking at most. */
export const asksTheSame = (a: Asking, b: Asking): boolean => parts.every((same) => same(a, b))

const sameSpan = (a: Span | undefined, b: Span | undefined) => a?.from === b?.from && a?.to === b?.to
const sameWindow = (a: Window, b: Window) =>
  sameSpan(a.opens, b.opens) &&
  sameSpan(a.closesAfter, b.closesAfter) &&
  a.length === b.length &&
  a.endInclusive === b.endInclusive

/** Answers one clause for one adverse event. Total: any event gives an answer. */
export function askEvent(clause: EventClause, event: EventSummary, asking: Asking): Answer {
  if ('term' in clause) return said(sameName(clause.term, event.term), `term is ${list(clause.term)}`, event.term)
  if ('soc' in clause) return askSoc(clause.soc, event)
  if ('source' in clause) return said(clause.source === event.source, `${clause.source} event`, `${event.source} event`)
  if ('manifestationOf' in clause) return askManifestation(clause.manifestationOf, event)
  if ('attributedTo' in clause) return askAttribution(clause, event)
  return askGrade(clause, event, asking)
}

function askSoc(socs: readonly string[], event: EventSummary): Answer {
  const words = `SOC is ${list(socs)}`
  if (event.soc === undefined) return unknown(words, 'SOC unknown', { fact: `the SOC of ${event.term}` })
  return said(sameName(socs, event.soc), words, event.soc)
}

function askManifestation(parents: readonly string[], event: EventSummary): Answer {
  const words = `manifestation of ${list(parents)}`
  const parent = event.manifestationOf
  return said(parent !== undefined && sameName(parents, parent), words, parent ?? 'no parent event recorded')
}

const strength: readonly Attribution[] = ['unrelated', 'unlikely', 'possible', 'probable', 'definite']

function askAttribution(clause: Extract<EventClause, { attributedTo: unknown }>, event: EventSummary): Answer {
  const floor = strength.indexOf(clause.atLeast)
  return some(
    clause.attributedTo.map((agent) => {
      const words = `at least ${clause.atLeast} to ${agent}`
      const given = event.attribution[agent]
      if (!given)
        return unknown(words, 'attribution not recorded', { fact: `the attribution of ${event.term} to ${agent}` })
      return said(strength.indexOf(given) >= floor, words, `${given} to ${agent}`)
    }),
  )
}

type GradeClause = Extract<EventClause, { grade: unknown }>

function askGrade(clause: GradeClause, own: EventSummary, asking: Asking): Answer {
  const words = gradeInWords(clause)
  const event = byScale(own, clause.grade.scale)
  if (!event)
    return unknown(words, 'not graded by this scale', { fact: `the ${clause.grade.scale} grade of ${own.term}` })
  const below = () => notMet(words, `${event.term} below grade ${clause.grade.atLeast}`)
  if (!everPossible(event, clause.grade.atLeast)) return below()
  const found = spells(event, clause.grade.atLeast, clause.unresolved?.to)
  if (found.length === 0) return below()
  return some(found.map((spell) => askSpell(clause, event, spell, asking, words)))
}

/** The event with its course by the scale a rule reads; none where nobody graded it so. */
function byScale(event: EventSummary, scale: string | undefined): EventSummary | undefined {
  if (scale === undefined || scale === event.scale) return event
  const course = event.otherScales?.[scale]
  return course && { ...event, scale, course }
}

/** Whether any observation leaves room for the grade at all. */
const everPossible = ({ course, ended }: EventSummary, grade: number): boolean =>
  ended?.outcome === 'fatal' || course.some((seen) => seen.atMost >= grade)

function askSpell(clause: GradeClause, event: EventSummary, spell: Spell, asking: Asking, words: string): Answer {
  const held = clause.unresolved?.within ?? clause.longerThan
  return every([
    askOnset(event, spell, asking),
    askReached(event, spell, words),
    ...(clause.grade.atMost === undefined ? [] : [askNotAbove(event, spell, clause.grade.atMost)]),
    ...(held ? [askHeld(event, spell, held, asking.now, words)] : []),
  ])
}

function askOnset(event: EventSummary, spell: Spell, { window, onset }: Asking): Answer {
  const words = `onset ${{ before: 'before', in: 'inside', after: 'after' }[onset]} the DLT window`
  const saw = `${event.term} reached it ${spanInWords(spell.started)}`
  const position: Position = positionIn(window, spell.started)
  if (position === 'unknown') return unknown(words, saw, { fact: `the date ${event.term} reached this grade` })
  return said(position === onset, words, saw)
}

function askReached(event: EventSummary, spell: Spell, words: string): Answer {
  const saw = `${event.term} ${gradeRange(spell.worst)} ${spanInWords(spell.started)}`
  return spell.certain ? met(words, saw) : unknown(words, saw, { fact: `the grade of ${event.term}` })
}

function askNotAbove(event: EventSummary, { worst }: Spell, atMost: number): Answer {
  const words = `not above grade ${atMost}`
  if (worst.atLeast > atMost) return notMet(words, `${event.term} ${gradeRange(worst)}`)
  if (worst.atMost <= atMost) return met(words, `${event.term} ${gradeRange(worst)}`)
  return unknown(words, `${event.term} ${gradeRange(worst)}`, { fact: `the grade of ${event.term}` })
}

function askHeld(
  event: EventSummary,
  spell: Spell,
  length: Parameters<typeof heldLonger>[1],
  now: Span,
  words: string,
): Answer {
  const held = heldLonger(spell, length, now)
  const saw = `${event.term} ${held.saw}`
  if (held.is !== 'unknown') return said(held.is === 'longer', words, saw)
  const need: Need = {
    fact: `${held.want}: ${event.term}`,
    ...(held.until === undefined ? {} : { until: isoOf(held.until) }),
  }
  return unknown(words, saw, need)
}

/** The clause as a sentence fragment, for reports. */
export function clauseInWords(clause: EventClause): string {
  if ('term' in clause) return `term is ${list(clause.term)}`
  if ('soc' in clause) return `SOC is ${list(clause.soc)}`
  if ('source' in clause) return `${clause.source} event`
  if ('manifestationOf' in clause) return `manifestation of ${list(clause.manifestationOf)}`
  if ('attributedTo' in clause) return `at least ${clause.atLeast} to ${list(clause.attributedTo)}`
  return gradeInWords(clause)
}

function gradeInWords({ grade, unresolved, longerThan }: GradeClause): string {
  const span = grade.atMost === undefined ? `grade ≥ ${grade.atLeast}` : `grade ${grade.atLeast} to ${grade.atMost}`
  const range = grade.atMost === grade.atLeast ? `grade ${grade.atLeast}` : span
  const named = grade.scale === undefined ? range : `${grade.scale} ${range}`
  if (unresolved) return `${named} not resolved to ≤ ${unresolved.to} within ${lengthInWords(unresolved.within)}`
  return longerThan ? `${named} lasting longer than ${lengthInWords(longerThan)}` : named
}

const said = (is: boolean, clause: string, saw: string): Answer => (is ? met(clause, saw) : notMet(clause, saw))
/** Whether a name is among these, without regard to case. */
export const sameName = (names: readonly string[], name: string) =>
  names.some((candidate) => candidate.toLowerCase() === name.toLowerCase())
const list = (names: readonly string[]) => names.join(' or ')
const gradeRange = ({ atLeast, atMost }: { atLeast: number; atMost: number }) =>
  atLeast === atMost ? `grade ${atLeast}` : `grade ${atLeast} to ${atMost}`
const spanInWords = ({ from, to }: Span) =>
  isoOf(from) === isoOf(to) ? `on ${isoOf(from)}` : `between ${isoOf(from)} and ${isoOf(to)}`
