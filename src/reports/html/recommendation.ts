import type { Need } from '../../core/criterion.ts'
import type { Rule } from '../../dosing/design.ts'
import { notCounted } from '../on-the-way-words.ts'
import type { Report, ReportedRecommendation } from '../report.ts'
import { distanceInWords, sentence, withoutT } from './days.ts'
import { html, type Markup } from './markup.ts'
import { isOpen } from './open-items.ts'
import { described, list, section, table } from './table.ts'
import { unknown } from './unknown.ts'
import { whenOn } from './when.ts'

/** What the rule recommends, why, whom it waits for, and what would change it. */
export function recommendation(report: Report): Markup {
  const { recommendation: one } = report
  return section(
    'recommendation',
    'Recommendation of the rule',
    html`<div class="box action-${one.action}">
<p class="headline">${one.headline}</p>
<p class="because">${sentence(one.because)}</p>
</div>
`,
    described([
      ['Rule that fired', cited(one.rule)],
      ['Counts it saw', counts(one)],
      ['Considered and not met', considered(one.considered)],
      ['Excluded levels', one.excluded.length === 0 ? 'none' : html`<strong>level ${one.excluded.join(', ')}</strong>`],
      ['MTD', mtd(one.mtd)],
      ['Waits for', awaited(report)],
      [one.awaits.length === 0 ? 'Not before' : 'Until', until(report)],
      ...uncounted(report),
    ]),
    change(one),
  )
}

/** Who is on the way to a dose, beside the counts they are not in. */
function uncounted({ onTheWay = [], recommendation: one }: Report): readonly (readonly [string, string])[] {
  const words = notCounted(onTheWay, one)
  return words === undefined ? [] : [['On the way to a dose', words]]
}

const cited = ({ id, says, source }: Rule): Markup => html`<strong>${id}</strong>: ${says} <cite>(${source})</cite>`

const counts = ({ saw }: ReportedRecommendation): Markup =>
  html`level ${saw.level}: <strong>${saw.dlt} of ${saw.n}</strong> settled participants with DLT, <strong>${saw.pending}</strong> pending (neither safe nor DLT)`

const considered = (rules: readonly Rule[]): Markup => list(rules.map(cited), 'no other rule came before it')

function mtd(level: string | null | undefined): Markup {
  if (level === undefined) return html`not declared`
  return level === null ? html`<strong>no level is tolerated</strong>` : html`<strong>level ${level}</strong>`
}

function awaited(report: Report): Markup {
  const { awaits, action } = report.recommendation
  if (awaits.length > 0)
    return list(
      awaits.map(
        (one) =>
          html`<strong>${one.participant}</strong>: ${list(needsOf(report, one).map(need), unknown('what is needed is not named'))}`,
      ),
      '',
    )
  if (action !== 'wait') return html`nobody`
  const triggers = report.participants.filter(({ trigger }) => trigger !== undefined && isOpen(trigger))
  return list(
    triggers.map(
      ({ participant, trigger }) =>
        html`<strong>${participant}</strong>: whether ${trigger!.rule} is met (${trigger!.is})`,
    ),
    unknown('the report does not name whom'),
  )
}

type Awaited = ReportedRecommendation['awaits'][number]

/** What a participant is awaited for, with the dates their own part of the report gives. */
const needsOf = ({ participants }: Report, { participant, needs }: Awaited): readonly Need[] =>
  participants.find((one) => one.participant === participant)?.needs ?? needs

const need = ({ fact, until }: Need): Markup =>
  html`${withoutT(fact)}, ${until === undefined ? unknown('no date: somebody has to supply it') : html`known by ${whenOn(until)}`}`

function until(report: Report): Markup | string {
  const { until: by, awaits, action } = report.recommendation
  const undated = awaits
    .filter((one) => one.until === undefined || needsOf(report, one).some((each) => each.until === undefined))
    .map((one) => one.participant)
  const date = by === undefined ? undefined : html`<strong>${whenOn(by)}</strong> (${distanceInWords(report.asOf, by)})`
  if (undated.length > 0)
    return html`${date === undefined ? '' : html`${date} for what has a date; `}${unknown(`time alone will not settle ${undated.join(', ')}`)}`
  if (date !== undefined) return date
  return action === 'wait' ? unknown('no date known') : 'no date to wait for'
}

function change({ wouldChange }: ReportedRecommendation): Markup {
  if (wouldChange.length === 0) return html`<p>${unknown('what would change it was not computed')}</p>`
  return table(
    'What would change it',
    ['If', 'then the rule recommends'],
    wouldChange.map((one) => [one.if, one.then]),
  )
}
