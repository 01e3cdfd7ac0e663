import type { EventFact } from '../dlt/advance-event.ts'
import { type AnalyteHistory, appendResult, startAnalyte } from './analyte-history.ts'
import { appendToEvent, type EventHistory } from './event-history.ts'
import { type LabSetting, noResults, noSetting, settingAfter } from './labs.ts'
import type { Lane, LaneEmitted, ToldByEvent, ToldByParticipant } from './lane.ts'
import { compareOrdered, isOfEvent, type Ordered } from './order.ts'
import { hear, type ParticipantHistory, startParticipantHistory } from './participant-history.ts'
import type { Machines } from './rules.ts'

/** What came of one fact: what it was to the adverse events, what each of them told of it, and what the participant did. */
export type Outcome = {
  readonly facts: readonly EventFact[]
  readonly byEvents: (readonly ToldByEvent[])[]
  byParticipant: readonly ToldByParticipant[]
}

/**
 * One participant's facts in order, and where they led: each analyte, each adverse event and the participant apart, so that a late
 * fact moves only what it bears on. Of most facts, laboratory results that are no news, nothing is kept but their place.
 */
export type LaneHistory = {
  readonly facts: Ordered[]
  readonly outcomes: Map<Ordered, Outcome>
  readonly analytes: Map<string, AnalyteHistory>
  readonly events: Map<string, EventHistory>
  readonly participant: ParticipantHistory
  /** How results are read, from each fact that changed it. */
  settings: Settings
  readonly lane: Lane
}
export type Settings = readonly { readonly when: Ordered; readonly setting: LabSetting }[]

export const startHistory = (machines: Machines, participant: string): LaneHistory => ({
  facts: [],
  outcomes: new Map(),
  analytes: new Map(),
  events: new Map(),
  participant: startParticipantHistory(machines, participant),
  settings: [],
  get lane() {
    return laneOf(this)
  },
})

/** Takes the next fact; returns what the lane told of it. */
export function append(machines: Machines, history: LaneHistory, when: Ordered): readonly LaneEmitted[] {
  const index = history.facts.push(when) - 1
  const facts = eventFactsOf(machines, history, when)
  if (facts.length === 0 && when.posted.type === 'labResult') return none
  const byEvents = facts.map((fact) => appendToEvent(machines, eventOf(history, fact.event), { when, fact }))
  const told = byEvents.length === 0 ? none : byEvents.flat()
  const byParticipant = hear(machines, history.participant, index, when, told)
  if (facts.length === 0 && byParticipant.length === 0) return none
  history.outcomes.set(when, { facts, byEvents, byParticipant })
  return [...told, ...byParticipant]
}

const none: readonly never[] = []

function eventFactsOf(machines: Machines, history: LaneHistory, when: Ordered): readonly EventFact[] {
  const { posted } = when
  if (posted.type === 'labResult') {
    const setting = history.settings.at(-1)?.setting ?? noSetting
    return appendResult(analyteOf(history, posted.analyte), when, setting, machines.labGrading)
  }
  if (isOfEvent(posted)) return [posted]
  history.settings = settingsAfter(history.settings, when)
  return none
}

/** How results are read once a fact has been taken. */
export function settingsAfter(settings: Settings, when: Ordered): Settings {
  const before = settings.at(-1)?.setting ?? noSetting
  const setting = settingAfter(before, when.posted)
  return setting === before ? settings : [...settings, { when, setting }]
}

/** How results are read at a moment. */
export const settingAt = (settings: Settings, when: Ordered): LabSetting =>
  settings.findLast((one) => compareOrdered(one.when, when) <= 0)?.setting ?? noSetting

export function analyteOf({ analytes }: LaneHistory, analyte: string): AnalyteHistory {
  const known = analytes.get(analyte)
  if (known) return known
  const made = startAnalyte()
  analytes.set(analyte, made)
  return made
}

export function eventOf({ events }: LaneHistory, event: string): EventHistory {
  const known = events.get(event)
  if (known) return known
  const made: EventHistory = []
  events.set(event, made)
  return made
}

/** Where a participant's lane stands, as the pure router would have it. */
function laneOf({ participant, events, analytes, outcomes, settings }: LaneHistory): Lane {
  const since = (event: string, steps: EventHistory) =>
    outcomes.get(steps[0]!.when)?.facts.findIndex((fact) => fact.event === event) ?? 0
  const begun = [...events]
    .filter(([, steps]) => steps.length > 0)
    .sort(([a, as], [b, bs]) => compareOrdered(as[0]!.when, bs[0]!.when) || since(a, as) - since(b, bs))
  const remembered = [...analytes]
    .map(([analyte, { results, after }]) => ({ analyte, first: results[firstNews(after)], state: after.at(-1) }))
    .flatMap(({ analyte, first, state }) => (first && state ? [{ analyte, first, state }] : []))
    .sort((a, b) => compareOrdered(a.first, b.first))
  return {
    participant: participant.snapshot,
    events: Object.fromEntries(begun.map(([event, steps]) => [event, steps.at(-1)!.after])),
    labs: {
      setting: settings.at(-1)?.setting ?? noSetting,
      analytes: Object.fromEntries(remembered.map(({ analyte, state }) => [analyte, state])),
    },
  }
}

const firstNews = (after: AnalyteHistory['after']) => after.findIndex((state) => state !== noResults)
