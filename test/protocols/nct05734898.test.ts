import { describe, expect, it } from 'vitest'
import '../../src/testing/vitest.ts'
import { ctcae50 } from '../../grading-tables/index.ts'
import type { Fact } from '../../src/core/fact.schema.ts'
import { Protocol } from '../../src/core/protocol.schema.ts'
import { eligibilityOf } from '../../src/eligibility/index.ts'
import { judgesFor } from '../../src/machines/judges.ts'
import { machinesFor } from '../../src/machines/rules.ts'
import { nct05734898 as protocol } from '../../src/protocols/index.ts'
import {
  adverseEvent,
  cases,
  dateOf,
  decided,
  died,
  each,
  ended,
  enrolled,
  followedUp,
  given,
  type Happening,
  infused,
  lab,
  regraded,
  screened,
  withdrew,
} from '../../src/testing/index.ts'

const machines = machinesFor(judgesFor(protocol, ctcae50))
const CRS = 'Cytokine release syndrome'
const GVHD = 'Graft versus host disease'
const amounts: Readonly<Record<string, string>> = { '1': '2e6', '2': '6e6', '3': '1.8e7' }
const related = { attribution: { 'CAR-NK': 'possible' } } as const
const unrelated = { attribution: { 'CAR-NK': 'unrelated' } } as const

/** Enrolled at a level and infused on two days a week apart. */
const treated =
  (level: string, day = 0): Happening =>
  (participant) =>
    [
      enrolled(day - 7, level),
      ...[0, 7].map((after, i) =>
        infused('CAR-NK', day + after, { amount: amounts[level]!, unit: 'cells/kg', infusion: i + 1, cycle: 1 }),
      ),
    ].flatMap((happens) => happens(participant))
const clean =
  (level: string, day = 0): Happening =>
  (participant) => [...treated(level, day)(participant), ...followedUp(day + 29)(participant)]
/** An event the site graded by another scale than CTCAE. */
const gradedBy =
  (scale: string, term: string, day: number, grade: number, known: object = {}): Happening =>
  (participant) => [
    { type: 'adverseEventReported', participant, at: dateOf(day), event: term, term, grade, scale, ...known },
  ]
const alone = (...happenings: Happening[]) => given(machines, each('001', treated('1'), ...happenings))

describe('NCT05734898 · the protocol as data', () => {
  it('is of the schema', () => expect(Protocol.parse(protocol)).toEqual(protocol))

  it('levels are assumed from a related trial, and say so', () => {
    expect(protocol.levels.map(({ amount }) => amount)).toEqual(['2e6', '6e6', '1.8e7'])
    expect(protocol.design).toMatchObject({ assumed: true, note: expect.stringContaining('NCT05247957') })
  })

  it('says that the list of exclusions is empty in the copy at hand', () => {
    expect(protocol.eligibility?.missing?.join()).toContain('xclusion')
    expect(protocol.openPoints.map(({ id }) => id)).toContain('exclusions')
  })
})

describe('NCT05734898 · registry: dose escalation to the MTD, by 3+3', () => {
  const dlt = (day: number) => adverseEvent(CRS, day + 1, 4)

  it('0 of 3 at level 1: escalate to level 2', () =>
    expect(given(machines, each('001 002 003', clean('1'))).onReview(30)).toRecommend('escalate to 2'))

  it('1 of 3: three more', () =>
    expect(given(machines, each('001 002', clean('1')), each('003', treated('1'), dlt(0))).onReview(30)).toRecommend(
      'stay at 1, 3 more',
    ))

  it('2 of 3 at level 2: level 2 is excluded, and level 1 is filled to six', () =>
    expect(
      given(
        machines,
        each('001 002 003', clean('1')),
        decided(31, 'escalate', '2'),
        each('004', clean('2', 40)),
        each('005 006', treated('2', 40), dlt(40)),
      ).onReview(70),
    ).toMatchObject({ action: 'de-escalate', level: '1', more: 3, excluded: ['2', '3'] }))

  it('0 of 6 at the top level: level 3 is the MTD', () =>
    expect(given(machines, '1NNN 2NNN 3NNNNNN').onReview()).toMatchObject({ action: 'declare-mtd', level: '3' }))

  it('whoever is inside the 28 days is pending until they are over', () =>
    expect(given(machines, each('001 002', clean('1')), each('003', treated('1'))).onReview(27)).toBePending('003', {
      until: '2026-03-29',
    }))

  it('one infusion of two is half of the dose: not evaluable', () =>
    expect(
      given(
        machines,
        each(
          '001',
          enrolled(-7, '1'),
          infused('CAR-NK', 0, { amount: '2e6', unit: 'cells/kg', infusion: 1, cycle: 1 }),
          followedUp(29),
        ),
      ).onReview(30),
    ).toMatchObject({ participants: { '001': 'notEvaluable' } }))

  it('thirty is the most that are treated', () =>
    expect(protocol.maximum).toEqual({ participants: 30, section: 'registry' }))
})

