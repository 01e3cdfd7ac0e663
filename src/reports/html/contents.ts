import { html, type Markup } from './markup.ts'

const parts = [
  ['recommendation', 'Recommendation'],
  ['decisions', 'Decisions'],
  ['levels', 'Cohorts'],
  ['decision-table', 'Decision table'],
  ['pathways', 'Pathways'],
  ['matrix', 'Participants and rules'],
  ['crs', 'CRS'],
  ['participants', 'Each participant'],
  ['open', 'Everything open'],
  ['dlts', 'DLTs'],
  ['signals', 'Signals'],
  ['queries', 'Queries'],
  ['rules', 'Rules'],
  ['assumptions', 'Assumptions'],
  ['glossary', 'Words'],
  ['signatures', 'Signatures'],
] as const

/** Links to the parts of the page. */
export const contents: Markup = html`<nav aria-label="Contents"><ul>${parts.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
`
