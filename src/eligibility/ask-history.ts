import { type Answer, met, notMet, type Truth, unknown } from '../core/criterion.ts'
import type { Lookback, ParticipantClause } from '../core/participant-clause.schema.ts'
import { type Span, spanOf } from '../core/time.ts'
import { courseInWords, endOf, isComplete } from './care.ts'
import { byLatest } from './latest.ts'
import { isAtLeastAgo, isWithin, lookbackInWords } from './lookback.ts'
import { type Dated, factsOf, type PersonRecord, recordedAs } from './record.ts'
import { answerInText } from './yes-no.ts'

export type HistoryClause = Extract<ParticipantClause, { history: unknown }>

/**
 * Answers when something last was. It is recorded as an assessment of that name, whose value is the date it last was, or no;
 * interventions that are it count by their end.
 */
export function askHistory(clause: HistoryClause, record: PersonRecord): Answer {
  const words = historyInWords(clause)
  const said = recordedAs(record, [clause.history, ...(clause.alsoCalled ?? [])])
  const cared = byCare(clause, record, words)
  if (cared?.is === (clause.atLeastAgo ? 'not met' : 'met')) return cared
  if (said.length === 0)
    return cared ?? unknown(words, `no record of ${clause.history}`, { fact: `${clause.history}: when last, or never` })
  const told = byLatest(record, said, words, clause.history, (dated) => byStatement(clause, record, dated, words))
  return cared?.is === 'unknown' && cared.grounds.some(({ saw }) => saw !== NOTHING) ? combined(told, cared) : told
}

const NOTHING = 'none on record'

/** A possible intervention leaves open what a statement denies. */
const combined = (told: Answer, cared: Answer): Answer =>
  told.is === 'met'
    ? told
    : { is: 'unknown', grounds: [...told.grounds, ...cared.grounds], needs: [...told.needs, ...cared.needs] }

function byStatement(clause: HistoryClause, record: PersonRecord, { fact }: Dated, words: string): Answer {
  const value = fact.type === 'assessed' ? fact.value : undefined
  const saw = `${clause.history}: ${value ?? 'no answer'}, recorded ${fact.at}`
  const last = typeof value === 'string' ? spanOf(value.trim()) : undefined
  const date = { fact: `the date of ${clause.history}` }
  if (last) return last.from > record.at.to ? unknown(words, saw, date) : dated(clause, record, last, words, saw)
  const answer = answerInText(value)
  if (answer === false) return notMet(words, saw)
  if (answer === true) return clause.within || clause.atLeastAgo ? unknown(words, saw, date) : met(words, saw)
  return unknown(words, saw, { fact: `${clause.history}: when last, or never` })
}

function dated(
  { history, within, atLeastAgo }: HistoryClause,
  { at }: PersonRecord,
  last: Span,
  words: string,
  saw: string,
): Answer {
  const is = lies(last, at, within, atLeastAgo)
  if (is === 'unknown') return unknown(words, saw, { fact: `the exact date of ${history}` })
  return is === 'met' ? met(words, saw) : notMet(words, saw)
}

function lies(last: Span, at: Span, within: Lookback | undefined, ago: Lookback | undefined): Truth {
  const parts = [...(within ? [isWithin(last, at, within)] : []), ...(ago ? [isAtLeastAgo(last, at, ago)] : [])]
  if (parts.includes('not met')) return 'not met'
  return parts.includes('unknown') ? 'unknown' : 'met'
}

/** What interventions that are it say; undefined where the clause names none. */
function byCare(clause: HistoryClause, record: PersonRecord, words: string): Answer | undefined {
  const { care } = clause
  if (!care) return undefined
  const named = care.named ?? []
  const courses = factsOf(record, 'intervention').filter(
    ({ fact }) =>
      (care.kinds as readonly string[] | undefined)?.includes(fact.kind) ||
      named.some((name) => fact.name?.toLowerCase().includes(name.toLowerCase())),
  )
  const answers = courses.map((course) => dated(clause, record, endOf(course, record), words, courseInWords(course)))
  const decisive = clause.atLeastAgo ? 'not met' : 'met'
  const found = answers.find(({ is }) => is === decisive) ?? answers.find(({ is }) => is === 'unknown') ?? answers[0]
  if (found && found.is !== (decisive === 'met' ? 'not met' : 'met')) return found
  if (isComplete(record, record.at))
    return clause.atLeastAgo && found ? found : notMet(words, 'none on a complete record')
  return unknown(words, found?.grounds[0]?.saw ?? NOTHING, { fact: `${clause.history}: when last, or never` })
}

export function historyInWords({ history, within, atLeastAgo }: HistoryClause): string {
  if (within) return `${history} within ${lookbackInWords(within)}`
  return atLeastAgo ? `${history} at least ${lookbackInWords(atLeastAgo)} ago` : history
}
