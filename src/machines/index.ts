export { type Live, trialLogic } from './actor.ts'
export { adverseEventMachine } from './adverse-event.ts'
export { asOf } from './as-of.ts'
export { cohortMachine, countsOf } from './cohort.ts'
export type {
  Basis,
  CohortCounts,
  CohortEmitted,
  Emitted,
  EventEmitted,
  IssueEmitted,
  ParticipantEmitted,
  TrialEmitted,
} from './emitted.ts'
export { basisOf, type Hall, type HallDecision } from './hall.ts'
export { judgesFor } from './judges.ts'
export type { GradeLab, LabAssessment, TermGrade } from './labs.ts'
export type { Lane, LaneFact } from './lane.ts'
export { inOrder } from './order.ts'
export { participantMachine } from './participant.ts'
export { add, type Correction, correct, type Replay, replay, worldOf } from './replay.ts'
export { emptyWorld, type Posted, post, type World } from './router.ts'
export { type Judges, type Machines, machinesFor } from './rules.ts'
export { type Statechart, statechart } from './statechart.ts'
export { trialMachine } from './trial.ts'
