import type { FactOf } from '../core/fact.schema.ts'
import type { LabGraded } from '../dlt/advance-event.ts'

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
}

/** The port to a grading table: every term that this result can grade, with the grade it gives; none where nothing can be said. */
export type GradeLab = (assessment: LabAssessment) => readonly TermGrade[]

/** What grading needs to remember of one participant's laboratory results: baselines, and the last grade of each term. */
export type LabState = {
  readonly age?: number
  readonly sex?: 'F' | 'M'
  readonly dosed: boolean
  readonly baselines: Readonly<Record<string, { readonly result: Reference; readonly flagged: boolean }>>
  readonly last: Readonly<Record<string, string>>
}

export const noLabs: LabState = { dosed: false, baselines: {}, last: {} }

/**
 * After one more result: the state, and a `labGraded` for each term whose grade it changed, or held at a grade that rules watch:
 * how long a grade lasted is known only from the results that repeat it.
 */
export function advanceLabs(
  state: LabState,
  result: LabResult,
  {
    scale,
    grade,
    watchFrom,
  }: { readonly scale: string; readonly grade: GradeLab; readonly watchFrom: (term: string, soc: string) => number },
): readonly [LabState, readonly LabGraded[]] {
  const held = state.baselines[result.analyte]
  const takes = result.baseline === true || (!state.dosed && !held?.flagged)
  const { value, unit, lln, uln, indicator } = result
  const baselines = takes
    ? {
        ...state.baselines,
        [result.analyte]: { result: { value, unit, lln, uln, indicator }, flagged: result.baseline === true },
      }
    : state.baselines
  if (result.notDone) return [takes && result.baseline ? { ...state, baselines } : state, []]
  const { age, sex } = state
  const graded = grade({
    result,
    baseline: takes ? null : (held?.result ?? null),
    isBaseline: takes,
    ...(age === undefined ? {} : { age }),
    ...(sex === undefined ? {} : { sex }),
  })
  const before = (one: TermGrade) => state.last[seriesOf(result, one)]
  const changed = graded.filter((one) =>
    before(one) === keyOf(one) ? one.atMost >= watchFrom(one.term, one.soc) : !isQuiet(before(one), one),
  )
  if (changed.length === 0) return [takes ? { ...state, baselines } : state, []]
  const last = { ...state.last, ...Object.fromEntries(changed.map((one) => [seriesOf(result, one), keyOf(one)])) }
  return [{ ...state, baselines, last }, changed.map((one) => graduated(result, scale, one))]
}

/** One analyte's grades of one term: no other analyte's results play into it. */
const seriesOf = ({ analyte }: LabResult, { term }: TermGrade) => `${analyte}|${term}`
const keyOf = ({ atLeast, atMost }: TermGrade) => `${atLeast}-${atMost}`

/** A first result that is not abnormal says nothing new. */
const isQuiet = (last: string | undefined, { atMost }: TermGrade) => last === undefined && atMost === 0

const graduated = (result: LabResult, scale: string, { term, soc, atLeast, atMost }: TermGrade): LabGraded => ({
  type: 'labGraded',
  participant: result.participant,
  at: result.at,
  event: `lab:${term}`,
  term,
  soc,
  scale,
  atLeast,
  atMost,
})
