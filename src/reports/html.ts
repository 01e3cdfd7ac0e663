import { conduct } from './html/conduct.ts'
import { contents } from './html/contents.ts'
import { corrections } from './html/corrections.ts'
import { cover } from './html/cover.ts'
import { crs } from './html/crs.ts'
import { decisionTable } from './html/decision-table.ts'
import { decisions } from './html/decisions.ts'
import { dltListing } from './html/dlt-listing.ts'
import { eligibility } from './html/eligibility.ts'
import { endpoints } from './html/endpoints.ts'
import { glossary } from './html/glossary.ts'
import { icans } from './html/icans.ts'
import { legend, patterns } from './html/legend.ts'
import { levels } from './html/levels.ts'
import { html, type Markup } from './html/markup.ts'
import { matrix } from './html/matrix.ts'
import { open } from './html/open.ts'
import { participantSection } from './html/participant.ts'
import { pathways } from './html/pathways.ts'
import { queries } from './html/queries.ts'
import { recommendation } from './html/recommendation.ts'
import { assumptions, rules } from './html/rules.ts'
import { signals } from './html/signals.ts'
import { signatures } from './html/signatures.ts'
import { style } from './html/style.ts'
import { section } from './html/table.ts'
import type { Report } from './report.ts'

/** The report as one self-contained page: no script, nothing fetched, the same bytes for the same report. */
export const toHtml = (report: Report): string =>
  html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${report.protocol.id}: report for the safety review committee as of ${report.asOf}</title>
${style(report)}
</head>
<body>
${patterns}${cover(report)}
${contents(report)}
<main>
${recommendation(report)}${decisions(report.decisions)}${levels(report)}${conduct(report)}${decisionTable(report)}${pathways(report)}${matrix(report)}${crs(report)}${icans(report)}${participants(report)}${eligibility(report)}${open(report)}${dltListing(report)}${corrections(report)}${signals(report)}${endpoints(report)}${queries(report)}${rules(report)}${assumptions(report)}${glossary}${signatures}
</main>
</body>
</html>
`.markup

const participants = ({ participants: all, asOf }: Report): Markup =>
  section(
    'participants',
    'Each participant',
    all.length === 0 ? html`<p class="none">No participant is recorded.</p>` : legend,
    html`${all.map((one, i) => participantSection(one, asOf, i + 1))}`,
  )
