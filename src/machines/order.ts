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
  'cohortClosed',
  'suspensionStands',
  'enrollmentSuspended',
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
  for (const one of all) {
    if (one.type !== 'adverseEventReported') continue
    const known = onsets.get(eventKey(one))
    const moment = momentOf(one)
    if (known === undefined || moment < known) onsets.set(eventKey(one), moment)
  }
  return all
    .map((posted) => placed(posted, isOfEvent(posted) ? onsets.get(eventKey(posted)) : undefined))
    .sort(compareOrdered)
}

/** A fact with the moment at which it is taken: nothing about an adverse event before its earliest report. */
export function placed(posted: Posted, onset: number | undefined): Ordered {
  const moment = momentOf(posted)
  return { posted, moment: onset !== undefined && isOfEvent(posted) && onset > moment ? onset : moment }
}

/** Whether a fact is about one adverse event: its report, or what became of it. */
export const isOfEvent = (posted: Posted): posted is Extract<Posted, { type: `adverseEvent${string}` }> =>
  posted.type.startsWith('adverseEvent')

/** Where something belongs in an ordered list: the index of the first that did not happen before it. */
export const placeOf = (list: readonly Ordered[], one: Ordered): number =>
  placeWhere(list, (held) => compareOrdered(held, one) < 0)

/** As `placeOf`, after all that happened with it. */
export const placeAfter = (list: readonly Ordered[], one: Ordered): number =>
  placeWhere(list, (held) => compareOrdered(held, one) <= 0)

function placeWhere(list: readonly Ordered[], isBefore: (held: Ordered) => boolean): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(list[middle]!)) low = middle + 1
    else high = middle
  }
  return low
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

const eventKey = ({ participant, event }: { participant: string; event: string }) => `${participant}|${event}`
const rank = ({ type }: Posted) => rankOf.get(type) ?? 50
