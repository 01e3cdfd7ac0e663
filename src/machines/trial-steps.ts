import type { Decision } from '../core/decision.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import type { StoppingRule } from '../core/stopping.schema.ts'
import type { Design } from '../dosing/design.ts'
import type { CohortEmitted, IssueEmitted, TrialEmitted } from './emitted.ts'
import { basisFrom, type DecidedOn, type DoseDecided, type TrialContext } from './trial-context.ts'
import { countedNews, decidedNews, heldFor, heldNews, sameBasis } from './trial-news.ts'

/** What a trial goes by: its protocol, the design it names, its level labels, and the stopping rules of the whole trial. */
export type TrialJudges = {
  readonly protocol: Protocol
  readonly design: Design
  readonly labels: readonly string[]
  readonly rules: readonly StoppingRule[]
}

/** What changes in a trial, and what it tells of it. */
export type Change = readonly [changes: Partial<TrialContext>, news: readonly (TrialEmitted | IssueEmitted)[]]

/** The counts of one level have changed. */
export function countedNext(
  judges: TrialJudges,
  context: TrialContext,
  { at, level, counts: ofLevel }: Extract<CohortEmitted, { type: 'cohortChanged' }>,
): Change {
  const { protocol, design, labels } = judges
  const counts = { ...context.counts, [level]: ofLevel }
  const current = context.decisions.length > 0 ? context.current : highestDosed(labels, counts)
  const basis = basisFrom(protocol, design, { ...context, counts }, current)
  const held = heldFor(protocol, { basis, stopping: context.stopping, counts }, at)
  const news = [...countedNews(at, labels, context, basis), ...heldNews(at, context.held, held)]
  return [{ counts, current, basis, held }, news]
}

/** The committee has decided on the dose. */
export function decidedNext(judges: TrialJudges, context: TrialContext, event: DecidedOn): Change {
  const { protocol, design, labels } = judges
  const current = levelDecided(labels, event, context.current)
  const basis = basisFrom(protocol, design, context, current)
  const { at, action, level = null } = event
  const taken = { at, action, level, basis: event.basis ?? context.basis }
  const held = heldFor(protocol, { ...context, basis }, at)
  return [
    { current, basis, held, decisions: [...context.decisions, taken] },
    [
      ...decidedNews(labels, event, taken, context.basis),
      ...(sameBasis(context.basis, basis) ? [] : [{ type: 'doseRecommended' as const, at, basis }]),
      ...heldNews(at, context.held, held),
    ],
  ]
}

type Resumed = Extract<Decision, { type: 'enrollmentResumed' }>

/** A named person lets enrollment go on: what the rules counted until now has been reviewed. */
export function resumedNext({ stopping, reviewed }: TrialContext, { at, by, reason }: Resumed): Change {
  const met = stopping.filter(({ is }) => is === 'met').map((answer) => [answer.rule, answer.met] as const)
  return [
    { suspension: null, reviewed: { ...reviewed, ...Object.fromEntries(met) } },
    [{ type: 'enrollmentResumed', at, by, reason }],
  ]
}

const highestDosed = (labels: readonly string[], counts: TrialContext['counts']): number =>
  Math.max(1, 1 + labels.findLastIndex((label) => (counts[label]?.settled ?? 0) + (counts[label]?.pending ?? 0) > 0))

/** The level a decision opens; one that names none leaves the level as it is. */
function levelDecided(labels: readonly string[], decision: DoseDecided, current: number): number {
  const named = decision.level == null ? 0 : labels.indexOf(decision.level) + 1
  return named > 0 ? named : current
}
