import { type Answer, met, notMet, unknown } from '../core/criterion.ts'
import type { ParticipantClause } from '../core/participant-clause.schema.ts'
import { byLatest } from './latest.ts'
import { isWithin, lookbackInWords } from './lookback.ts'
import { type PersonRecord, recordedAs } from './record.ts'
import { answerInText } from './yes-no.ts'

export type FindingClause = Extract<ParticipantClause, { finding: unknown }>

/** Answers a finding by the latest record of it. Nobody's answer is unknown, never "no". */
export function askFinding(clause: FindingClause, record: PersonRecord): Answer {
  const { finding, alsoCalled = [], within } = clause
  const words = findingInWords(clause)
  const due = within ? ` within ${lookbackInWords(within)} before ${record.asked}` : ''
  return byLatest(record, recordedAs(record, [finding, ...alsoCalled]), words, `${finding}${due}`, ({ fact, span }) => {
    const value = fact.type === 'assessed' || fact.type === 'labResult' ? fact.value : undefined
    const saw = `${finding}: ${value ?? 'no answer'} on ${fact.at}`
    if (within && isWithin(span, record.at, within) !== 'met') return unknown(words, saw, { fact: `${finding}${due}` })
    const said = answerInText(value)
    if (said === undefined) return unknown(words, saw, { fact: `${finding}, yes or no` })
    return said ? met(words, saw) : notMet(words, saw)
  })
}

export const findingInWords = ({ finding, within }: FindingClause): string =>
  within ? `${finding}, within ${lookbackInWords(within)}` : finding
