import { enqueueActions, setup } from 'xstate'
import type { Judgement } from '../dlt/participant.ts'
import type { CohortCounts, CohortEmitted, IssueEmitted, ParticipantEmitted, TrialEmitted } from './emitted.ts'
import { outOfPlace } from './out-of-place.ts'

type Standing = {
  /** When the agent whose dose is escalated was first given, if it was. */
  readonly dosed?: string
  readonly is: Judgement['status']['is']
  readonly trigger: 'met' | 'not met' | 'open'
}
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
        participantEnrolled: { target: 'enrolling', actions: 'record' },
        participantJudged: judged,
        participantMoved: { target: 'enrolling', actions: 'record' },
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
        participantEnrolled: { target: 'enrolling', actions: 'record' },
        participantJudged: judged,
        participantMoved: { target: 'enrolling', actions: 'record' },
        decisionTaken: 'decided',
      },
    },
    readyForReview: {
      entry: 'tellReady',
      on: {
        participantEnrolled: { target: 'enrolling', actions: 'record' },
        participantJudged: judged,
        participantMoved: { target: 'enrolling', actions: 'record' },
        decisionTaken: 'decided',
      },
    },
    decided: {
      on: {
        participantEnrolled: { target: 'enrolling', actions: 'record' },
        participantJudged: judged,
        participantMoved: { target: 'enrolling', actions: 'record' },
        decisionTaken: {},
      },
    },
  },
})

function recorded(participants: Context['participants'], event: Happened): Context['participants'] {
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

function standingOf({ status, trigger, window }: Judgement): Standing {
  const answered = trigger?.is === 'met' || trigger?.is === 'not met' ? trigger.is : 'open'
  return { ...(window ? { dosed: window.opens } : {}), is: status.is, trigger: trigger ? answered : 'not met' }
}

/** Where the participants of a cohort stand, counted. */
export function countsOf({ participants }: Context): CohortCounts {
  const standings = Object.values(participants)
  const count = (holds: (one: Standing) => boolean) => standings.filter(holds).length
  const dlt = count(({ is }) => is === 'dlt')
  const clear = count(({ is }) => is === 'clear')
  const doses = standings.flatMap(({ dosed }) => (dosed === undefined ? [] : [dosed])).sort()
  const counted = ({ is }: Standing) => is === 'clear' || is === 'watching'
  return {
    ...(doses.length > 0 ? { firstDose: doses[0]!, lastDose: doses.at(-1)! } : {}),
    dosed: doses.length,
    settled: dlt + clear,
    dlt,
    pending: count(({ is }) => is === 'watching'),
    notEvaluable: count(({ is }) => is === 'notEvaluable'),
    triggers: count((one) => counted(one) && one.trigger === 'met'),
    triggerOpen: count(({ is, trigger }) => is === 'clear' && trigger === 'open'),
  }
}
