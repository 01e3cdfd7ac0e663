import type { Need } from '../core/criterion.ts'
import type { ReportedParticipant, ReportedRecommendation, ReportedRule, StatusIs } from '../reports/report.ts'

/** What a participant's status is called by people. */
export const statusInWords: Readonly<Record<StatusIs, string>> = {
  notDosed: 'not dosed',
  watching: 'pending',
  dlt: 'DLT',
  clear: 'evaluable, no DLT',
  notEvaluable: 'not evaluable',
}

/** Why a participant stands so: the status, and each rule that was met, is open, or was refused on closer look. */
export function participantReasons(one: ReportedParticipant): readonly string[] {
  const rules = [...one.rules, ...(one.trigger ? [one.trigger] : [])]
  const told = rules.filter((rule) => rule.is !== 'not met' || rule.grounds.length > 0)
  const quiet = rules.filter((rule) => !told.includes(rule)).map(({ rule }) => rule)
  return [
    `${one.participant}, level ${one.level ?? one.assigned ?? 'not known'}: ${statusInWords[one.status]}: ${one.why}`,
    ...told.flatMap(ruleReasons).map((line) => `  ${line}`),
    ...(quiet.length > 0 ? [`  no event came near ${quiet.join(', ')}`] : []),
    ...one.outside.map(
      ({ rule, term, position }) => `  ${rule} would be met by ${term} ${position} the window: not counted`,
    ),
  ]
}

function ruleReasons({ rule, section, is, until, says, grounds, needs, adjudicated }: ReportedRule): readonly string[] {
  return [
    `${rule} (${section}) ${is}${until === undefined ? '' : ` until ${until}`}: ${says}`,
    ...(adjudicated
      ? [
          `  decided by ${adjudicated.by} on ${adjudicated.at}: ${adjudicated.reason} (the facts say ${adjudicated.computed})`,
        ]
      : []),
    ...grounds.map(({ clause, is: answer, saw }) => `  ${answer}: ${clause}; saw ${saw}`),
    ...(needs.length > 0 ? [`  would settle it: ${needsInWords(needs)}`] : []),
  ]
}

const needsInWords = (needs: readonly Need[]): string =>
  needs.map(({ fact, until }) => (until === undefined ? fact : `${fact} (by ${until})`)).join('; ')

/** Why the rule recommends what it does, whom it waits for, and what would change it. */
export function recommendationReasons(one: ReportedRecommendation): readonly string[] {
  const { headline, because, rule, considered, excluded, awaits, wouldChange } = one
  return [
    headline,
    `because ${because} (${rule.id}; ${rule.source})`,
    ...considered.map(({ id, says }) => `considered and not met: ${id}: ${says}`),
    ...awaits.map(
      ({ participant, until, needs }) =>
        `waits for ${participant}${until === undefined ? ', which no date will settle' : ` until ${until}`}: ${needsInWords(needs)}`,
    ),
    ...(excluded.length > 0 ? [`excluded: level ${excluded.join(', ')}`] : []),
    ...wouldChange.map((change) => `if ${change.if}: ${change.then}`),
  ]
}
