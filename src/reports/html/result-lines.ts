import type { ReportedObservation, ReportedParticipant, ReportedResult } from '../report.ts'
import { gradeOf, isRange, knownAs, rangeIn, rangeInWords } from './grades.ts'
import { html, type Markup, nothing } from './markup.ts'
import { list } from './table.ts'
import { unknown } from './unknown.ts'
import { dayOn, whenOn } from './when.ts'

/** Observations of a grade in order, each with how it is known and, where it was measured, the results that gave it. */
export const observations = (all: readonly ReportedObservation[], participant: ReportedParticipant): Markup =>
  list(
    all.map(
      ({ at, grade, as, results = [] }) =>
        html`${dayOn(participant, at)}: ${gradeOf(rangeIn(grade))}, ${knownAs(as)}${resultLines(results, at)}`,
    ),
    unknown('no grade recorded'),
  )

/**
 * The results behind a grade: the values, what they were compared with, and what decided. Those alike share a line, with their days
 * where these are not the one day that stands beside them.
 */
export const resultLines = (results: readonly ReportedResult[], beside?: string): Markup =>
  html`${together(results).map((alike) => html`<span class="small">${line(alike, beside)}</span>${byBaseline(alike[0])}`)}`

/** Of the results behind a grade, only that an abnormal baseline decided, where it did. */
export const baselineLines = (results: readonly ReportedResult[]): Markup =>
  html`${[...new Map(results.map((one) => [byBaseline(one).markup, byBaseline(one)])).values()]}`

/** Of observations, the results that gave the worst grade. */
export function resultsOfWorst(all: readonly ReportedObservation[]): readonly ReportedResult[] {
  const worst = Math.max(0, ...all.map(({ grade }) => rangeIn(grade).atMost))
  return all.filter(({ grade }) => rangeIn(grade).atMost === worst).flatMap(({ results = [] }) => results)
}

type Alike = readonly [ReportedResult, ...ReportedResult[]]

function together(results: readonly ReportedResult[]): readonly Alike[] {
  const groups = new Map<string, Alike>()
  for (const one of results) {
    const { analyte, unit = '', value } = one
    const seen = html`${analyte} ${unit} ${comparedWith(one)} ${decision(one)} ${byBaseline(one)}`
    const key = JSON.stringify([value !== undefined, seen.markup])
    const known = groups.get(key)
    groups.set(key, known ? [...known, one] : [one])
  }
  return [...groups.values()]
}

/** "ALT 224, 241 U/L (2026-05-28 to 2026-06-02); ULN 40, baseline 24 U/L; > 5.0 - 20.0 x ULN if baseline was normal". */
function line(alike: Alike, beside: string | undefined): Markup {
  const [{ analyte, unit }] = alike
  const values = alike.flatMap(({ value }) => (value === undefined ? [] : [value]))
  const measured =
    values.length === 0 ? unknown('no value') : html`${values.join(', ')} ${unit ?? unknown('unit not recorded')}`
  const others = comparedWith(alike[0]).map((one, i) => html`${i === 0 ? '; ' : ', '}${one}`)
  return html`${analyte} ${measured}${days(alike, beside)}${others}; ${decision(alike[0])}`
}

function days(alike: Alike, beside: string | undefined): Markup {
  const [first = '', last = first] = [alike[0].at.slice(0, 10), alike.at(-1)?.at.slice(0, 10)]
  if (first === last && first === beside?.slice(0, 10)) return nothing
  return first === last ? html` (${whenOn(first)})` : html` (${whenOn(first)} to ${whenOn(last)})`
}

/** The limits and the baseline that what decided speaks of; all there are where nothing was met or the baseline decided. */
function comparedWith({
  lln,
  uln,
  baseline,
  isBaseline,
  criteria,
  missing,
  ...one
}: ReportedResult): readonly Markup[] {
  const said = [...criteria, ...missing].join(' ')
  const isAll = one.grade.atMost === 0 || one.hadBaselineBeenNormal !== undefined
  const limit = (name: string, value: string | undefined): readonly Markup[] => {
    if (value === undefined) return said.includes(name) ? [unknown(`${name} not recorded`)] : []
    return said.includes(name) || isAll ? [html`${name} ${value}`] : []
  }
  const asks = said.includes('baseline') || missing.length > 0 || isAll
  return [
    ...limit('LLN', lln),
    ...limit('ULN', uln),
    ...(isBaseline && said.includes('baseline') ? [html`itself a baseline result, by the normal limits`] : []),
    ...(baseline !== undefined && asks ? [html`baseline ${baseline}`] : []),
  ]
}

function decision({ criteria, missing, ungradable, grade }: ReportedResult): Markup {
  if (ungradable !== undefined) return unknown(`cannot be graded: ${ungradable}`)
  if (criteria.length > 0) return html`${criteria.join(' or ')}`
  if (missing.length > 0) return unknown(`for want of ${missing.join(', ')}`)
  return isRange(grade) ? unknown('what would settle it is not named') : html`meets no criterion`
}

/** That an abnormal baseline decided, and what the normal limits would have given: loud where that is severe. */
function byBaseline({ grade, hadBaselineBeenNormal: normal }: ReportedResult): Markup {
  if (!normal) return nothing
  const loud = normal.atLeast >= 3 && normal.atLeast > grade.atMost ? ' loud' : ''
  return html`<span class="small${loud}">graded by the baseline, which was abnormal; by the normal limits ${rangeInWords(normal)}</span>`
}
