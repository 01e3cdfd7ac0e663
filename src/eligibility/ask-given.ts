import { type Answer, met, notMet, unknown } from '../core/criterion.ts'
import type { FactOf } from '../core/fact.schema.ts'
import type { ParticipantClause } from '../core/participant-clause.schema.ts'
import { isAtLeastAgo, isWithin, lookbackInWords } from './lookback.ts'
import { type Dated, factsOf, type PersonRecord } from './record.ts'

export type GivenClause = Extract<ParticipantClause, { given: unknown }>
export type Dosed = Dated<FactOf<'dosed'>>
export type Which = {
  readonly agent: string
  readonly cycle?: number | undefined
  readonly infusion?: number | undefined
}

/** The number of an administration within its agent and cycle: the source's own, else by order of time. */
export function numbered(
  doses: readonly Dosed[],
): readonly (Dosed & { readonly number: number; readonly cycle: number })[] {
  const seen = new Map<string, number>()
  return doses
    .toSorted((a, b) => a.span.from - b.span.from || (a.fact.infusion ?? 0) - (b.fact.infusion ?? 0))
    .map((dose) => {
      const cycle = dose.fact.cycle ?? 1
      const key = `${dose.fact.agent.toLowerCase()}|${cycle}`
      const number = dose.fact.infusion ?? (seen.get(key) ?? 0) + 1
      seen.set(key, number)
      return { ...dose, number, cycle }
    })
}

/** The administrations that are meant; of no infusion in particular, all of them. */
export const dosesMeant = (record: PersonRecord, { agent, cycle, infusion }: Which): readonly Dosed[] =>
  numbered(factsOf(record, 'dosed')).filter(
    (dose) =>
      dose.fact.agent.toLowerCase() === agent.toLowerCase() &&
      (cycle === undefined || dose.cycle === cycle) &&
      (infusion === undefined || dose.number === infusion),
  )

/** Whether an administration was given, and so long ago. Nothing on record: not known, for want of it. */
export function askGiven(clause: GivenClause, record: PersonRecord): Answer {
  const words = givenInWords(clause)
  const doses = dosesMeant(record, clause.given)
  const last = doses.at(-1)
  if (!last) return unknown(words, 'not on record', { fact: infusionInWords(clause.given) })
  const saw = `${infusionInWords(clause.given)} on ${last.fact.at}`
  const parts = [
    ...(clause.atLeastAgo ? [isAtLeastAgo(last.span, record.at, clause.atLeastAgo)] : []),
    ...(clause.within ? [isWithin(last.span, record.at, clause.within)] : []),
  ]
  if (parts.includes('not met')) return notMet(words, saw)
  return parts.includes('unknown')
    ? unknown(words, saw, { fact: `the date of ${infusionInWords(clause.given)}` })
    : met(words, saw)
}

export const infusionInWords = ({ agent, cycle, infusion }: Which): string =>
  `${agent}${cycle === undefined ? '' : ` cycle ${cycle}`}${infusion === undefined ? '' : ` infusion ${infusion}`}`

export const givenInWords = (clause: GivenClause): string => {
  const ago = clause.atLeastAgo ? ` at least ${lookbackInWords(clause.atLeastAgo)} ago` : ''
  return `${infusionInWords(clause.given)} given${ago}${clause.within ? ` within ${lookbackInWords(clause.within)}` : ''}`
}
