import type { Report } from '../report.ts'
import { distanceInWords, withoutT } from './days.ts'
import { html, type Markup } from './markup.ts'
import { openItems } from './open-items.ts'
import { section, table } from './table.ts'
import { orUnknown, unknown } from './unknown.ts'
import { whenOn } from './when.ts'

/** Everything that is not yet known, by deadline; what somebody has to supply comes first. */
export function open(report: Report): Markup {
  const items = openItems(report)
  if (items.length === 0) return section('open', 'Everything open', html`<p class="none">Nothing is open.</p>`)
  return section(
    'open',
    'Everything open',
    table(
      'What is not yet known, by deadline. Without a date no future fact is due: somebody has to supply or decide it.',
      ['By', 'From the review', 'Participant', 'Level', 'What is awaited', 'It holds up'],
      items.map(({ until, overdue, participant, level, fact, concerns }) => [
        until === undefined ? unknown('no date: needs an answer') : whenOn(until),
        until === undefined
          ? 'now'
          : html`${distanceInWords(report.asOf, until)}${overdue ? html` <strong class="loud">DATE REACHED</strong>` : ''}`,
        participant,
        orUnknown(level, 'not assigned'),
        withoutT(fact),
        concerns.join(', '),
      ]),
    ),
  )
}
