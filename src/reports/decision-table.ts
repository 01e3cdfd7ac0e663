import type { Protocol } from '../core/protocol.schema.ts'
import type { Design, Rule, Tally } from '../dosing/design.ts'
import { decisionTable, designs, labelOf, type TableCell } from '../dosing/index.ts'
import { at, withLevel } from '../dosing/tally.ts'
import type { PresentDesign } from './present-design.ts'
import type { ReportedDecisionTable } from './reported-dosing.ts'

/** The designs a protocol can name fill a level to six. */
const usualMost = 6

/** The decision table at the current level, with the rule behind each cell and the present one marked. */
export function reportedDecisionTable(protocol: Protocol, present: PresentDesign): ReportedDecisionTable {
  const { labels, tally, current, assumes } = present
  const rules = new Map<string, Rule>()
  const design: Design = (counts, level) => {
    const recommendation = present.design(counts, level)
    rules.set(recommendation.rule.id, recommendation.rule)
    return recommendation
  }
  const now = at(tally, current)
  const pending = [...new Set([now.pending, 0])]
  const most = Math.max(usualMost, now.n + now.pending)
  const table = decisionTable(design, { tally, current, most, pending: now.pending })
  const cells = [...start(design, tally, current, pending), ...table.cells].filter((cell) =>
    pending.includes(cell.pending),
  )
  const used = cells.map(({ rule }) => rule)
  const decided = cells.find(({ isCurrent }) => isCurrent)?.rule
  return {
    design: titleOf(protocol.design.name),
    level: String(labelOf(current, labels)),
    pending,
    cells: cells.map(({ level, ...cell }) => ({
      ...cell,
      level: level === null ? null : String(labelOf(level, labels)),
      maySettle: now.pending > 0 && isSettled(cell, now),
    })),
    rules: [...new Set(used)].map((id) => ({ ...rules.get(id)!, decided: id === decided })),
    assumes,
  }
}

/** The cells with nobody settled yet, which come before the first column of a table. */
const start = (design: Design, tally: Tally, current: number, pending: readonly number[]): readonly TableCell[] =>
  pending.map((open) => {
    const { action, level, rule, excluded } = design(
      withLevel(tally, current, { n: 0, dlt: 0, pending: open }),
      current,
    )
    const now = at(tally, current)
    const isCurrent = now.n === 0 && now.pending === open
    return {
      n: 0,
      dlt: 0,
      pending: open,
      action,
      level,
      excludes: excluded.includes(current),
      rule: rule.id,
      isCurrent,
    }
  })

type Counts = { readonly n: number; readonly dlt: number; readonly pending: number }

const isSettled = (cell: Counts, now: Counts): boolean =>
  cell.pending === 0 && cell.n === now.n + now.pending && cell.dlt >= now.dlt && cell.dlt <= now.dlt + now.pending

/** What a design is called where it is listed. */
function titleOf(name: string): string {
  const titles: Readonly<Record<string, { readonly title: string }>> = designs
  return titles[name]?.title ?? name
}
