import type { Protocol } from '../core/protocol.schema.ts'
import type { Design, Recommendation, Tally } from '../dosing/design.ts'
import { because, headline, whatWouldChange } from '../dosing/index.ts'
import { settledWith } from '../dosing/settle.ts'
import type { Basis } from '../machines/emitted.ts'
import { optional } from './optional.ts'
import type { ReportedParticipant, ReportedRecommendation } from './report.ts'
import { stillAhead } from './still-ahead.ts'

/** The recommendation in the protocol's labels, with whom it waits for and what would change it. */
export function reportedRecommendation(
  protocol: Protocol,
  { recommendation: given, tally, current }: Basis,
  design: Design,
  participants: readonly ReportedParticipant[],
  asOf?: string,
): ReportedRecommendation {
  const recommendation = asOf === undefined ? given : stillAhead(given, asOf)
  const labels = protocol.levels.map((level) => level.label)
  const labelled = (level: number | null) => (level === null ? null : (labels[level - 1] ?? String(level)))
  const { action, level, more, rule, saw, considered, excluded, mtd, awaits = [] } = recommendation
  const waited = participants
    .filter(
      (one) =>
        one.status === 'watching' && one.expansion === undefined && awaits.some((at) => labels[at - 1] === one.level),
    )
    .map((one) => ({
      participant: one.participant,
      ...optional({ until: one.until }),
      needs: one.needs,
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
    wouldChange: wouldChange(design, tally, current, labels),
    ...(mtd === undefined ? {} : { mtd: labelled(mtd) }),
  }
}

/** What the next outcomes would make of the recommendation: each way the pending can settle, or the next participant's outcome. */
function wouldChange(
  design: Design,
  tally: Tally,
  current: number,
  labels: readonly string[],
): ReportedRecommendation['wouldChange'] {
  const pending = tally[current - 1]?.pending ?? 0
  const then = (action: Recommendation['action'], level: number | null) =>
    `${action === 'declare-mtd' ? (level === null ? 'no MTD: no level tolerated' : 'declare the MTD') : action}${level === null ? '' : `, level ${labels[level - 1] ?? level}`}`
  if (pending < 2) {
    return whatWouldChange(design, tally, current).map((change) => ({
      if: change.if,
      then: then(change.action, change.level),
    }))
  }
  return Array.from({ length: pending + 1 }, (_, dlts) => {
    const settled = tally.map((level, i) => (i === current - 1 ? settledWith(level, dlts) : level))
    const { action, level } = design(settled, current)
    return {
      if: `${dlts} of the ${pending} pending at level ${labels[current - 1]} have a DLT`,
      then: then(action, level),
    }
  })
}
