export type { Action, Change, Design, LevelTally, Modifier, Recommendation, Rule, Tally } from './design.ts'
export { because, explain, headline, type Labels, labelOf } from './explain.ts'
export {
  atLeastAt,
  committeeCap,
  excludeForGood,
  modified,
  noSkipping,
  stagger,
  stopAt,
  stopWhenTooToxic,
  treats,
} from './modifiers.ts'
export { type RapidTitration, rapidTitration } from './rapid-titration.ts'
export { type Family, families, type ThreePlusThree, threePlusThree } from './three-plus-three.ts'
export { type Titration, titration } from './titration.ts'
export { whatWouldChange } from './what-would-change.ts'
