import type { ReportedParticipant } from '../report.ts'
import { dayInWords, whenInWords } from './days.ts'
import { html, type Markup, nothing } from './markup.ts'

/** A date that is not broken over two lines; its time may stand on the next. */
export function whenOn(when: string): Markup {
  const [date = '', ...rest] = whenInWords(when).split(' ')
  return html`${whole(date)}${rest.length === 0 ? nothing : html` ${rest.join(' ')}`}`
}

/** A date with the participant's own day beside it. */
export function dayOn(participant: Pick<ReportedParticipant, 'window'>, when: string): Markup {
  const day = dayInWords(participant, when)
  return html`${whenOn(when)}${day === undefined ? nothing : html`, ${day.includes('to') ? day : whole(day)}`}`
}

const whole = (text: string): Markup => html`<span class="when">${text}</span>`
