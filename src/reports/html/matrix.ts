import type { Report, ReportedParticipant, ReportedRule } from '../report.ts'
import { withoutT } from './days.ts'
import { html, type Markup, nothing } from './markup.ts'
import { unseen } from './rule-table.ts'
import { badge, notAsked, ruleStanding, type Standing, statusStanding, triggerStanding } from './standing.ts'
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
      'Each rule’s answer for each participant. “So far”: the DLT window is still open or the participant is still pending. Not asked: no DLT window has opened.',
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
  if (!rule) return badge(notAsked)
  return html`${badge(standingOf(rule, participant, asOf))}${wanting(rule)}${unseen(rule)}${rule.adjudicated ? html`<span class="small">adjudicated; computed: ${rule.adjudicated.computed}</span>` : nothing}`
}

function wanting({ is, needs, term }: ReportedRule): Markup {
  if (is === 'undeterminable')
    return html`<span class="small">for want of ${withoutT(needs.map(({ fact }) => fact).join('; ')) || unknown('something not named')}</span>`
  return term !== undefined && is !== 'not met' ? html`<span class="small">${term}</span>` : nothing
}

function totals({ participants, rules, asOf }: Report, triggered: boolean): readonly (string | Markup)[] {
  const of = (ruleOf: (one: ReportedParticipant) => ReportedRule | undefined) =>
    html`${summed(participants.map((one) => standingOf(ruleOf(one), one, asOf).is)).map((line) => html`<span class="small">${line}</span> `)}`
  return [
    'Total',
    '',
    '',
    ...rules.map(({ id }) => of((one) => one.rules.find(({ rule }) => rule === id))),
    ...(triggered ? [of(({ trigger }) => trigger)] : []),
  ]
}

function standingOf(rule: ReportedRule | undefined, participant: ReportedParticipant, asOf: string): Standing {
  if (!rule) return notAsked
  return (rule === participant.trigger ? triggerStanding : ruleStanding)(rule, participant, asOf)
}

const counted: readonly (readonly [string, readonly string[]])[] = [
  ['met', ['met', 'triggered']],
  ['pending', ['pending']],
  ['undeterminable', ['undeterminable']],
  ['not met so far', ['soFar']],
  ['not met', ['notMet']],
  ['not asked', ['notAsked']],
]

const summed = (all: readonly string[]): readonly string[] =>
  counted.map(([words, are]) => `${all.filter((one) => are.includes(one)).length} ${words}`)
