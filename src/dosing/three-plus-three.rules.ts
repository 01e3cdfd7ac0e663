import { clearedAbove } from './ascend.ts'
import type { LevelTally, Rule } from './design.ts'
import type { ThreePlusThree } from './three-plus-three.ts'

type Range = readonly [from: number, to: number]

/** A row of the 3+3 as a protocol prints it: participants treated at the level, DLTs, still pending, and what follows. */
export type Row = {
  readonly treated: Range
  readonly dlt: Range
  readonly pending: Range
  readonly then: 'fill three' | 'fill six' | 'escalate' | 'wait'
  readonly rule: Rule
}

const storer = 'Storer (1989), doi:10.2307/2531693'
const korn = 'Korn et al. (1994), doi:10.1002/sim.4780131802'
const live = 'follows from counting no pending participant as safe'
const rule = (id: string, says: string, source: string): Rule => ({ id: `3+3 ${id}`, says, source })

/** The rules that look beyond the counts at one level. */
export const rules = {
  tooToxic: rule('too toxic', 'two or more DLTs: the level exceeds the MTD; fill the level below', korn),
  noneTolerated: rule('none tolerated', 'two or more DLTs at the lowest level allowed: no level is tolerated', storer),
  noDescent: rule('no descent', 'the level below has too few participants and may not be filled: no MTD', storer),
  declareBelow: rule('MTD', 'the highest level with at most one DLT, the next one exceeded, is the MTD', storer),
  declareTop: rule('MTD at top', 'the highest planned level is tolerated and declared the MTD', storer),
  topTolerated: rule('top tolerated', 'the highest planned level is tolerated: MTD not reached', storer),
  clearedAbove: clearedAbove('3+3'),
  fillSix: rule('six at MTD', 'a level is declared only with six treated: treat three more', korn),
} as const

const any: Range = [0, Infinity]

const fewer: Row = {
  treated: [0, 2],
  dlt: [0, 1],
  pending: any,
  then: 'fill three',
  rule: rule('first three', 'fewer than three treated: treat up to three', storer),
}
const noneOf3: Row = {
  treated: [3, 3],
  dlt: [0, 0],
  pending: [0, 0],
  then: 'escalate',
  rule: rule('0 of 3', 'no DLT in three: escalate', storer),
}
const oneOf3: Row = {
  treated: [3, 3],
  dlt: [1, 1],
  pending: [0, 0],
  then: 'fill six',
  rule: rule('1 of 3', 'one DLT in three: treat three more', storer),
}
const expandEarly: Row = {
  ...oneOf3,
  pending: [1, 2],
  rule: rule(
    '1 of 3, early',
    'one DLT in three, others pending: treat three more at once',
    'an option of the protocol',
  ),
}
const waitFor3: Row = {
  treated: [3, 3],
  dlt: [0, 1],
  pending: [1, 3],
  then: 'wait',
  rule: rule('three open', 'three treated, not all settled, fewer than two DLTs: wait', live),
}
const fillSix: Row = {
  treated: [4, 5],
  dlt: [0, 1],
  pending: any,
  then: 'fill six',
  rule: rule('second three', 'four or five treated, fewer than two DLTs: treat up to six', storer),
}
const escalateEarly: Row = {
  treated: [6, 6],
  dlt: [0, 0],
  pending: [1, 1],
  then: 'escalate',
  rule: rule(
    '0 of 5, early',
    'no DLT in five, the sixth pending: at most one in six, escalate',
    'an option of the protocol',
  ),
}
const oneOf6: Row = {
  treated: [6, Infinity],
  dlt: [0, 1],
  pending: [0, 0],
  then: 'escalate',
  rule: rule('1 of 6', 'at most one DLT in six: escalate', storer),
}
const waitFor6: Row = {
  treated: [6, Infinity],
  dlt: [0, 1],
  pending: any,
  then: 'wait',
  rule: rule('six open', 'six treated, not all settled, fewer than two DLTs: wait', live),
}

/** The rows in the order they are read, the first that fits decides; two DLTs at a level are judged before any row. */
export const rowsOf = ({ earlyEscalation, earlyExpansion }: ThreePlusThree): readonly Row[] => [
  fewer,
  noneOf3,
  oneOf3,
  ...(earlyExpansion ? [expandEarly] : []),
  waitFor3,
  fillSix,
  ...(earlyEscalation ? [escalateEarly] : []),
  oneOf6,
  waitFor6,
]

const within = (x: number, [from, to]: Range) => from <= x && x <= to

/** A row with the rules read before it and not met. */
export type ReadRow = Row & { readonly considered: readonly Rule[] }

/** The rows, each with the rules read before it. */
export const readRows = (rows: readonly Row[]): readonly ReadRow[] =>
  rows.map((row, i) => ({ ...row, considered: [rules.tooToxic, ...rows.slice(0, i).map((each) => each.rule)] }))

/** The row that decides for a level with fewer than two DLTs. */
export function rowFor(rows: readonly ReadRow[], { n, dlt, pending }: LevelTally): ReadRow {
  for (const row of rows)
    if (within(n + pending, row.treated) && within(dlt, row.dlt) && within(pending, row.pending)) return row
  throw new RangeError(`no 3+3 row for ${dlt} of ${n} with DLT, ${pending} pending`)
}
