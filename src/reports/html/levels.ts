import type { Report, ReportedLevel, ReportedParticipant } from '../report.ts'
import { html, type Markup, nothing } from './markup.ts'
import { statusStanding } from './standing.ts'
import { section, table } from './table.ts'
import { unknown } from './unknown.ts'

/** The cohort table: every level with who was dosed and where they stand. */
export const levels = (report: Report): Markup =>
  section(
    'levels',
    'Cohorts by dose level',
    table(
      'Participants by dose level. Evaluable: settled, with a DLT or with a closed window and nothing open. Pending counts neither as safe nor as DLT.',
      ['Level', 'Dose', 'Dosed', 'Evaluable', 'with DLT', 'Pending', 'Not evaluable', 'Who'],
      report.levels.map((level) => [
        name(level),
        `${level.amount} ${level.unit}`,
        level.dosed,
        level.evaluable,
        level.dlt,
        level.pending,
        level.notEvaluable,
        who(level, report.participants),
      ]),
      { kind: 'counts', foot: totals(report.levels) },
    ),
    unplaced(report),
  )

const name = ({ label, current, excluded }: ReportedLevel): Markup =>
  html`${label}${current ? html` <span class="tag">current</span>` : nothing}${excluded ? html` <span class="tag loud">EXCLUDED</span>` : nothing}`

function who({ participants, dosed }: ReportedLevel, all: readonly ReportedParticipant[]): Markup | string {
  if (participants.length === 0) return dosed === 0 ? 'nobody yet' : unknown('names not in the report')
  return html`${participants.map((id, i) => html`${i === 0 ? '' : ', '}${named(id, all)}`)}`
}

function named(id: string, all: readonly ReportedParticipant[]): Markup {
  const index = all.findIndex(({ participant }) => participant === id)
  const one = all[index]
  if (!one) return html`${id}`
  const { symbol, words } = statusStanding(one)
  return html`<span class="who"><span aria-hidden="true">${symbol}</span> <a href="#participant-${index + 1}">${id}</a> (${words})</span>`
}

function totals(all: readonly ReportedLevel[]): readonly (string | number)[] {
  const sum = (count: (level: ReportedLevel) => number) => all.reduce((total, level) => total + count(level), 0)
  return [
    'All levels',
    '',
    sum((one) => one.dosed),
    sum((one) => one.evaluable),
    sum((one) => one.dlt),
    sum((one) => one.pending),
    sum((one) => one.notEvaluable),
    '',
  ]
}

function unplaced({ levels: all, participants }: Report): Markup {
  const placed = new Set(all.flatMap((level) => level.participants))
  const others = participants.filter(({ participant }) => !placed.has(participant))
  if (others.length === 0) return nothing
  return html`<p>At no dose level: ${others.map((one, i) => html`${i === 0 ? '' : ', '}${named(one.participant, participants)}`)}.</p>`
}
