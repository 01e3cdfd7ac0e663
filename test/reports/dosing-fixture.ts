import type { ReportedCell, ReportedDecisionTable, ReportedPathways } from '../../src/reports/reported-dosing.ts'

const cell = (n: number, dlt: number, pending: number, changes: Partial<ReportedCell> = {}): ReportedCell => ({
  n,
  dlt,
  pending,
  action: 'stay',
  level: '2',
  rule: '3+3 first three',
  excludes: false,
  isCurrent: false,
  maySettle: false,
  ...changes,
})

const wait = { action: 'wait', rule: '3+3/W' } as const
const mtd = { action: 'declare-mtd', level: '1', rule: '3+3/1', excludes: true } as const

/** One settled with a DLT and two pending, of three. */
export const decisionTable: ReportedDecisionTable = {
  design: '3+3',
  level: '2',
  pending: [2, 0],
  cells: [
    cell(0, 0, 2, wait),
    cell(1, 0, 2, wait),
    cell(1, 1, 2, { ...wait, isCurrent: true }),
    cell(0, 0, 0),
    cell(1, 0, 0),
    cell(1, 1, 0),
    cell(3, 0, 0, { action: 'escalate', level: '3', rule: '3+3/0' }),
    cell(3, 1, 0, { maySettle: true }),
    cell(3, 2, 0, { ...mtd, maySettle: true }),
    cell(3, 3, 0, { ...mtd, maySettle: true }),
  ],
  rules: [
    { id: '3+3/W', says: 'Pending participants could change the answer', source: 'Storer (1989)', decided: true },
    { id: '3+3 first three', says: 'Fewer than three treated', source: 'Storer (1989)', decided: false },
    { id: '3+3/0', says: 'No DLT in three', source: 'Storer (1989)', decided: false },
    { id: '3+3/1', says: 'Two DLTs at the level', source: 'Storer (1989)', decided: false },
  ],
  assumes: ['everyone treated from here on is evaluable'],
}

const end = { rule: '3+3/1', says: 'Two DLTs at the level', next: [] }
const stop = { action: 'stop', level: null, rule: 'cap', says: 'the cap is reached', next: [] } as const
const of3 = (dlts: number) => ({ after: { who: 'cohort', level: '2', of: 3, dlts } as const })
const settled = (dlts: number) => ({ after: { who: 'pending', level: '2', of: 2, dlts } as const })

/** Two pending settle, then one cohort. */
export const pathways: ReportedPathways = {
  cohorts: 1,
  from: {
    action: 'wait',
    level: '2',
    rule: '3+3/W',
    says: 'Pending participants could change the answer',
    next: [
      {
        ...settled(0),
        action: 'stay',
        level: '2',
        more: 3,
        rule: '3+3 1 of 3',
        says: 'One DLT in three',
        next: [
          { ...of3(0), action: 'escalate', level: '3', more: 3, rule: '3+3/0', says: 'At most one in six', next: [] },
          { ...of3(1), action: 'declare-mtd', level: '1', ...end },
          { ...of3(2), action: 'declare-mtd', level: '1', ...end },
          { ...of3(3), ...stop },
        ],
      },
      { ...settled(1), action: 'declare-mtd', level: '1', ...end },
      { ...settled(2), action: 'declare-mtd', level: null, ...end },
    ],
  },
  assumes: ['everyone treated from here on is evaluable'],
}
