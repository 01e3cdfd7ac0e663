import type { ReportedParticipant } from '../report.ts'
import { dayInWords, whenInWords } from './days.ts'
import { html, type Markup, nothing } from './markup.ts'

/** A date that is not broken over two lines. */
export const whenOn = (when: string): Markup => html`<span class="when">${whenInWords(when)}</span>`

/** A date with the participant's own day beside it. */
export function dayOn(participant: Pick<ReportedParticipant, 'window'>, when: string): Markup {
  const day = dayInWords(participant, when)
  return html`${whenOn(when)}${day === undefined ? nothing : html`, ${day}`}`
}
