import { spanOf } from '../core/time.ts'
import type { Posted } from './router.ts'

/** Things of one moment happen in this order; what is not named comes in between. */
const first: readonly Posted['type'][] = [
  'screened',
  'enrolled',
  'dosed',
  'adverseEventReported',
  'adverseEventRegraded',
  'adverseEventPeaked',
  'adverseEventAttributed',
  'adverseEventEnded',
]
const last: readonly Posted['type'][] = [
  'followedUp',
  'completed',
  'withdrew',
  'died',
  'adjudicated',
  'doseDecided',
  'rp2dDeclared',
  'gateOpened',
  'enrollmentResumed',
  'timePassed',
]
const rankOf = new Map<string, number>([
  ...first.map((type, i) => [type, i] as const),
  ...last.map((type, i) => [type, 100 + i] as const),
])

export type Ordered = { readonly posted: Posted; readonly moment: number }

/**
 * Facts and decisions in the order in which they happened: by earliest possible moment, then by kind, then by content.
 * Nothing about an adverse event comes before its onset, however partial its date.
 */
export function inOrder(all: readonly Posted[]): readonly Ordered[] {
  const onsets = new Map<string, number>()
  for (const one of all) if (one.type === 'adverseEventReported') onsets.set(eventKey(one), momentOf(one))
  return all.map((posted) => ({ posted, moment: notBefore(posted, onsets) })).sort((a, b) => compareOrdered(a, b))
}

/** Negative, zero or positive as `a` happened before, with or after `b`. */
export const compareOrdered = (a: Ordered, b: Ordered): number =>
  a.moment - b.moment ||
  rank(a.posted) - rank(b.posted) ||
  (a.posted === b.posted ? 0 : compareContent(a.posted, b.posted))

/** What happened at one moment is taken in an order of its own content, so that no order of arrival can show. */
function compareContent(a: Posted, b: Posted): number {
  for (const key of ['participant', 'id', 'event', 'analyte', 'agent'] as const) {
    const order = compareText(textOf(a, key), textOf(b, key))
    if (order !== 0) return order
  }
  return compareText(JSON.stringify(a), JSON.stringify(b))
}

const textOf = (posted: Posted, key: string): string => {
  const value = (posted as unknown as Record<string, unknown>)[key]
  return typeof value === 'string' ? value : ''
}
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const momentOf = ({ at }: { readonly at: string }): number => spanOf(at)?.from ?? 0

function notBefore(posted: Posted, onsets: ReadonlyMap<string, number>): number {
  const moment = momentOf(posted)
  if (!('event' in posted) || posted.event === undefined || !posted.type.startsWith('adverseEvent')) return moment
  return Math.max(moment, onsets.get(eventKey(posted as { participant: string; event: string })) ?? moment)
}

const eventKey = ({ participant, event }: { participant: string; event: string }) => `${participant}|${event}`
const rank = ({ type }: Posted) => rankOf.get(type) ?? 50
