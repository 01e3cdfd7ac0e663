import { enqueueActions, setup } from 'xstate'
import type { Decision } from '../core/decision.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import type { Recommendation } from '../dosing/design.ts'
import { designOf, recommend } from '../dosing/for-protocol.ts'
import type { Basis, CohortCounts, CohortEmitted, IssueEmitted, TrialEmitted } from './emitted.ts'
import { outOfPlace } from './out-of-place.ts'

type DoseDecided = Extract<Decision, { type: 'doseDecided' }>
/** A dose decision as replay hands it on: with what it stood on when it was taken, where that is known. */
export type DecidedOn = DoseDecided & { readonly basis?: Basis }

export type TrialFact =
  | Extract<CohortEmitted, { type: 'cohortChanged' }>
  | DecidedOn
  | Extract<Decision, { type: 'rp2dDeclared' | 'gateOpened' | 'enrollmentResumed' }>

export type Taken = {
  readonly at: string
  readonly action: DoseDecided['action']
  readonly level: string | null
  readonly basis: Basis
}

export type TrialContext = {
  readonly counts: Readonly<Record<string, CohortCounts>>
  /** The level being treated, counted from 1. */
  readonly current: number
  readonly basis: Basis
  readonly decisions: readonly Taken[]
  readonly rp2d: string | null
  readonly gates: readonly string[]
}

/**
 * The trial: titration, escalation, RP2D declared, expansion, suspended, complete. Only a decision moves the dose; counts from the
 * cohorts move the recommendation.
 */
export function trialMachine(protocol: Protocol) {
  const design = designOf(protocol)
  const labels = protocol.levels.map((level) => level.label)
  const recommended = (counts: TrialContext['counts'], current: number): Basis => {
    const standings = labels.map((label) => counts[label])
    return { ...recommend(protocol, design, standings, current), current }
  }
  const follow = { cohortChanged: { actions: 'count' } } as const
  const decisions = {
    doseDecided: [
      { guard: 'suspends', target: 'suspended', actions: 'decide' },
      { guard: 'ends', target: 'complete', actions: 'decide' },
      { actions: 'decide' },
    ],
    rp2dDeclared: { target: 'rp2d', actions: 'declare' },
    gateOpened: { actions: 'openGate' },
  } as const

  return setup({
    types: {} as { context: TrialContext; events: TrialFact; emitted: TrialEmitted | IssueEmitted },
    guards: {
      titrationIsOver: ({ context }) => titrationIsOver(protocol, context),
      suspends: ({ event }) => event.type === 'doseDecided' && event.action === 'suspend',
      ends: ({ event }) => event.type === 'doseDecided' && event.action === 'stop',
      gatesAreOpen: ({ context }) => protocol.gates.every((gate) => context.gates.includes(gate.id)),
    },
    actions: {
      count: enqueueActions(({ enqueue, context, event }) => {
        if (event.type !== 'cohortChanged') return
        const counts = { ...context.counts, [event.level]: event.counts }
        const current = context.decisions.length > 0 ? context.current : highestDosed(labels, counts)
        const basis = recommended(counts, current)
        enqueue.assign({ counts, current, basis })
        for (const news of countedNews(event.at, labels, context, basis)) enqueue.emit(news)
      }),
      decide: enqueueActions(({ enqueue, context, event }) => {
        if (event.type !== 'doseDecided') return
        const current = levelDecided(labels, event, context.current)
        const basis = recommended(context.counts, current)
        const taken = {
          at: event.at,
          action: event.action,
          level: event.level ?? null,
          basis: event.basis ?? context.basis,
        }
        enqueue.assign({ current, basis, decisions: [...context.decisions, taken] })
        for (const news of decidedNews(labels, event, taken, context.basis)) enqueue.emit(news)
        if (!sameBasis(context.basis, basis)) enqueue.emit({ type: 'doseRecommended', at: event.at, basis })
      }),
      declare: enqueueActions(({ enqueue, event }) => {
        if (event.type !== 'rp2dDeclared') return
        enqueue.assign({ rp2d: event.level })
        enqueue.emit({ type: 'rp2dDeclared', at: event.at, level: event.level })
      }),
      openGate: enqueueActions(({ enqueue, context, event }) => {
        if (event.type !== 'gateOpened') return
        enqueue.assign({ gates: [...new Set([...context.gates, event.gate])].sort() })
        enqueue.emit({ type: 'gateOpened', at: event.at, gate: event.gate })
      }),
      tellSuspended: enqueueActions(({ enqueue, event }) =>
        enqueue.emit({ type: 'trialSuspended', at: event.at, why: 'decided by the committee' }),
      ),
      emitOutOfPlace: enqueueActions(({ enqueue, context, event }) =>
        enqueue.emit(
          outOfPlace(event, context.rp2d ? `the RP2D is declared (${context.rp2d})` : 'the trial is over or suspended'),
        ),
      ),
    },
  }).createMachine({
    id: 'trial',
    context: () => ({ counts: {}, current: 1, basis: recommended({}, 1), decisions: [], rp2d: null, gates: [] }),
    initial: protocol.titrationTrigger ? 'titration' : 'escalation',
    on: { '*': { actions: 'emitOutOfPlace' } },
    states: {
      titration: { always: { guard: 'titrationIsOver', target: 'escalation' }, on: { ...follow, ...decisions } },
      escalation: { on: { ...follow, ...decisions } },
      rp2d: {
        always: { guard: 'gatesAreOpen', target: 'expansion' },
        on: { ...follow, gateOpened: decisions.gateOpened, doseDecided: decisions.doseDecided },
      },
      expansion: { on: { ...follow, doseDecided: decisions.doseDecided } },
      suspended: {
        entry: 'tellSuspended',
        on: { ...follow, enrollmentResumed: 'escalation', doseDecided: { actions: 'decide' } },
      },
      complete: {
        on: { ...follow, rp2dDeclared: { target: 'rp2d', actions: 'declare' }, gateOpened: { actions: 'openGate' } },
      },
    },
  })
}

