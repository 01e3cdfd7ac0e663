export { cases } from './cases.ts'
export { DAY_ZERO, type Day, dateOf } from './days.ts'
export { given, type Outcome } from './given.ts'
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
