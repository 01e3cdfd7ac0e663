import { enqueueActions, setup } from 'xstate'
import { countsFrom } from './cohort-counts.ts'
import type { CohortCounts, CohortEmitted, IssueEmitted, ParticipantEmitted, TrialEmitted } from './emitted.ts'
import { outOfPlace } from './out-of-place.ts'
import { type Standing, standingOf } from './participant-news.ts'

type Input = { readonly level: string }
type Context = Input & {
  /** Enrolled at this level and not yet dosed, or dosed, by participant. */
  readonly participants: Readonly<Record<string, Standing>>
}

type Happened =
  | Extract<ParticipantEmitted, { type: 'participantEnrolled' | 'participantJudged' }>
  | Extract<TrialEmitted, { type: 'decisionTaken' }>
  /** The participant is now analysed at another level. */
  | { readonly type: 'participantMoved'; readonly participant: string; readonly at: string }

const judged = [
  { guard: 'sameCounts', actions: 'record' },
  { target: 'enrolling', actions: 'record' },
] as const

/** Whoever comes, changes or leaves may change what the cohort is waiting for. */
const moves = {
  participantEnrolled: { target: 'enrolling', actions: 'record' },
  participantJudged: judged,
  participantMoved: { target: 'enrolling', actions: 'record' },
} as const

/**
 * The participants of one dose level: waiting, enrolling (the sentinel, then the rest), observing, ready for review, decided.
 * Whether more are needed is the design's judgement, told to the cohort by the committee's decision.
 */
export const cohortMachine = setup({
  types: {} as { context: Context; input: Input; events: Happened; emitted: CohortEmitted | IssueEmitted },
  guards: {
    nobodyDosed: ({ context }) => countsOf(context).dosed === 0,
    onlySentinel: ({ context }) => countsOf(context).dosed === 1 && countsOf(context).pending === 1,
    anyPending: ({ context }) => countsOf(context).pending > 0,
    allSettled: ({ context }) => countsOf(context).dosed > 0 && countsOf(context).pending === 0,
    sameCounts: ({ context, event }) =>
      JSON.stringify(countsOf(context)) ===
        JSON.stringify(countsOf({ ...context, participants: recorded(context.participants, event) })) &&
      event.type === 'participantJudged',
    someUndosed: ({ context }) => Object.values(context.participants).some(({ is }) => is === 'notDosed'),
  },
  actions: {
    record: enqueueActions(({ enqueue, context, event }) => {
      const next = { ...context, participants: recorded(context.participants, event) }
      enqueue.assign(next)
      if (JSON.stringify(countsOf(next)) !== JSON.stringify(countsOf(context)))
        enqueue.emit({ type: 'cohortChanged', at: event.at, level: context.level, counts: countsOf(next) })
    }),
    tellReady: enqueueActions(({ enqueue, context, event }) =>
      enqueue.emit({ type: 'cohortReadyForReview', at: event.at, level: context.level, counts: countsOf(context) }),
    ),
    emitOutOfPlace: enqueueActions(({ enqueue, context, event }) =>
      enqueue.emit(outOfPlace({ type: event.type, at: event.at }, `cohort of level ${context.level}`)),
    ),
  },
}).createMachine({
  id: 'cohort',
  context: ({ input }) => ({ ...input, participants: {} }),
  initial: 'waiting',
  on: { '*': { actions: 'emitOutOfPlace' } },
  states: {
    waiting: {
      on: {
        participantEnrolled: { target: 'enrolling', actions: 'record' },
        participantJudged: { target: 'enrolling', actions: 'record' },
        decisionTaken: {},
        participantMoved: {},
      },
    },
    enrolling: {
      initial: 'byCounts',
      on: {
        ...moves,
        decisionTaken: 'decided',
      },
      states: {
        byCounts: {
          always: [
            { guard: 'nobodyDosed', target: 'sentinel' },
            { guard: 'allSettled', target: '#cohort.readyForReview' },
            { guard: 'onlySentinel', target: 'sentinel' },
            { guard: 'someUndosed', target: 'rest' },
            { guard: 'anyPending', target: '#cohort.observing' },
          ],
        },
        sentinel: {},
        rest: {},
      },
    },
    observing: {
      on: {
        ...moves,
        decisionTaken: 'decided',
      },
    },
    readyForReview: {
      entry: 'tellReady',
      on: {
        ...moves,
        decisionTaken: 'decided',
      },
    },
    decided: {
      on: {
        ...moves,
        decisionTaken: {},
      },
    },
  },
})

const lastRecorded = new WeakMap<
  Happened,
  { readonly from: Context['participants']; readonly to: Context['participants'] }
>()

/** The participants after an event; a guard and the action behind it ask the same. */
function recorded(participants: Context['participants'], event: Happened): Context['participants'] {
  const last = lastRecorded.get(event)
  if (last?.from === participants) return last.to
  const to = recordedAnew(participants, event)
  lastRecorded.set(event, { from: participants, to })
  return to
}

function recordedAnew(participants: Context['participants'], event: Happened): Context['participants'] {
  switch (event.type) {
    case 'participantEnrolled':
      return {
        ...participants,
        [event.participant]: participants[event.participant] ?? { is: 'notDosed', trigger: 'open' },
      }
    case 'participantJudged':
      return { ...participants, [event.participant]: standingOf(event.judgement) }
    case 'participantMoved': {
      const { [event.participant]: _, ...rest } = participants
      return rest
    }
    case 'decisionTaken':
      return participants
  }
}

/** Where the participants of a cohort stand, counted. */
export const countsOf = ({ participants }: Pick<Context, 'participants'>): CohortCounts => countsFrom(participants)
