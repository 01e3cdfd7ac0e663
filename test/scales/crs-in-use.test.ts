import { describe, expect, it } from 'vitest'
import type { Fact } from '../../src/core/fact.schema.ts'
import { episodeSideBySide } from '../../src/scales/index.ts'
import { cases } from '../../src/testing/index.ts'
import { astct, courseOf, crs, given, infused, registry, temperature } from './timeline.ts'

const at = '2026-03-03T08:00'
const febrile = [infused('2026-03-01'), temperature(at, 38.6)]
const well = [crs(at, 'hypotension', false), crs(at, 'hypoxia', false)]
const penn = registry.get('penn-2018-crs')!
const lee = registry.get('lee-2014-crs')!

/** The peak of the one episode by ASTCT and by two other scales, each as a grade or a range. */
function peaks(...facts: readonly Fact[]): string {
  const [episode] = courseOf([...febrile, ...facts], { unrecordedHospitalisation: 'absent' }).episodes
  return episodeSideBySide([astct, penn, lee], episode!)
    .map(({ peak }) => (peak.atLeast === peak.atMost ? `${peak.atLeast}` : `${peak.atLeast}-${peak.atMost}`))
    .join(' ')
}

describe('Vasopressors in use: one drug under two names is one drug, and vasopressin is no second one', () => {
  it.each(
    cases(`
      one                       other                   grade
      norepinephrine            -                       3
      Norepinephrine bitartrate  noradrenaline           3
      Levophed                  Norepinephrine          3
      norepinephrine            vasopressin             3
      norepinephrine            Arginine vasopressin    3
      norepinephrine            argipressin             3
      norepinephrine            Epinephrine HCl         4
      adrenaline tartrate       epinephrine             3
      norepinephrine            phenylephrine           4
      norepinephrine            terlipressin            4
    `),
  )('$one and $other: ASTCT grade $grade', ({ one, other, grade }) => {
    const drugs = [one!, ...(other === undefined ? [] : [other])]
    const facts = [crs(at, 'hypotension', true), crs(at, 'hypoxia', false)]
    expect(peaks(...facts, ...drugs.map((name) => given('vasopressor', at, { name })))[0]).toBe(grade)
  })
})

describe('Oxygen and ventilation in use, in the words of a site', () => {
  it.each(
    cases(`
      kind         device                                ASTCT, Penn, Lee
      ventilation  BiPAP                                 4 3 4
      ventilation  Non-invasive ventilation              4 3 4
      ventilation  noninvasive mechanical ventilation    4 3 4
      ventilation  BiPAP ventilator                      4 3 4
      ventilation  CPAP                                  4 3 4
      ventilation  Invasive mechanical ventilation       4 4 4
      ventilation  Mechanical ventilation                4 4 4
      ventilation  intubated after failing BiPAP         4 4 4
      oxygen       non-rebreather mask                   3 3 2-3
    `),
  )('$device', (row) => {
    const facts = [crs(at, 'hypotension', false), crs(at, 'hypoxia', true)]
    expect(peaks(...facts, given(row.kind as 'oxygen', at, { device: row.device! }))).toBe(row['ASTCT, Penn, Lee'])
  })
  it('ventilation by an unknown device beside a mask leaves what it may be open', () => {
    const facts = [crs(at, 'hypotension', false), crs(at, 'hypoxia', true)]
    const mask = given('oxygen', at, { device: 'non-rebreather mask' })
    const unknown = given('ventilation', at, { name: 'respiratory support' })
    expect(
      peaks(...facts, mask, unknown)
        .split(' ')
        .map((range) => range.at(-1)),
    ).toEqual(['4', '4', '4'])
    expect(
      peaks(...facts, unknown, given('ventilation', at, { device: 'BiPAP' }))
        .split(' ')[1]
        ?.at(-1),
    ).toBe('4')
  })
})

const reported = (event: string, term: string, more: object = {}): Fact =>
  ({ type: 'adverseEventReported', participant: '001', at, event, term, ...more }) as Fact
const CRS = reported('AE1', 'Cytokine release syndrome', { serious: false })
const ofCrs = { manifestationOf: 'AE1' }

describe('Organ toxicity of CRS: of several events of one organ the worst counts, by its latest grade', () => {
  it.each(
    cases(`
      ALT  AST  Penn
      4    2    3
      2    4    3
      3    2    2
      2    2    1
    `),
  )('ALT grade $ALT, AST grade $AST: Penn grade $Penn', ({ ALT, AST, Penn }) => {
    const enzymes = [
      reported('AE2', 'Alanine aminotransferase increased', { ...ofCrs, grade: Number(ALT) }),
      reported('AE3', 'Aspartate aminotransferase increased', { ...ofCrs, grade: Number(AST) }),
    ]
    expect(peaks(...well, CRS, ...enzymes).split(' ')[1]).toBe(Penn)
  })
  it('a regrading entered late stands at its own time', () => {
    const regraded = (when: string, grade: number): Fact =>
      ({ type: 'adverseEventRegraded', participant: '001', at: when, event: 'AE2', grade }) as Fact
    const rising = [regraded('2026-03-03T10:00', 3), regraded('2026-03-03T09:00', 2)]
    const creatinine = reported('AE2', 'Creatinine increased', { ...ofCrs, grade: 1 })
    const later = temperature('2026-03-03T12:00', 38.2)
    expect(peaks(...well, CRS, creatinine, ...rising, later).split(' ')[1]).toBe('3')
  })
})

describe('CRS that ends in death is grade 5, whichever record says so', () => {
  const ended = (event: string, outcome: string): Fact =>
    ({ type: 'adverseEventEnded', participant: '001', at: '2026-03-04T07:00', event, outcome }) as Fact
  const died = (more: object): Fact => ({ type: 'died', participant: '001', at: '2026-03-04T07:00', ...more }) as Fact
  const hypoxia = reported('AE2', 'Hypoxia', { ...ofCrs, grade: 4 })
  const infection = reported('AE3', 'Sepsis', { grade: 4 })
  it.each([
    ['the CRS event is recorded as fatal', [ended('AE1', 'fatal')], '5'],
    ['the death names the CRS event', [died({ event: 'AE1' })], '5'],
    ['the death names a manifestation of it', [died({ event: 'AE2' })], '5'],
    ['a manifestation of it is recorded as fatal', [ended('AE2', 'fatal')], '5'],
    ['the death names another event', [died({ event: 'AE3' })], '1'],
    ['another event is recorded as fatal', [ended('AE3', 'fatal')], '1'],
    ['nobody says of what', [died({})], '1-5'],
  ] as const)('%s', (_, facts, peak) => {
    const [grade] = peaks(...well, CRS, hypoxia, infection, ...facts).split(' ')
    expect(grade).toBe(peak)
  })
})

describe('Findings of one time that differ', () => {
  it.each([
    [
      'hypotension by the day, none by the hour of it',
      [crs('2026-03-03', 'hypotension', true), crs(at, 'hypotension', false)],
      '2',
    ],
    [
      'another cause of the hypotension, and none',
      [
        crs(at, 'hypotension', true),
        crs(at, 'hypotension other cause', true),
        crs(at, 'hypotension other cause', false),
      ],
      '1-2',
    ],
    ['another cause of the hypotension', [crs(at, 'hypotension', true), crs(at, 'hypotension other cause', true)], '1'],
  ] as const)('%s', (_, facts, peak) =>
    expect([facts, facts.toReversed()].map((one) => peaks(crs(at, 'hypoxia', false), ...one).split(' ')[0])).toEqual([
      peak,
      peak,
    ]),
  )
})
