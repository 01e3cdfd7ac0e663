import { inOrder } from '../../src/machines/order.ts'
import type { Posted } from '../../src/machines/router.ts'
import {
  adjudicated,
  adverseEvent,
  attributed,
  dateOf,
  decided,
  each,
  ended,
  enrolled,
  followedUp,
  gateOpened,
  type Happening,
  infused,
  lab,
  peaked,
  regraded,
  screened,
  withdrew,
} from '../../src/testing/index.ts'
import { toCarT, unrelated } from './trial.ts'

const amounts: Readonly<Record<string, string>> = { '1': '1.5e7', '2': '3e7' }
const treated =
  (level: string, day: number): Happening =>
  (participant) =>
    [
      enrolled(day - 5, level),
      ...[0, 1].map((i) => infused('CAR-T', day + i, { amount: amounts[level]!, unit: 'cells/kg', infusion: i + 1 })),
    ].flatMap((happens) => happens(participant))

const alt = (day: number, value: number) => lab('ALT', day, value, 'U/L', { uln: '40' })
const platelets = (day: number, value: number) => lab('platelets', day, value, '10*9/L', { lln: '150' })

/** A trial in which a fact of nearly every kind decides something, each on a day of its own or beside others of that day. */
export const toldStory: readonly Posted[] = [
  ...each(
    '001',
    screened(-30, { age: 60, sex: 'F' }),
    treated('1', 0),
    alt(-1, 60),
    alt(2, 150),
    alt(5, 260),
    alt(9, 70),
  ),
  ...each('001', adverseEvent('Cytokine release syndrome', 2, 2, { event: 'CRS', ...toCarT }), regraded('CRS', 3, 1)),
  ...each('001', adverseEvent('Fever', 2, 1, { event: 'F', manifestationOf: 'CRS' }), ended('CRS', 6), followedUp(15)),
  ...each(
    '002',
    treated('1', 20),
    followedUp(35),
    adverseEvent('Nausea', 22, 3, { event: 'N', ...unrelated }),
    peaked('N', 25, 3),
  ),
  ...each('002', attributed('N', 26, 'CAR-T', 'possible'), ended('N', 27)),
  ...each(
    '003',
    treated('1', 40),
    followedUp(55),
    platelets(41, 160),
    platelets(44, 20),
    platelets(50, 90),
    platelets(52, 160),
  ),
  ...decided(60, 'escalate', '2'),
  ...each('004', treated('2', 61), adverseEvent('Cytokine release syndrome', 63, 4, { event: 'CRS', ...toCarT })),
  ...each('004', adjudicated('DLT-1', 70, 'not met', 'recorded in error'), followedUp(76)),
  ...each(
    '005',
    treated('2', 62),
    adverseEvent('Alanine aminotransferase increased', 65, 2, { event: 'A', ...toCarT }),
  ),
  ...each('005', alt(65, 210), alt(80, 300), alt(90, 30), followedUp(77)),
  ...each('006', treated('2', 64), withdrew(68, 'moved away')),
  ...gateOpened('interim-analysis', 60),
  ...decided(95, 'stay', '2'),
  ...decided(95, 'escalate', '3'),
  {
    type: 'labResult',
    participant: '005',
    donor: 'D1',
    at: dateOf(66),
    analyte: 'ALT',
    value: '900',
    unit: 'U/L',
    uln: '40',
  },
  {
    type: 'adverseEventReported',
    participant: '004',
    at: '2026-05',
    event: 'R',
    term: 'Rash maculo-papular',
    grade: 1,
  },
  { type: 'timePassed', participant: '005', at: dateOf(99) },
]

/** The same, in the order in which they happened. */
export const inTheirOrder = (posted: readonly Posted[]): readonly Posted[] => inOrder(posted).map((one) => one.posted)
