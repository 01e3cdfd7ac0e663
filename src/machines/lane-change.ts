import type { EventFact } from '../dlt/advance-event.ts'
import { type Graded, redoAll, redoResults } from './analyte-history.ts'
import { forgetFrom, shiftAfter } from './checkpoints.ts'
import { type EventInput, redoEvent } from './event-history.ts'
import type { LaneEmitted } from './lane.ts'
import { analyteOf, eventOf, type LaneHistory, type Settings, settingAt, settingsAfter } from './lane-history.ts'
import { isOfEvent, type Ordered, placeAfter, placeOf } from './order.ts'
import { goBack, hear, mayMatter } from './participant-history.ts'
import type { Machines } from './rules.ts'

/** What a lane told of one fact. */
export type Told = { readonly when: Ordered; readonly took: readonly LaneEmitted[] }

/** Facts that go from a lane, or come to it, wherever in its time they belong. */
export type Change = { readonly gone: readonly Ordered[]; readonly came: readonly Ordered[] }

/** Takes facts out and puts others in; returns what the participant's machine was told anew, and what the lane told of it. */
export function changeLane(machines: Machines, history: LaneHistory, change: Change): readonly Told[] {
  const touched = [...change.gone, ...change.came]
  for (const one of change.gone) takeOut(history, one)
  for (const one of change.came) putIn(history, one)
  const heard = [...touched.filter(isOwn), ...moveEvents(machines, history, change)]
  for (const one of change.gone) history.outcomes.delete(one)
  if (heard.length === 0) return []
  return hearAnew(machines, history, Math.min(...heard.map((when) => placeOf(history.facts, when))))
}

/** What the lane told of a fact that it holds. */
export function toldOf({ outcomes }: LaneHistory, when: Ordered): readonly LaneEmitted[] {
  const outcome = outcomes.get(when)
  return outcome ? [...outcome.byEvents.flat(), ...outcome.byParticipant] : []
}

const isOwn = ({ posted }: Ordered) => posted.type !== 'labResult' && !isOfEvent(posted)

function takeOut({ facts, participant }: LaneHistory, one: Ordered): void {
  const index = facts.indexOf(one)
  if (index < 0) return
  facts.splice(index, 1)
  forgetFrom(participant.checkpoints, index + 1)
}

function putIn({ facts, participant }: LaneHistory, one: Ordered): void {
  const index = placeAfter(facts, one)
  facts.splice(index, 0, one)
  shiftAfter(participant.checkpoints, index)
}

/** Moves the adverse events that facts bear on, and no other; returns the facts of which they now tell the participant otherwise. */
function moveEvents(machines: Machines, history: LaneHistory, change: Change): readonly Ordered[] {
  const moves = new Map<string, { readonly gone: Ordered[]; readonly came: EventInput[] }>()
  const matter: Ordered[] = []
  const moveOf = (event: string) => {
    const move = moves.get(event) ?? { gone: [], came: [] }
    moves.set(event, move)
    return move
  }
  for (const { when, facts } of factsAnew(machines, history, change)) {
    const was = history.outcomes.get(when)
    if (isSame(was?.facts ?? [], facts)) continue
    for (const { event } of was?.facts ?? []) moveOf(event).gone.push(when)
    for (const fact of facts) moveOf(fact.event).came.push({ when, fact })
    if (was && mayMatter(machines, history.participant, was.byEvents.flat())) matter.push(when)
    history.outcomes.set(when, { facts, byEvents: facts.map(() => []), byParticipant: was?.byParticipant ?? [] })
  }
  for (const [event, { gone, came }] of moves)
    for (const { when, told } of redoEvent(machines, eventOf(history, event), gone, came)) {
      const outcome = history.outcomes.get(when)!
      const place = outcome.facts.findIndex((fact) => fact.event === event)
      const was = outcome.byEvents[place] ?? []
      outcome.byEvents[place] = told
      if (mayMatter(machines, history.participant, [...was, ...told])) matter.push(when)
    }
  return matter
}

type Facts = { readonly when: Ordered; readonly facts: readonly EventFact[] }

/** What facts now are to the adverse events: those that go are nothing, those that come are themselves, results what they grade. */
function factsAnew(machines: Machines, history: LaneHistory, { gone, came }: Change): readonly Facts[] {
  return [
    ...gone.map((when) => ({ when, facts: [] })),
    ...came.flatMap((when) => (isOfEvent(when.posted) ? [{ when, facts: [when.posted] }] : [])),
    ...gradedAnew(machines, history, { gone, came }),
  ]
}

function gradedAnew(machines: Machines, history: LaneHistory, { gone, came }: Change): readonly Graded[] {
  const settings = [...gone, ...came].some(isSetting)
    ? history.facts.filter(isSetting).reduce<Settings>(settingsAfter, [])
    : history.settings
  const readsOtherwise = !isSame(settings.map(readBy), history.settings.map(readBy))
  history.settings = settings
  const readAt = (when: Ordered) => settingAt(settings, when)
  const of = (analyte: string) => (one: Ordered) => one.posted.type === 'labResult' && one.posted.analyte === analyte
  const analytes = new Set(
    [...gone, ...came].flatMap(({ posted }) => (posted.type === 'labResult' ? [posted.analyte] : [])),
  )
  const graded = [...analytes].flatMap((analyte) => {
    const results = analyteOf(history, analyte)
    return redoResults(results, gone.filter(of(analyte)), came.filter(of(analyte)), readAt, machines.labGrading)
  })
  if (!readsOtherwise) return graded
  return [...history.analytes.values()].flatMap((analyte) => redoAll(analyte, readAt, machines.labGrading))
}

const isSetting = ({ posted }: Ordered) => posted.type === 'screened' || posted.type === 'dosed'
const readBy = ({ when, setting }: Settings[number]) => [when.moment, when.posted.type, setting]

/** Tells the participant again, from an index on, what there is to tell. */
function hearAnew(machines: Machines, history: LaneHistory, index: number): readonly Told[] {
  const { facts, outcomes, participant } = history
  const told: Told[] = []
  for (let i = goBack(machines, participant, index); i < facts.length; i++) {
    const when = facts[i]!
    const outcome = outcomes.get(when)
    if (!outcome && when.posted.type === 'labResult') continue
    const byEvents = outcome?.byEvents.flat() ?? []
    const byParticipant = hear(machines, participant, i, when, byEvents)
    if (outcome) outcome.byParticipant = byParticipant
    else if (byParticipant.length > 0) outcomes.set(when, { facts: [], byEvents: [], byParticipant })
    told.push({ when, took: [...byEvents, ...byParticipant] })
  }
  return told
}

const isSame = (a: readonly unknown[], b: readonly unknown[]) =>
  a.length === b.length && (a.length === 0 || JSON.stringify(a) === JSON.stringify(b))
