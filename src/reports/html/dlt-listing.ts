import type { Report, ReportedEvent, ReportedParticipant, ReportedRule, ReportedWithdrawal } from '../report.ts'
import { dosesGiven, story } from './dlt-story.ts'
import { attribution, course, outcome, seriousness } from './event-table.ts'
import { rangeInWords } from './grades.ts'
import { html, type Markup, nothing } from './markup.ts'
import { observations } from './result-lines.ts'
import { seen, unseen } from './rule-table.ts'
import { described, section, table } from './table.ts'
import { unknown } from './unknown.ts'
import { dayOn, whenOn } from './when.ts'

/** Every DLT with its narrative, then those withdrawn, then the DLT-like events that do not count. */
export function dltListing({ participants, withdrawn = [] }: Report): Markup {
  const found = participants.flatMap((one) =>
    one.rules.filter(({ is }) => is === 'met').map((rule) => narrative(one, rule)),
  )
  return section(
    'dlts',
    'Dose-limiting toxicities',
    found.length === 0
      ? html`<p class="none">No DLT rule is met so far. What may still become one is under “Everything open”.</p>`
      : html`${found}`,
    withdrawals(withdrawn),
    late(participants),
  )
}

function withdrawals(all: readonly ReportedWithdrawal[]): Markup {
  if (all.length === 0) return nothing
  return table(
    'DLTs that were flagged and have been withdrawn since',
    ['Participant', 'Rule', 'Section', 'Event', 'Withdrawn', 'By'],
    all.map(({ participant, rule, section: where, event, at, by }) => [
      participant,
      rule,
      where,
      event ?? unknown('event not named'),
      whenOn(at),
      by,
    ]),
  )
}

function narrative(one: ReportedParticipant, rule: ReportedRule): Markup {
  const event = one.events.find((each) => each.event === rule.event)
  const told: readonly (readonly [string, Markup])[] = event
    ? [
        [
          'Event',
          html`${event.term}, ${event.source === 'reported' ? 'reported by the investigator' : 'from laboratory values'}, ${rangeInWords(event.worst)} at worst (${event.scale})`,
        ],
        ['Onset', dayOn(one, event.onset)],
        ['Course', course(event, one)],
        ...laboratoryValues(event, one),
        ['Seriousness', seriousness(event, one.events)],
        ['Attribution', attribution(event, one)],
        ['Outcome', outcome(event, one)],
      ]
    : [['Event', unknown('the deciding event is not named')]]
  return html`<article class="dlt">
<h3>${one.participant}, level ${one.level ?? one.assigned ?? unknown()}: ${rule.rule}${rule.term === undefined ? '' : `, ${rule.term}`}</h3>
<p>${story(one, event)}</p>
${described([
  ['Rule', html`${rule.rule}, section ${rule.section}: ${rule.says || unknown('words not in the report')}`],
  ...told,
  ['Why it is a DLT', why(rule)],
  ['Doses given', dosesGiven(one)],
])}</article>
`
}

/** What the laboratory gave while an event that the investigator reported lasted. */
const laboratoryValues = (
  { measured }: ReportedEvent,
  one: ReportedParticipant,
): readonly (readonly [string, Markup])[] =>
  measured === undefined || measured.length === 0 ? [] : [['Laboratory while it lasted', observations(measured, one)]]

function why(rule: ReportedRule): Markup {
  const { adjudicated: by } = rule
  if (!by) return html`${seen(rule)}${unseen(rule)}`
  return html`<strong>Adjudicated</strong> by ${by.by} on ${whenOn(by.at)}: ${by.reason}. From the facts alone: ${by.computed}. ${seen(rule)}${unseen(rule)}`
}

function late(participants: readonly ReportedParticipant[]): Markup {
  const all = participants.flatMap((one) => one.outside.map((rule) => ({ one, rule })))
  if (all.length === 0) return html`<p class="none">No event outside a window would meet a rule.</p>`
  return table(
    'DLT-like events outside the window: shown, not counted as DLT',
    ['Participant', 'Level', 'Rule', 'Event', 'When', 'What was seen'],
    all.map(({ one, rule }) => [
      one.participant,
      one.level ?? one.assigned ?? unknown(),
      rule.rule,
      rule.term ?? unknown('event not named'),
      `${rule.position} the window`,
      seen(rule),
    ]),
  )
}
