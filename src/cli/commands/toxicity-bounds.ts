import type { DecisionTable } from '../../dosing/decision-table.ts'
import { boundaries, stopping, type ToxicityMonitor } from '../../dosing/toxicity-monitor.ts'
import { ratesFrom } from './number-options.ts'

const usualRates = '0.1,0.2,0.3,0.4,0.5'

/** The fewest DLTs that stop at each number settled, and the exact probability of having stopped when looked at as in the table. */
export function monitored(options: ToxicityMonitor, { cells }: DecisionTable, truth = usualRates) {
  const looks = [...new Set(cells.map(({ n }) => n))]
  const bounds = boundaries(options, Math.max(0, ...looks))
  return {
    boundaries: bounds,
    looks,
    stopping: ratesFrom('--truth', truth).map((rate) => ({ rate, ...stopping(options, rate, looks) })),
  }
}

const priorDecides =
  'It stops where nobody has a DLT: there the prior decides. A larger minimum or another prior would not.'

/** The same as text. */
export function monitoredText({ boundaries: bounds, looks, stopping: rows }: ReturnType<typeof monitored>): string {
  const stops = looks.flatMap((n) => {
    const fewest = bounds[n - 1]
    return fewest === null || fewest === undefined ? [] : [`${fewest} of ${n}`]
  })
  const last = looks.at(-1) ?? 0
  return [
    `Stop at: ${stops.length > 0 ? stops.join(', ') : 'never'}.`,
    ...(looks.some((n) => bounds[n - 1] === 0) ? [priorDecides] : []),
    `Looked at after ${looks.join(', ')} settled; exact:`,
    ...rows.map(
      ({ rate, stopped, expected }) =>
        `  true DLT rate ${rate}: stopped by ${last} with probability ${stopped.toFixed(4)}, ${expected.toFixed(2)} settled on average`,
    ),
    '',
  ].join('\n')
}
