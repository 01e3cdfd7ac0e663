import type { Decision } from '../core/decision.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { because, headline } from '../dosing/index.ts'
import type { Basis, Emitted } from '../machines/emitted.ts'
import type { Posted } from '../machines/router.ts'
import { decisionName } from '../machines/trial.ts'
import { optional } from './optional.ts'
import type { ReportedDecision } from './report.ts'
import { stillAhead } from './still-ahead.ts'

type DoseDecided = Extract<Decision, { type: 'doseDecided' }>

/** The committee's decisions beside what the rule recommended, and whether what they stood on has changed since. */
export function reportedDecisions(
  protocol: Protocol,
  posted: readonly Posted[],
  emitted: readonly Emitted[],
): readonly ReportedDecision[] {
  const labels = protocol.levels.map((level) => level.label)
  const words = ({ recommendation }: Basis, at: string) =>
    `${headline(stillAhead(recommendation, at), labels)} ${because(recommendation, labels)}`
  const taken = posted.filter((one): one is DoseDecided & { basis?: Basis } => one.type === 'doseDecided')
  return taken
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .map((one) => {
      const decision = decisionName({ action: one.action, level: one.level ?? null, at: one.at })
      const told = emitted.find((news) => news.type === 'decisionTaken' && news.decision === decision)
      const changed = emitted.findLast((news) => news.type === 'decisionBasisChanged' && news.decision === decision)
      return {
        at: one.at,
        decision,
        by: one.by,
        ...optional({ reason: one.reason }),
        recommended: told?.type === 'decisionTaken' ? words(told.basis, one.at) : '',
        differs: told?.type === 'decisionTaken' && told.differs,
        ...(changed?.type === 'decisionBasisChanged'
          ? { basisChanged: { before: words(changed.before, one.at), after: words(changed.after, one.at) } }
          : {}),
      }
    })
}
