import type { ReportedParticipant } from '../report.ts'
import { restsInWords } from '../unseen.ts'
import { agentInWords } from './agent.ts'
import { crsEpisodes } from './crs-episodes.ts'
import { sentence } from './days.ts'
import { eventTable } from './event-table.ts'
import { html, type Markup, nothing } from './markup.ts'
import { doseReceivedTable } from './received.ts'
import { ruleName, ruleTable, seen } from './rule-table.ts'
import { badge, outsideWindow, statusStanding } from './standing.ts'
import { described, table } from './table.ts'
import { timeline } from './timeline.ts'
import { orUnknown, unknown } from './unknown.ts'
import { dayOn, whenOn } from './when.ts'

/** One participant: where they stand and why, their course in time, doses, rules and events. */
export function participantSection(one: ReportedParticipant, asOf: string, index: number): Markup {
  const id = `participant-${index}`
  return html`<article class="participant" id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title">${one.participant} <span class="light">level ${orUnknown(one.level ?? one.assigned)}</span> ${badge(statusStanding(one))}</h3>
<p class="why"><strong>Why:</strong> ${one.why === '' ? unknown('no reason in the report') : sentence(one.why)}.${rests(one)}${one.until === undefined ? nothing : html` <strong>Latest deadline: ${whenOn(one.until)}.</strong>`}</p>
${about(one)}
${timeline(one, asOf, index)}
${doseTable(one)}
${doseReceivedTable(one)}
${ruleTable(one, asOf)}
${eventTable(one)}
${crsEpisodes(one)}
${outside(one)}
${outsideOpen(one)}
</article>
`
}

const rests = ({ unseenSince }: ReportedParticipant): Markup =>
  unseenSince === undefined
    ? nothing
    : html` <strong class="loud">${sentence(restsInWords(unseenSince))}: nothing is on record after it.</strong>`

function about(one: ReportedParticipant): Markup {
  const { age, sex, cohort, journey, window, contact, off, replaces } = one
  return described([
    ['Age, sex', html`${orUnknown(age, 'age not recorded')}, ${orUnknown(sex, 'sex not recorded')}`],
    ['Disease cohort', orUnknown(cohort)],
    ['Journey', journeys[journey] ?? journey],
    ['Level', levelOf(one)],
    ...(replaces === undefined ? [] : [['Replaces', replaces] as const]),
    ['DLT window', windowOf(window)],
    ['Last contact', contact === undefined ? unknown() : dayOn(one, contact)],
    ['Off study', off ?? 'no'],
  ])
}

const journeys: Readonly<Record<string, string>> = {
  screening: 'screening',
  enrolled: 'enrolled, not dosed',
  dosing: 'dosing',
  inDltWindow: 'in the DLT window',
  windowClosed: 'DLT window closed',
  followUp: 'follow-up',
  offStudy: 'off study',
}

function levelOf({ level, assigned }: ReportedParticipant): Markup {
  if (level !== undefined && assigned !== undefined && level !== assigned)
    return html`<strong class="loud">dosed at ${level}, assigned to ${assigned}</strong>`
  return html`${orUnknown(level, 'level analysed not known')}, assigned ${orUnknown(assigned)}`
}

function windowOf(window: ReportedParticipant['window']): Markup | string {
  if (!window) return 'has not opened'
  return html`${whenOn(window.opens)} to ${window.closes === undefined ? unknown('end not known: its closing dose is not recorded') : whenOn(window.closes)}`
}

function doseTable(one: ReportedParticipant): Markup {
  if (one.doses.length === 0) return html`<p class="none">No dose is recorded.</p>`
  return table(
    html`Doses of ${one.participant}`,
    ['Given', 'Agent', 'Cycle', 'Amount', 'Level'],
    one.doses.map((dose) => [
      dayOn(one, dose.at),
      agentInWords(dose),
      dose.cycle,
      html`${orUnknown(dose.amount, 'amount not recorded')} ${dose.amount === undefined ? nothing : orUnknown(dose.unit, 'unit not recorded')}`,
      dose.level ?? html`<span class="none">not stated with the dose</span>`,
    ]),
  )
}

function outside(one: ReportedParticipant): Markup {
  if (one.outside.length === 0) return nothing
  return table(
    html`Outside the DLT window of ${one.participant}: would meet a rule, is shown and not counted`,
    ['Rule', 'When', 'Answer there', 'What was seen'],
    one.outside.map((rule) => [
      ruleName(rule),
      html`<strong>${rule.position} the window</strong>`,
      html`${badge(outsideWindow)}<span class="small">${rule.term ?? unknown('event not named')}</span>`,
      seen(rule),
    ]),
    { kind: 'rules' },
  )
}

function outsideOpen({ participant, outsideOpen: open = [] }: ReportedParticipant): Markup {
  if (open.length === 0) return nothing
  return table(
    html`Outside the DLT window of ${participant}: not known whether it would meet a rule`,
    ['Rule', 'When', 'Event', 'For want of'],
    open.map((rule) => [
      ruleName(rule),
      `${rule.position} the window`,
      rule.term ?? unknown('event not named'),
      rule.needs.map(({ fact, until }) => (until === undefined ? fact : `${fact} (by ${until})`)).join('; '),
    ]),
    { kind: 'rules' },
  )
}
