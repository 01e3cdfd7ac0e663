import type { Assessment, GradingOptions } from './assessment.ts'
import type { CompiledTable } from './compile.ts'
import { gradeTerm } from './grade.ts'
import { isGraded, isRanged, type Outcome } from './outcome.ts'
import { termsOfAnalyte } from './terms.ts'

/** A change in what can be said of one term: at which of the results, and what is said from then on. */
export type GradeChange = { readonly index: number; readonly term: string; readonly outcome: Outcome }

/**
 * The grade changes in one participant's results of one analyte, in order of time. A first result that meets nothing is no change.
 */
export function gradeChanges(
  compiled: CompiledTable,
  analyte: string,
  results: readonly Assessment[],
  { unreported = 'absent' }: GradingOptions = {},
): readonly GradeChange[] {
  const changes: GradeChange[] = []
  for (const { term } of termsOfAnalyte(compiled.table, analyte)) {
    const one = compiled.termNamed(term)
    let last = '0'
    results.forEach((result, index) => {
      if (!one) return
      const outcome = gradeTerm(one, analyte === one.primary ? result : { ...result, analyte }, unreported)
      const said = inBrief(outcome)
      if (said === last) return
      last = said
      changes.push({ index, term, outcome })
    })
  }
  return changes.sort((a, b) => a.index - b.index)
}

const inBrief = (outcome: Outcome): string =>
  isGraded(outcome) ? String(outcome.grade) : isRanged(outcome) ? outcome.possible.join() : outcome.ungradable
