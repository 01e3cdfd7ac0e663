import { besideInWords, consequencesOf, factChangeInWords, reasonInWords } from '../corrections-words.ts'
import type { Report } from '../report.ts'
import type { ReportedCorrection, ReportedCorrections } from '../reported-corrections.ts'
import { sentence, withoutT } from './days.ts'
import { html, type Markup, nothing } from './markup.ts'
import { section, table } from './table.ts'
import { unknown } from './unknown.ts'
import { whenOn } from './when.ts'

/** Every correction that is known: what a record stated and states now, by whom, why, and what it did to a DLT. */
export function corrections({ corrections: told }: Report): Markup {
  if (!told) return nothing
  return section('corrections', 'Corrections', listed(told), beside(told))
}

function listed({ all, timesKnown }: ReportedCorrections): Markup {
  if (all.length > 0)
    return table(
      'Every correction of a record, in the order recorded: what it stated before and after',
      ['Recorded', 'Participant', 'Record', 'Change', 'By', 'Reason', 'What it did'],
      all.map((one) => [
        whenOn(one.at),
        one.participants.join(', ') || 'the trial',
        one.place,
        changes(one),
        one.by,
        one.reason ?? unknown(reasonInWords(one)),
        consequences(one, timesKnown),
      ]),
    )
  return html`<p class="none">No correction is recorded.</p>`
}

const beside = (told: ReportedCorrections): Markup =>
  html`${told.timesKnown ? nothing : html`<p>${unknown('The source does not say when things were recorded')}: what was corrected before it was exported is not known.</p>`}${
    told.completed + told.repeated === 0 ? nothing : html`<p>${besideInWords(told)}</p>`
  }`

const changes = (one: ReportedCorrection): Markup =>
  html`${one.changes.map((change) => html`<p><strong>${sentence(change.fact)}</strong>: ${withoutT(factChangeInWords(change))}</p>`)}`

function consequences(one: ReportedCorrection, timesKnown: boolean): Markup {
  const all = consequencesOf(one)
  if (!timesKnown) return unknown('what it did to a DLT is not known')
  if (all.length === 0) return html`<span class="light">no DLT came or went with it</span>`
  return html`${all.map((words) => html`<p><strong>${sentence(words)}.</strong></p>`)}`
}
