import { suspensionInWords } from '../conduct-words.ts'
import type { Report } from '../report.ts'

/** What of the trial's conduct a committee must not overlook: suspension, rules met or not known, cohorts held, urgent issues. */
export function conductAlerts({ conduct, issues }: Report): readonly string[] {
  const urgent = issues
    .filter(({ message }) => message.startsWith('urgent: '))
    .map(({ where, message }) => `Urgent: ${where.participant ? `${where.participant} ` : ''}${message.slice(8)}.`)
  if (!conduct) return urgent
  const { suspension, stopping, expansion } = conduct
  const named = (rule: string, where?: string) => (where === undefined ? rule : `${rule}, ${where}`)
  return [
    ...(suspension ? [`The trial is suspended: ${suspensionInWords(suspension)}.`] : []),
    ...stopping
      .filter(({ is }) => is === 'met')
      .map(({ rule, where, says, saw }) => `Stopping rule ${named(rule, where)} is met (${says}): ${saw}.`),
    ...stopping
      .filter(({ is }) => is === 'unknown')
      .map(
        ({ rule, where, needs }) =>
          `Stopping rule ${named(rule, where)} is not known for want of ${needs.map(({ fact }) => fact).join('; ')}: enrollment is held.`,
      ),
    ...expansion.filter(({ state }) => state === 'held').map(({ cohort }) => `Expansion cohort ${cohort} is held.`),
    ...urgent,
  ]
}
