import {
  boundaryInWords,
  phaseInWords,
  placesInWords,
  replacementsInWords,
  suspensionInWords,
  truthInWords,
} from '../conduct-words.ts'
import type { Report } from '../report.ts'
import type { ReportedConduct, ReportedExpansion, ReportedHold, ReportedStopping } from '../reported-conduct.ts'
import { html, type Markup, nothing } from './markup.ts'
import { described, list, section, table } from './table.ts'
import { unknown } from './unknown.ts'
import { whenOn } from './when.ts'

/** Suspension and holds, stopping rules, gates, expansion cohorts and replacements. */
export function conduct({ conduct: one }: Report): Markup {
  if (!one) return nothing
  return section('conduct', 'Stopping rules and enrollment', state(one), stopping(one), expansion(one))
}

const state = (one: ReportedConduct): Markup =>
  described([
    ['Trial state', one.suspension ? suspended(one.suspension) : phaseInWords(one.phase)],
    ['Enrollment', list(one.held.map(held), one.suspension ? 'held by the suspension' : 'nothing holds it')],
    ['Earliest next dose', next(one)],
    ['RP2D', one.rp2d === undefined ? 'not declared' : html`<strong>level ${one.rp2d}</strong>`],
    ...(one.gates.length === 0
      ? []
      : [
          [
            'Gates',
            list(
              one.gates.map(({ says, open }) => html`${says}: <strong>${open ? 'open' : 'not open'}</strong>`),
              '',
            ),
          ] as const,
        ]),
    ['Replacements', replacementsInWords(one.replacements)],
  ])

const suspended = (one: NonNullable<ReportedConduct['suspension']>): Markup =>
  html`<strong>SUSPENDED</strong> since ${whenOn(one.at)}: ${suspensionInWords(one)}. Only a named person lets it go on.`

const held = ({ by, why, until, needs, cohort }: ReportedHold): Markup =>
  html`${cohort === undefined ? '' : `Cohort ${cohort}: `}<strong>held</strong> by ${by}${until === undefined ? nothing : html` until ${whenOn(until)}`}: ${why}${needs.map(({ fact }) => html`; ${unknown(fact)}`)}`

function next({ earliestNext }: ReportedConduct): Markup | string {
  if (!earliestNext) return 'no interval runs'
  const { level, date, rule, says } = earliestNext
  return html`level ${level}: not before <strong>${whenOn(date)}</strong>, ${says} (${rule})`
}

function stopping({ stopping: all }: ReportedConduct): Markup {
  if (all.length === 0) return html`<p class="none">The protocol has no stopping rule.</p>`
  return table(
    'Stopping rules. Met, a rule suspends until a named person resumes; not known, it holds enrollment. Given cells: any cell product, those included who have not had the escalated dose that the cohorts count.',
    ['Rule', 'Says', 'Answer', 'What it saw', 'Would settle it', 'Section'],
    all.map((one) => [
      one.where === undefined ? one.rule : `${one.rule}, ${one.where}`,
      html`${one.says}${one.assumed ? html` <span class="tag">assumed</span>` : nothing}`,
      answer(one),
      one.saw,
      one.needs.length === 0
        ? 'nothing open'
        : list(
            one.needs.map(({ fact }) => fact),
            '',
          ),
      one.section,
    ]),
  )
}

const answer = (one: ReportedStopping): Markup => {
  const words = truthInWords(one)
  if (one.is === 'unknown') return unknown(words)
  return one.is === 'met' ? html`<span class="tag loud">${words}</span>` : html`${words}`
}

function expansion({ expansion: all }: ReportedConduct): Markup {
  if (all.length === 0) return nothing
  const [first] = all
  return html`${table(
    'Expansion cohorts, side by side. Pending counts neither as safe nor as DLT.',
    ['Cohort', 'State', 'Dosed', 'Evaluable', 'with DLT', 'Pending', 'Not evaluable', 'Who'],
    all.map(row),
    { kind: 'counts' },
  )}${first && first.boundary.length > 0 ? html`<p>A cohort is held at this many DLTs, from this many settled: ${boundaryInWords(first)}.</p>` : nothing}`
}

const row = (one: ReportedExpansion) => [
  one.cohort,
  one.state === 'held' ? html`<span class="tag loud">HELD</span>` : one.state,
  placesInWords(one),
  one.evaluable,
  one.dlt,
  one.pending,
  one.notEvaluable,
  one.participants.join(', ') || 'nobody yet',
]
