import type { Protocol } from '../core/protocol.schema.ts'
import type { Design, Recommendation, Tally } from '../dosing/design.ts'
import { because, headline, labelOf } from '../dosing/index.ts'
import { settledWith } from '../dosing/settle.ts'
import { noRowRule } from '../dosing/table-design.ts'
import { at, levelsFrom, withLevel } from '../dosing/tally.ts'
import { type Ahead, oneOutcomeMore } from '../dosing/what-would-change.ts'
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
const wouldChange = (
  design: Design,
  tally: Tally,
  current: number,
  labels: readonly string[],
): ReportedRecommendation['wouldChange'] =>
  outcomesAhead(tally, current, labels).map((ahead) => ({
    if: ahead.if,
    then: thenInWords(design(ahead.tally, current), labels),
  }))

function outcomesAhead(tally: Tally, current: number, labels: readonly string[]): readonly Ahead[] {
  const { pending } = at(tally, current)
  if (pending < 2) return oneOutcomeMore(tally, current, labels)
  return levelsFrom(0, pending).map((dlts) => ({
    if: `${dlts} of the ${pending} pending at level ${labelOf(current, labels)} have a DLT`,
    tally: withLevel(tally, current, settledWith(at(tally, current), dlts)),
  }))
}

function thenInWords({ action, level, rule, saw }: Recommendation, labels: readonly string[]): string {
  if (rule.id === noRowRule.id) return `not known, the table has no row for ${saw.dlt} of ${saw.n} with DLT`
  if (action === 'declare-mtd' && level === null) return 'no MTD: no level tolerated'
  const act = action === 'declare-mtd' ? 'declare the MTD' : action
  return level === null ? act : `${act}, level ${labelOf(level, labels)}`
}
