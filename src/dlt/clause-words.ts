import { type Answer, met, notMet } from '../core/criterion.ts'
import type { EventClause, Support } from '../core/event-clause.schema.ts'
import { remembering } from '../core/remembering.ts'
import { isoOf, lengthInWords, type Span } from '../core/time.ts'

export type GradeClause = Extract<EventClause, { grade: unknown }>
type FactClause = Extract<EventClause, { fact: unknown }>

/** The clause as a sentence fragment, for reports. */
export const clauseInWords: (clause: EventClause) => string = remembering(wordsOf)

function wordsOf(clause: EventClause): string {
  if ('term' in clause) return `term is ${list(clause.term)}`
  if ('soc' in clause) return `SOC is ${list(clause.soc)}`
  if ('source' in clause) return `${clause.source} event`
  if ('manifestationOf' in clause) return `manifestation of ${list(clause.manifestationOf)}`
  if ('category' in clause) return `category is ${clause.category}`
  if ('fact' in clause) return factInWords(clause)
  if ('serious' in clause) return clause.serious ? 'serious' : 'not serious'
  if ('outcome' in clause) return `outcome is ${list(clause.outcome)}`
  if ('attributedTo' in clause) return `at least ${clause.atLeast} to ${list(clause.attributedTo)}`
  return gradeInWords(clause)
}

export const factInWords = ({ fact, is = true, says }: FactClause): string => says ?? `${is ? '' : 'not '}${fact}`

function gradeInWords({ grade, unresolved, longerThan, atLeastFor, unsupported }: GradeClause): string {
  const span = grade.atMost === undefined ? `grade ≥ ${grade.atLeast}` : `grade ${grade.atLeast} to ${grade.atMost}`
  const range = grade.atMost === grade.atLeast ? `grade ${grade.atLeast}` : span
  const named = grade.scale === undefined ? range : `${grade.scale} ${range}`
  return [
    named,
    ...(grade.aboveBaseline === undefined ? [] : [`at least ${grade.aboveBaseline} above baseline`]),
    ...(unresolved ? [`not resolved to ≤ ${unresolved.to} within ${lengthInWords(unresolved.within)}`] : []),
    ...(longerThan ? [`lasting longer than ${lengthInWords(longerThan)}`] : []),
    ...(atLeastFor ? [`lasting at least ${lengthInWords(atLeastFor)}`] : []),
    ...(unsupported
      ? [`recovery counted without ${list(unsupported.by.map(supportInWords))} for ${lengthInWords(unsupported.for)}`]
      : []),
  ].join(' ')
}

const supports: Readonly<Record<Support, string>> = {
  platelets: 'platelets',
  redCells: 'red cells',
  plasma: 'plasma',
  growthFactor: 'growth factor',
}
export const supportInWords = (support: Support): string => supports[support]

export const said = (is: boolean, clause: string, saw: string): Answer => (is ? met(clause, saw) : notMet(clause, saw))
export const list = (names: readonly string[]): string => names.join(' or ')

type Range = { readonly atLeast: number; readonly atMost: number }
export const gradeRange = ({ atLeast, atMost }: Range): string =>
  atLeast === atMost ? `grade ${atLeast}` : `grade ${atLeast} to ${atMost}`
export const spanInWords = ({ from, to }: Span): string =>
  isoOf(from) === isoOf(to) ? `on ${isoOf(from)}` : `between ${isoOf(from)} and ${isoOf(to)}`