describe('NCT05734898 · assumed 5.2: dose-limiting toxicity', () => {
  it.each(
    cases(`
      term                        grade  attribution  rule   is
      Cytokine_release_syndrome   4      possible     DLT-1  met
      Cytokine_release_syndrome   2      possible     DLT-1  not_met
      Encephalopathy              3      possible     DLT-2  met
      Encephalopathy              2      possible     DLT-2  not_met
      Encephalopathy              3      unlikely     DLT-2  not_met
      Nausea                      4      possible     DLT-4  met
      Nausea                      4      unrelated    DLT-4  not_met
    `),
  )('$term grade $grade, $attribution: $rule $is', ({ term, grade, attribution, rule, is }) => {
    const known = { attribution: { 'CAR-NK': attribution } } as never
    const name = term!.replaceAll('_', ' ')
    expect(alone(adverseEvent(name, 3, Number(grade), known), ended(name, 4)).onReview(5).rules['001']).toMatchObject({
      [rule!]: is!.replace('_', ' '),
    })
  })

  it.each([
    ['72 h', '6 08:00', 'not met'],
    ['72 h and a minute', '6 08:01', 'met'],
  ] as const)('CRS grade 3 back at grade 2 after %s', (_time, back, is) =>
    expect(alone(adverseEvent(CRS, '3 08:00', 3), regraded(CRS, back, 2)).onReview(8).rules['001']).toMatchObject({
      'DLT-1': is,
    }),
  )

  describe('graft-versus-host disease, also of a graft received before', () => {
    it('MAGIC grade 3, possibly of these cells: a DLT', () =>
      expect(alone(gradedBy('MAGIC', GVHD, 10, 3, related)).onReview(12)).toHaveDlt('001', 'DLT-3'))

    it('MAGIC grade 2: none', () =>
      expect(alone(gradedBy('MAGIC', GVHD, 10, 2, related)).onReview(12)).not.toHaveDlt('001', 'DLT-3'))

    it('MAGIC grade 3 of the earlier graft: none', () =>
      expect(alone(gradedBy('MAGIC', GVHD, 10, 3, unrelated)).onReview(12)).not.toHaveDlt('001', 'DLT-3'))

    it('nobody said of which graft: undeterminable, never "of the earlier one"', () =>
      expect(alone(gradedBy('MAGIC', GVHD, 10, 3)).onReview(12).rules['001']).toMatchObject({
        'DLT-3': 'undeterminable',
      }))
  })

  describe('cytopenia that the disease itself can cause', () => {
    const neutrophils = 'Neutrophil count decreased'
    const long = (days: number, facts: object = {}) =>
      given(
        machines,
        each(
          '001',
          treated('1'),
          (participant) => [
            {
              type: 'adverseEventReported',
              participant,
              at: dateOf(2),
              event: neutrophils,
              term: neutrophils,
              grade: 4,
              ...facts,
            },
          ],
          regraded(neutrophils, 2 + days, 2),
        ),
      ).onReview(60).rules['001']!['DLT-5']

    it('grade 4 for 43 days without persisting leukemia: a DLT', () =>
      expect(long(43, { facts: { persistentLeukemia: false } })).toBe('met'))
    it('for 42 days: none', () => expect(long(42, { facts: { persistentLeukemia: false } })).toBe('not met'))
    it('for 43 days with leukemia in the marrow: none', () =>
      expect(long(43, { facts: { persistentLeukemia: true } })).toBe('not met'))
    it('for 43 days and nobody looked at the marrow: undeterminable', () => expect(long(43)).toBe('undeterminable'))
  })

  it('death related to the cells is a DLT; of leukemia, unrelated, it is none', () => {
    const fatal = (known: object) => alone(adverseEvent('Sepsis', 9, 5, known), died(9, 'Sepsis')).onReview(10)
    expect(fatal(related)).toHaveDlt('001', 'DLT-6')
    expect(fatal(unrelated)).not.toHaveDlt('001', 'DLT-6')
  })
})

