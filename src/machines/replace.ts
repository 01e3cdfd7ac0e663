import { onsetOf } from './event-history.ts'
import type { LaneFact } from './lane.ts'
import type { Change } from './lane-change.ts'
import type { LaneHistory } from './lane-history.ts'
import { isOfEvent, momentOf, placed } from './order.ts'
import type { Posted } from './router.ts'

/**
 * What moves in a lane when statements go and others come. Nothing about an adverse event is taken before its earliest report:
 * where a report comes or goes, what was already known of the event may belong elsewhere, and moves with it.
 */
export function changeOf(
  { facts, events }: LaneHistory,
  taken: readonly LaneFact[],
  given: readonly LaneFact[],
): Change {
  const held = taken.length === 0 ? [] : facts.map(({ posted }) => posted)
  const gone = taken.flatMap((one) => {
    const posted = heldAs(held, one)
    return posted ? [facts[held.indexOf(posted)]!] : []
  })
  const onsetAfter = (event: string) => {
    const known = onsetOf(events.get(event) ?? [], gone)
    const reports = given.filter((one) => one.type === 'adverseEventReported' && one.event === event).map(momentOf)
    return [...reports, ...(known === undefined ? [] : [known])].sort((a, b) => a - b)[0]
  }
  const placedNow = (one: LaneFact) => placed(one, isOfEvent(one) ? onsetAfter(one.event) : undefined)
  const reported = [...gone.map(({ posted }) => posted), ...given].flatMap((one) =>
    one.type === 'adverseEventReported' ? [one.event] : [],
  )
  const moved = [...new Set(reported)].flatMap((event) =>
    (events.get(event) ?? [])
      .filter(({ when, fact }) => when.posted === fact && !gone.includes(when))
      .map(({ when }) => ({ when, now: placedNow(when.posted as LaneFact) }))
      .filter(({ when, now }) => when.moment !== now.moment),
  )
  return {
    gone: [...gone, ...moved.map(({ when }) => when)],
    came: [...given.map(placedNow), ...moved.map(({ now }) => now)],
  }
}

/** A statement among those held, by what it says: it may have come back from storage. A basis that was put to it does not matter. */
export function heldAs(held: readonly Posted[], posted: Posted): Posted | undefined {
  if (held.includes(posted)) return posted
  const text = said(posted)
  return held.find((one) => one.type === posted.type && said(one) === text)
}

const said = (posted: Posted): string =>
  JSON.stringify(posted.type === 'doseDecided' ? { ...posted, basis: undefined } : posted)
