import type { SnapshotFrom } from 'xstate'
import type { Decision } from '../core/decision.schema.ts'
import type { Basis, CohortEmitted, IssueEmitted, TrialEmitted } from './emitted.ts'
import type { LaneEmitted } from './lane.ts'
import type { Machines } from './rules.ts'
import { startOf } from './step.ts'
import type { DecidedOn, TrialFact } from './trial.ts'

/** Where the trial stands above its participants: the cohorts and the trial's own machine. */
export type Hall = {
  readonly trial: SnapshotFrom<Machines['trial']['machine']>
  readonly cohorts: Readonly<Record<string, SnapshotFrom<Machines['cohort']['machine']>>>
}

/** A decision about the trial, a dose decision with what it stood on where that is known. */
export type HallDecision = DecidedOn | Extract<Decision, { type: 'rp2dDeclared' | 'gateOpened' | 'enrollmentResumed' }>
export type HallEmitted = CohortEmitted | TrialEmitted | IssueEmitted

export const startHall = (machines: Machines): Hall => ({
  trial: startOf(machines.trial.machine, undefined as never),
  cohorts: {},
})

type CohortFact = Parameters<Machines['cohort']['step']>[1]
type ToMachine =
  | { readonly to: 'cohort'; readonly level: string; readonly fact: CohortFact }
  | { readonly to: 'trial'; readonly fact: TrialFact }

/** Hands what a participant's lane told to the cohorts, and what they tell to the trial; first in, first out. */
export function advanceHall(
  machines: Machines,
  hall: Hall,
  told: readonly LaneEmitted[] | HallDecision,
): readonly [Hall, readonly HallEmitted[]] {
  const draft: Draft = { ...hall }
  const emitted: HallEmitted[] = []
  const queue: ToMachine[] =
    'type' in told ? [{ to: 'trial', fact: told }] : told.flatMap((one) => toCohorts(draft, one))
  for (let next = queue.shift(); next; next = queue.shift()) {
    for (const one of next.to === 'cohort' ? atCohort(machines, draft, next) : atTrial(machines, draft, next.fact)) {
      emitted.push(one)
      queue.push(...upward(draft, one))
    }
  }
  return [draft, emitted]
}

type Draft = { -readonly [K in keyof Hall]: Hall[K] }

function upward(draft: Draft, told: HallEmitted): readonly ToMachine[] {
  if (told.type === 'cohortChanged') return [{ to: 'trial', fact: told }]
  if (told.type !== 'decisionTaken') return []
  return Object.keys(draft.cohorts).map((level) => ({ to: 'cohort', level, fact: told }))
}

function toCohorts({ cohorts }: Draft, told: LaneEmitted): readonly ToMachine[] {
  if (told.type !== 'participantEnrolled' && told.type !== 'participantJudged') return []
  const level = told.type === 'participantEnrolled' ? told.level : told.judgement.level
  if (level === undefined) return []
  const { participant, at } = told
  const left = Object.keys(cohorts).filter(
    (other) => other !== level && participant in cohorts[other]!.context.participants,
  )
  return [
    ...left.map((other) => ({
      to: 'cohort' as const,
      level: other,
      fact: { type: 'participantMoved' as const, participant, at },
    })),
    { to: 'cohort', level, fact: told },
  ]
}

function atCohort(
  machines: Machines,
  draft: Draft,
  { level, fact }: { level: string; fact: CohortFact },
): readonly HallEmitted[] {
  const before = draft.cohorts[level] ?? startOf(machines.cohort.machine, { level })
  const [after, told] = machines.cohort.step(before, fact)
  draft.cohorts = { ...draft.cohorts, [level]: after }
  return told
}

function atTrial(machines: Machines, draft: Draft, fact: TrialFact): readonly HallEmitted[] {
  const [after, told] = machines.trial.step(draft.trial, fact)
  draft.trial = after
  return told
}

/** What the trial stands on now: the tally, the level and the recommendation. */
export const basisOf = (hall: Hall): Basis => hall.trial.context.basis
