import type { StoppingRule } from '../core/stopping.schema.ts'
import { answerFor, type StoppingAnswer } from '../dosing/stopping.ts'
import { countsFrom } from './cohort-counts.ts'
import type { Held, ParticipantEmitted } from './emitted.ts'
import { type Standing, standingOf } from './participant-news.ts'
import { sawOf } from './trial-news.ts'

/** Where one expansion cohort stands. */
export type ExpansionContext = {
  readonly cohort: string
  readonly participants: Readonly<Record<string, Standing>>
  /** What the cohort's own stopping rules answer now. */
  readonly answers: readonly StoppingAnswer[]
  /** Whom a rule had counted when enrollment was resumed. */
  readonly reviewed: Readonly<Record<string, readonly string[]>>
  readonly held: readonly Held[]
  /** Who holds enrollment by decision, and why. */
  readonly heldBy: string | null
  readonly closed: boolean
}

type Happened =
  | Extract<ParticipantEmitted, { type: 'participantEnrolled' | 'participantJudged' }>
  | { readonly type: string; readonly participant?: string }

/** The participants after somebody came, changed or left. */
export function recordedIn(
  participants: ExpansionContext['participants'],
  event: Happened,
): ExpansionContext['participants'] {
  if (event.type === 'participantJudged' && 'judgement' in event)
    return { ...participants, [event.participant]: standingOf(event.judgement) }
  const { participant } = event
  if (participant === undefined) return participants
  if (event.type === 'participantEnrolled')
    return participant in participants
      ? participants
      : { ...participants, [participant]: { is: 'notDosed', trigger: 'open' } }
  const { [participant]: _, ...rest } = participants
  return rest
}

/** The cohort's own stopping rules, asked of its participants. */
export const answersIn = (
  rules: readonly StoppingRule[],
  cohort: string,
  participants: ExpansionContext['participants'],
): readonly StoppingAnswer[] => {
  const watched = Object.entries(participants).map(([participant, standing]) => ({ ...standing, participant }))
  return rules.map((rule) => answerFor(rule, watched, cohort))
}

/** The rules that are met by somebody whom no resumption has reviewed. */
export const crossed = ({ answers, reviewed }: ExpansionContext): readonly StoppingAnswer[] =>
  answers.filter(({ is, rule, met }) => is === 'met' && met.some((one) => !reviewed[rule]?.includes(one)))

/** What holds the cohort because it is not known. */
export const heldIn = (cohort: string, answers: readonly StoppingAnswer[]): readonly Held[] =>
  answers
    .filter(({ is }) => is === 'unknown')
    .map((answer) => ({
      by: answer.rule,
      why: `${answer.rule} is not known: ${sawOf(answer)}`,
      needs: answer.needs,
      cohort,
    }))

/** The places taken: everybody dosed, but those another replaces. */
export const places = ({ participants }: Pick<ExpansionContext, 'participants'>): number =>
  countsFrom(participants).dosed -
  Object.values(participants).filter(({ dosed, replaced }) => dosed !== undefined && replaced).length
