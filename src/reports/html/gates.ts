import { firstFew, gatesInBrief, reasonsOf, wantsOf } from '../eligibility-in-brief.ts'
import { besideTheAnswers, notCountedInWords } from '../not-counted-words.ts'
import type { ReportedParticipant } from '../report.ts'
import type { ReportedGate } from '../reported-eligibility.ts'
import { sentence, withoutT } from './days.ts'
import { html, type Markup, nothing } from './markup.ts'
import { unknown } from './unknown.ts'
import { whenOn } from './when.ts'

type Gated = Pick<ReportedParticipant, 'gates'>

/** Whether nothing on record answers any gate of an infusion given. */
const areUnanswered = (told: readonly Gated[]): boolean => {
  const given = givenOf(told)
  return given.length > 1 && given.every(({ isUnknown }) => isUnknown)
}

const givenOf = (told: readonly Gated[]): readonly ReportedGate[] =>
  told.flatMap(({ gates = [] }) => gates.filter(({ dose }) => dose === 'given'))

/** Said once where no gate of an infusion given can be answered. */
export function unansweredGates(told: readonly Gated[]): Markup {
  if (!areUnanswered(told)) return nothing
  const given = givenOf(told)
  const wants = [...new Set(given.flatMap(wantsOf))]
  return html`<p>${unknown('Not recorded in this export')}: what the gates of the ${given.length} infusions given ask. None is known to have been open, for want of ${firstFew(wants, 4)}.</p>
`
}

/** The gates of the infusions given in one line, and each that did not say go. */
export function givenGates(gates: readonly ReportedGate[] | undefined, told: readonly Gated[]): Markup {
  if (!gates) return html`<span class="none">none</span>`
  const { given, go, against, open } = gatesInBrief(gates)
  if (given === 0) return html`<span class="none">none given</span>`
  const beside = besideTheAnswers(gates.filter(({ dose }) => dose === 'given')).map(
    (words) => html`<p class="small">${withoutT(words)}.</p>`,
  )
  if (areUnanswered(told)) return html`${unknown('not recorded')}${beside}`
  if (go === given) return html`<span class="light">all ${given}: go</span>${beside}`
  return html`<span class="light">${go} of ${given}: go</span>${against.map(
    (gate) =>
      html`<p>${gate.opens}, given ${whenOn(gate.at)} although <strong class="loud">${gate.is}</strong>: ${withoutT(reasonsOf(gate).join('; '))}.</p>`,
  )}${open.map(
    ({ gates: all, wants }) =>
      html`<p>${all.map(({ opens }) => opens).join(', ')}: ${unknown('not yet known')}, for want of ${firstFew(wants)}.</p>`,
  )}${beside}`
}

/** What the gate of the next infusion answers now. */
export function nextGate(gates: readonly ReportedGate[] | undefined): Markup {
  const one = gates && gatesInBrief(gates).next
  if (!one) return html`<span class="none">none</span>`
  const answer = one.isUnknown
    ? unknown('hold, not yet known')
    : html`<strong class="${one.is === 'go' ? '' : 'loud'}">${one.is}</strong>`
  const until = one.until === undefined ? nothing : html` until ${whenOn(one.until)}`
  const latest = one.latest === undefined ? nothing : html`, not after ${whenOn(one.latest)}`
  const [reasons, wants] = [reasonsOf(one), one.isUnknown ? wantsOf(one) : []]
  const beside = notCountedInWords(one)
  return html`${one.opens}: ${answer}${until}${latest}${reasons.map((reason) => html`<p>${withoutT(reason)}.</p>`)}${
    wants.length === 0 ? nothing : html`<p>For want of ${firstFew(wants)}.</p>`
  }${(one.notes ?? []).map((note) => html`<p>${withoutT(note)}.</p>`)}${beside === undefined ? nothing : html`<p>${sentence(beside)}.</p>`}`
}