const titrationIsOver = (protocol: Protocol, { basis, current }: TrialContext): boolean =>
  basis.tally.some((level) => level.dlt > 0 || (level.triggers ?? 0) > 0) ||
  current > Number(protocol.design.options.cap ?? 1)

const highestDosed = (labels: readonly string[], counts: TrialContext['counts']): number =>
  Math.max(1, 1 + labels.findLastIndex((label) => (counts[label]?.settled ?? 0) + (counts[label]?.pending ?? 0) > 0))

/** The level a decision opens; one that names none leaves the level as it is. */
function levelDecided(labels: readonly string[], decision: DoseDecided, current: number): number {
  const named = decision.level == null ? 0 : labels.indexOf(decision.level) + 1
  return named > 0 ? named : current
}

function countedNews(
  at: string,
  labels: readonly string[],
  before: TrialContext,
  basis: Basis,
): readonly (TrialEmitted | IssueEmitted)[] {
  const news: (TrialEmitted | IssueEmitted)[] = sameBasis(before.basis, basis)
    ? []
    : [{ type: 'doseRecommended', at, basis }]
  for (const level of basis.recommendation.excluded) {
    const pending = basis.tally[level - 1]?.pending ?? 0
    const was = before.basis.recommendation.excluded.includes(level) ? (before.basis.tally[level - 1]?.pending ?? 0) : 0
    if (pending > was) news.push(overExcluded(at, labels[level - 1] ?? String(level), pending))
  }
  const last = before.decisions.at(-1)
  if (last && hasLost(last.basis, before.basis, basis))
    news.push({ type: 'decisionBasisChanged', at, decision: decisionName(last), before: last.basis, after: basis })
  return news
}

/** Outcomes that were settled when the decision was taken and have just changed: fewer settled, or other DLTs among as many. */
const hasLost = (decided: Basis, before: Basis, after: Basis): boolean =>
  decided.tally.some((then, i) => {
    const [was, now] = [before.tally[i], after.tally[i]]
    if (!was || !now || then.n === 0) return false
    return now.n < Math.min(was.n, then.n) || (now.n === was.n && now.dlt !== was.dlt)
  })

function decidedNews(labels: readonly string[], event: DecidedOn, taken: Taken, now: Basis): readonly TrialEmitted[] {
  const { action, level } = taken.basis.recommendation
  const recommendedLevel = level === null ? null : (labels[level - 1] ?? null)
  const differs = action !== event.action || (taken.level !== null && taken.level !== recommendedLevel)
  const decision = decisionName(taken)
  const moved: readonly TrialEmitted[] =
    event.basis && !sameBasis(event.basis, now)
      ? [{ type: 'decisionBasisChanged', at: event.at, decision, before: event.basis, after: now }]
      : []
  return [{ type: 'decisionTaken', at: event.at, decision, level: taken.level, differs, basis: taken.basis }, ...moved]
}

const words: Readonly<Record<Taken['action'], string>> = {
  escalate: 'escalate to',
  stay: 'stay at',
  'de-escalate': 'de-escalate to',
  switch: 'switch design at',
  'declare-mtd': 'declare the MTD:',
  stop: 'stop at',
  wait: 'wait at',
  suspend: 'suspend at',
}

/** A decision by what it did and when: "escalate to level 2 (2026-04-08)". */
export const decisionName = ({ action, level, at }: Pick<Taken, 'action' | 'level' | 'at'>): string =>
  `${level === null ? action : `${words[action]} level ${level}`} (${at})`

const overExcluded = (at: string, level: string, pending: number): IssueEmitted => ({
  type: 'issueRaised',
  at,
  issue: {
    code: 'overExcludedLevel',
    severity: 'error',
    where: {},
    message: `urgent: ${pending} participant(s) dosed and still in the window at level ${level}, which is excluded`,
  },
})

const act = ({ action, level, more, mtd, excluded, rule }: Recommendation) => [
  action,
  level,
  more,
  mtd,
  excluded,
  rule.id,
]
/** Two bases that say the same: the same counts, and the same recommendation by the same rule. */
const sameBasis = (a: Basis, b: Basis): boolean =>
  JSON.stringify([a.tally, a.current, act(a.recommendation)]) ===
  JSON.stringify([b.tally, b.current, act(b.recommendation)])
