import type { Need } from '../core/criterion.ts'
import type { ReportedEvent, ReportedObservation, ReportedResult } from './report.ts'

/** What a result can lack, by the name grading gives it. */
const ofResult: Readonly<Record<string, string>> = {
  ULN: 'the upper limit of normal',
  LLN: 'the lower limit of normal',
  value: 'the value',
  'exact value': 'the exact value',
  unit: 'the unit',
}
const ofBaseline: Readonly<Record<string, string>> = {
  'baseline value': 'the baseline value',
  'whether the baseline was normal': 'the reference range of the baseline value',
}

const FOR = ', for the grade of '

/** Whether a fact is what a laboratory result lacks: the site can look it up. */
export const isMissingInResult = (fact: string): boolean => fact.includes(FOR)

/** Facts that rules wait for; of a grade that results leave open, what they lack: which limit or value, of which day. */
export const specified =
  (events: readonly ReportedEvent[]) =>
  (needs: readonly Need[]): readonly Need[] => {
    const specific = needs.flatMap((need) => specifiedOne(need, events))
    return specific.filter(
      ({ fact, until }, i) => specific.findIndex((o) => o.fact === fact && o.until === until) === i,
    )
  }

/** The need itself is kept where anything else than what is named may leave the grade open. */
function specifiedOne(need: Need, events: readonly ReportedEvent[]): readonly Need[] {
  const open = events
    .filter(({ term }) => need.fact === `the grade of ${term}`)
    .flatMap(({ term, course }) => course.filter(isRange).map(({ results = [] }) => ({ term, results })))
  const lacking = open.map(({ term, results }) => results.flatMap((result) => lackingIn(result, term)))
  const facts = lacking.flat().filter((fact) => fact !== undefined)
  const isAll = lacking.every((all) => all.length > 0 && !all.includes(undefined))
  return [...(isAll && facts.length > 0 ? [] : [need]), ...facts.map((fact) => ({ ...need, fact }))]
}

const isRange = ({ grade }: ReportedObservation): boolean => grade.includes('–')

/** Each thing a result lacks, in words; undefined where it is no limit and no value. */
const lackingIn = ({ analyte, at, missing }: ReportedResult, term: string): readonly (string | undefined)[] =>
  missing.map((need) => {
    const [what = need, of = analyte] = need.split(' of ')
    const day = at.slice(0, 10)
    if (ofResult[what]) return `${ofResult[what]} of ${of} on ${day}${FOR}${term}`
    return ofBaseline[what] && `${ofBaseline[what]} of ${of}, beside the result of ${day}${FOR}${term}`
  })
