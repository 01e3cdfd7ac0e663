import { type Answer, met, notMet, some, unknown } from '../core/criterion.ts'
import type { EventClause } from '../core/event-clause.schema.ts'
import type { Attribution } from '../core/fact.schema.ts'
import { remembering } from '../core/remembering.ts'
import type { Length, Span } from '../core/time.ts'
import type { Window } from '../core/window.ts'
import type { TermCategory } from './categories.ts'
import { askGrade } from './clause-grade.ts'
import { clauseInWords, list, said } from './clause-words.ts'
import type { EventSummary } from './event.ts'
import { isAmong, sameName } from './same-name.ts'
import type { Supported } from './support.ts'

/** What a clause is asked against: the DLT window, the time of asking, and where in it an onset must lie. */
export type Asking = {
  readonly window: Window
  readonly now: Span
  readonly onset: 'before' | 'in' | 'after'
  /** Windows of later infusions or cycles that count too. */
  readonly also?: readonly Window[]
  /** Blood products and growth factors given so far. */
  readonly supports?: readonly Supported[]
  /** What a category holds, by its name. */
  readonly category?: (name: string) => TermCategory | undefined
  /** The grade of this event's term when the first window opened, as far as anything on record says. */
  readonly baseline?: (event: EventSummary) => GradeRange | undefined
}

/** What an answer stood on beside the event and the time of asking. Of every part of `Asking` this says whether it is the same. */
const sameIn: { readonly [Part in keyof Required<Asking>]: (a: Asking, b: Asking) => boolean } = {
  window: (a, b) => sameWindow(a.window, b.window),
  now: () => true,
  onset: (a, b) => a.onset === b.onset,
  also: ({ also: a = [] }, { also: b = [] }) => a.length === b.length && a.every((one, i) => sameWindow(one, b[i]!)),
  supports: (a, b) => a.supports === b.supports,
  category: (a, b) => a.category === b.category,
  baseline: (a, b) => a.baseline === undefined && b.baseline === undefined,
}
const parts = Object.values(sameIn)

/** Whether two askings differ in the time of asking at most. */
export const asksTheSame = (a: Asking, b: Asking): boolean => parts.every((same) => same(a, b))

const askings = new WeakMap<object, readonly Asking[]>()
const windows = new WeakMap<Length, Map<string, Window>>()
const KEPT = 16
const WINDOWS = 10_000

/**
 * One asking for all that differ in the time of asking at most: what answers that did not look at the time are kept by. None where
 * the baseline is asked for, which no part of an asking holds.
 */
export function timelessAsking(asking: Asking): Asking | undefined {
  if (asking.baseline) return undefined
  const place = asking.supports ?? oneWindow(asking.window)
  const held = askings.get(place) ?? []
  const known = held.find((one) => asksTheSame(one, asking))
  if (!known) askings.set(place, [asking, ...held.slice(0, KEPT - 1)])
  return known ?? asking
}

/** One window for all that are alike. */
const oneWindow = remembering((window: Window): Window => {
  const { opens, closesAfter, length, endInclusive } = window
  const key = `${opens.from} ${opens.to} ${closesAfter?.from} ${closesAfter?.to} ${endInclusive}`
  const alike = windows.get(length) ?? new Map<string, Window>()
  if (alike.size >= WINDOWS) alike.clear()
  windows.set(length, alike)
  const one = alike.get(key) ?? window
  alike.set(key, one)
  return one
})

const sameSpan = (a: Span | undefined, b: Span | undefined) => a?.from === b?.from && a?.to === b?.to
const sameWindow = (a: Window, b: Window) =>
  a === b ||
  (sameSpan(a.opens, b.opens) &&
    sameSpan(a.closesAfter, b.closesAfter) &&
    a.length === b.length &&
    a.endInclusive === b.endInclusive)

export type GradeRange = { readonly atLeast: number; readonly atMost: number }

/** Answers one clause for one adverse event. Total: any event gives an answer. */
export function askEvent(clause: EventClause, event: EventSummary, asking: Asking): Answer {
  if ('term' in clause) return said(isAmong(clause.term, event.term), clauseInWords(clause), event.term)
  if ('soc' in clause) return askSoc(clause.soc, event, clauseInWords(clause))
  if ('source' in clause) return said(clause.source === event.source, clauseInWords(clause), `${event.source} event`)
  if ('manifestationOf' in clause) return askManifestation(clause.manifestationOf, event)
  if ('category' in clause) return askCategory(clause.category, event, asking)
  if ('fact' in clause) return askFact(clause, event)
  if ('serious' in clause) return askSerious(clause.serious, event)
  if ('outcome' in clause) return askOutcome(clause, event)
  if ('attributedTo' in clause) return askAttribution(clause, event)
  return askGrade(clause, event, asking)
}

function askSoc(socs: readonly string[], event: EventSummary, words: string): Answer {
  if (event.soc === undefined) return unknown(words, 'SOC unknown', { fact: `the SOC of ${event.term}` })
  return said(isAmong(socs, event.soc), words, event.soc)
}

function askManifestation(parents: readonly string[], event: EventSummary): Answer {
  const words = `manifestation of ${list(parents)}`
  const parent = event.manifestationOf
  return said(parent !== undefined && sameName(parents, parent), words, parent ?? 'no parent event recorded')
}

function askCategory(name: string, event: EventSummary, { category }: Asking): Answer {
  const words = `category is ${name}`
  const held = category?.(name)
  if (!held) return unknown(words, 'no list of this category', { fact: `the terms of the category ${name}` })
  if (isAmong(held.term, event.term)) return met(words, event.term)
  return held.soc.length === 0 ? notMet(words, event.term) : askSoc(held.soc, event, words)
}

function askFact(clause: Extract<EventClause, { fact: unknown }>, { term, facts }: EventSummary): Answer {
  const words = clauseInWords(clause)
  const known = facts?.[clause.fact]
  if (known === undefined) return unknown(words, 'not recorded', { fact: `whether ${term}: ${clause.fact}` })
  return said(known === (clause.is ?? true), words, `${clause.fact}: ${known ? 'yes' : 'no'}`)
}

function askSerious(asked: boolean, { term, serious }: EventSummary): Answer {
  const words = asked ? 'serious' : 'not serious'
  if (serious === undefined) return unknown(words, 'seriousness not recorded', { fact: `the seriousness of ${term}` })
  return said(serious === asked, words, serious ? 'serious' : 'not serious')
}

function askOutcome(clause: Extract<EventClause, { outcome: unknown }>, { term, ended }: EventSummary): Answer {
  const outcome = ended?.outcome ?? 'ongoing'
  return said(clause.outcome.includes(outcome), clauseInWords(clause), `${term} ${outcome}`)
}

/** Attributions from weakest to strongest. */
export const strength: readonly Attribution[] = ['unrelated', 'unlikely', 'possible', 'probable', 'definite']

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

export { clauseInWords } from './clause-words.ts'
export { sameName } from './same-name.ts'
