import type { Report } from '../report.ts'
import type { ReportedPathway } from '../reported-dosing.ts'
import { actionInWords } from './action.ts'
import { happened, merged } from './branches.ts'
import { html, type Markup, nothing } from './markup.ts'
import { section } from './table.ts'

/** Where the trial can go from here: how the pending settle comes first, then the next cohorts, and what is recommended after each. */
export function pathways({ pathways: { from, cohorts, assumes } }: Report): Markup {
  const heads = headsOf(from)
  return section(
    'pathways',
    `Pathways of the next ${cohorts} cohorts`,
    html`<p>Now: <strong>${actionInWords(from)}</strong>. ${from.next.length === 0 ? 'The design treats nobody further from here.' : 'Read from left to right: what happens, and what the rule then recommends. Outcomes that lead to the same end share a line.'}</p>
`,
    from.next.length === 0
      ? nothing
      : html`<div class="wide"><table class="pathways">
<caption>Every way from the present counts; a line is a path</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${linesOf(from, heads.length).map(
  (line) => html`<tr>${line}</tr>
`,
)}</tbody>
</table></div>
`,
    html`<p>Taken for granted: ${assumes.join('; ') || 'nothing'}.</p>
`,
  )
}

/** What each column tells: the steps along the longest path. */
function headsOf(from: ReportedPathway): readonly string[] {
  const steps = stepsOf(from.next)
  const settling = steps.filter(([first]) => first?.after?.who === 'pending').length
  return steps.map(([first], i) =>
    i < settling ? `Pending at level ${first?.after?.level ?? '?'} settle` : `Cohort ${i - settling + 1}`,
  )
}

/** The steps of a tree, all of one depth together: those pending settle first, on every path. */
const stepsOf = (next: readonly ReportedPathway[]): readonly (readonly ReportedPathway[])[] =>
  next.length === 0 ? [] : [next, ...stepsOf(next.flatMap((each) => each.next))]

type Branch = { readonly outcomes: readonly ReportedPathway[]; readonly lines: readonly (readonly Markup[])[] }

/** The lines of a tree: a step spans the lines of what follows it, and one that ends early the columns left. */
function linesOf({ next }: ReportedPathway, columns: number): readonly (readonly Markup[])[] {
  return merged(next).flatMap((outcomes) => {
    const lines = linesOf(outcomes[0]!, columns - 1)
    return linesUnder({ outcomes, lines }, columns)
  })
}

function linesUnder({ outcomes, lines }: Branch, columns: number): readonly (readonly Markup[])[] {
  const [first, ...rest] = lines
  const across = first === undefined ? columns : 1
  const cell = html`<td rowspan="${Math.max(1, lines.length)}" colspan="${across}">${happened(outcomes)}<span class="then action-${outcomes[0]!.action}"><span aria-hidden="true">→</span> ${actionInWords(outcomes[0]!)}</span>${reason(outcomes[0]!)}</td>`
  return first === undefined ? [[cell]] : [[cell, ...first], ...rest]
}

/** Why a path ends: a trial may stop for its cap as well as for its DLTs. */
const reason = ({ action, says }: ReportedPathway): Markup =>
  action === 'stop' ? html`<span class="small">${says}</span>` : nothing
