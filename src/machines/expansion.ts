import { enqueueActions, setup } from 'xstate'
import type { Decision } from '../core/decision.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { countsFrom } from './cohort-counts.ts'
import type { ExpansionEmitted, IssueEmitted, ParticipantEmitted, TrialEmitted } from './emitted.ts'
import { answersIn, crossed, type ExpansionContext, heldIn, places, recordedIn } from './expansion-context.ts'
import { outOfPlace } from './out-of-place.ts'
import type { Standing } from './participant-news.ts'
import { stillReviewed } from './trial-context.ts'
import { heldNews, raised, sawOf, stoppingNews } from './trial-news.ts'

type DecisionOf<T extends Decision['type']> = Extract<Decision, { type: T }>

export type ExpansionFact =
  | Extract<ParticipantEmitted, { type: 'participantEnrolled' | 'participantJudged' }>
  | Extract<TrialEmitted, { type: 'expansionOpened' }>
  | DecisionOf<'enrollmentSuspended' | 'enrollmentResumed' | 'cohortClosed'>
  /** The participant is now analysed elsewhere. */
  | { readonly type: 'participantMoved'; readonly participant: string; readonly at: string }

type Emitted = ExpansionEmitted | TrialEmitted | IssueEmitted

/**
 * One expansion cohort: closed until the RP2D is declared and every gate is open, open, held by its own rule or by a decision, full,
 * complete. The cohorts of a trial stand side by side: one held leaves the others open.
 */
