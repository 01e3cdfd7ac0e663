import type { ReportedParticipant, ReportedRule, StatusIs } from '../report.ts'
import { isOver } from './days.ts'
import { html, type Markup, nothing } from './markup.ts'
import { whenOn } from './when.ts'

/** How a rule or a participant stands, in a symbol and words beside the colour, so that nothing hangs on colour alone. */
export type Standing = {
  readonly is: string
  readonly symbol: string
  readonly words: string
  /** While pending: until when. */
  readonly until?: string
  /** What no date will settle, beside it. */
  readonly also?: string
}

const symbols = {
  met: '■',
  notMet: '○',
  soFar: '◌',
  pending: '◐',
  undeterminable: '?',
  notAsked: '–',
} as const

/** How one rule stands for one participant. While the window is open, "not met" is only so far. */
export function ruleStanding(rule: ReportedRule, participant: ReportedParticipant, asOf: string): Standing {
  switch (rule.is) {
    case 'met':
      return { is: 'met', symbol: symbols.met, words: 'met' }
    case 'pending':
      return {
        is: 'pending',
        symbol: symbols.pending,
        words: 'pending until',
        until: rule.until ?? 'not known',
        ...(rule.needs.some(({ until }) => until === undefined) ? { also: ', and for facts no date will bring' } : {}),
      }
    case 'undeterminable':
      return { is: 'undeterminable', symbol: symbols.undeterminable, words: 'undeterminable' }
    case 'not met':
      return notMet(participant, asOf)
  }
}

function notMet({ window, status }: ReportedParticipant, asOf: string): Standing {
  if (status === 'notEvaluable') return { is: 'soFar', symbol: symbols.soFar, words: 'not met while observed' }
  if (status === 'watching' || !isOver(window?.closes, asOf))
    return { is: 'soFar', symbol: symbols.soFar, words: 'not met so far' }
  return { is: 'notMet', symbol: symbols.notMet, words: 'not met' }
}

/** How the titration trigger stands: met, it ends the titration and is no DLT. */
export const triggerStanding = (trigger: ReportedRule, participant: ReportedParticipant, asOf: string): Standing =>
  trigger.is === 'met' ? { is: 'triggered', symbol: '▲', words: 'met' } : ruleStanding(trigger, participant, asOf)

/** A rule that was not asked. */
export const notAsked: Standing = { is: 'notAsked', symbol: symbols.notAsked, words: 'not asked' }

/** An event outside the window that a rule would have answered. */
export const outsideWindow: Standing = { is: 'outside', symbol: '□', words: 'would meet it, not counted' }

const statuses: Readonly<Record<StatusIs, Standing>> = {
  dlt: { is: 'met', symbol: symbols.met, words: 'DLT' },
  clear: { is: 'notMet', symbol: symbols.notMet, words: 'evaluable, no DLT' },
  watching: { is: 'pending', symbol: symbols.pending, words: 'pending' },
  notEvaluable: { is: 'notEvaluable', symbol: '×', words: 'not evaluable' },
  notDosed: { is: 'notAsked', symbol: symbols.notAsked, words: 'not dosed' },
}

/** How a participant stands towards the dose decision. */
export const statusStanding = ({ status }: Pick<ReportedParticipant, 'status'>): Standing => statuses[status]

/** A standing on the page. */
export const badge = ({ is, symbol, words, until, also = '' }: Standing): Markup =>
  html`<span class="badge is-${is}"><span aria-hidden="true">${symbol}</span>&nbsp;${words}${until === undefined ? nothing : html` ${whenOn(until)}`}${also}</span>`
