import { cellLetter, tableLegend } from '../../dosing/index.ts'
import { actionInWords } from '../html/action.ts'
import { happened, merged } from '../html/branches.ts'
import type { Report } from '../report.ts'
import type { ReportedCell, ReportedPathway } from '../reported-dosing.ts'
import { columns } from './columns.ts'

/** The design's decision table with as many pending as now, the present cell in brackets. */
export function decisionTable({ decisionTable: { cells, rules, level, pending } }: Report): readonly string[] {
  const open = pending[0] ?? 0
  const here = cells.filter((cell) => cell.pending === open)
  const ns = [...new Set(here.map(({ n }) => n))]
  const dlts = Array.from({ length: Math.max(0, ...ns) + 1 }, (_, dlt) => dlt)
  const shown = (n: number, dlt: number) => letter(here.find((cell) => cell.n === n && cell.dlt === dlt))
  return [
    `DECISION TABLE AT LEVEL ${level}, ${open === 0 ? 'NOBODY' : open} PENDING (settled across, DLTs down; [ ] now)`,
    ...columns([['', ...ns.map(String)], ...dlts.map((dlt) => [String(dlt), ...ns.map((n) => shown(n, dlt))])]),
    `  ${tableLegend}`,
    ...rules.filter(({ decided }) => decided).map(({ id, says }) => `  Decided by ${id}: ${says}.`),
  ]
}

function letter(cell: ReportedCell | undefined): string {
  if (!cell) return ''
  const of = cellLetter({ ...cell, level: null })
  return cell.isCurrent ? `[${of}]` : of
}

/** Where the trial can go from here, a step further in at every outcome. */
export const pathways = ({ pathways: { from, cohorts, assumes } }: Report): readonly string[] => [
  `PATHWAYS OF THE NEXT ${cohorts} COHORTS`,
  `  now: ${actionInWords(from)}`,
  ...steps(from, 2),
  `  Taken for granted: ${assumes.join('; ') || 'nothing'}.`,
]

const steps = ({ next }: ReportedPathway, depth: number): readonly string[] =>
  merged(next).flatMap((outcomes) => {
    const [first] = outcomes
    const line = `${'  '.repeat(depth)}${happened(outcomes)}: ${actionInWords(first!)}`
    return [line, ...steps(first!, depth + 1)]
  })
