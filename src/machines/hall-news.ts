import type { Hall, HallEmitted } from './hall.ts'

/** Of what a late fact makes the trial tell again, how things stood on the way is no news. */
export const isNews = ({ type }: HallEmitted): boolean =>
  type !== 'doseRecommended' && type !== 'cohortChanged' && type !== 'expansionChanged'

/** What is news only as it stands in the end: the recommendation, what is held, and which cohort is ready for review. */
export const isStanding = ({ type }: HallEmitted): boolean =>
  type === 'doseRecommended' || type === 'cohortReadyForReview' || type === 'enrollmentHeld'

/** Two that stand in the same place: the later one counts. */
export function placeOfStanding(one: HallEmitted): string {
  if (one.type === 'cohortReadyForReview') return `${one.type} ${one.level}`
  return one.type === 'enrollmentHeld' ? `${one.type} ${one.by}` : one.type
}

/** Whether what was told on the way is still so. */
export function stillStands({ trial, cohorts }: Hall, one: HallEmitted): boolean {
  if (one.type === 'cohortReadyForReview') return cohorts[one.level]?.value === 'readyForReview'
  if (one.type !== 'enrollmentHeld' || one.cohort !== undefined) return true
  return trial.context.held.some(({ by, why, until }) => by === one.by && why === one.why && until === one.until)
}
