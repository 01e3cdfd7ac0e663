import type { ReportedEvent, ReportedParticipant } from '../report.ts'
import { agentInWords } from './agent.ts'
import { rangeInWords } from './grades.ts'
import { html, type Markup } from './markup.ts'
import { list } from './table.ts'
import { orUnknown, unknown } from './unknown.ts'
import { dayOn, whenOn } from './when.ts'

/** A DLT's case in a sentence. */
export function story(one: ReportedParticipant, event: ReportedEvent | undefined): Markup {
  const { age, sex, cohort, level, assigned } = one
  const years = age === undefined ? unknown('age not recorded') : `${age} years`
  const who = html`Participant ${one.participant} (${years}, ${orUnknown(sex, 'sex not recorded')}, ${orUnknown(cohort, 'disease cohort not recorded')}), dose level ${orUnknown(level ?? assigned)}`
  if (!event) return html`${who}.`
  const end = event.ended === undefined ? html`no end is recorded` : html`ended ${dayOn(one, event.ended)}`
  return html`${who}: ${event.term} from ${dayOn(one, event.onset)}, ${rangeInWords(event.worst)} at worst; ${end}.`
}

/** What the participant was given, a line for each agent or drug. */
export function dosesGiven({ doses }: ReportedParticipant): Markup {
  const agents = [...new Set(doses.map(agentInWords))]
  return list(
    agents.map((agent) => html`${agent}: ${doses.filter((one) => agentInWords(one) === agent).map(dose)}`),
    unknown('no dose recorded'),
  )
}

const dose = ({ at, amount, unit }: ReportedParticipant['doses'][number], i: number): Markup =>
  html`${i === 0 ? '' : '; '}${orUnknown(amount, 'amount not recorded')} ${unit ?? ''} on ${whenOn(at)}`
