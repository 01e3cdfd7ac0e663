import type { Anchor } from '../core/endpoints.schema.ts'
import type { Span } from '../core/time.ts'
import { type Course, factsOf } from './course.ts'

/** When an endpoint begins to count for one participant, or why that is not known. */
export type Anchored =
  | { readonly span: Span; readonly provisional?: string }
  | { readonly span?: undefined; readonly missing: string; readonly never: boolean }

/** The moment of an anchor. `never`: the participant has left, and it can no longer come. */
export function anchorOf(course: Course, anchor: Anchor): Anchored {
  const never = hasLeft(course)
  if (anchor === 'enrolled') {
    const [enrolled] = factsOf(course, 'enrolled')
    return enrolled ? { span: enrolled.span } : { missing: 'the date of enrollment', never: false }
  }
  const doses = factsOf(course, 'dosed').filter(({ agent }) => anchor.agents.includes(agent))
  const spans = doses.map(({ span }) => span)
  if (spans.length === 0) return { missing: `a dose of ${anchor.agents.join(' or ')}`, never }
  if (anchor.dose === 'first') return { span: earliest(spans) }
  const span = latest(spans)
  return treatmentEnded(course)
    ? { span }
    : { span, provisional: 'the end of treatment is not on record: the last dose so far counts as the last' }
}

/** One of several spans came first: its earliest and latest moments. */
const earliest = (spans: readonly Span[]): Span => ({
  from: Math.min(...spans.map(({ from }) => from)),
  to: Math.min(...spans.map(({ to }) => to)),
})

const latest = (spans: readonly Span[]): Span => ({
  from: Math.max(...spans.map(({ from }) => from)),
  to: Math.max(...spans.map(({ to }) => to)),
})

/** Whether nothing more is due from the participant: withdrawn, completed or dead. */
export const hasLeft = (course: Course): boolean =>
  course.facts.some(({ type }) => type === 'withdrew' || type === 'completed' || type === 'died')

const treatmentEnded = (course: Course): boolean =>
  hasLeft(course) || factsOf(course, 'assessed').some(({ instrument }) => instrument === 'end of treatment')
