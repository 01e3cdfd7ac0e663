import type { Estimate, Summary } from './simulation-result.ts'

const percent = ({ value, se }: Estimate) => `${(100 * value).toFixed(1)} % (${(100 * se).toFixed(1)})`
const mean = ({ value, se }: Estimate) => `${value.toFixed(2)} (${se.toFixed(2)})`

function blockOf(summary: Summary): string {
  const { selected, participants, dlts, duration } = summary
  const levels = selected.map((each, i) =>
    [`level ${i + 1}`, percent(each), (participants[i] ?? 0).toFixed(2), (dlts[i] ?? 0).toFixed(2)].join('  '),
  )
  return [
    `${summary.design}, ${summary.scenario}: ${summary.trials} trials (Monte-Carlo standard errors in brackets)`,
    '         selected  participants  DLTs',
    ...levels,
    `none     ${percent(summary.none)}`,
    `participants ${mean(summary.size)}, DLTs ${mean(summary.dlt)}, overdosed ${mean(summary.overdosed)}`,
    `stopped early ${percent(summary.stoppedEarly)}`,
    ...(duration ? [`duration ${mean(duration)}`] : []),
    '',
  ].join('\n')
}

/** Summaries as text, a block to each design and scenario. */
export const summaryText = (summaries: readonly Summary[]): string => summaries.map(blockOf).join('\n')
