export {
  type Answer,
  type Criterion,
  evaluate,
  every,
  type Ground,
  met,
  type Need,
  negate,
  notMet,
  some,
  type Truth,
  unknown,
} from './criterion.ts'
export type { Decision } from './decision.schema.ts'
export { compareExact, type Exact, exact, readExact } from './exact.ts'
export type { Attribution, Fact, FactOf } from './fact.schema.ts'
export type { Issue, IssueCode, Where } from './issue.ts'
export { type Measured, readMeasured } from './measured.ts'
export type { DltRule, Protocol } from './protocol.schema.ts'
export type { SourceRecord } from './record.ts'
export { daysBetween, type Elapsed, hoursBetween, type Length, type Span, spanOf } from './time.ts'
export { type Position, positionIn, type Window, windowEnd } from './window.ts'
