export { answerFor, askPerson, participantClauseInWords } from './ask.ts'
export {
  type CriterionAnswer,
  type EligibilityAnswer,
  type EligibilityIs,
  eligibilityIn,
  eligibilityOf,
} from './eligibility.ts'
export { type GateAnswer, gateIn, gateOf, type RequirementAnswer } from './gate.ts'
export { type GatedDose, gatedDoses, gateIssues } from './gate-issues.ts'
export { glucocorticoids } from './glucocorticoids.ts'
export type { IntervalAnswer } from './interval.ts'
export { type Dated, donorsOf, type PersonRecord, recordOf, type TrialFacts, trialFacts } from './record.ts'
