import type { SnapshotFrom } from 'xstate'
import type { Decision } from '../core/decision.schema.ts'
import type { Basis, CohortEmitted, IssueEmitted, TrialEmitted } from './emitted.ts'
import type { LaneEmitted } from './lane.ts'
import type { Machines } from './rules.ts'
import { startOf } from './step.ts'
import type { DecidedOn, SuspensionStands, TrialFact } from './trial-context.ts'

/** Where the trial stands above its participants: the dose levels, the expansion cohorts and the trial's own machine. */
export type Hall = {
  readonly trial: SnapshotFrom<Machines['trial']['machine']>
  readonly cohorts: Readonly<Record<string, SnapshotFrom<Machines['cohort']['machine']>>>
  readonly expansion: Readonly<Record<string, SnapshotFrom<Machines['expansion']['machine']>>>
}

/** A decision about the trial, a dose decision with what it stood on where that is known; or a suspension that stands. */
export type HallDecision =
  | DecidedOn
  | SuspensionStands
  | Extract<
      Decision,
      { type: 'rp2dDeclared' | 'gateOpened' | 'enrollmentSuspended' | 'enrollmentResumed' | 'cohortClosed' }
    >
export type HallEmitted = CohortEmitted | TrialEmitted | IssueEmitted

export const startHall = (machines: Machines): Hall => ({
  trial: startOf(machines.trial.machine, undefined as never),
  cohorts: {},
  expansion: Object.fromEntries(
    (machines.judges.protocol.expansion?.cohorts ?? []).map((cohort) => [
      cohort,
      startOf(machines.expansion.machine, { cohort }),
    ]),
  ),
})

type CohortFact = Parameters<Machines['cohort']['step']>[1]
type ExpansionFact = Parameters<Machines['expansion']['step']>[1]
type ToMachine =
  | { readonly to: 'cohort'; readonly level: string; readonly fact: CohortFact }
  | { readonly to: 'expansion'; readonly cohort: string; readonly fact: ExpansionFact }
  | { readonly to: 'trial'; readonly fact: TrialFact }

/** Hands what a participant's lane told to the cohorts and the trial, and what they tell to one another; first in, first out. */
export function advanceHall(
  machines: Machines,
  hall: Hall,
  told: readonly LaneEmitted[] | HallDecision,
): readonly [Hall, readonly HallEmitted[]] {
  const draft: Draft = { ...hall }
  const emitted: HallEmitted[] = []
  const queue: ToMachine[] =
    'type' in told ? [ofDecision(draft, told)] : told.flatMap((one) => ofLane(machines, draft, one))
  for (let next = queue.shift(); next; next = queue.shift()) {
    for (const one of taken(machines, draft, next)) {
      emitted.push(one)
      queue.push(...onward(draft, one))
    }
  }
  return [draft, emitted]
}

type Draft = { -readonly [K in keyof Hall]: Hall[K] }

/** A decision about one expansion cohort goes there; any other is the trial's. */
function ofDecision({ expansion }: Draft, decision: HallDecision): ToMachine {
  const cohort = 'cohort' in decision ? decision.cohort : undefined
  return cohort !== undefined && Object.hasOwn(expansion, cohort)
    ? { to: 'expansion', cohort, fact: decision as ExpansionFact }
    : { to: 'trial', fact: decision }
}

/** What one machine told goes on to those it concerns. */
function onward(draft: Draft, told: HallEmitted): readonly ToMachine[] {
  switch (told.type) {
    case 'cohortChanged':
    case 'expansionCompleted':
      return [{ to: 'trial', fact: told }]
    case 'decisionTaken':
      return Object.keys(draft.cohorts).map((level) => ({ to: 'cohort', level, fact: told }))
    case 'expansionOpened':
      return Object.keys(draft.expansion).map((cohort) => ({ to: 'expansion', cohort, fact: told }))
    default:
      return []
  }
}

/** Who was enrolled or judged is counted at their level or in their expansion cohort, and nowhere else; the trial hears of all. */
function ofLane(machines: Machines, draft: Draft, told: LaneEmitted): readonly ToMachine[] {
  if (told.type !== 'participantEnrolled' && told.type !== 'participantJudged') return []
  const { expansion } = told.type === 'participantEnrolled' ? told : told.judgement
  const level = levelOf(machines, draft, told)
  const moved = { type: 'participantMoved' as const, participant: told.participant, at: told.at }
  const isHere = ({ context }: { readonly context: { readonly participants: object } }) =>
    Object.hasOwn(context.participants, told.participant)
  return [
    ...Object.entries(draft.cohorts)
      .filter(([other, cohort]) => other !== level && isHere(cohort))
      .map(([other]) => ({ to: 'cohort' as const, level: other, fact: moved })),
    ...Object.entries(draft.expansion)
      .filter(([other, cohort]) => other !== expansion && isHere(cohort))
      .map(([other]) => ({ to: 'expansion' as const, cohort: other, fact: moved })),
    ...(level === undefined ? [] : [{ to: 'cohort' as const, level, fact: told }]),
    ...(typeof expansion === 'string' ? [{ to: 'expansion' as const, cohort: expansion, fact: told }] : []),
    { to: 'trial', fact: told },
  ]
}

/** The level at which somebody counts for the dose; those of the expansion only where the protocol says so, at the RP2D. */
function levelOf(
  { judges: { protocol } }: Machines,
  { trial }: Draft,
  told: Extract<LaneEmitted, { type: 'participantEnrolled' | 'participantJudged' }>,
): string | undefined {
  const { level, expansion } = told.type === 'participantEnrolled' ? told : told.judgement
  if (expansion === undefined) return level
  return protocol.expansion?.countsForDose ? (level ?? trial.context.rp2d ?? undefined) : undefined
}

function taken(machines: Machines, draft: Draft, next: ToMachine): readonly HallEmitted[] {
  if (next.to === 'cohort') return atCohort(machines, draft, next)
  if (next.to === 'expansion') return atExpansion(machines, draft, next)
  const [after, told] = machines.trial.step(draft.trial, next.fact)
  draft.trial = after
  return told
}

function atCohort(
  machines: Machines,
  draft: Draft,
  { level, fact }: Extract<ToMachine, { to: 'cohort' }>,
): readonly HallEmitted[] {
  const before = Object.hasOwn(draft.cohorts, level)
    ? draft.cohorts[level]!
    : startOf(machines.cohort.machine, { level })
  const [after, told] = machines.cohort.step(before, fact)
  draft.cohorts = { ...draft.cohorts, [level]: after }
  return told
}

function atExpansion(
  machines: Machines,
  draft: Draft,
  { cohort, fact }: Extract<ToMachine, { to: 'expansion' }>,
): readonly HallEmitted[] {
  const before = draft.expansion[cohort]
  if (!before) return []
  const [after, told] = machines.expansion.step(before, fact)
  draft.expansion = { ...draft.expansion, [cohort]: after }
  return told
}

/** What the trial stands on now: the tally, the level and the recommendation. */
export const basisOf = (hall: Hall): Basis => hall.trial.context.basis