export function expansionMachine(protocol: Protocol) {
  const limits = protocol.expansion ?? { minimum: 0, maximum: 0 }
  const rules = (protocol.stopping ?? []).filter(({ over }) => over === 'expansionCohort')
  const isFull = (context: ExpansionContext) => places(context) >= limits.maximum
  const isComplete = (context: ExpansionContext) =>
    context.closed || (isFull(context) && countsFrom(context.participants).pending === 0)
  const follow = (state: string) =>
    ({
      participantEnrolled: { actions: 'record' },
      participantJudged: { actions: [{ type: 'tellOnHold', params: { state } }, 'record'] },
      participantMoved: { actions: 'record' },
      expansionOpened: {},
    }) as const
  const decisions = { enrollmentSuspended: { actions: 'hold' }, cohortClosed: { actions: 'close' } } as const

  return setup({
    types: {} as { context: ExpansionContext; input: { cohort: string }; events: ExpansionFact; emitted: Emitted },
    guards: {
      isHeld: ({ context }) => context.heldBy !== null || crossed(context).length > 0,
      isComplete: ({ context }) => isComplete(context),
      isNotComplete: ({ context }) => !isComplete(context),
      isFull: ({ context }) => isFull(context),
      hasRoom: ({ context }) => !isFull(context),
    },
    actions: {
      record: enqueueActions(({ enqueue, context, event }) => {
        const participants = recordedIn(context.participants, event)
        if (participants === context.participants) return
        const answers = answersIn(rules, context.cohort, participants)
        const held = heldIn(context.cohort, answers)
        enqueue.assign({ participants, answers, held, reviewed: stillReviewed(context.reviewed, answers) })
        const counts = countsFrom(participants)
        if (JSON.stringify(counts) !== JSON.stringify(countsFrom(context.participants)))
          enqueue.emit({ type: 'expansionChanged', at: event.at, cohort: context.cohort, counts })
        for (const news of stoppingNews(event.at, context.answers, answers)) enqueue.emit(news)
        for (const news of heldNews(event.at, context.held, held)) enqueue.emit(news)
      }),
      hold: enqueueActions(({ enqueue, context, event }) => {
        if (event.type !== 'enrollmentSuspended') return
        const why = `${event.by}: ${event.reason}`
        enqueue.assign({ heldBy: why })
        enqueue.emit({ type: 'enrollmentHeld', at: event.at, by: event.by, why, needs: [], cohort: context.cohort })
      }),
      resume: enqueueActions(({ enqueue, context, event }) => {
        if (event.type !== 'enrollmentResumed') return
        const met = context.answers.filter(({ is }) => is === 'met').map((answer) => [answer.rule, answer.met] as const)
        const { at, by, reason } = event
        enqueue.assign({ heldBy: null, reviewed: { ...context.reviewed, ...Object.fromEntries(met) } })
        enqueue.emit({ type: 'enrollmentResumed', at, by, reason, cohort: context.cohort })
      }),
      close: enqueueActions(({ enqueue, context, event }) => {
        enqueue.assign({ closed: true })
        if (context.closed) enqueue.emit(outOfPlace(event, `cohort ${context.cohort} was closed already`))
        const { dosed } = countsFrom(context.participants)
        if (dosed < limits.minimum)
          enqueue.emit(outOfPlace(event, `cohort ${context.cohort} has ${dosed} dosed, of at least ${limits.minimum}`))
      }),
      tellHeld: enqueueActions(({ enqueue, context, event }) => {
        for (const answer of crossed(context))
          enqueue.emit({
            type: 'enrollmentHeld',
            at: event.at,
            by: answer.rule,
            why: `${answer.rule} is met: ${sawOf(answer)}`,
            needs: [],
            cohort: context.cohort,
          })
      }),
      tellFull: enqueueActions(({ enqueue, context, event }) =>
        enqueue.emit({
          type: 'expansionFull',
          at: event.at,
          cohort: context.cohort,
          counts: countsFrom(context.participants),
        }),
      ),
      tellComplete: enqueueActions(({ enqueue, context, event }) =>
        enqueue.emit({
          type: 'expansionCompleted',
          at: event.at,
          cohort: context.cohort,
          counts: countsFrom(context.participants),
        }),
      ),
      /** A first dose while the cohort is held, full or complete. */
      tellOnHold: enqueueActions(({ enqueue, context, event }, params: { state: string }) => {
        if (params.state === 'open' || params.state === 'closed') return
        if (event.type !== 'participantJudged' || event.judgement.window === undefined) return
        if ((context.participants[event.participant] as Standing | undefined)?.dosed !== undefined) return
        const message = `urgent: dosed while expansion cohort ${context.cohort} is ${params.state}`
        enqueue.emit(
          raised(event.at, {
            code: 'dosedOnHold',
            severity: 'error',
            where: { participant: event.participant },
            message,
          }),
        )
      }),
      emitOutOfPlace: enqueueActions(({ enqueue, context, event }) =>
        enqueue.emit(outOfPlace({ type: event.type, at: event.at }, `expansion cohort ${context.cohort}`)),
      ),
    },
  }).createMachine({
    id: 'expansion',
    context: ({ input }) => ({
      cohort: input.cohort,
      participants: {},
      answers: answersIn(rules, input.cohort, {}),
      reviewed: {},
      held: [],
      heldBy: null,
      closed: false,
    }),
    initial: 'closed',
    on: { '*': { actions: 'emitOutOfPlace' } },
    states: {
      byCounts: {
        always: [
          { guard: 'isHeld', target: 'held' },
          { guard: 'isComplete', target: 'complete' },
          { guard: 'isFull', target: 'full' },
          { target: 'open' },
        ],
      },
      closed: {
        on: { ...follow('closed'), ...decisions, expansionOpened: 'byCounts' },
      },
      open: {
        always: [
          { guard: 'isHeld', target: 'held' },
          { guard: 'isComplete', target: 'complete' },
          { guard: 'isFull', target: 'full' },
        ],
        on: { ...follow('open'), ...decisions },
      },
      held: {
        entry: 'tellHeld',
        on: { ...follow('held'), ...decisions, enrollmentResumed: { target: 'byCounts', actions: 'resume' } },
      },
      full: {
        entry: 'tellFull',
        always: [
          { guard: 'isHeld', target: 'held' },
          { guard: 'isComplete', target: 'complete' },
          { guard: 'hasRoom', target: 'open' },
        ],
        on: { ...follow('full'), ...decisions },
      },
      complete: {
        entry: 'tellComplete',
        always: [
          { guard: 'isHeld', target: 'held' },
          { guard: 'isNotComplete', target: 'byCounts' },
        ],
        on: { ...follow('complete'), ...decisions },
      },
    },
  })
}
