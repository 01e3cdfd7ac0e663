import type { Assessment, Care } from './assessment.ts'
import type { Dictionary } from './facts.ts'

/** What recorded care says of an event: facts, and what was given without being linked to it. */
export type CareRead = {
  readonly facts: Readonly<Record<string, true>>
  /** The facts there would be, had everything unlinked been given for this event. */
  readonly unlinked: Readonly<Record<string, true>>
  readonly flags: readonly string[]
}

/**
 * Care counts for an event only when linked to it: what was given for the event was indicated. What was planned, or demanded by the
 * protocol, never counts; what is not linked stays unknown, and is flagged.
 */
export function readCare({ care = [], event }: Assessment, term: string, dictionary: Dictionary): CareRead {
  const names = [event, term].flatMap((name) => (name === undefined ? [] : [name.trim().toLowerCase()]))
  const facts: Record<string, true> = {}
  const unlinked: Record<string, true> = {}
  const flags: string[] = []
  for (const given of care) {
    if (given.planned) continue
    const phrases = phrasesOf(given, dictionary)
    if (phrases.length === 0) flags.push(`no term asks for "${given.what}"`)
    else if (given.for === undefined || given.for.length === 0)
      flags.push(`"${given.what}" is not linked to any event and was not counted`)
    if (isFor(given, names)) for (const name of phrases) facts[name] = true
    else if (given.for === undefined || given.for.length === 0) for (const name of phrases) unlinked[name] = true
  }
  return { facts, unlinked, flags }
}

const isFor = ({ for: events }: Care, names: readonly string[]): boolean =>
  (typeof events === 'string' ? [events] : (events ?? [])).some((event) => names.includes(event.trim().toLowerCase()))

/** The facts that something given stands for, as far as the table asks for them. */
const phrasesOf = ({ what }: Care, dictionary: Dictionary): readonly string[] =>
  [`${what} indicated`, `${what} initiated`, `${what} intervention indicated`, `${what} intervention initiated`].filter(
    (name) => dictionary(name) !== undefined,
  )