describe('NCT05734898 · children from 3 years on', () => {
  const child: readonly Fact[] = [{ type: 'screened', participant: '001', at: dateOf(-10), age: 3 }]
  const asked = (facts: readonly Fact[]) =>
    eligibilityOf(protocol, facts, dateOf(-7)).criteria.find(({ id }) => id === 'INCL-5-CHILD')

  it('a child of 3 is old enough; at 2 not', () => {
    const age = (years: number) =>
      eligibilityOf(
        protocol,
        [{ type: 'screened', participant: '001', at: dateOf(-10), age: years }],
        dateOf(-7),
      ).criteria.find(({ id }) => id === 'INCL-1')?.holds
    expect([age(2), age(3), age(75), age(76)]).toEqual(['not met', 'met', 'met', 'not met'])
  })

  it('a child needs a Lansky or Karnofsky score beside ECOG; without one it is not yet known', () =>
    expect(asked(child)?.holds).toBe('unknown'))

  it('a level is the same per kg, and the weight is of the week before', () => {
    const dosed = (weighed: number) =>
      given(
        machines,
        each(
          '001',
          screened(-10, { age: 3 }),
          enrolled(-7, '1'),
          infused('CAR-NK', 0, {
            amount: '2e6',
            unit: 'cells/kg',
            per: 'kg',
            weight: { kg: '14.2', at: dateOf(weighed) },
            infusion: 1,
            cycle: 1,
          }),
        ),
      ).onReview(1)
    expect(dosed(-7).story.participants[0]!.received?.doses[0]?.queries).toEqual([])
    expect(dosed(-8).story.participants[0]!.received?.doses[0]?.queries).toEqual([expect.stringContaining('weight')])
  })

  it('creatinine of a child is graded by multiples of ULN and of baseline, as of an adult', () =>
    expect(
      given(
        machines,
        each('001', screened(-10, { age: 4 }), treated('1'), lab('creatinine', 3, '120', 'umol/L', { uln: '40' })),
      )
        .onReview(4)
        .emitted.find((one) => one.type === 'graded'),
    ).toMatchObject({ summary: { term: 'Creatinine increased', source: 'laboratory' } }))
})

describe('NCT05734898 · stopping and stagger (assumed)', () => {
  it('a related death suspends, one nobody attributed holds', () => {
    const death = (known: object) => alone(adverseEvent('Sepsis', 9, 5, known), died(9, 'Sepsis')).onReview(10)
    expect(death(related).phase).toBe('suspended')
    expect(death({})).toMatchObject({ phase: 'escalation', held: { 'STOP-1': null } })
    expect(death(unrelated).phase).toBe('escalation')
  })

  it('the second participant of a level is not before day 14, the first of the next level 28 days after the last', () => {
    expect(given(machines, each('001', treated('1'))).onReview(10).recommendation.until).toBe('2026-03-15')
    expect(
      given(machines, each('001', clean('1')), each('002 003', clean('1', 21))).onReview(51).recommendation.until,
    ).toBe('2026-04-19')
  })

  it('who leaves early is replaced', () =>
    expect(alone(withdrew(5)).onReview(6).emitted).toContainEqual(
      expect.objectContaining({ type: 'participantNotEvaluable', replaced: true }),
    ))
})
