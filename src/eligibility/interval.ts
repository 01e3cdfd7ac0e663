import type { Need, Truth } from '../core/criterion.ts'
import type { InfusionGate } from '../core/eligibility.schema.ts'
import { isoOf } from '../core/time.ts'
import { dosesMeant, infusionInWords } from './ask-given.ts'
import { after, isAtLeastAgo, isWithin } from './lookback.ts'
import type { PersonRecord } from './record.ts'

type Interval = NonNullable<InfusionGate['intervals']>[number]

/** Where the moment of asking lies against an interval between administrations, and the dates the interval leaves. */
export type IntervalAnswer = {
  readonly id: string
  readonly section: string
  readonly says: string
  readonly assumed: boolean
  readonly is: 'inside' | 'too early' | 'too late' | 'unknown'
  readonly saw: string
  /** First and last date on which the next may be given. */
  readonly earliest?: string
  readonly latest?: string
  readonly needs: readonly Need[]
}

/** Answers an interval after the last of the administrations it counts from. */
export function answerInterval(interval: Interval, record: PersonRecord): IntervalAnswer {
  const { id, section, says, assumed = false, after: from, earliest, latest } = interval
  const said = { id, section, says, assumed }
  const last = dosesMeant(record, from).at(-1)
  if (!last) {
    const needs = [{ fact: `${infusionInWords(from)}, given` }]
    return { ...said, is: 'unknown', saw: `${infusionInWords(from)} is not on record`, needs }
  }
  const { span } = last
  const dates = {
    earliest: isoOf(after(span.to, earliest)),
    ...(latest ? { latest: isoOf(after(span.from, latest)) } : {}),
  }
  const saw = `${infusionInWords(from)} on ${last.fact.at}`
  const [due, inTime] = [isAtLeastAgo(span, record.at, earliest), latest ? isWithin(span, record.at, latest) : 'met']
  const is = standing(due, inTime)
  const needs = is === 'unknown' ? [{ fact: `the date of ${infusionInWords(from)}` }] : []
  return { ...said, is, saw, ...dates, needs }
}

function standing(due: Truth, inTime: Truth): IntervalAnswer['is'] {
  if (due === 'not met') return 'too early'
  if (inTime === 'not met') return 'too late'
  return due === 'met' && inTime === 'met' ? 'inside' : 'unknown'
}
