export {
  type EndpointResult,
  type EndpointsResult,
  endpointsOf,
  type StratumResult,
  type SubgroupResult,
} from './analyse.ts'
export type { Counts, EndpointAnswer, EndpointIs } from './answer.ts'
export type { BestResponse } from './best-response.ts'
export { type Curve, kaplanMeier, type Median, type Observation, type Step, survivalAt } from './kaplan-meier.ts'
export { type Proportion, proportion, type Rate } from './proportion.ts'
export type { ResponseAnswer } from './response.ts'
export type { Category } from './response-range.ts'
export type { ScheduledCell, ScheduledRow, VisitSummary } from './schedule.ts'
export type { Sample, SeriesRow, Within } from './series.ts'
export type { Estimate, Survival } from './survival.ts'
export type { TimePoint } from './time-point.ts'
export type { Censoring, Possibility, TimeToEvent } from './time-to-event.ts'
