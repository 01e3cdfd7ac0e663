import { type Answer, type Criterion, evaluate, every, negate, notMet, some } from '../core/criterion.ts'
import type { EventClause } from '../core/event-clause.schema.ts'

/** What a criterion answers where a grade reached is among what meets it, and what without any. */
type Ways = { readonly byGrade: Answer; readonly otherwise: Answer }

const never = notMet('', '')

/**
 * A grade is reached on a day of its own; whatever else meets a criterion holds of the event as a whole. So the two are told apart:
 * of several alternatives either may do, of parts that must all hold one by grade is enough. What is denied is no grade reached.
 */
export function waysToMeet(criterion: Criterion<EventClause>, ask: (clause: EventClause) => Answer): Ways {
  if ('any' in criterion) {
    const ways = criterion.any.map((part) => waysToMeet(part, ask))
    return {
      byGrade: some(ways.map(({ byGrade }) => byGrade)),
      otherwise: some(ways.map(({ otherwise }) => otherwise)),
    }
  }
  if ('all' in criterion) {
    const ways = criterion.all.map((part) => waysToMeet(part, ask))
    const either = ways.map(({ byGrade, otherwise }) => some([byGrade, otherwise]))
    const oneByGrade = some(ways.map(({ byGrade }) => byGrade))
    return { byGrade: every([...either, oneByGrade]), otherwise: every(ways.map(({ otherwise }) => otherwise)) }
  }
  if ('not' in criterion) return { byGrade: never, otherwise: negate(evaluate(criterion.not, ask)) }
  const answer = ask(criterion)
  return 'grade' in criterion ? { byGrade: answer, otherwise: never } : { byGrade: never, otherwise: answer }
}
