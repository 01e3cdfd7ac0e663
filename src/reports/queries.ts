import type { Issue } from '../core/issue.ts'
import type { ReportedEvent, ReportedParticipant, ReportedRule } from './report.ts'

/** What the sites have to answer: rules that nothing due will settle, and grades on which the site and the laboratory differ. */
export function queriesOf(participants: readonly ReportedParticipant[]): readonly Issue[] {
  return participants.flatMap((one) => [
    ...[...one.rules, ...(one.trigger ? [one.trigger] : [])]
      .filter((rule) => rule.is === 'undeterminable')
      .map((rule) => undeterminable(one.participant, rule)),
    ...one.events.filter(disagrees).map((event) => gradeDisagrees(one.participant, event)),
  ])
}

const undeterminable = (participant: string, { rule, event, needs }: ReportedRule): Issue => ({
  code: needs.some(({ fact }) => fact.startsWith('reconciliation')) ? 'needsReconciliation' : 'undeterminable',
  severity: 'query',
  where: { participant, ...(event === undefined ? {} : { record: event }) },
  message: `${rule} cannot be answered for want of ${needs.map(({ fact }) => fact).join('; ')}`,
})

/** Two ranges of grades that have no grade in common. */
const disagrees = ({ worst, computed }: ReportedEvent): boolean =>
  computed !== undefined && (computed.atLeast > worst.atMost || computed.atMost < worst.atLeast)

const gradeDisagrees = (participant: string, { event, term, worst, computed }: ReportedEvent): Issue => ({
  code: 'gradeDisagrees',
  severity: 'query',
  where: { participant, record: event },
  message: `${term}: worst grade by the investigator ${range(worst)}, by the laboratory while it lasted ${range(computed!)}`,
})

const range = ({ atLeast, atMost }: { readonly atLeast: number; readonly atMost: number }) =>
  atLeast === atMost ? String(atLeast) : `${atLeast} to ${atMost}`
