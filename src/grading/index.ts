export type {
  Assessment,
  BaselineResult,
  Care,
  CodingMap,
  GradingOptions,
  Indicator,
  Measurement,
} from './assessment.ts'
export { type BaselineChoice, chooseBaseline, type DatedResult } from './baseline.ts'
export { correctedCalcium } from './calcium.ts'
export { compareVersions, type Renamed, type VersionAnswer, type VersionComparison } from './compare.ts'
export { type CompiledTable, compileTable } from './compile.ts'
export { type GradeChange, gradeChanges } from './course.ts'
export { explain as explainGrade } from './explain.ts'
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
export { nextQuestions, type Question } from './questions.ts'
export type { ReadingChoices } from './readings.ts'
export { type RenderedTerm, renderTable, renderTerm } from './render.ts'
export type { Table } from './table.ts'
export { listTerms, type TermSearch, termsLike, termsOfAnalyte } from './terms.ts'
