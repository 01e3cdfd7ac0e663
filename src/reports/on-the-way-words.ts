import { spanAt } from '../core/time.ts'
import type { ReportedRecommendation } from './report.ts'
import type { ReportedOnTheWay } from './reported-on-the-way.ts'

/** "014 at level 3 (lymphodepletion, CAR-NK given, the last on …; CAR-T cycle 1 infusion 1 not after 2026-11-17)". */
export function onTheWayInWords(one: ReportedOnTheWay): string {
  const { participant, given, lastGiven, next } = one
  const prepared =
    given.length === 0 ? 'enrolled, nothing given yet' : `${given.join(', ')} given, the last on ${day(lastGiven!)}`
  return `${participant} ${placeInWords(one)} (${[prepared, ...limitInWords(next)].join('; ')})`
}

const day = (when: string): string => when.slice(0, 10)

function placeInWords({ level, expansion }: ReportedOnTheWay): string {
  if (expansion !== undefined) return `in expansion cohort ${expansion ?? 'not known'}`
  return level === undefined ? 'at a level not recorded' : `at level ${level}`
}

function limitInWords(next: ReportedOnTheWay['next']): readonly string[] {
  if (next?.latest === undefined) return []
  return [`${next.opens} not after ${next.latest}${next.isPast ? ', which has passed' : ''}`]
}

/** A sentence for each who is on the way to a dose where nobody is to be dosed now. */
export const heldOnTheWay = (all: readonly ReportedOnTheWay[]): readonly string[] =>
  all
    .filter(({ held }) => held.length > 0)
    .map((one) => {
      const why = one.held.map((hold) =>
        hold.until === undefined ? hold.why : `${hold.why} (until ${hold.until} at the earliest)`,
      )
      return `On the way to a dose: ${onTheWayInWords(one)}, where nobody is to be dosed now: ${why.join('; ')}.${endsFirst(one) ? ' The limit comes first.' : ''}`
    })

/** Whether the last day the gate allows is before a day until which nobody is to be dosed. */
const endsFirst = ({ next, held }: ReportedOnTheWay): boolean =>
  next?.latest !== undefined &&
  !next.isPast &&
  held.some(({ until }) => until !== undefined && spanAt(next.latest!).to < spanAt(until).from)

/** Said beside the recommendation: those on the way are in none of its counts. */
export function notCounted(
  all: readonly ReportedOnTheWay[],
  { level, more }: Pick<ReportedRecommendation, 'level' | 'more'>,
): string | undefined {
  const own = all.filter(({ expansion }) => expansion === undefined)
  if (own.length === 0) return undefined
  const there = own.filter((one) => level !== null && one.level === level).map(({ participant }) => participant)
  const taken =
    more === undefined || there.length === 0
      ? ''
      : `; ${there.join(', ')} would be of the ${more} more at level ${level}, not besides them`
  return `${own.map(onTheWayInWords).join(', ')}: until dosed in none of its counts, nor in its “how many more”, the cap and the pathways${taken}`
}
