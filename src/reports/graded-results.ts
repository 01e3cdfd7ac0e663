import type { FactOf } from '../core/fact.schema.ts'
import { spanAt } from '../core/time.ts'
import type { EventSummary, Observation } from '../dlt/event.ts'
import { isGraded, isRanged, type Outcome } from '../grading/outcome.ts'
import {
  assessmentOf,
  type GradeLab,
  type LabAssessment,
  labEventOf,
  noResults,
  type TermGrade,
} from '../machines/labs.ts'
import { type LaneHistory, settingAt } from '../machines/lane-history.ts'
import type { Machines } from '../machines/rules.ts'
import { optional } from './optional.ts'
import type { ReportedResult } from './report.ts'

/** The laboratory results of one participant by the term that they graded, in order of time for each analyte. */
export type ResultsByTerm = ReadonlyMap<string, readonly ReportedResult[]>

/** Grades the results behind each laboratory event again, as they were graded, and keeps what they were compared with. */
export function gradedResults({ judges }: Machines, { analytes, events, settings }: LaneHistory): ResultsByTerm {
  const byTerm = new Map<string, ReportedResult[]>()
  for (const { results, after } of analytes.values())
    results.forEach((when, i) => {
      const result = when.posted as FactOf<'labResult'>
      if (result.notDone) return
      const assessment = assessmentOf(after[i - 1] ?? noResults, result, settingAt(settings, when))
      for (const one of judges.gradeLab(assessment)) {
        if (!events.has(labEventOf(one.term))) continue
        const known = byTerm.get(one.term) ?? []
        byTerm.set(one.term, known)
        known.push(reportedResult(assessment, one, judges.gradeLab))
      }
    })
  return byTerm
}

/** The results that gave an observation: at its moment, and those that repeated it before the next one. */
export function resultsBehind(
  { course, term }: EventSummary,
  seen: Observation,
  byTerm: ResultsByTerm,
): readonly ReportedResult[] {
  const next = course[course.indexOf(seen) + 1]
  const [from, until] = [spanAt(seen.at).from, next ? spanAt(next.at).from : Number.POSITIVE_INFINITY]
  return (byTerm.get(term) ?? []).filter(({ at, grade }) => {
    const moment = spanAt(at).from
    const isThen = at === seen.at || (moment > from && moment < until)
    return isThen && grade.atLeast === seen.atLeast && grade.atMost === seen.atMost
  })
}

function reportedResult(assessment: LabAssessment, one: TermGrade, gradeLab: GradeLab): ReportedResult {
  const { result, baseline, isBaseline } = assessment
  const { at, analyte, value, unit, lln, uln } = result
  const was = baseline && written(baseline.value)
  return {
    at,
    analyte,
    ...optional({ value: written(value), unit: unit || undefined, lln: written(lln), uln: written(uln) }),
    ...(was ? { baseline: `${was}${baseline.unit ? ` ${baseline.unit}` : ''}` } : {}),
    isBaseline,
    grade: { atLeast: one.atLeast, atMost: one.atMost },
    ...(one.outcome ? decidedBy(one.outcome) : { criteria: [], missing: [] }),
    ...optional({ hadBaselineBeenNormal: hadBaselineBeenNormal(assessment, one, gradeLab) }),
  }
}

const written = (value: string | number | undefined): string | undefined =>
  value === undefined || String(value).trim() === '' ? undefined : String(value)

const NO_VALUE = 'no value'

function decidedBy(outcome: Outcome): Pick<ReportedResult, 'criteria' | 'missing' | 'ungradable'> {
  if (isGraded(outcome)) return { criteria: outcome.clauses, missing: [] }
  if (isRanged(outcome)) return { criteria: [], missing: outcome.needs }
  const { ungradable } = outcome
  return { criteria: [], missing: ungradable === NO_VALUE ? ['value'] : [], ungradable }
}

/** What the same result would give by the normal-baseline branch, where the abnormal one decided and gave another grade. */
function hadBaselineBeenNormal(
  assessment: LabAssessment,
  { term, atLeast, atMost }: TermGrade,
  gradeLab: GradeLab,
): ReportedResult['hadBaselineBeenNormal'] {
  const { baseline } = assessment
  if (!baseline || atLeast !== atMost) return undefined
  const had = (indicator: 'NORMAL' | 'ABNORMAL') =>
    gradeLab({ ...assessment, baseline: { ...baseline, indicator } }).find((one) => one.term === term)
  const [normal, abnormal] = [had('NORMAL'), had('ABNORMAL')]
  if (!normal || !abnormal || !isSame(abnormal, { atLeast, atMost }) || isSame(normal, abnormal)) return undefined
  return { atLeast: normal.atLeast, atMost: normal.atMost }
}

type Range = Pick<TermGrade, 'atLeast' | 'atMost'>
const isSame = (a: Range, b: Range): boolean => a.atLeast === b.atLeast && a.atMost === b.atMost
