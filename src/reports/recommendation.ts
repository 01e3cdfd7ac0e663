import type { Protocol } from '../core/protocol.schema.ts'
import { designFor } from '../dosing/for-protocol.ts'
import { because, headline, whatWouldChange } from '../dosing/index.ts'
import type { Basis } from '../machines/emitted.ts'
import { optional } from './participants.ts'
import type { ReportedParticipant, ReportedRecommendation } from './report.ts'

/** The recommendation in the protocol's labels, with whom it waits for and what would change it. */
export function reportedRecommendation(
  protocol: Protocol,
  { recommendation, tally, current }: Basis,
  participants: readonly ReportedParticipant[],
): ReportedRecommendation {
  const labels = protocol.levels.map((level) => level.label)
  const labelled = (level: number | null) => (level === null ? null : (labels[level - 1] ?? String(level)))
  const { action, level, more, rule, saw, considered, excluded, mtd, awaits = [] } = recommendation
  const waited = participants
    .filter((one) => one.status === 'watching' && awaits.some((at) => labels[at - 1] === one.level))
    .map((one) => ({
      participant: one.participant,
      ...optional({ until: one.until }),
      needs: one.needs.map((need) => need.fact),
    }))
  const dates = waited.flatMap(({ until }) => (until === undefined ? [] : [until]))
  return {
    action,
    level: labelled(level),
    ...optional({ more }),
    headline: headline(recommendation, labels),
    because: because(recommendation, labels),
    rule,
    saw: { ...saw, level: labelled(saw.level) ?? '' },
    considered,
    excluded: excluded.map((one) => labelled(one) ?? ''),
    awaits: waited,
    ...optional({ until: recommendation.until ?? dates.sort().at(-1) }),
    wouldChange: whatWouldChange(designFor(protocol), tally, current).map((change) => ({
      if: change.if,
      then: `${change.action}${change.level === null ? '' : `, level ${labelled(change.level)}`}`,
    })),
    ...(mtd === undefined ? {} : { mtd: labelled(mtd) }),
  }
}
