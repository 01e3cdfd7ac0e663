import type { Report } from '../report.ts'
import { html, type Markup } from './markup.ts'
import { partInWords } from './protocol-part.ts'
import { section, table } from './table.ts'
import { unknown } from './unknown.ts'

/** The DLT rules as the protocol states them, and which are assumed. */
export const rules = ({ rules: all }: Report): Markup =>
  section(
    'rules',
    'The DLT rules',
    all.length === 0
      ? html`<p>${unknown('the protocol states no DLT rule')}</p>`
      : table(
          'Rules applied, with their sections',
          ['Rule', 'Section', 'Says', 'Standing'],
          all.map(({ id, section: where, says, assumed }) => [
            id,
            where,
            says,
            assumed ? html`<strong class="loud">ASSUMED</strong>` : 'stated by the protocol',
          ]),
        ),
  )

/** What the protocol’s source leaves open and this report takes for granted. */
export const assumptions = ({ assumptions: all }: Report): Markup =>
  section(
    'assumptions',
    'Assumptions this report stands on',
    all.length === 0
      ? html`<p class="none">None recorded.</p>`
      : table(
          'What every report assumes, and what was assumed where the protocol’s source leaves something open',
          ['About', 'Section', 'Assumed'],
          all.map(({ about, section: where, note }) => [
            about ? partInWords(about) : unknown('not named'),
            where,
            note || unknown('not explained'),
          ]),
        ),
  )
