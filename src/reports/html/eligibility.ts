import type { Report, ReportedParticipant } from '../report.ts'
import type { ReportedEligibility, ReportedGate } from '../reported-eligibility.ts'
import { sentence } from './days.ts'
import { html, type Markup, nothing } from './markup.ts'
import { list, section, table } from './table.ts'
import { unknown } from './unknown.ts'
import { whenOn } from './when.ts'

/** How many of the missing facts are named; the rest are counted. */
const SHOWN = 6

/** Who was eligible, and what the infusion gates answered; what is not yet known is counted, its list folded. */
export function eligibility({ participants }: Report): Markup {
  const told = participants.filter((one) => one.eligibility || one.gates)
  if (told.length === 0)
    return section(
      'eligibility',
      'Eligibility and gates',
      html`<p class="none">The protocol has no eligibility criteria or infusion gates.</p>`,
    )
  return section(
    'eligibility',
    'Eligibility and gates',
    table(
      'Eligibility when enrolled, and the gates of each infusion, by what is known now',
      ['Participant', 'Eligibility', 'What decides', 'Infusion gates'],
      told.map((one) => [one.participant, verdict(one), reasons(one), gates(one.gates)]),
      { kind: 'rules' },
    ),
  )
}

function verdict({ eligibility: one }: ReportedParticipant): Markup {
  if (!one) return unknown('not asked')
  const said =
    one.is === 'not yet known'
      ? unknown('not yet known')
      : html`<strong class="${one.is === 'eligible' ? '' : 'loud'}">${one.is}</strong>`
  const count = (holds: string) => one.criteria.filter((criterion) => criterion.holds === holds).length
  return html`${said}<br><span class="small">${one.asked}, ${whenOn(one.at)}: ${count('met')} of ${one.criteria.length} criteria hold, ${count('unknown')} not yet known</span>`
}

function reasons({ eligibility: one }: ReportedParticipant): Markup {
  if (!one) return nothing
  return html`${one.against.map(
    ({ id, section: at, says, saw }) => html`<p><strong>${id}</strong> (${at}): ${sentence(says)}. Seen: ${saw}.</p>`,
  )}${missing(one)}${one.donors.map(({ donor, is, because }) => html`<p class="small">Donor ${donor}: ${is}${because.length > 0 ? `, ${because.join('; ')}` : ''}.</p>`)}`
}

const missing = ({ needs }: Pick<ReportedEligibility, 'needs'>): Markup =>
  needs.length === 0
    ? nothing
    : html`<details><summary>For want of ${needs.length} ${needs.length === 1 ? 'fact' : 'facts'}</summary>${list(
        [
          ...needs.slice(0, SHOWN).map(({ fact }) => fact),
          ...(needs.length > SHOWN ? [`and ${needs.length - SHOWN} more`] : []),
        ],
        'nothing',
      )}</details>`

function gates(all: readonly ReportedGate[] | undefined): Markup {
  if (!all || all.length === 0) return html`<span class="none">none</span>`
  return html`${all.map(gate)}`
}

function gate(one: ReportedGate): Markup {
  const answer = one.isUnknown
    ? unknown('hold, not yet known')
    : html`<strong class="${one.is === 'go' ? '' : 'loud'}">${one.is}</strong>`
  const until = one.until === undefined ? nothing : html` until ${whenOn(one.until)}`
  const latest = one.dose === 'next' && one.latest !== undefined ? html`, not after ${whenOn(one.latest)}` : nothing
  const why = one.isUnknown
    ? missing(one)
    : one.because.length === 0
      ? nothing
      : html`<details><summary>Why</summary>${list(one.because, '')}</details>`
  return html`<p class="small">${one.opens}, ${one.dose === 'given' ? html`given ${whenOn(one.at)}` : 'next'}: ${answer}${until}${latest}</p>${why}`
}
