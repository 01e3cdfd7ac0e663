import type { Report } from '../report.ts'
import { alertsOf } from './alerts.ts'
import { whenInWords } from './days.ts'
import { html, type Markup, nothing } from './markup.ts'
import { described, list } from './table.ts'
import { unknown } from './unknown.ts'

/** Which trial, as of when, known on when, and from which record: what an auditor asks first. */
export function cover(report: Report): Markup {
  const { protocol, asOf, knownOn, basis, phase } = report
  return html`<header class="cover">
<p class="kicker">Dose-escalation report for the safety review committee</p>
<h1>${protocol.id}: ${protocol.title}</h1>
${described([
  ['Protocol', html`${protocol.id}, phase ${protocol.phase}, ${protocol.version}`],
  ['Source', protocol.source],
  ['As of', html`<strong>${whenInWords(asOf)}</strong>: what had happened by then`],
  ['Known on', known(knownOn)],
  ['Trial state', phase],
  ['Grading table', basis.table],
  ['Software', basis.software],
  [
    'Ledger',
    basis.head === ''
      ? unknown('no entry in the ledger')
      : html`${basis.entries} entries, head <code>${basis.head}</code>`,
  ],
  ['Times', 'Dates as recorded, times in the site’s local time. Day 0 is the day a participant’s DLT window opened.'],
])}
<p class="stance"><strong>This report supports decisions; it makes none.</strong> The dose decision is the committee’s.</p>
${alerts(report)}
</header>
`
}

const known = (knownOn: string | undefined): Markup =>
  knownOn === undefined
    ? html`everything recorded so far, whenever it was recorded`
    : html`<strong>${whenInWords(knownOn)}</strong>: what had been recorded by then`

function alerts(report: Report): Markup {
  const all = alertsOf(report)
  if (all.length === 0) return nothing
  return html`<aside class="alert" aria-label="Needs attention"><h2>Needs attention</h2>${list(all, '')}</aside>`
}
