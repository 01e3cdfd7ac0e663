import { type Answer, met, notMet, type Truth, unknown } from '../core/criterion.ts'
import { readNumber } from '../core/measured.ts'
import type { ParticipantClause } from '../core/participant-clause.schema.ts'
import { COMPLETE, wasGiven } from './care.ts'
import { byLatest } from './latest.ts'
import { isWithin, lookbackInWords } from './lookback.ts'
import { readIn, readRange, recordedIn, valueInWords } from './quantity.ts'
import { boundInWords, boundOf, isBeside, multipleOf, type Side } from './range.ts'
import { type Dated, type PersonRecord, recordedAs } from './record.ts'

export type MeasuredClause = Extract<ParticipantClause, { measured: unknown }>
type Compared = { readonly is: Exclude<Truth, 'unknown'> } | { readonly want: string }

/** Answers a cut of a laboratory result, a vital sign or a score by the latest record of it. */
export function askMeasured(clause: MeasuredClause, record: PersonRecord): Answer {
  const words = measuredInWords(clause)
  const all = recordedAs(record, [clause.measured, ...(clause.alsoCalled ?? [])])
  const due = clause.within ? ` within ${lookbackInWords(clause.within)} before ${record.asked}` : ''
  return byLatest(record, all, words, `${clause.measured}${due}`, (sample) => askSample(clause, record, sample, words))
}

function askSample(clause: MeasuredClause, record: PersonRecord, sample: Dated, words: string): Answer {
  const recorded = recordedIn(sample)
  const saw = `${clause.measured} ${valueInWords(recorded)} on ${sample.fact.at}`
  const { within } = clause
  if (within && isWithin(sample.span, record.at, within) !== 'met')
    return unknown(words, `${saw}, not within ${lookbackInWords(within)}`, {
      fact: `${clause.measured} within ${lookbackInWords(within)} before ${record.asked}`,
    })
  const compared = clause.steps ? bySteps(clause, recorded.written) : byNumber(clause, sample)
  if ('want' in compared)
    return unknown(words, saw, { fact: `${compared.want} (${clause.measured}, ${sample.fact.at})` })
  return unsupported(clause, record, sample, compared.is, words, saw)
}

function byNumber(clause: MeasuredClause, sample: Dated): Compared {
  const recorded = recordedIn(sample)
  const { side, cut } = boundOf(clause)
  const isMultiple = typeof cut === 'object'
  const read = isMultiple ? readRange(recorded) : readIn(recorded, clause.measured, clause.unit)
  if ('want' in read) return read
  const limit = isMultiple ? multipleOf(cut, recorded) : readNumber(cut)
  if (limit === undefined) return { want: `a readable cut in place of "${cut}"` }
  if (limit === 'ULN' || limit === 'LLN') return { want: `the ${limit} of ${clause.measured}` }
  const is = isBeside(read.range, side, limit)
  return is === 'unknown' ? { want: `a value of ${clause.measured} on one side of the cut` } : { is }
}

const spellings: Readonly<Record<string, string>> = {
  '-': 'negative',
  neg: 'negative',
  '±': 'trace',
  '+-': 'trace',
  '+/-': 'trace',
  '+': '1+',
  '++': '2+',
  '+++': '3+',
  '++++': '4+',
}

/** Which step of a scale without numbers a text is: a number counts only where the scale has it. */
function bySteps({ steps = [], measured, ...clause }: MeasuredClause, written: unknown): Compared {
  const { side, cut } = boundOf(clause)
  const stepOf = (text: string) => steps.findIndex((step) => step.toLowerCase() === text)
  const text = typeof written === 'string' || typeof written === 'number' ? String(written).trim().toLowerCase() : ''
  const [at, limit] = [stepOf(spellings[text] ?? text), stepOf(String(cut).toLowerCase())]
  if (at < 0 || limit < 0) return { want: `${measured} as one of ${steps.join(', ')}` }
  const beside = { atLeast: at >= limit, above: at > limit, atMost: at <= limit, below: at < limit }[side]
  return { is: beside ? 'met' : 'not met' }
}

/** A value counts on the side that care would move it to only where no such care was given. */
function unsupported(
  { freeOf, measured, ...clause }: MeasuredClause,
  record: PersonRecord,
  sample: Dated,
  is: 'met' | 'not met',
  words: string,
  saw: string,
): Answer {
  const answer = is === 'met' ? met(words, saw) : notMet(words, saw)
  if (!freeOf || isLow(boundOf(clause).side, is) === (freeOf.moves === 'up')) return answer
  const given = wasGiven(record, freeOf.care, freeOf.days, sample.span)
  if (given.is === 'not met') return answer
  const what = freeOf.care.join(' or ')
  const when = freeOf.days === 0 ? `at ${sample.fact.at}` : `in the ${freeOf.days} days before ${sample.fact.at}`
  if (given.is === 'met')
    return unknown(words, `${saw}, under ${given.saw}`, { fact: `${measured} free of ${what} (${given.saw})` })
  return unknown(words, `${saw}; ${given.saw}`, { fact: `whether ${what} was given ${when} (${COMPLETE})` })
}

/** Whether the answer says that the value is on the low side of its cut. */
const isLow = (side: Side, is: 'met' | 'not met'): boolean =>
  side === 'atLeast' || side === 'above' ? is === 'not met' : is === 'met'

export function measuredInWords(clause: MeasuredClause): string {
  const { measured, unit, freeOf, within } = clause
  const fresh = within ? ` within ${lookbackInWords(within)}` : ''
  const free = freeOf ? `, free of ${freeOf.care.join(' or ')}${freeOf.days > 0 ? ` for ${freeOf.days} days` : ''}` : ''
  return `${measured} ${boundInWords(clause, unit)}${fresh}${free}`
}
