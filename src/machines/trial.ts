import { enqueueActions, setup } from 'xstate'
import type { Protocol } from '../core/protocol.schema.ts'
import { designOf } from '../dosing/for-protocol.ts'
import type { IssueEmitted, TrialEmitted } from './emitted.ts'
import { outOfPlace } from './out-of-place.ts'
import {
  firstPhase,
  type Phase,
  type Suspension,
  startTrial,
  suspendingRules,
  type TrialContext,
  type TrialFact,
} from './trial-context.ts'
import { holdIssues, joined, judgedNext } from './trial-members.ts'
import { raised, rp2dNews, sawOf } from './trial-news.ts'
import { type Change, countedNext, decidedNext, resumedNext } from './trial-steps.ts'

export type { DecidedOn, Taken, TrialContext, TrialFact } from './trial-context.ts'
export { decisionName } from './trial-news.ts'

type Emitted = TrialEmitted | IssueEmitted

/**
 * The trial: titration, escalation (or one arm), RP2D declared, expansion, suspended, complete. Only a decision moves the dose; counts
 * from the cohorts move the recommendation. A stopping rule that is met suspends it; only a named person lets it go on, from where it was.
 */
export function trialMachine(protocol: Protocol) {
  const design = designOf(protocol)
  const labels = protocol.levels.map((level) => level.label)
  const rules = (protocol.stopping ?? []).filter(({ over }) => over !== 'expansionCohort')
  const judges = { protocol, design, labels, rules }

  const follow = {
    cohortChanged: { actions: 'count' },
    participantEnrolled: { actions: 'join' },
    participantJudged: { actions: 'watch' },
    rp2dDeclared: { actions: 'declare' },
    gateOpened: { actions: 'openGate' },
    expansionCompleted: { actions: 'complete' },
  } as const
  const phase = (own: Phase) =>
    ({
      ...follow,
      doseDecided: [
        {
          guard: 'suspends',
          target: 'suspended',
          actions: [{ type: 'remember', params: { phase: own } }, 'decide', 'tellDecided'],
        },
        { guard: 'ends', target: 'complete', actions: ['decide', 'tellEnded'] },
        { actions: 'decide' },
      ],
      enrollmentSuspended: { target: 'suspended', actions: [{ type: 'remember', params: { phase: own } }, 'tellHeld'] },
      suspensionStands: {
        target: 'suspended',
        actions: [{ type: 'remember', params: { phase: own } }, 'tellStands'],
      },
    }) as const
  const byRule = (own: Phase) =>
    ({
      guard: 'isStopped',
      target: 'suspended',
      actions: [{ type: 'remember', params: { phase: own } }, 'tellSuspended'],
    }) as const
  const backTo = (target: Phase) =>
    ({ guard: { type: 'cameFrom', params: { phase: target } }, target, actions: 'resume' }) as const

  return setup({
    types: {} as { context: TrialContext; events: TrialFact; emitted: Emitted },
    guards: {
      titrationIsOver: ({ context }) => titrationIsOver(protocol, context),
      isStopped: ({ context }) => suspendingRules(context).length > 0,
      hasRp2d: ({ context }) => context.rp2d !== null,
      suspends: ({ event }) => event.type === 'doseDecided' && event.action === 'suspend',
      ends: ({ event }) => event.type === 'doseDecided' && event.action === 'stop',
      reopens: ({ event }) => event.type === 'doseDecided' && treating.includes(event.action),
      gatesAreOpen: ({ context }) =>
        protocol.expansion !== undefined && protocol.gates.every((gate) => context.gates.includes(gate.id)),
      allComplete: ({ context }) =>
        protocol.expansion?.cohorts.every((cohort) => context.completed.includes(cohort)) ?? false,
      cameFrom: ({ context }, params: { phase: Phase }) => context.from === params.phase,
    },
    actions: {
      count: enqueueActions(({ enqueue, context, event }) => {
        if (event.type === 'cohortChanged') take(enqueue, countedNext(judges, context, event))
      }),
      join: enqueueActions(({ enqueue, context, event }) => {
        if (event.type === 'participantEnrolled') take(enqueue, joined(judges, context, event))
      }),
      watch: enqueueActions(({ enqueue, context, event }) => {
        if (event.type === 'participantJudged') take(enqueue, judgedNext(judges, context, event))
      }),
      decide: enqueueActions(({ enqueue, context, event }) => {
        if (event.type === 'doseDecided') take(enqueue, decidedNext(judges, context, event))
      }),
      declare: enqueueActions(({ enqueue, context, event }) => {
        if (event.type !== 'rp2dDeclared') return
        enqueue.assign({ rp2d: event.level })
        for (const news of rp2dNews(event.at, event.level, labels, context)) enqueue.emit(news)
      }),
      openGate: enqueueActions(({ enqueue, context, event }) => {
        if (event.type !== 'gateOpened') return
        enqueue.assign({ gates: [...new Set([...context.gates, event.gate])].sort() })
        enqueue.emit({ type: 'gateOpened', at: event.at, gate: event.gate })
        if (!protocol.gates.some(({ id }) => id === event.gate))
          enqueue.emit(outOfPlace(event, `the protocol has no gate "${event.gate}"`))
      }),
      openExpansion: enqueueActions(({ enqueue, event }) => enqueue.emit({ type: 'expansionOpened', at: event.at })),
      complete: enqueueActions(({ enqueue, context, event }) => {
        if (event.type !== 'expansionCompleted') return
        enqueue.assign({ completed: [...new Set([...context.completed, event.cohort])].sort() })
      }),
      remember: enqueueActions(({ enqueue }, params: { phase: Phase }) => enqueue.assign({ from: params.phase })),
      tellSuspended: enqueueActions(({ enqueue, context, event }) => {
        const met = suspendingRules(context)
        const why = met.map((answer) => `${answer.rule}: ${sawOf(answer)}`).join('; ')
        suspend(enqueue, { at: event.at, why, rules: met.map(({ rule }) => rule) })
      }),
      tellDecided: enqueueActions(({ enqueue, event }) =>
        suspend(enqueue, { at: event.at, why: 'decided by the committee', rules: [] }),
      ),
      tellHeld: enqueueActions(({ enqueue, event }) => {
        if (event.type === 'enrollmentSuspended')
          suspend(enqueue, { at: event.at, why: `${event.by}: ${event.reason}`, rules: [] })
      }),
      tellStands: enqueueActions(({ enqueue, event }) => {
        if (event.type !== 'suspensionStands') return
        const { at, rules: met, why } = event
        suspend(enqueue, { at, why, rules: met })
        for (const rule of met)
          enqueue.emit({ type: 'stoppingRuleCleared', at, rule, why: `by what is known now; then: ${why}` })
      }),
      tellEnded: enqueueActions(({ enqueue, event }) =>
        enqueue.emit({ type: 'trialCompleted', at: event.at, why: 'decided by the committee' }),
      ),
      tellComplete: enqueueActions(({ enqueue, event }) =>
        enqueue.emit({ type: 'trialCompleted', at: event.at, why: 'every expansion cohort is complete' }),
      ),
      resume: enqueueActions(({ enqueue, context, event }) => {
        if (event.type === 'enrollmentResumed') take(enqueue, resumedNext(context, event))
      }),
      tellStillSuspended: enqueueActions(({ enqueue, event }) =>
        enqueue.emit(outOfPlace(event, 'the trial is suspended; enrollment goes on only when somebody resumes it')),
      ),
      tellReopened: enqueueActions(({ enqueue, event }) =>
        enqueue.emit(outOfPlace(event, 'the trial was complete; the decision opens it again')),
      ),
      emitOutOfPlace: enqueueActions(({ enqueue, context, event }) =>
        enqueue.emit(
          outOfPlace(event, context.rp2d ? `the RP2D is declared (${context.rp2d})` : 'the trial is not in that state'),
        ),
      ),
      /** First doses while nobody is to be dosed. */
      tellOnHold: enqueueActions(({ enqueue, context, event }, params: { phase: string }) => {
        if (event.type !== 'participantJudged') return
        for (const issue of holdIssues(context, event, params.phase)) enqueue.emit(raised(event.at, issue))
      }),
    },
  }).createMachine({
    id: 'trial',
    context: () => startTrial(protocol, design),
    initial: firstPhase(protocol),
    on: { '*': { actions: 'emitOutOfPlace' } },
    states: {
      titration: {
        always: [
          byRule('titration'),
          { guard: 'hasRp2d', target: 'rp2d' },
          { guard: 'titrationIsOver', target: 'escalation' },
        ],
        on: phase('titration'),
      },
      escalation: {
        always: [byRule('escalation'), { guard: 'hasRp2d', target: 'rp2d' }],
        on: phase('escalation'),
      },
      singleArm: {
        always: [byRule('singleArm'), { guard: 'hasRp2d', target: 'rp2d' }],
        on: phase('singleArm'),
      },
      rp2d: {
        always: [byRule('rp2d'), { guard: 'gatesAreOpen', target: 'expansion', actions: 'openExpansion' }],
        on: phase('rp2d'),
      },
      expansion: {
        always: [byRule('expansion'), { guard: 'allComplete', target: 'complete', actions: 'tellComplete' }],
        on: phase('expansion'),
      },
      suspended: {
        on: {
          ...follow,
          participantJudged: { actions: [{ type: 'tellOnHold', params: { phase: 'suspended' } }, 'watch'] },
          doseDecided: [
            { guard: 'ends', target: 'complete', actions: ['decide', 'tellEnded'] },
            { guard: 'suspends', actions: ['decide', 'tellDecided'] },
            { actions: ['decide', 'tellStillSuspended'] },
          ],
          enrollmentSuspended: { actions: 'tellHeld' },
          suspensionStands: { actions: 'tellStands' },
          enrollmentResumed: [
            backTo('titration'),
            backTo('escalation'),
            backTo('singleArm'),
            backTo('rp2d'),
            backTo('expansion'),
          ],
        },
      },
      complete: {
        on: {
          ...follow,
          participantJudged: { actions: [{ type: 'tellOnHold', params: { phase: 'complete' } }, 'watch'] },
          rp2dDeclared: { target: 'rp2d', actions: 'declare' },
          doseDecided: [
            { guard: 'reopens', target: 'escalation', actions: ['decide', 'tellReopened'] },
            { actions: 'decide' },
          ],
          suspensionStands: { actions: 'tellStands' },
        },
      },
    },
  })
}

/** Where a trial's machine is, as one word. */
export const phaseOf = ({ value }: { readonly value: unknown }): string => String(value)

const treating: readonly string[] = ['escalate', 'stay', 'de-escalate', 'switch']

type Enqueue = {
  readonly assign: (changes: Partial<TrialContext>) => void
  readonly emit: (news: Emitted) => void
}

function suspend(enqueue: Enqueue, suspension: Suspension): void {
  enqueue.assign({ suspension })
  enqueue.emit({ type: 'trialSuspended', ...suspension })
}

function take(enqueue: Enqueue, [changes, news]: Change): void {
  enqueue.assign(changes)
  for (const one of news) enqueue.emit(one)
}

const titrationIsOver = (protocol: Protocol, { basis, current }: TrialContext): boolean =>
  basis.tally.some((level) => level.dlt > 0 || (level.triggers ?? 0) > 0) ||
  current > Number(protocol.design.options.cap ?? 1)
