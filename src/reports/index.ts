export { toHtml } from './html.ts'
export type { IcansInDoubt, ReportedIcans, ReportedIcansEpisode } from './icans.ts'
export { type Imported, imported } from './import.ts'
export type {
  Report,
  ReportedDecision,
  ReportedEvent,
  ReportedLevel,
  ReportedObservation,
  ReportedParticipant,
  ReportedRecommendation,
  ReportedResult,
  ReportedRule,
  ReportedWithdrawal,
} from './report.ts'
export type {
  DltChange,
  FactChange,
  FieldChange,
  ReportedCorrection,
  ReportedCorrections,
} from './reported-corrections.ts'
export type {
  ReportedCrs,
  ReportedCrsEpisode,
  ReportedCrsEvent,
  ReportedCrsGrade,
  ReportedCrsMoment,
} from './reported-crs.ts'
export type { ReportedCell, ReportedDecisionTable, ReportedPathway, ReportedPathways } from './reported-dosing.ts'
export type { ReportedCriterion, ReportedEligibility, ReportedGate } from './reported-eligibility.ts'
export type { ReportedOnTheWay } from './reported-on-the-way.ts'
export { type ReviewOf, recordsTimes, review } from './review.ts'
export { toText } from './text.ts'
