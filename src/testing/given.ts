import type { RuleIs } from '../dlt/rule.ts'
import type { Action } from '../dosing/design.ts'
import { designFor } from '../dosing/for-protocol.ts'
import { asOf } from '../machines/as-of.ts'
import type { Emitted } from '../machines/emitted.ts'
import { basisOf } from '../machines/hall.ts'
import { type Replay, replay } from '../machines/replay.ts'
import type { Posted } from '../machines/router.ts'
import type { Machines } from '../machines/rules.ts'
import { reportedParticipant } from '../reports/participants.ts'
import { reportedRecommendation } from '../reports/recommendation.ts'
import type { ReportedRecommendation, StatusIs } from '../reports/report.ts'
import { type Day, dateOf } from './days.ts'
import { type Conduct, conductOf } from './hall-outcome.ts'
import { outcomes } from './outcomes.ts'
import type { Story } from './story.ts'

/** What a review of a timeline came to, in the words of a specification. */
export type Outcome = Conduct & {
  readonly action: Action
  readonly level: string | null
  readonly more?: number
  readonly because: string
  readonly excluded: readonly string[]
  readonly phase: string
  readonly participants: Readonly<Record<string, StatusIs>>
  /** Until when a participant is watched, where time settles it. */
  readonly until: Readonly<Record<string, string>>
  /** What a watched participant waits for. */
  readonly needs: Readonly<Record<string, readonly string[]>>
  /** The answer of every rule, by participant. */
  readonly rules: Readonly<Record<string, Readonly<Record<string, RuleIs>>>>
  readonly triggers: Readonly<Record<string, RuleIs>>
  readonly emitted: readonly Emitted[]
  readonly recommendation: ReportedRecommendation
  /** What the review stood on, for an expectation that fails to tell. */
  readonly story: Story
}

/** Part of a timeline: what happened, or whole cohorts by their outcomes, "1NNN 2NT". */
export type Told = readonly Posted[] | string

/** A timeline that can be told on or reviewed. */
export type Given = {
  /** The same timeline, and then this. */
  readonly when: (...timeline: readonly Told[]) => Given
  /** Reviews what had happened by a day, or by the last one. */
  readonly onReview: (day?: Day) => Outcome
}

/**
 * A timeline under a protocol's machines: `given(machines, each('001', …)).when(each('001', …)).onReview(28)`, or from outcomes:
 * `given(machines, '1NNN 2NT').onReview()`. What follows is said with `expect` and the matchers. (No `then`: a promise has that.)
 */
export function given(machines: Machines, ...timeline: readonly Told[]): Given {
  const posted = timeline.flatMap((part) => (typeof part === 'string' ? outcomes(machines, part) : part))
  return {
    when: (...more) => given(machines, posted, ...more),
    onReview: (day) =>
      day === undefined
        ? outcomeOf(machines, replay(machines, posted), posted)
        : reviewedOn(machines, asOf(posted, dateOf(day)), dateOf(day)),
  }
}

function reviewedOn(machines: Machines, happened: readonly Posted[], at: string): Outcome {
  return outcomeOf(machines, asOfDay(machines, happened, at), happened, at)
}

function asOfDay(machines: Machines, happened: readonly Posted[], at: string): Replay {
  const participants = [...new Set(happened.flatMap((one) => ('participant' in one ? [one.participant] : [])))].sort()
  return replay(machines, [
    ...happened,
    ...participants.map((participant) => ({ type: 'timePassed' as const, participant, at })),
  ])
}

function outcomeOf(
  { judges: { protocol } }: Machines,
  { trial: { hall }, lanes, emitted }: Replay,
  posted: readonly Posted[],
  on?: string,
): Outcome {
  const participants = [...lanes.keys()].sort().map((id) => reportedParticipant(protocol, lanes.get(id)!.lane))
  const recommendation = reportedRecommendation(protocol, basisOf(hall), designFor(protocol), participants)
  const { action, level, more, because, excluded } = recommendation
  return {
    action,
    level,
    ...(more === undefined ? {} : { more }),
    because,
    excluded,
    phase: String(hall.trial.value),
    participants: Object.fromEntries(participants.map((one) => [one.participant, one.status])),
    until: Object.fromEntries(participants.flatMap((one) => (one.until ? [[one.participant, one.until]] : []))),
    needs: Object.fromEntries(
      participants
        .filter((one) => one.needs.length > 0)
        .map((one) => [one.participant, one.needs.map(({ fact }) => fact)]),
    ),
    rules: Object.fromEntries(
      participants.map((one) => [one.participant, Object.fromEntries(one.rules.map(({ rule, is }) => [rule, is]))]),
    ),
    triggers: Object.fromEntries(
      participants.flatMap((one) => (one.trigger ? [[one.participant, one.trigger.is]] : [])),
    ),
    emitted,
    ...conductOf(hall, emitted),
    recommendation,
    story: { protocol, posted, ...(on === undefined ? {} : { on }), participants },
  }
}
