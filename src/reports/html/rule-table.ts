import type { Ground } from '../../core/criterion.ts'
import type { ReportedParticipant, ReportedRule } from '../report.ts'
import { whenInWords } from './days.ts'
import { html, type Markup, nothing } from './markup.ts'
import { badge, ruleStanding } from './standing.ts'
import { list, table } from './table.ts'
import { unknown } from './unknown.ts'

/** Each DLT rule for one participant: the answer, what was seen, and what would settle it. */
export function ruleTable(participant: ReportedParticipant, asOf: string): Markup {
  const { rules, trigger } = participant
  if (rules.length === 0) return html`<p class="none">No DLT rule was asked: no DLT window has opened.</p>`
  return table(
    html`DLT rules for ${participant.participant}`,
    ['Rule', 'Answer', 'What was seen', 'What would settle it'],
    [...rules, ...(trigger ? [trigger] : [])].map((rule) => rowOf(rule, participant, asOf)),
    { kind: 'rules' },
  )
}

/** One rule's answer as a row: what it says, the answer, its grounds and its needs. */
export const rowOf = (rule: ReportedRule, participant: ReportedParticipant, asOf: string): readonly Markup[] => [
  html`${rule.rule} <span class="small">section: ${rule.section}</span><span class="small">${rule.says || unknown('words not in the report')}</span>`,
  html`${badge(ruleStanding(rule, participant, asOf))}${rule.term === undefined ? nothing : html`<span class="small">${rule.term}</span>`}${adjudicated(rule)}`,
  seen(rule),
  wanted(rule),
]

function adjudicated({ adjudicated: by }: ReportedRule): Markup {
  if (!by) return nothing
  return html`<span class="small"><strong>Adjudicated</strong> by ${by.by} on ${whenInWords(by.at)}: ${by.reason}</span><span class="small">From the facts alone: <strong>${by.computed}</strong></span>`
}

/** What each clause of a rule saw. */
export function seen({ grounds, is }: Pick<ReportedRule, 'grounds' | 'is'>): Markup {
  if (grounds.length === 0 && is === 'not met')
    return html`<span class="none">no recorded event came as far as this rule’s grade or timing</span>`
  return list(grounds.map(ground), unknown('grounds not in the report'))
}

const marks = { met: '■', 'not met': '○', unknown: '?' } as const

const ground = ({ clause, is, saw }: Ground): Markup =>
  html`<span aria-hidden="true">${marks[is]}</span> ${clause}: <em>${is}</em>. ${saw || unknown('nothing seen')}`

function wanted({ needs, is }: ReportedRule): Markup {
  if (needs.length === 0)
    return is === 'pending' || is === 'undeterminable' ? unknown('not named') : html`<span class="none">nothing</span>`
  return list(
    needs.map(
      ({ fact, until }) =>
        html`${fact}, ${until === undefined ? unknown('no date: somebody has to supply or decide it') : html`known by ${whenInWords(until)}`}`,
    ),
    '',
  )
}
