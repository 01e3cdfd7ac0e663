import { type Answer, met, notMet, unknown } from '../core/criterion.ts'
import { compareExact, type Exact, exact, over, plus, times } from '../core/exact.ts'
import type { FactOf } from '../core/fact.schema.ts'
import { readMeasured, readNumber } from '../core/measured.ts'
import type { ParticipantClause } from '../core/participant-clause.schema.ts'
import { dayOf, type Span } from '../core/time.ts'
import { COMPLETE, courseInWords, endOf, isComplete } from './care.ts'
import { glucocorticoidIn } from './glucocorticoids.ts'
import { after, isWithin, lookbackInWords } from './lookback.ts'
import { boundInWords, boundOf, type Range, rangeOf } from './range.ts'
import { type Dated, factsOf, type PersonRecord } from './record.ts'

export type DailyDoseClause = Extract<ParticipantClause, { dailyDose: unknown }>
type Intervention = Dated<FactOf<'intervention'>>
/** A course with the dose of a day, in mg of what the clause counts, and when it may have been taken. */
type Course = {
  readonly course: Intervention
  readonly span: Span
  readonly end: Span
  readonly least: Exact
  readonly most: Exact | undefined
}

/**
 * Answers a cut of the highest daily dose in a time back: doses of the same day are added, drugs of a class in equivalents.
 * A drug the table does not name, and a dose nobody recorded, may be any.
 */
export function askDailyDose(clause: DailyDoseClause, record: PersonRecord): Answer {
  const words = dailyDoseInWords(clause)
  const { side, cut } = boundOf(clause)
  const limit = typeof cut === 'object' ? undefined : readNumber(cut)
  if (!limit) return unknown(words, 'cut not readable', { fact: 'a readable cut' })
  const courses = factsOf(record, 'intervention').flatMap((one) => courseOf(clause, record, one))
  const seen = courses.map(({ course }) => doseInWords(course)).join('; ')
  const least = highest(courses, record, (one) => one.least, isSure(clause, record))
  const most = highest(
    courses,
    record,
    (one) => one.most,
    () => true,
  )
  const isWhole = isComplete(record, record.at)
  const beyond = (sum: Exact) =>
    compareExact(sum, limit) > 0 || (compareExact(sum, limit) === 0 && (side === 'atLeast' || side === 'below'))
  const isUpper = side === 'atLeast' || side === 'above'
  if (least !== undefined && beyond(least)) return isUpper ? met(words, seen) : notMet(words, seen)
  if (isWhole && most !== undefined && !beyond(most)) {
    const saw = seen === '' ? 'none on a complete record' : seen
    return isUpper ? notMet(words, saw) : met(words, saw)
  }
  return unknown(words, seen === '' ? 'none on record' : seen, {
    fact: most === undefined ? `drug, daily dose and dates of ${seen}` : `${COMPLETE} up to ${record.asked}`,
  })
}

function courseOf(clause: DailyDoseClause, record: PersonRecord, course: Intervention): readonly Course[] {
  const factor = factorOf(clause, course.fact)
  if (!factor) return []
  const end = endOf(course, record)
  if (clause.within && isWithin(end, record.at, clause.within) === 'not met') return []
  const dose = dailyRange(course.fact)
  const least = dose.from && factor.least ? times(dose.from.at, factor.least) : exact('0')
  const most = dose.to && factor.most ? times(dose.to.at, factor.most) : undefined
  return [{ course, span: course.span, end, least, most }]
}

type Factor = { readonly least: Exact | undefined; readonly most: Exact | undefined }
const one: Factor = { least: exact('1'), most: exact('1') }
const local = /topical|cutaneous|ophthalmic|nasal|inhal|otic|intra-articular|dental|vaginal|rectal/i

/** What a milligram of this drug counts; undefined where it does not count. */
function factorOf(clause: DailyDoseClause, { kind, name = '', route }: FactOf<'intervention'>): Factor | undefined {
  if (clause.equivalents === undefined) {
    const names = [clause.dailyDose, ...(clause.alsoCalled ?? [])]
    return names.some((drug) => name.toLowerCase().includes(drug.toLowerCase())) ? one : undefined
  }
  if (route !== undefined && local.test(route)) return undefined
  const known = glucocorticoidIn(name)
  if (!known && kind !== 'corticosteroid') return undefined
  if (!known || kind !== 'corticosteroid') return { least: undefined, most: undefined }
  const [first = exact('1'), last = first] = known.equals5mgPrednisone.map((mg) => over(exact('5'), exact(mg)))
  return compareExact(first, last) < 0 ? { least: first, most: last } : { least: last, most: first }
}

/** The dose of one day in mg: what is said to be daily is; a bare amount is at least taken once on each of its days. */
function dailyRange({ amount, unit }: FactOf<'intervention'>): Range {
  const read = amount === undefined ? undefined : readMeasured(amount)
  const spelled = unit?.toLowerCase().replace(/\s+/g, '') ?? ''
  const perUnit = /^(mg|g|ug|mcg|µg)(\/(day|d|24h)|daily|qd)?$/.exec(spelled)
  if (!read || read.kind === 'unreadable' || !perUnit) return {}
  const scale = exact({ mg: '1', g: '1000' }[perUnit[1] as 'mg' | 'g'] ?? '0.001')
  const range = rangeOf(read)
  const from = range.from && { ...range.from, at: times(range.from.at, scale) }
  const to = range.to && { ...range.to, at: times(range.to.at, scale) }
  return { ...(from && from.at.num >= 0n ? { from } : {}), ...(to && perUnit[2] ? { to } : {}) }
}

/** Whether a course was taken on a day for certain, that day being within the time back. */
const isSure =
  (clause: DailyDoseClause, record: PersonRecord) =>
  ({ span, end }: Course, day: number): boolean =>
    dayOf(span.to) <= day &&
    dayOf(end.from) >= day &&
    day <= dayOf(record.at.from) &&
    (!clause.within || after(day * DAY, clause.within) >= dayOf(record.at.to) * DAY)

const DAY = 86_400_000

/** The highest sum over the days on which any course may begin or end; undefined where a dose that counts may be any. */
function highest(
  courses: readonly Course[],
  record: PersonRecord,
  dose: (course: Course) => Exact | undefined,
  isOn: (course: Course, day: number) => boolean,
): Exact | undefined {
  const days = courses.flatMap(({ span, end }) => [
    dayOf(span.from),
    dayOf(span.to),
    dayOf(end.from),
    dayOf(end.to),
    dayOf(record.at.from),
  ])
  let best: Exact | undefined = exact('0')
  for (const day of new Set(days)) {
    let sum: Exact | undefined = exact('0')
    for (const course of courses) {
      const mayBe = dayOf(course.span.from) <= day && dayOf(course.end.to) >= day
      const amount: Exact | undefined = mayBe && isOn(course, day) ? dose(course) : exact('0')
      sum = sum && amount ? plus(sum, amount) : undefined
    }
    best = sum && best ? (compareExact(sum, best) > 0 ? sum : best) : undefined
  }
  return best
}

const doseInWords = (course: Intervention): string => {
  const { amount, unit } = course.fact
  return `${courseInWords(course)}, ${amount === undefined ? 'dose not recorded' : `${amount} ${unit ?? 'in no unit'}`}`
}

export const dailyDoseInWords = (clause: DailyDoseClause): string =>
  `${clause.dailyDose} ${boundInWords(clause, clause.unit)}${clause.within ? ` within ${lookbackInWords(clause.within)}` : ''}`
