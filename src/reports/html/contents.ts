import type { Report } from '../report.ts'
import { html, type Markup } from './markup.ts'

const parts = [
  ['recommendation', 'Recommendation'],
  ['decisions', 'Decisions'],
  ['levels', 'Cohorts'],
  ['conduct', 'Stopping rules'],
  ['decision-table', 'Decision table'],
  ['pathways', 'Pathways'],
  ['matrix', 'Participants and rules'],
  ['crs', 'CRS'],
  ['icans', 'ICANS'],
  ['participants', 'Each participant'],
  ['eligibility', 'Eligibility and gates'],
  ['open', 'Everything open'],
  ['dlts', 'DLTs'],
  ['signals', 'Signals'],
  ['endpoints', 'Endpoints'],
  ['queries', 'Queries'],
  ['rules', 'Rules'],
  ['assumptions', 'Assumptions'],
  ['glossary', 'Words'],
  ['signatures', 'Signatures'],
] as const

/** Links to the parts of the page; endpoints, conduct and ICANS are where the report has them. */
export const contents = ({ endpoints, conduct, participants }: Report): Markup => {
  const shown = parts.filter(
    ([id]) =>
      (id !== 'endpoints' || endpoints !== undefined) &&
      (id !== 'conduct' || conduct !== undefined) &&
      (id !== 'icans' || participants.some(({ icans }) => icans !== undefined)),
  )
  return html`<nav aria-label="Contents"><ul>${shown.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
`
}
