import { type Answer, every, met, type Need, notMet, some, unknown } from '../core/criterion.ts'
import { isoOf, type Length, type Span } from '../core/time.ts'
import { type Position, positionIn, type Window } from '../core/window.ts'
import type { Asking, GradeRange } from './clause.ts'
import { clauseInWords, type GradeClause, gradeRange, said, spanInWords } from './clause-words.ts'
import type { EventSummary } from './event.ts'
import { heldLonger, type Spell, spells } from './spell.ts'

/** Whether the event was this bad, from an onset in the window, for as long as asked. */
export function askGrade(clause: GradeClause, own: EventSummary, asking: Asking): Answer {
  const words = clauseInWords(clause)
  const event = byScale(own, clause.grade.scale)
  if (!event)
    return unknown(words, 'not graded by this scale', { fact: `the ${clause.grade.scale} grade of ${own.term}` })
  const { atLeast, aboveBaseline } = clause.grade
  if (aboveBaseline === undefined) return askFrom(clause, event, asking, words, atLeast)
  return askAboveBaseline(clause, event, asking, words, aboveBaseline)
}

/** With a baseline that is a range or unknown, the answer is known only where every baseline it can be gives the same; 5 it cannot be. */
function askAboveBaseline(
  clause: GradeClause,
  event: EventSummary,
  asking: Asking,
  words: string,
  above: number,
): Answer {
  const known = asking.baseline?.(event)
  const { atLeast, atMost }: GradeRange = known ?? { atLeast: 0, atMost: 4 }
  const baselines = Array.from({ length: atMost - atLeast + 1 }, (_, i) => atLeast + i)
  const answers = baselines.map((baseline) =>
    askFrom(clause, event, asking, words, Math.max(clause.grade.atLeast, baseline + above)),
  )
  if (answers.every(({ is }) => is === answers[0]!.is)) return answers[0]!
  const saw = known ? `baseline ${gradeRange(known)}` : 'baseline not known'
  return unknown(words, saw, { fact: `the grade of ${event.term} at baseline` })
}

function askFrom(clause: GradeClause, event: EventSummary, asking: Asking, words: string, grade: number): Answer {
  const below = () => notMet(words, `${event.term} below grade ${grade}`)
  if (grade > 5 || !everPossible(event, grade)) return below()
  const { unresolved, unsupported } = clause
  const support = unsupported && { ...unsupported, supports: asking.supports ?? [], now: asking.now }
  const found = spells(event, grade, unresolved?.to, support)
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
  const { unresolved, longerThan, atLeastFor } = clause
  return every([
    askOnset(event, spell.started, asking),
    askReached(event, spell, words),
    ...(clause.grade.atMost === undefined ? [] : [askNotAbove(event, spell, clause.grade.atMost)]),
    ...(unresolved ? [askHeld(event, spell, unresolved.within, asking, words)] : []),
    ...(longerThan ? [askHeld(event, spell, longerThan, asking, words)] : []),
    ...(atLeastFor ? [askHeld(event, spell, atLeastFor, asking, words, 'at least')] : []),
  ])
}

/** Whether a moment of an event lies where the asking wants it: before, inside or after the windows that count. */
export function askOnset(event: EventSummary, moment: Span, { window, also = [], onset }: Asking): Answer {
  const words = `onset ${{ before: 'before', in: 'inside', after: 'after' }[onset]} the DLT window`
  const saw = `${event.term} reached it ${spanInWords(moment)}`
  const position = also.length === 0 ? positionIn(window, moment) : positionAmong([window, ...also], moment)
  if (position === 'unknown') return unknown(words, saw, { fact: `the date ${event.term} reached this grade` })
  return said(position === onset, words, saw)
}

/** Among several windows: inside any, before all, else after the first; unknown where it may be inside one and is surely in none. */
function positionAmong(windows: readonly Window[], moment: Span): Position {
  const positions = windows.map((window) => positionIn(window, moment))
  if (positions.includes('in')) return 'in'
  if (positions.includes('unknown')) return 'unknown'
  return positions.every((position) => position === 'before') ? 'before' : 'after'
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
  length: Length,
  asking: Asking,
  words: string,
  bound: 'longer' | 'at least' = 'longer',
): Answer {
  const held = heldLonger(spell, length, spell.back ?? asking.now, bound)
  const saw = `${event.term} ${held.saw}`
  if (held.is !== 'unknown') return said(held.is === 'longer', words, saw)
  const need: Need = {
    fact: `${held.want}: ${event.term}`,
    ...(held.until === undefined ? {} : { until: isoOf(held.until) }),
  }
  return unknown(words, saw, need)
}
