import type { ReportedDecision } from '../report.ts'
import { html, type Markup, nothing } from './markup.ts'
import { section, table } from './table.ts'
import { unknown } from './unknown.ts'
import { whenOn } from './when.ts'

/** The committee's decisions beside what the rule recommended then; a basis that has changed since is said aloud. */
export function decisions(all: readonly ReportedDecision[]): Markup {
  if (all.length === 0)
    return section('decisions', 'Decisions of the committee', html`<p class="none">No decision is recorded.</p>`)
  return section(
    'decisions',
    'Decisions of the committee',
    html`${all.map(basisChanged)}`,
    table(
      'Each decision beside what the rule recommended when it was taken',
      ['Taken', 'Decision', 'By', 'Rule recommended then', 'Compared', 'Reason given', 'Basis today'],
      all.map((one) => [
        whenOn(one.at),
        one.decision,
        one.by,
        one.recommended || unknown('what was known then is not recorded'),
        compared(one),
        one.reason ?? (one.differs ? unknown('no reason recorded') : 'none given'),
        one.basisChanged ? html`<strong class="loud">CHANGED</strong>` : 'no change reported',
      ]),
    ),
  )
}

function compared({ recommended, differs }: ReportedDecision): Markup | string {
  if (recommended === '') return unknown('cannot be compared')
  return differs ? html`<strong class="loud">DIFFERS</strong>` : 'as recommended'
}

function basisChanged({ decision, by, basisChanged: changed }: ReportedDecision): Markup {
  if (!changed) return nothing
  return html`<aside class="alert" aria-label="Basis of a decision has changed">
<h3>Basis changed: ${decision}, by ${by}</h3>
<p>The decision stands, but what it stood on has since been corrected. Please review it.</p>
<dl><div><dt>The rule said then</dt><dd>${changed.before}</dd></div><div><dt>With what is known now</dt><dd>${changed.after}</dd></div></dl>
</aside>
`
}
