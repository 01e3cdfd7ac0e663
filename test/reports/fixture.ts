import type { Report } from '../../src/reports/report.ts'
import { doubted, nobodyLooked, nothingFound, twoEpisodes } from './crs-fixture.ts'
import { decisionTable, pathways } from './dosing-fixture.ts'
import { clear, dlt, notDosed, notEvaluable, pending, undeterminable } from './participants.ts'

/** A report with every state in it once: what a rendering must not lose. */
export const report: Report = {
  protocol: { id: 'NCT00000000', title: 'Cells in solid tumours', phase: 'IA', version: '2.0', source: 'a registry' },
  asOf: '2026-03-20',
  knownOn: '2026-03-21',
  basis: { entries: 142, head: '9f2c7a1b'.repeat(8), table: 'ctcae-5.0', software: 'gradus 0.1.0' },
  phase: 'escalation',
  recommendation: {
    action: 'wait',
    level: '2',
    headline: 'Wait at level 2 for the pending at level 2.',
    because: 'Pending participants could change the answer: 1 of 1 with DLT at level 2, 2 pending',
    rule: { id: '3+3/W', says: 'Pending participants could change the answer', source: 'Storer (1989)' },
    saw: { level: '2', n: 1, dlt: 1, pending: 2 },
    considered: [{ id: '3+3/1', says: 'Two DLTs at the level', source: 'Storer (1989)' }],
    excluded: ['3'],
    awaits: [
      { participant: '003', until: '2026-04-01', needs: [{ fact: 'the end of the DLT window' }] },
      { participant: '004', needs: [{ fact: 'when Hepatitis reached grade 3' }] },
    ],
    until: '2026-04-01',
    wouldChange: [
      { if: 'one pending participant at level 2 has a DLT', then: 'de-escalate, level 1' },
      { if: 'one pending participant at level 2 has no DLT', then: 'wait, level 2' },
    ],
  },
  levels: [
    {
      label: '1',
      amount: '1.5e7',
      unit: 'cells/kg',
      current: false,
      excluded: false,
      dosed: 1,
      evaluable: 1,
      dlt: 0,
      pending: 0,
      notEvaluable: 0,
      participants: ['001'],
    },
    {
      label: '2',
      amount: '3e7',
      unit: 'cells/kg',
      current: true,
      excluded: false,
      dosed: 4,
      evaluable: 1,
      dlt: 1,
      pending: 2,
      notEvaluable: 1,
      participants: ['002', '003', '004', '005'],
    },
    {
      label: '3',
      amount: '5e7',
      unit: 'cells/kg',
      current: false,
      excluded: true,
      dosed: 0,
      evaluable: 0,
      dlt: 0,
      pending: 0,
      notEvaluable: 0,
      participants: [],
    },
  ],
  decisionTable,
  pathways,
  participants: [
    { ...clear, crs: nothingFound },
    { ...dlt, crs: twoEpisodes },
    { ...pending, crs: doubted },
    undeterminable,
    notEvaluable,
    { ...notDosed, crs: nobodyLooked },
  ],
  decisions: [
    {
      at: '2026-03-09',
      decision: 'escalate to level 2 (2026-03-09)',
      by: 'Safety review committee',
      reason: 'clinical judgement',
      recommended: 'Stay at level 1.',
      differs: true,
      basisChanged: { before: 'Stay at level 1: 0 of 1 with DLT', after: 'Wait at level 1: 0 of 0 with DLT' },
    },
    {
      at: '2026-03-02',
      decision: 'stay at level 1 (2026-03-02)',
      by: 'Safety review committee',
      recommended: '',
      differs: false,
    },
  ],
  signals: [
    { participant: '001', at: '2026-03-07', says: 'ALT 610 U/L is 12.2 × ULN, above 10 × ULN', section: '6.1' },
  ],
  rules: [
    {
      id: 'DLT-1',
      section: '5.2.1',
      says: 'CRS grade 4, or grade 3 not resolved to grade 2 or less within 72 h',
      assumed: false,
    },
    {
      id: 'DLT-2',
      section: '5.2.2',
      says: 'Any other non-haematologic grade 3 not resolved within 7 days',
      assumed: true,
    },
    { id: 'DLT-3', section: '5.2.3', says: 'Death at least possibly related to the cells', assumed: false },
  ],
  issues: [
    {
      code: 'partialDate',
      severity: 'note',
      where: { file: 'AE.csv', row: 7, field: 'AESTDTC', participant: '004' },
      message: 'AESTDTC "2026-03" is a month',
    },
    {
      code: 'unreadable',
      severity: 'error',
      where: { file: 'LB.csv', row: 12, field: 'LBORRES', participant: '003' },
      message: 'expected a number, got "~5"',
    },
    {
      code: 'undeterminable',
      severity: 'query',
      where: { participant: '004', record: 'ae-1' },
      message: 'when did Hepatitis reach grade 3?',
    },
    { code: 'undeterminable', severity: 'query', where: {}, message: 'nothing that is due would settle it' },
  ],
  assumptions: [{ section: 'registry', about: 'DLT-2', note: 'The registry gives no definition.' }],
}

/** What a careless or hostile source may hold: markup, quotes, a terminal's escape, and a character that turns the text round. */
export const hostileText = `<img/x onerror=1>&"'</style>\u001b[31m\u202e`

const kept = new Set(
  [
    'is action severity code status source atLeast atMost as at onset ended opens closes until asOf knownOn contact who since resolved',
  ].flatMap((names) => names.split(' ')),
)

/** The report with something hostile at the end of every text that is not a date or one of our own words. */
export const hostile = spoilt(report) as Report

function spoilt(node: unknown, key = ''): unknown {
  if (typeof node === 'string') return kept.has(key) && node.length <= 16 ? node : `${node}${hostileText}`
  if (Array.isArray(node)) return node.map((each) => spoilt(each, key))
  if (node === null || typeof node !== 'object') return node
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [
      key === 'attribution' ? `${name}${hostileText}` : name,
      spoilt(value, name),
    ]),
  )
}
