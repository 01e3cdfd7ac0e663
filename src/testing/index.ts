export { cases } from './cases.ts'
export { DAY_ZERO, type Day, dateOf } from './days.ts'
export { type ExpectedRecommendation, readRecommendation } from './expected-recommendation.ts'
export { type Given, given, type Outcome, type Told } from './given.ts'
export type { Conduct } from './hall-outcome.ts'
export { type ExpectedIssue, type ExpectedPending, type Matched, matchers } from './matchers.ts'
export { type OutcomeWords, outcomes } from './outcomes.ts'
export { type Story, storyOf } from './story.ts'
export {
  cohortClosed,
  enrolledIn,
  gateOpened,
  resumed,
  rp2dDeclared,
  suspended,
} from './trial-words.ts'
export {
  adjudicated,
  adverseEvent,
  attributed,
  decided,
  died,
  each,
  ended,
  enrolled,
  followedUp,
  type Happening,
  infused,
  lab,
  peaked,
  regraded,
  screened,
  withdrew,
} from './words.ts'
