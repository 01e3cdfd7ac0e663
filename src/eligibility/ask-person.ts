import { type Answer, met, notMet, unknown } from '../core/criterion.ts'
import { compareExact, type Exact } from '../core/exact.ts'
import type { FactOf } from '../core/fact.schema.ts'
import { readNumber } from '../core/measured.ts'
import type { ParticipantClause } from '../core/participant-clause.schema.ts'
import { byLatest, possiblyLatest } from './latest.ts'
import { type Dated, factsOf, type PersonRecord, recordedAs } from './record.ts'
import { answerInText } from './yes-no.ts'

type Screened = Dated<FactOf<'screened'>>

const screenings = (record: PersonRecord, has: (fact: FactOf<'screened'>) => boolean): readonly Screened[] =>
  factsOf(record, 'screened').filter(({ fact }) => has(fact))

/** Age in completed years by the latest screening that says it; none where screenings of one day differ. */
export function ageOf(record: PersonRecord): Exact | undefined {
  const ages = possiblyLatest(
    record,
    screenings(record, ({ age }) => age !== undefined),
  )
  const [first] = ages.map(({ fact }) => fact.age)
  return first !== undefined && Number.isFinite(first) && ages.every(({ fact }) => fact.age === first)
    ? readNumber(Math.floor(first))
    : undefined
}

export function sexOf(record: PersonRecord): 'F' | 'M' | undefined {
  const all = screenings(record, ({ sex }) => sex !== undefined).map(({ fact }) => fact.sex)
  return all.every((sex) => sex === all[0]) ? all[0] : undefined
}

/** Age in completed years: "75 years" holds until the 76th birthday. */
export function askAge({ age }: Extract<ParticipantClause, { age: unknown }>, record: PersonRecord): Answer {
  const words = ageInWords(age)
  const has = screenings(record, (fact) => fact.age !== undefined)
  return byLatest(record, has, words, 'age', ({ fact }) => {
    const years = fact.age === undefined ? undefined : readNumber(Math.floor(fact.age))
    const [low, high] = [age.atLeast, age.atMost].map((cut) => (cut === undefined ? undefined : readNumber(cut)))
    const saw = `${fact.age} years at screening on ${fact.at}`
    if (!years) return unknown(words, saw, { fact: 'age' })
    const holds = !(low && compareExact(years, low) < 0) && !(high && compareExact(years, high) > 0)
    return holds ? met(words, saw) : notMet(words, saw)
  })
}

export const ageInWords = ({ atLeast, atMost }: { atLeast?: unknown; atMost?: unknown }): string =>
  [...(atLeast === undefined ? [] : [`age ≥ ${atLeast}`]), ...(atMost === undefined ? [] : [`age ≤ ${atMost}`])].join(
    ' and ',
  ) || 'age'

export function askSex({ sex }: Extract<ParticipantClause, { sex: unknown }>, record: PersonRecord): Answer {
  const words = `sex is ${sex}`
  const has = screenings(record, (fact) => fact.sex !== undefined)
  return byLatest(record, has, words, 'sex', ({ fact }) => {
    const saw = `${fact.sex} at screening on ${fact.at}`
    return fact.sex === sex ? met(words, saw) : notMet(words, saw)
  })
}

const isAmong = (names: readonly string[], text: string): boolean =>
  names.some((name) => name.toLowerCase() === text.trim().toLowerCase())

export function askCohort({ cohort }: Extract<ParticipantClause, { cohort: unknown }>, record: PersonRecord): Answer {
  const words = `disease cohort is ${cohort.join(' or ')}`
  const has = screenings(record, (fact) => fact.cohort !== undefined)
  return byLatest(record, has, words, 'disease cohort', ({ fact }) => {
    const saw = `${fact.cohort} at screening on ${fact.at}`
    return isAmong(cohort, fact.cohort ?? '') ? met(words, saw) : notMet(words, saw)
  })
}

export function askRecorded(clause: Extract<ParticipantClause, { recorded: unknown }>, record: PersonRecord): Answer {
  const words = `${clause.recorded} is ${clause.among.join(' or ')}`
  return byLatest(record, recordedAs(record, [clause.recorded]), words, clause.recorded, ({ fact }) => {
    const value = fact.type === 'assessed' || fact.type === 'labResult' ? fact.value : undefined
    const saw = `${clause.recorded} ${value ?? 'not stated'} on ${fact.at}`
    if (typeof value !== 'string' || value.trim() === '') return unknown(words, saw, { fact: clause.recorded })
    return isAmong(clause.among, value) ? met(words, saw) : notMet(words, saw)
  })
}

const WITHDREW = 'earlier withdrawal from this study'

/** Whether the same person left the study after an earlier screening, under this number or another. */
export function askEarlierWithdrawal(record: PersonRecord): Answer {
  const words = 'withdrew from this study before, and is screened again'
  const own = factsOf(record, 'screened')
  const latest = Math.max(...own.map(({ span }) => span.from))
  const left = factsOf(record, 'withdrew').find(({ span }) => span.to < latest)
  if (left) return met(words, `withdrew ${left.fact.at}, screened again since`)
  const persons = new Set(own.flatMap(({ fact }) => (fact.person === undefined ? [] : [fact.person])))
  const others = record.others()
  const same = new Set(
    others.flatMap(({ fact }) =>
      fact.type === 'screened' && fact.person !== undefined && persons.has(fact.person) ? [fact.participant] : [],
    ),
  )
  const before = others.find(({ fact }) => fact.type === 'withdrew' && same.has(fact.participant))
  if (before) return met(words, `withdrew ${before.fact.at} as ${before.fact.participant}`)
  const said = recordedAs(record, [WITHDREW]).map(({ fact }) =>
    fact.type === 'assessed' ? answerInText(fact.value) : undefined,
  )
  if (said.includes(true)) return met(words, `${WITHDREW} recorded`)
  if (persons.size > 0 || said.includes(false))
    return notMet(words, persons.size > 0 ? 'no earlier screening of this person' : 'recorded as no')
  return unknown(words, 'who the participant is was not recorded', {
    fact: 'the person, known again across screenings',
  })
}
