import { cockcroftGaultOf } from '../core/cockcroft-gault.ts'
import { type Answer, met, notMet, unknown } from '../core/criterion.ts'
import { compareExact, type Exact, exact } from '../core/exact.ts'
import { readNumber } from '../core/measured.ts'
import type { ParticipantClause } from '../core/participant-clause.schema.ts'
import { ageOf, sexOf } from './ask-person.ts'
import { byLatest } from './latest.ts'
import { isWithin, lookbackInWords } from './lookback.ts'
import { readIn, recordedIn, valueInWords } from './quantity.ts'
import { boundInWords, boundOf, isBeside, type Range, rangeInWords } from './range.ts'
import { type Dated, type PersonRecord, recordedAs } from './record.ts'

export type ClearanceClause = Extract<ParticipantClause, { clearance: unknown }>
type Body = { readonly age: Exact; readonly sex: 'F' | 'M' }

/** Answers a cut of creatinine clearance by Cockcroft and Gault from the latest creatinine and weight. */
export function askClearance(clause: ClearanceClause, record: PersonRecord): Answer {
  const words = clearanceInWords(clause)
  const [age, sex] = [ageOf(record), sexOf(record)]
  const want = [...(age === undefined ? ['age'] : []), ...(sex === undefined ? ['sex'] : [])]
  if (age === undefined || sex === undefined)
    return unknown(words, `${want.join(' and ')} not recorded`, ...want.map((fact) => ({ fact })))
  if (compareExact(age, exact('18')) < 0 || compareExact(age, exact('140')) >= 0)
    return unknown(words, 'the formula holds for adults', { fact: 'creatinine clearance by a formula for the age' })
  const due = clause.within ? ` within ${lookbackInWords(clause.within)} before ${record.asked}` : ''
  return byLatest(record, recordedAs(record, ['creatinine']), words, `creatinine${due}`, (creatinine) =>
    byLatest(record, recordedAs(record, ['weight']), words, 'weight', (weight) =>
      askBoth(clause, record, { age, sex }, creatinine, weight),
    ),
  )
}

function askBoth(clause: ClearanceClause, record: PersonRecord, body: Body, creatinine: Dated, weight: Dated): Answer {
  const words = clearanceInWords(clause)
  const [recorded, weighed] = [recordedIn(creatinine), recordedIn(weight)]
  const saw = `creatinine ${valueInWords(recorded)} on ${creatinine.fact.at}, weight ${valueInWords(weighed)} on ${weight.fact.at}`
  if (clause.within && isWithin(creatinine.span, record.at, clause.within) !== 'met')
    return unknown(words, saw, { fact: `creatinine within ${lookbackInWords(clause.within)} before ${record.asked}` })
  const [mgDl, kg] = [readIn(recorded, 'creatinine', 'mg/dL'), readIn(weighed, 'weight', 'kg')]
  if ('want' in mgDl) return unknown(words, saw, { fact: `${mgDl.want} (creatinine, ${creatinine.fact.at})` })
  if ('want' in kg) return unknown(words, saw, { fact: `${kg.want} (weight, ${weight.fact.at})` })
  const range = clearanceRange(mgDl.range, kg.range, body)
  const { side, cut } = boundOf(clause)
  const limit = typeof cut === 'object' ? undefined : readNumber(cut)
  const is = range && limit ? isBeside(range, side, limit) : 'unknown'
  const all = `${saw}: ${range ? rangeInWords(range) : 'not computable'} mL/min`
  if (is === 'unknown') return unknown(words, all, { fact: 'creatinine and weight that tell the clearance' })
  return is === 'met' ? met(words, all) : notMet(words, all)
}

/** Clearance rises with weight and falls with creatinine; none where creatinine or weight cannot be what was measured. */
function clearanceRange(creatinine: Range, weight: Range, { age, sex }: Body): Range | undefined {
  const isPositive = ({ from, to }: Range) =>
    (from === undefined || from.at.num >= 0n) && (to === undefined || to.at.num > 0n)
  if (!isPositive(creatinine) || !isPositive(weight)) return undefined
  const at = (creatinineMgDl: Exact, weightKg: Exact) =>
    cockcroftGaultOf({ ageYears: age, weightKg, creatinineMgDl, sex })
  const { from: lowCr, to: highCr } = creatinine
  const { from: lowKg, to: highKg } = weight
  return {
    ...(highCr && lowKg
      ? { from: { at: at(highCr.at, lowKg.at), inclusive: highCr.inclusive && lowKg.inclusive } }
      : {}),
    ...(lowCr && lowCr.at.num > 0n && highKg
      ? { to: { at: at(lowCr.at, highKg.at), inclusive: lowCr.inclusive && highKg.inclusive } }
      : {}),
  }
}

export const clearanceInWords = (clause: ClearanceClause): string =>
  `creatinine clearance (Cockcroft-Gault) ${boundInWords(clause, 'mL/min')}`
