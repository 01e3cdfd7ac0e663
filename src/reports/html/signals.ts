import type { Report } from '../report.ts'
import { html, type Markup } from './markup.ts'
import { section, table } from './table.ts'
import { whenOn } from './when.ts'

/** Signals the protocol wants reported beside the grades. */
export const signals = ({ signals: all }: Report): Markup =>
  section(
    'signals',
    'Safety signals beside the grades',
    all.length === 0
      ? html`<p class="none">No value crossed a signal’s limit. A value or limit that is missing gives no signal; see the queries.</p>`
      : table(
          'Reported whatever the grade; no DLT by itself',
          ['Participant', 'When', 'Signal', 'Section'],
          all.map(({ participant, at, says, section: where }) => [participant, whenOn(at), says, where]),
        ),
  )
