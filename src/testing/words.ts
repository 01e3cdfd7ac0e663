import type { Attribution, FactOf } from '../core/fact.schema.ts'
import type { HallDecision } from '../machines/hall.ts'
import type { Posted } from '../machines/router.ts'
import { type Day, dateOf } from './days.ts'

/** One thing that happens to whichever participant the timeline names. */
export type Happening = (participant: string) => readonly Posted[]

/** The same happenings for each of several participants: `each('001 002', dosed(0), followedUp(28))`. */
export const each = (participants: string, ...happenings: readonly Happening[]): readonly Posted[] =>
  participants.split(/\s+/).flatMap((participant) => happenings.flatMap((happens) => happens(participant)))

const one =
  (fact: (participant: string) => Posted): Happening =>
  (participant) => [fact(participant)]

export const screened = (day: Day, known: { age?: number; sex?: 'F' | 'M'; cohort?: string } = {}): Happening =>
  one((participant) => ({ type: 'screened', participant, at: dateOf(day), ...known }))

export const enrolled = (day: Day, level: string, replaces?: string): Happening =>
  one((participant) => ({ type: 'enrolled', participant, at: dateOf(day), level, ...(replaces ? { replaces } : {}) }))

/** One administration of an agent. */
export const infused = (
  agent: string,
  day: Day,
  dose: Partial<Omit<FactOf<'dosed'>, 'type' | 'participant' | 'at' | 'agent'>> = {},
): Happening => one((participant) => ({ type: 'dosed', participant, at: dateOf(day), agent, ...dose }))

/** An adverse event, first reported on a day. Its identifier is its term unless another is given. */
export const adverseEvent = (
  term: string,
  day: Day,
  grade?: number,
  known: { event?: string; attribution?: Record<string, Attribution>; manifestationOf?: string } = {},
): Happening =>
  one((participant) => ({
    type: 'adverseEventReported',
    participant,
    at: dateOf(day),
    event: known.event ?? term,
    term,
    ...(grade === undefined ? {} : { grade }),
    ...(known.attribution ? { attribution: known.attribution } : {}),
    ...(known.manifestationOf ? { manifestationOf: known.manifestationOf } : {}),
  }))

export const regraded = (event: string, day: Day, grade: number): Happening =>
  one((participant) => ({ type: 'adverseEventRegraded', participant, at: dateOf(day), event, grade }))

/** By this day the event's highest grade had been this; when it was reached is not known. */
export const peaked = (event: string, day: Day, grade: number): Happening =>
  one((participant) => ({ type: 'adverseEventPeaked', participant, at: dateOf(day), event, grade }))

export const attributed = (event: string, day: Day, agent: string, attribution: Attribution): Happening =>
  one((participant) => ({ type: 'adverseEventAttributed', participant, at: dateOf(day), event, agent, attribution }))

export const ended = (
  event: string,
  day: Day,
  outcome: FactOf<'adverseEventEnded'>['outcome'] = 'recovered',
): Happening => one((participant) => ({ type: 'adverseEventEnded', participant, at: dateOf(day), event, outcome }))

/** A laboratory result: "ALT 240 U/L" with its limits. */
export const lab = (
  analyte: string,
  day: Day,
  value: string | number | undefined,
  unit: string,
  known: Partial<Pick<FactOf<'labResult'>, 'lln' | 'uln' | 'baseline' | 'indicator'>> = {},
): Happening =>
  one((participant) => ({
    type: 'labResult',
    participant,
    at: dateOf(day),
    analyte,
    unit,
    ...(value === undefined ? {} : { value }),
    ...known,
  }))

export const followedUp = (day: Day): Happening =>
  one((participant) => ({ type: 'followedUp', participant, at: dateOf(day) }))
export const withdrew = (day: Day, reason?: string): Happening =>
  one((participant) => ({ type: 'withdrew', participant, at: dateOf(day), ...(reason ? { reason } : {}) }))
export const died = (day: Day, event?: string): Happening =>
  one((participant) => ({ type: 'died', participant, at: dateOf(day), ...(event ? { event } : {}) }))

/** A named person's answer to a rule. */
export const adjudicated = (
  rule: string,
  day: Day,
  is: 'met' | 'not met',
  reason: string,
  by = 'SRC chair',
): Happening => one((participant) => ({ type: 'adjudicated', participant, at: dateOf(day), rule, is, reason, by }))

type DoseAction = Extract<HallDecision, { type: 'doseDecided' }>['action']
/** The committee's dose decision. */
export const decided = (day: Day, action: DoseAction, level?: string, reason?: string): readonly Posted[] => [
  {
    type: 'doseDecided',
    at: dateOf(day),
    by: 'SRC',
    action,
    ...(level ? { level } : {}),
    ...(reason ? { reason } : {}),
  },
]
