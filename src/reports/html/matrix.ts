import type { Report, ReportedParticipant, ReportedRule } from '../report.ts'
import { html, type Markup, nothing } from './markup.ts'
import { badge, notAsked, ruleStanding, statusStanding } from './standing.ts'
import { section, table } from './table.ts'
import { unknown } from './unknown.ts'

/** Every participant against every DLT rule. */
export function matrix(report: Report): Markup {
  const { participants, rules } = report
  const triggered = participants.some(({ trigger }) => trigger !== undefined)
  return section(
    'matrix',
    'Participants and DLT rules',
    table(
      'Each rule’s answer for each participant. “So far”: the DLT window is still open or the participant is still pending.',
      ['Participant', 'Level', 'Stands', ...rules.map(({ id }) => id), ...(triggered ? ['Titration trigger'] : [])],
      participants.map((one, i) => [
        html`<a href="#participant-${i + 1}">${one.participant}</a>`,
        one.level ?? one.assigned ?? unknown('not assigned'),
        badge(statusStanding(one)),
        ...rules.map(({ id }) =>
          answer(
            one.rules.find(({ rule }) => rule === id),
            one,
            report.asOf,
          ),
        ),
        ...(triggered ? [answer(one.trigger, one, report.asOf)] : []),
      ]),
      { kind: 'matrix', foot: participants.length === 0 ? [] : totals(report, triggered) },
    ),
    participants.length === 0 ? html`<p class="none">No participant is recorded.</p>` : nothing,
  )
}

function answer(rule: ReportedRule | undefined, participant: ReportedParticipant, asOf: string): Markup {
  if (!rule) return badge(notAsked(participant))
  return html`${badge(ruleStanding(rule, participant, asOf))}${wanting(rule)}${rule.adjudicated ? html`<span class="small">adjudicated; computed: ${rule.adjudicated.computed}</span>` : nothing}`
}

function wanting({ is, needs, term }: ReportedRule): Markup {
  if (is === 'undeterminable')
    return html`<span class="small">for want of ${needs.map(({ fact }) => fact).join('; ') || unknown('something not named')}</span>`
  return term !== undefined && is !== 'not met' ? html`<span class="small">${term}</span>` : nothing
}

function totals({ participants, rules }: Report, triggered: boolean): readonly (string | Markup)[] {
  const of = (all: readonly (ReportedRule | undefined)[]) =>
    html`${summed(all).map((line) => html`<span class="small">${line}</span>`)}`
  return [
    'Total',
    '',
    '',
    ...rules.map(({ id }) => of(participants.map((one) => one.rules.find(({ rule }) => rule === id)))),
    ...(triggered ? [of(participants.map((one) => one.trigger))] : []),
  ]
}

function summed(all: readonly (ReportedRule | undefined)[]): readonly string[] {
  const count = (is: string | undefined) => all.filter((rule) => rule?.is === is).length
  return [
    `${count('met')} met`,
    `${count('pending')} pending`,
    `${count('undeterminable')} undeterminable`,
    `${count('not met')} not met`,
    `${count(undefined)} not asked`,
  ]
}
