import type { Ground } from '../../core/criterion.ts'
import type { ReportedParticipant, ReportedRule } from '../report.ts'
import { restsInWords } from '../unseen.ts'
import { sentence, withoutT } from './days.ts'
import { html, type Markup, nothing } from './markup.ts'
import { badge, ruleStanding, type Standing, triggerStanding } from './standing.ts'
import { list, table } from './table.ts'
import { unknown } from './unknown.ts'
import { whenOn } from './when.ts'

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

function rowOf(rule: ReportedRule, participant: ReportedParticipant, asOf: string): readonly Markup[] {
  const isTrigger = rule === participant.trigger
  const standing = (isTrigger ? triggerStanding : ruleStanding)(rule, participant, asOf)
  const aside = isTrigger ? html`<span class="small">titration trigger, no DLT by itself</span>` : nothing
  return [
    html`${ruleName(rule)}${aside}`,
    html`${badge(standing)}${rule.term === undefined ? nothing : html`<span class="small">${rule.term}</span>`}${adjudicated(rule)}${unseen(rule)}`,
    seen(rule),
    wanted(rule, standing),
  ]
}

/** A rule with its section and its words. */
export const ruleName = ({ rule, section, says }: ReportedRule): Markup =>
  html`${rule} <span class="small">section: ${section}</span> <span class="small">${says || unknown('words not in the report')}</span>`

function adjudicated({ adjudicated: by }: ReportedRule): Markup {
  if (!by) return nothing
  return html`<span class="small"><strong>Adjudicated</strong> by ${by.by} on ${whenOn(by.at)}: ${by.reason}</span><span class="small">From the facts alone: <strong>${by.computed}</strong></span>`
}

/** An answer that nobody saw come true. */
export const unseen = ({ unseenSince }: Pick<ReportedRule, 'unseenSince'>): Markup =>
  unseenSince === undefined ? nothing : html`<strong class="small loud">${withoutT(restsInWords(unseenSince))}</strong>`

/** What each clause of a rule saw; events that one clause answered alike share a line. */
export function seen({ grounds, is }: Pick<ReportedRule, 'grounds' | 'is'>): Markup {
  if (grounds.length === 0 && is === 'not met')
    return html`<span class="none">no recorded event came as far as this rule’s grade or timing</span>`
  return list(together(grounds).map(ground), unknown('grounds not in the report'))
}

function together(grounds: readonly Ground[]): readonly Ground[] {
  const lines = new Map<string, Ground>()
  for (const one of grounds) {
    const key = `${one.is} ${one.clause}`
    const before = lines.get(key)
    lines.set(key, before ? { ...before, saw: `${before.saw}; ${one.saw}` } : one)
  }
  return [...lines.values()]
}

const marks = { met: '■', 'not met': '○', unknown: '?' } as const

const ground = ({ clause, is, saw }: Ground): Markup =>
  html`<span aria-hidden="true">${marks[is]}</span> ${clause}: <em>${is}</em>. ${saw === '' ? unknown('nothing seen') : sentence(saw)}`

function wanted({ needs, is }: ReportedRule, standing: Standing): Markup {
  if (needs.length === 0) return is === 'pending' || is === 'undeterminable' ? unknown('not named') : settled(standing)
  return list(
    needs.map(
      ({ fact, until }) =>
        html`${withoutT(fact)}, ${until === undefined ? unknown('no date: somebody has to supply or decide it') : html`known by ${whenOn(until)}`}`,
    ),
    '',
  )
}

function settled({ is, words }: Standing): Markup {
  if (is !== 'soFar') return html`<span class="none">settled</span>`
  return html`<span class="none">${words === 'not met so far' ? 'stays open until the participant is settled' : 'no longer observed'}</span>`
}
