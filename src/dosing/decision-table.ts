import type { Action, Design, LevelTally, Rule, Tally } from './design.ts'
import { type Labels, labelOf } from './explain.ts'
import { at, levelsFrom, withLevel } from './tally.ts'

/** What a design recommends for some counts at the level looked at, all else as it is. */
export type TableCell = {
  readonly n: number
  readonly dlt: number
  readonly pending: number
  readonly action: Action
  readonly level: number | null
  /** The level itself is excluded by these counts. */
  readonly excludes: boolean
  /** The rule that decides it, by its id. */
  readonly rule: string
  /** The counts as they are now. */
  readonly isCurrent: boolean
}

/** A design's decision table at one level. */
export type DecisionTable = {
  readonly current: number
  readonly levels: number
  readonly cells: readonly TableCell[]
  /** Every rule that decides a cell, in the order of the cells. */
  readonly rules: readonly Rule[]
}

/** What a table covers; the surroundings are the tally, whose current level is varied. */
export type TableRange = {
  readonly tally: Tally
  readonly current: number
  /** Settled participants, from this many; 1 unless set. */
  readonly least?: number
  /** Settled participants, up to and with this many. */
  readonly most: number
  /** Only every so many settled participants; each unless set. */
  readonly every?: number
  /** Pending participants, up to and with this many; none unless set. */
  readonly pending?: number
  /** States the design has an answer to; all unless set. */
  readonly covers?: (n: number, dlt: number) => boolean
}

/** The usual surroundings of a table: levels below cleared with 0 of 3, those above untried. */
export const clearedBelow = (levels: number, current: number): Tally =>
  levelsFrom(1, levels).map((level) => ({ n: level < current ? 3 : 0, dlt: 0, pending: 0 }))

/** Every cell of the table, in order of settled participants, pending ones and DLTs. Titration triggers seen at the level stay seen. */
export function decisionTable(design: Design, range: TableRange): DecisionTable {
  const { tally, current, least = 1, most, every = 1, pending = 0, covers = () => true } = range
  const rules = new Map<string, Rule>()
  const cells = levelsFrom(least, most)
    .filter((n) => n % every === 0)
    .flatMap((n) =>
      levelsFrom(0, pending).flatMap((open) =>
        levelsFrom(0, n)
          .filter((dlt) => covers(n, dlt))
          .map((dlt) => cellOf(design, tally, current, { n, dlt, pending: open }, rules)),
      ),
    )
  return { current, levels: tally.length, cells, rules: [...rules.values()] }
}

function cellOf(
  design: Design,
  tally: Tally,
  current: number,
  counts: LevelTally,
  rules: Map<string, Rule>,
): TableCell {
  const { n, dlt, pending } = counts
  const now = at(tally, current)
  const followUp = pending > 0 && now.followUp ? { followUp: new Array<number>(pending).fill(0) } : {}
  const triggers = now.triggers ? { triggers: Math.min(now.triggers, n - dlt + pending) } : {}
  const asked = withLevel(tally, current, { ...counts, ...followUp, ...triggers })
  const { action, level, rule, excluded } = design(asked, current)
  rules.set(rule.id, rules.get(rule.id) ?? rule)
  const isCurrent = now.n === n && now.dlt === dlt && now.pending === pending
  return { n, dlt, pending, action, level, excludes: excluded.includes(current), rule: rule.id, isCurrent }
}

const letters: Readonly<Record<Action, string>> = {
  escalate: 'E',
  stay: 'S',
  'de-escalate': 'D',
  stop: 'X',
  'declare-mtd': 'M',
  wait: 'W',
  suspend: 'H',
  switch: 'C',
}

/** The letter of a cell: E, S, D, with U where the level is excluded; X stop, M MTD, W wait, H suspend, C switch. */
export const cellLetter = ({ action, excludes }: TableCell): string =>
  `${letters[action]}${excludes && action === 'de-escalate' ? 'U' : ''}`

/** What the letters of a text table mean. */
export const tableLegend =
  'E escalate, S stay, D de-escalate, U level excluded, X stop, M MTD, W wait, H suspend accrual, C switch'

/** The table as text: a column for each number settled, a row for each number of DLTs; the present cell in brackets. */
export function tableText({ cells }: DecisionTable): string {
  const opens = [...new Set(cells.map(({ pending }) => pending))]
  const blocks = opens.map((open) => {
    const here = cells.filter(({ pending }) => pending === open)
    const found = new Map(here.map((each) => [`${each.dlt} of ${each.n}`, each]))
    const ns = [...new Set(here.map(({ n }) => n))]
    const dlts = levelsFrom(0, Math.max(0, ...ns))
    const shown = (n: number, dlt: number) => {
      const cell = found.get(`${dlt} of ${n}`)
      if (!cell) return ''
      return cell.isCurrent ? `[${cellLetter(cell)}]` : cellLetter(cell)
    }
    const lines = [['DLTs', ...ns.map(String)], ...dlts.map((dlt) => [String(dlt), ...ns.map((n) => shown(n, dlt))])]
    const title = opens.length > 1 ? [`${open} pending`] : []
    return [
      ...title,
      ...lines.map((line) =>
        line
          .map((each) => each.padStart(4))
          .join(' ')
          .trimEnd(),
      ),
    ].join('\n')
  })
  return `${blocks.join('\n\n')}\n${tableLegend}\n`
}

/** The table as CSV, a row to a cell. */
export const tableCsv = ({ cells }: DecisionTable, labels?: Labels): string =>
  [
    'n,dlt,pending,action,level,excludes,rule,current',
    ...cells.map(({ n, dlt, pending, action, level, excludes, rule, isCurrent }) =>
      [n, dlt, pending, action, level === null ? '' : labelOf(level, labels), excludes, rule, isCurrent]
        .map(quoted)
        .join(','),
    ),
    '',
  ].join('\n')

/** A CSV field, quoted where it must be. */
export const quoted = (value: string | number | boolean): string => {
  const text = String(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
