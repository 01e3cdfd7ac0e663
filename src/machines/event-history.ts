import type { EventFact } from '../dlt/advance-event.ts'
import { type EventSnapshot, stepEvent, type ToldByEvent } from './lane.ts'
import { compareOrdered, momentOf, type Ordered, placeOf } from './order.ts'
import type { Machines } from './rules.ts'

/** A fact about an adverse event, and when it is taken: its own moment, or that of the result it was graded from. */
export type EventInput = { readonly when: Ordered; readonly fact: EventFact }
type EventStep = EventInput & { readonly after: EventSnapshot; readonly told: readonly ToldByEvent[] }

/** One adverse event's facts in order, and where each led. */
export type EventHistory = EventStep[]

/** What an adverse event told of a fact. */
export type EventTold = { readonly when: Ordered; readonly told: readonly ToldByEvent[] }

/** Takes the next fact about the event. */
export function appendToEvent(
  machines: Machines,
  steps: EventHistory,
  { when, fact }: EventInput,
): readonly ToldByEvent[] {
  const [after, told] = stepEvent(machines, steps.at(-1)?.after, fact)
  steps.push({ when, fact, after, told })
  return told
}

/** Takes facts out and puts others in; returns what the event told of each fact that was taken anew. */
export function redoEvent(
  machines: Machines,
  steps: EventHistory,
  gone: readonly Ordered[],
  came: readonly EventInput[],
): readonly EventTold[] {
  const whens = steps.map(({ when }) => when)
  const changed = [...gone, ...came.map(({ when }) => when)]
  const first = changed.reduce((least, when) => Math.min(least, placeOf(whens, when)), steps.length)
  const was = steps.splice(first)
  const tail = [...was.filter(({ when }) => !gone.includes(when)), ...came].sort((a, b) =>
    compareOrdered(a.when, b.when),
  )
  const settled = tail.findLastIndex(({ when }) => changed.some((one) => compareOrdered(when, one) <= 0))
  const anew: EventTold[] = []
  for (const [i, input] of tail.entries()) {
    anew.push({ when: input.when, told: appendToEvent(machines, steps, input) })
    if (i <= settled || i > settled + NEAR || !leadsWhereItDid(input, steps.at(-1)!)) continue
    steps.push(...(tail.slice(i + 1) as EventStep[]))
    break
  }
  return anew
}

/** A fact that makes no difference makes none soon after it, or makes one for good. */
const NEAR = 2

const leadsWhereItDid = (input: EventInput | EventStep, { after, told }: EventStep): boolean =>
  'after' in input &&
  JSON.stringify([after.value, after.context]) === JSON.stringify([input.after.value, input.after.context]) &&
  JSON.stringify(told) === JSON.stringify(input.told)

/** The earliest moment at which an event was reported, if it was; some reports left out. */
export function onsetOf(steps: EventHistory, without: readonly Ordered[] = []): number | undefined {
  const reports = steps.filter(({ when, fact }) => fact.type === 'adverseEventReported' && !without.includes(when))
  return reports.length === 0 ? undefined : Math.min(...reports.map(({ fact }) => momentOf(fact)))
}
