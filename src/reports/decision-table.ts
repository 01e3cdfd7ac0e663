import type { Protocol } from '../core/protocol.schema.ts'
import { decisionTable, designs, labelOf } from '../dosing/index.ts'
import { at } from '../dosing/tally.ts'
import type { PresentDesign } from './present-design.ts'
import type { ReportedDecisionTable } from './reported-dosing.ts'

/** The designs a protocol can name fill a level to six. */
const usualMost = 6

/** The decision table at the current level, with the rule behind each cell and the present one marked. */
export function reportedDecisionTable(protocol: Protocol, present: PresentDesign): ReportedDecisionTable {
  const { design, labels, tally, current, assumes } = present
  const now = at(tally, current)
  const pending = [...new Set([now.pending, 0])]
  const most = Math.max(usualMost, now.n + now.pending)
  const table = decisionTable(design, { tally, current, least: 0, most, pending: now.pending })
  const cells = table.cells.filter((cell) => pending.includes(cell.pending))
  const used = new Set(cells.map(({ rule }) => rule))
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
    rules: table.rules.filter(({ id }) => used.has(id)).map((rule) => ({ ...rule, decided: rule.id === decided })),
    assumes,
  }
}

type Counts = { readonly n: number; readonly dlt: number; readonly pending: number }

const isSettled = (cell: Counts, now: Counts): boolean =>
  cell.pending === 0 && cell.n === now.n + now.pending && cell.dlt >= now.dlt && cell.dlt <= now.dlt + now.pending

/** What a design is called where it is listed. */
function titleOf(name: string): string {
  const titles: Readonly<Record<string, { readonly title: string }>> = designs
  return titles[name]?.title ?? name
}
