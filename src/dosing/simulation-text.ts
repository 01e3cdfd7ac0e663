import type { Estimate, Summary } from './simulation-result.ts'

const percent = ({ value, se }: Estimate) => `${(100 * value).toFixed(1)} % (${(100 * se).toFixed(1)})`
const mean = ({ value, se }: Estimate) => `${value.toFixed(2)} (${se.toFixed(2)})`

type Line = readonly [name: string, of: (summary: Summary) => string]

const linesFor = (levels: number, isTimed: boolean): readonly Line[] => [
  ...each(levels, (i): Line => [`selected: level ${i + 1}`, ({ selected }) => percent(selected[i] as Estimate)]),
  ['selected: none', ({ none }) => percent(none)],
  ...each(
    levels,
    (i): Line => [
      `participants: level ${i + 1}`,
      ({ participants, participantsSe }) => mean({ value: participants[i] ?? 0, se: participantsSe[i] ?? 0 }),
    ],
  ),
  ['participants', ({ size }) => mean(size)],
  ...each(
    levels,
    (i): Line => [`DLTs: level ${i + 1}`, ({ dlts, dltsSe }) => mean({ value: dlts[i] ?? 0, se: dltsSe[i] ?? 0 })],
  ),
  ['DLTs', ({ dlt }) => mean(dlt)],
  ['overdosed', ({ overdosed }) => (overdosed ? mean(overdosed) : '-')],
  ['ended before the cap', ({ stoppedEarly }) => percent(stoppedEarly)],
  ...each(isTimed ? 1 : 0, (): Line => ['duration', ({ duration }) => (duration ? mean(duration) : '')]),
]

const each = (count: number, line: (i: number) => Line) => Array.from({ length: count }, (_, i) => line(i))

const overdosedIs =
  'overdosed: participants treated where the true rate exceeds the target of the design, or --overdose-above; "-": no rate named'

/** The designs of one scenario side by side. */
function blockOf(scenario: string, summaries: readonly Summary[]): string {
  const levels = Math.max(...summaries.map(({ selected }) => selected.length))
  const lines = linesFor(
    levels,
    summaries.some(({ duration }) => duration !== undefined),
  )
  const rows = [
    ['', ...summaries.map(({ design }) => design)],
    ...lines.map(([name, of]) => [name, ...summaries.map(of)]),
  ]
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length))) ?? []
  const text = rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  const trials = [...new Set(summaries.map((summary) => summary.trials))].join(', ')
  return [`${scenario}: ${trials} trials (Monte-Carlo standard errors in brackets)`, ...text, ''].join('\n')
}

/** Summaries as text: a block to each scenario, its designs side by side; what "overdosed" means comes last, once. */
export function summaryText(summaries: readonly Summary[]): string {
  const scenarios = [...new Set(summaries.map(({ scenario }) => scenario))]
  const blocks = scenarios.map((scenario) =>
    blockOf(
      scenario,
      summaries.filter((summary) => summary.scenario === scenario),
    ),
  )
  return [...blocks, `${overdosedIs}\n`].join('\n')
}
