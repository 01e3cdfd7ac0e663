export type { Assessment, BaselineResult, GradingOptions, Indicator, Measurement } from './assessment.ts'
export { type CompiledTable, compileTable } from './compile.ts'
export { type GradingRow, grade, gradeAll } from './grade.ts'
export {
  type Graded,
  isGraded,
  isRanged,
  type Outcome,
  type Ranged,
  type Ungradable,
  type Unreported,
} from './outcome.ts'
export type { Table } from './table.ts'
export { listTerms, termsLike, termsOfAnalyte } from './terms.ts'
