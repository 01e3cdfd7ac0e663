import type { Issue } from '../core/issue.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { spanAt } from '../core/time.ts'
import type { Recommendation } from '../dosing/design.ts'
import { treats } from '../dosing/modifiers.ts'
import { earliestNext } from '../dosing/stagger.ts'
import type { StoppingAnswer } from '../dosing/stopping.ts'
import type { Basis, Held, IssueEmitted, TrialEmitted } from './emitted.ts'
import type { DecidedOn, Taken, TrialContext } from './trial-context.ts'

type News = readonly (TrialEmitted | IssueEmitted)[]

/** What the counts of a cohort changed: the recommendation, who is above an excluded level, what a decision stood on. */
export function countedNews(at: string, labels: readonly string[], before: TrialContext, basis: Basis): News {
  const news: (TrialEmitted | IssueEmitted)[] = sameBasis(before.basis, basis)
    ? []
    : [{ type: 'doseRecommended', at, basis }]
  for (const level of basis.recommendation.excluded) {
    const pending = basis.tally[level - 1]?.pending ?? 0
    const was = before.basis.recommendation.excluded.includes(level) ? (before.basis.tally[level - 1]?.pending ?? 0) : 0
    if (pending > was) news.push(overExcluded(at, labels[level - 1] ?? String(level), pending))
  }
  const rp2d = before.rp2d === null ? 0 : labels.indexOf(before.rp2d) + 1
  if (basis.recommendation.excluded.includes(rp2d) && !before.basis.recommendation.excluded.includes(rp2d))
    news.push(raised(at, urgent(`the declared RP2D, level ${before.rp2d}, is now an excluded level`)))
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

/** What a dose decision tells: how it stands to the recommendation, and to what is known by now. */
export function decidedNews(labels: readonly string[], event: DecidedOn, taken: Taken, now: Basis): News {
  const { action, level } = taken.basis.recommendation
  const recommendedLevel = level === null ? null : (labels[level - 1] ?? null)
  const differs = action !== event.action || (taken.level !== null && taken.level !== recommendedLevel)
  const decision = decisionName(taken)
  const moved: readonly TrialEmitted[] =
    event.basis && !sameBasis(event.basis, now)
      ? [{ type: 'decisionBasisChanged', at: event.at, decision, before: event.basis, after: now }]
      : []
  const unknownLevel =
    taken.level !== null && !labels.includes(taken.level)
      ? [raised(event.at, query(`"${decision}" names level ${taken.level}, which the protocol does not have`))]
      : []
  return [
    { type: 'decisionTaken', at: event.at, decision, level: taken.level, differs, basis: taken.basis },
    ...moved,
    ...unknownLevel,
  ]
}

/** How a declared RP2D stands to the MTD and to what is excluded. */
export function rp2dNews(at: string, level: string, labels: readonly string[], { basis, rp2d }: TrialContext): News {
  const { mtd, excluded } = basis.recommendation
  const index = labels.indexOf(level) + 1
  const against = mtd == null || index === 0 ? 'without' : index < mtd ? 'below' : index === mtd ? 'at' : 'above'
  return [
    { type: 'rp2dDeclared', at, level, mtd: against },
    ...(index === 0
      ? [raised(at, query(`the RP2D is declared at level ${level}, which the protocol does not have`))]
      : []),
    ...(excluded.some((one) => one <= index)
      ? [raised(at, urgent(`the RP2D is declared at level ${level}, at or above an excluded level`))]
      : []),
    ...(rp2d !== null && rp2d !== level
      ? [raised(at, query(`the RP2D was declared at level ${rp2d} and is now declared at level ${level}`))]
      : []),
  ]
}

/** What changed in the answers of the stopping rules. */
export const stoppingNews = (
  at: string,
  before: readonly StoppingAnswer[],
  after: readonly StoppingAnswer[],
): readonly TrialEmitted[] =>
  after.flatMap((answer): readonly TrialEmitted[] => {
    const was = before.find(({ rule }) => rule === answer.rule)
    if (answer.is === 'met' && (was?.is !== 'met' || answer.met.some((one) => !was.met.includes(one))))
      return [{ type: 'stoppingRuleMet', at, answer }]
    if (answer.is !== 'met' && was?.is === 'met')
      return [{ type: 'stoppingRuleCleared', at, rule: answer.rule, why: `${sawOf(answer)}; before: ${sawOf(was)}` }]
    return []
  })

export const sawOf = ({ grounds }: Pick<StoppingAnswer, 'grounds'>): string => grounds.map(({ saw }) => saw).join('; ')

/** Why nobody is to be dosed now, beside a suspension: a stopping rule not known, the recommendation, the stagger. */
export function heldFor(
  protocol: Protocol,
  { basis, stopping, counts }: Pick<TrialContext, 'basis' | 'stopping' | 'counts'>,
  at: string,
): readonly Held[] {
  const { recommendation: next } = basis
  const standings = protocol.levels.map(({ label }) => counts[label])
  const earliest = treats(next) && next.level !== null ? earliestNext(protocol, standings, next.level) : undefined
  return [
    ...stopping
      .filter(({ is }) => is === 'unknown')
      .map((answer) => ({
        by: answer.rule,
        why: `${answer.rule} is not known: ${sawOf(answer)}`,
        needs: answer.needs,
      })),
    ...(next.action === 'wait' || next.action === 'suspend'
      ? [
          {
            by: next.rule.id,
            why: next.rule.says,
            needs: [],
            ...(next.until === undefined ? {} : { until: next.until }),
          },
        ]
      : []),
    ...(earliest && spanAt(earliest.date).from > spanAt(at).from
      ? [{ by: earliest.rule, why: earliest.says, until: earliest.date, needs: [] }]
      : []),
  ]
}

/** The holds that were not there before. */
export const heldNews = (at: string, before: readonly Held[], after: readonly Held[]): readonly TrialEmitted[] =>
  after
    .filter((one) => !before.some((was) => was.by === one.by && was.until === one.until && was.why === one.why))
    .map((one) => ({ type: 'enrollmentHeld', at, ...one }))

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

export const raised = (at: string, issue: Issue): IssueEmitted => ({ type: 'issueRaised', at, issue })

const urgent = (message: string): Issue => ({
  code: 'overExcludedLevel',
  severity: 'error',
  where: {},
  message: `urgent: ${message}`,
})

const query = (message: string): Issue => ({ code: 'outOfPlace', severity: 'query', where: {}, message })

const overExcluded = (at: string, level: string, pending: number): IssueEmitted =>
  raised(at, urgent(`${pending} participant(s) dosed and still in the window at level ${level}, which is excluded`))

const act = ({ action, level, more, mtd, excluded, rule }: Recommendation) => [
  action,
  level,
  more,
  mtd,
  excluded,
  rule.id,
]
/** Two bases that say the same: the same counts, and the same recommendation by the same rule. */
export const sameBasis = (a: Basis, b: Basis): boolean =>
  JSON.stringify([a.tally, a.current, act(a.recommendation)]) ===
  JSON.stringify([b.tally, b.current, act(b.recommendation)])
