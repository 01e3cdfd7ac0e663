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
  ['corrections', 'Corrections'],
  ['signals', 'Signals'],
  ['endpoints', 'Endpoints'],
  ['queries', 'Queries'],
  ['rules', 'Rules'],
  ['assumptions', 'Assumptions'],
  ['glossary', 'Words'],
  ['signatures', 'Signatures'],
] as const

/** Links to the parts of the page; some are only where the report has them. */
export const contents = ({ endpoints, conduct, corrections, participants }: Report): Markup => {
  const icans = participants.find((one) => one.icans !== undefined)
  const held: Readonly<Record<string, unknown>> = { endpoints, conduct, corrections, icans }
  const shown = parts.filter(([id]) => !(id in held) || held[id] !== undefined)
  return html`<nav aria-label="Contents"><ul>${shown.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
`
}
