import { NOTHING_AGAINST, standingOf } from '../../eligibility/criterion-words.ts'
import { type Asked, type EligibilityInBrief, eligibilityInBrief, firstFew } from '../eligibility-in-brief.ts'
import { readsReportedOnly } from '../not-counted-words.ts'
import type { Report } from '../report.ts'
import type { ReportedCriterion } from '../reported-eligibility.ts'
import { withoutT } from './days.ts'
import { givenGates, nextGate, unansweredGates } from './gates.ts'
import { html, type Markup, nothing } from './markup.ts'
import { section, table } from './table.ts'
import { unknown } from './unknown.ts'
import { whenOn } from './when.ts'

/** How many open criteria of one participant are told with what was seen; the others are named. */
const SHOWN = 6

/** Who was eligible, and what the infusion gates answered: a row for each participant, what no record answers told once. */
export function eligibility({ participants, protocol }: Report): Markup {
  const told = participants.filter((one) => one.eligibility || one.gates)
  if (told.length === 0)
    return section(
      'eligibility',
      'Eligibility and gates',
      html`<p class="none">The protocol has no eligibility criteria or infusion gates.</p>`,
    )
  const brief = eligibilityInBrief(told)
  const asked = new Map(brief.asked.map((one) => [one.participant, one]))
  return section(
    'eligibility',
    'Eligibility and gates',
    counts(brief, protocol.id),
    unanswered(brief),
    unansweredGates(told),
    told.some(({ gates = [] }) => gates.some(({ notCounted }) => notCounted))
      ? html`<p>${readsReportedOnly}</p>
`
      : nothing,
    table(
      'Eligibility when enrolled, and the gate before each infusion, by what is known now',
      ['Participant', 'Eligibility', 'What decides', 'Gates of the infusions given', 'Next infusion'],
      told.map(({ participant, gates }) => [
        participant,
        verdict(asked.get(participant)),
        reasons(asked.get(participant), brief),
        givenGates(gates, told),
        nextGate(gates),
      ]),
      { kind: 'eligible' },
    ),
  )
}

function counts({ asked, criteria }: EligibilityInBrief, protocol: string): Markup {
  if (asked.length === 0) return nothing
  const of = (is: string) => asked.filter(({ eligibility: one }) => one.is === is).length
  return html`<p>${of('eligible')} eligible, ${of('not eligible')} not eligible, ${of('not yet known')} not yet known, of ${asked.length}. Each is held against ${criteria} criteria, by the records of the days before enrollment. <code>gradus eligible ${protocol}</code> prints each criterion with what it saw.</p>
`
}

/** What nobody's record answers, once. */
const unanswered = ({ unanswered: all, criteria }: EligibilityInBrief): Markup =>
  all.length === 0
    ? nothing
    : html`<p>${unknown('Not recorded in this export')} for anybody: ${all.length} of ${criteria} criteria (${all.map(({ id }) => id).join(', ')}). While they are open nobody is known to be eligible.</p>
`

function verdict(one: Asked | undefined): Markup {
  if (!one) return unknown('not asked')
  const { is, at, asked } = one.eligibility
  const said =
    is === 'not yet known'
      ? unknown('not yet known')
      : html`<strong class="${is === 'eligible' ? '' : 'loud'}">${is}</strong>`
  return html`${said}<span class="small">${asked} ${whenOn(at)}</span>`
}

function reasons(one: Asked | undefined, { unanswered: shared }: EligibilityInBrief): Markup {
  if (!one) return nothing
  const { eligibility: answer, open } = one
  const { against, donors } = answer
  const told = open.slice(0, SHOWN)
  const more = open.slice(SHOWN)
  const plain = against.length + open.length === 0
  return html`${plain && answer.is === 'eligible' ? html`<span class="light">${NOTHING_AGAINST}</span>` : nothing}${
    plain && answer.is === 'not yet known'
      ? html`<span class="light">for want of ${shared.length > 0 ? 'what nobody’s record answers' : firstFew(answer.needs.map(({ fact }) => fact))}</span>`
      : nothing
  }${against.map((criterion) => html`<p><strong>${named(criterion)}</strong> ${standingOf(criterion)}: ${criterion.says}. Seen: ${withoutT(criterion.saw)}.</p>`)}${told.map(openOne)}${
    more.length === 0 ? nothing : html`<p>${unknown('not yet known')} too: ${more.map(({ id }) => id).join(', ')}.</p>`
  }${donors.map(({ donor, is, because }) => html`<p class="small">Donor ${donor}: ${is}${because.length > 0 ? `, ${because.join('; ')}` : ''}.</p>`)}`
}

const openOne = (criterion: ReportedCriterion): Markup =>
  html`<p><strong>${named(criterion)}</strong> ${unknown('not yet known')}: ${criterion.says}. Seen: ${withoutT([...new Set(criterion.saw.split('; '))].join('; '))}.</p>`

const named = ({ id, section: at }: ReportedCriterion): string => `${id} (${at})`
