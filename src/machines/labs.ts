import type { FactOf } from '../core/fact.schema.ts'
import type { LabGraded } from '../dlt/advance-event.ts'
import type { Outcome } from '../grading/outcome.ts'

type LabResult = FactOf<'labResult'>
type Reference = Pick<LabResult, 'value' | 'unit' | 'lln' | 'uln' | 'indicator'>

/** A laboratory result with what grading may need beside it. `null` baseline: it is the baseline record, or before it. */
export type LabAssessment = {
  readonly result: LabResult
  readonly baseline: Reference | null
  readonly isBaseline: boolean
  readonly age?: number
  readonly sex?: 'F' | 'M'
}

/** A grade, as a range, that a value gives for one term; `atMost` above `atLeast` where facts are missing. */
export type TermGrade = {
  readonly term: string
  readonly soc: string
  readonly atLeast: number
  readonly atMost: number
  /** What the table said: the clauses that decided, or what is missing. */
  readonly outcome?: Outcome
}

/** The port to a grading table: every term that this result can grade, with the grade it gives; none where nothing can be said. */
export type GradeLab = (assessment: LabAssessment) => readonly TermGrade[]

/** What the baseline result gave each term it could grade; of a term that is not here the grade at baseline is not known. */
type BaselineGrades = Readonly<Record<string, Pick<TermGrade, 'atLeast' | 'atMost'>>>

/** What grading needs to remember of one analyte: its baseline, and the last grade of each term. No other analyte plays into it. */
export type AnalyteState = {
  readonly baseline?: { readonly result: Reference; readonly flagged: boolean; readonly grades: BaselineGrades }
  readonly last: Readonly<Record<string, number>>
}

/** What grading needs to know of a participant beside the results themselves. */
export type LabSetting = { readonly age?: number; readonly sex?: 'F' | 'M'; readonly dosed: boolean }

/** What grading needs to remember of one participant's laboratory results. */
export type LabState = { readonly setting: LabSetting; readonly analytes: Readonly<Record<string, AnalyteState>> }

export const noSetting: LabSetting = { dosed: false }
export const noResults: AnalyteState = { last: {} }
export const noLabs: LabState = { setting: noSetting, analytes: {} }

/** How results are graded: the scale, the table, and the lowest grade of a term that any rule asks for. */
export type LabGrading = {
  readonly scale: string
  readonly grade: GradeLab
  readonly watchFrom: (term: string, soc: string) => number
}

/** What a screening or a dose changes in how later results are read. */
export function settingAfter(setting: LabSetting, fact: { readonly type: string }): LabSetting {
  if (fact.type === 'dosed') return setting.dosed ? setting : { ...setting, dosed: true }
  if (fact.type !== 'screened') return setting
  const { age = setting.age, sex = setting.sex } = fact as FactOf<'screened'>
  if (age === setting.age && sex === setting.sex) return setting
  return { ...setting, ...(age === undefined ? {} : { age }), ...(sex === undefined ? {} : { sex }) }
}

const nothing: readonly LabGraded[] = []

/**
 * After one more result: what its analyte remembers, and a `labGraded` for each term whose grade it changed, or held at a grade
 * that rules watch: how long a grade lasted is known only from the results that repeat it.
 */
export function advanceAnalyte(
  state: AnalyteState,
  result: LabResult,
  setting: LabSetting,
  { scale, grade, watchFrom }: LabGrading,
): readonly [AnalyteState, readonly LabGraded[]] {
  const takes = isBaselineRecord(state, result, setting)
  if (result.notDone) return [takes && result.baseline ? withBaseline(state, result, []) : state, nothing]
  const graded = grade(assessmentOf(state, result, setting))
  const after = takes ? withBaseline(state, result, graded) : state
  const changed = graded.filter((one) => isNews(state.last[one.term], one, watchFrom))
  if (changed.length === 0) return [after, nothing]
  const last = { ...state.last }
  for (const one of changed) last[one.term] = keyOf(one)
  return [{ ...after, last }, changed.map((one) => graduated(result, scale, one, after))]
}

function withBaseline(
  state: AnalyteState,
  { value, unit, lln, uln, indicator, baseline }: LabResult,
  graded: readonly TermGrade[],
): AnalyteState {
  const grades = Object.fromEntries(graded.map(({ term, atLeast, atMost }) => [term, { atLeast, atMost }]))
  return { ...state, baseline: { result: { value, unit, lln, uln, indicator }, flagged: baseline === true, grades } }
}

const isBaselineRecord = ({ baseline }: AnalyteState, result: LabResult, { dosed }: LabSetting): boolean =>
  result.baseline === true || (!dosed && !baseline?.flagged)

/** A result as it is graded: beside the baseline that its analyte had before it, unless it is a baseline record itself. */
export function assessmentOf(state: AnalyteState, result: LabResult, setting: LabSetting): LabAssessment {
  const isBaseline = isBaselineRecord(state, result, setting)
  const { age, sex } = setting
  return {
    result,
    baseline: isBaseline ? null : (state.baseline?.result ?? null),
    isBaseline,
    ...(age === undefined ? {} : { age }),
    ...(sex === undefined ? {} : { sex }),
  }
}

/** A first result that is not abnormal says nothing new; nor does one that repeats a grade no rule watches. */
function isNews(last: number | undefined, one: TermGrade, watchFrom: LabGrading['watchFrom']): boolean {
  if (last === undefined) return one.atMost > 0
  return last !== keyOf(one) || one.atMost >= watchFrom(one.term, one.soc)
}

/** The event that laboratory results of a term make, by its identifier. */
export const labEventOf = (term: string): string => `lab:${term}`

const keyOf = ({ atLeast, atMost }: TermGrade) => atLeast * 10 + atMost

function graduated(
  result: LabResult,
  scale: string,
  { term, soc, atLeast, atMost }: TermGrade,
  { baseline }: AnalyteState,
): LabGraded {
  const before = baseline && Object.hasOwn(baseline.grades, term) ? baseline.grades[term] : undefined
  return {
    type: 'labGraded',
    participant: result.participant,
    at: result.at,
    event: labEventOf(term),
    term,
    soc,
    scale,
    atLeast,
    atMost,
    ...(before ? { baseline: before } : {}),
  }
}
