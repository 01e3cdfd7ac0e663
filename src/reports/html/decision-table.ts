import type { Report } from '../report.ts'
import type { ReportedCell, ReportedDecisionTable } from '../reported-dosing.ts'
import { actionInWords } from './action.ts'
import { html, type Markup, nothing } from './markup.ts'
import { section, table } from './table.ts'

/** The design's decision table at the current level: the present counts marked, and the rule behind every cell. */
export function decisionTable({ decisionTable: one }: Report): Markup {
  const keys = new Map(one.rules.map(({ id }, i) => [id, `R${i + 1}`]))
  return section(
    'decision-table',
    'Decision table of the design',
    html`<p>The protocol’s design: ${one.design}; R1, R2 … name the rule of it that decides now. At level ${one.level}, all other levels as they are now. The heavy border marks the counts as they stand; a dashed one, the counts at which those pending there may settle.</p>
${one.pending.map((open) => grid(one, open, keys))}`,
    table(
      'The rules that decide',
      ['Rule', 'Name', 'Says', 'Source'],
      one.rules.map(({ id, says, source, decided }) => [
        html`${keys.get(id)!}${decided ? html` <span class="tag decides">decides now</span>` : nothing}`,
        id,
        says,
        source,
      ]),
      { kind: 'deciding' },
    ),
    html`<p>Taken for granted: ${one.assumes.join('; ') || 'nothing'}.</p>
`,
  )
}

function grid({ level, cells }: ReportedDecisionTable, open: number, keys: ReadonlyMap<string, string>): Markup {
  const here = cells.filter(({ pending }) => pending === open)
  const ns = [...new Set(here.map(({ n }) => n))]
  const dlts = Array.from({ length: Math.max(0, ...ns) + 1 }, (_, dlt) => dlt)
  const found = (n: number, dlt: number) => here.find((each) => each.n === n && each.dlt === dlt)
  return table(
    html`Level ${level} with ${open === 0 ? 'nobody' : open} pending: settled participants across, DLTs among them down`,
    ['DLTs', ...ns.map((n) => `${n} settled`)],
    dlts.map((dlt) => [dlt, ...ns.map((n) => cellOf(found(n, dlt), keys))]),
    { kind: 'grid' },
  )
}

function cellOf(cell: ReportedCell | undefined, keys: ReadonlyMap<string, string>): Markup {
  if (!cell) return html`<span class="none" aria-label="cannot be">·</span>`
  const mark = cell.isCurrent ? ' now' : cell.maySettle ? ' settles' : ''
  return html`<span class="cell action-${cell.action}${mark}">${cell.isCurrent ? html`<strong>NOW: ${actionInWords(cell)}</strong>` : actionInWords(cell)}<span class="small">${keys.get(cell.rule)!}${cell.excludes ? '; level excluded' : ''}${cell.maySettle ? '; may settle here' : ''}</span></span>`
}
