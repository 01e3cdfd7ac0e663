import type { Decision } from '../core/decision.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import type { Design } from '../dosing/design.ts'
import { recommend } from '../dosing/for-protocol.ts'
import { answerStopping, type StoppingAnswer } from '../dosing/stopping.ts'
import type { Basis, CohortCounts, CohortEmitted, Held, ParticipantEmitted, TrialEmitted } from './emitted.ts'
import type { Standing } from './participant-news.ts'
import { awaitingLevels } from './unplaced.ts'

type DecisionOf<T extends Decision['type']> = Extract<Decision, { type: T }>
export type DoseDecided = DecisionOf<'doseDecided'>
/** A dose decision as replay hands it on: with what it stood on when it was taken, where that is known. */
export type DecidedOn = DoseDecided & { readonly basis?: Basis }

/** That the trial was suspended by a rule, as it was known then: what met the rule may have been corrected since. */
export type SuspensionStands = {
  readonly type: 'suspensionStands'
  readonly at: string
  readonly rules: readonly string[]
  readonly why: string
}

export type TrialFact =
  | Extract<CohortEmitted, { type: 'cohortChanged' }>
  | Extract<ParticipantEmitted, { type: 'participantEnrolled' | 'participantJudged' }>
  | Extract<TrialEmitted, { type: 'expansionCompleted' }>
  | DecidedOn
  | SuspensionStands
  | DecisionOf<'rp2dDeclared' | 'gateOpened' | 'enrollmentSuspended' | 'enrollmentResumed' | 'cohortClosed'>

export type Taken = {
  readonly at: string
  readonly action: DoseDecided['action']
  readonly level: string | null
  readonly basis: Basis
}

/** A participant as the trial's own rules see them. */
export type Member = Standing & { readonly participant: string; readonly replaces?: string }

/** Where a trial that is not suspended or complete can be. */
export const phases = ['titration', 'escalation', 'singleArm', 'rp2d', 'expansion'] as const
export type Phase = (typeof phases)[number]

export type Suspension = { readonly at: string; readonly why: string; readonly rules: readonly string[] }

export type TrialContext = {
  readonly counts: Readonly<Record<string, CohortCounts>>
  /** The level being treated, counted from 1. */
  readonly current: number
  readonly basis: Basis
  readonly decisions: readonly Taken[]
  readonly rp2d: string | null
  readonly gates: readonly string[]
  readonly members: readonly Member[]
  /** What every stopping rule answers now; those of one expansion cohort are asked there. */
  readonly stopping: readonly StoppingAnswer[]
  /** Whom a rule had counted when enrollment was resumed: it suspends again only for somebody else. */
  readonly reviewed: Readonly<Record<string, readonly string[]>>
  /** Why nobody is to be dosed now, beside a suspension. */
  readonly held: readonly Held[]
  /** Why the trial is suspended, while it is: by which rules, or by decision. */
  readonly suspension: Suspension | null
  /** Where the trial goes back to when enrollment is resumed. */
  readonly from: Phase
  readonly completed: readonly string[]
}

/** The basis of a decision from the counts of every level, and those whom no level can count. */
export function basisFrom(
  protocol: Protocol,
  design: Design,
  { counts, members }: Pick<TrialContext, 'counts' | 'members'>,
  current: number,
): Basis {
  const standings = protocol.levels.map(({ label }) => counts[label])
  const { tally, recommendation } = recommend(protocol, design, standings, current)
  return { tally, recommendation: awaitingLevels(recommendation, protocol, members), current }
}

export const startTrial = (protocol: Protocol, design: Design): TrialContext => ({
  counts: {},
  current: 1,
  basis: basisFrom(protocol, design, { counts: {}, members: [] }, 1),
  decisions: [],
  rp2d: null,
  gates: [],
  members: [],
  stopping: answerStopping(protocol.stopping ?? [], []),
  reviewed: {},
  held: [],
  suspension: null,
  from: firstPhase(protocol),
  completed: [],
})

export function firstPhase({ titrationTrigger, levels }: Protocol): Phase {
  if (titrationTrigger) return 'titration'
  return levels.length === 1 ? 'singleArm' : 'escalation'
}

/** The rules that are met by somebody whom no resumption has reviewed. */
export const suspendingRules = ({ stopping, reviewed }: TrialContext): readonly StoppingAnswer[] =>
  stopping.filter(({ is, rule, met }) => is === 'met' && met.some((one) => !reviewed[rule]?.includes(one)))

/** Whom a resumption has reviewed, of those a rule still counts: who no longer meets it and meets it again is to be reviewed anew. */
export function stillReviewed(
  reviewed: TrialContext['reviewed'],
  answers: readonly StoppingAnswer[],
): TrialContext['reviewed'] {
  if (Object.keys(reviewed).length === 0) return reviewed
  const counted = (rule: string) => answers.find((answer) => answer.rule === rule)?.met ?? []
  return Object.fromEntries(
    Object.entries(reviewed).map(([rule, ones]) => [rule, ones.filter((one) => counted(rule).includes(one))]),
  )
}

/** The members with one of them as they stand now. */
export function withMember(members: readonly Member[], member: Member): readonly Member[] {
  const index = members.findIndex(({ participant }) => participant === member.participant)
  return index < 0 ? [...members, member] : members.with(index, member)
}

export const memberOf = ({ members }: TrialContext, participant: string): Member | undefined =>
  members.find((one) => one.participant === participant)
