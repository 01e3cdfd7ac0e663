import { describe, expect, it } from 'vitest'
import type { Attribution, Fact } from '../../src/core/fact.schema.ts'
import { gatedDoses, gateIssues, gateOf, trialFacts } from '../../src/eligibility/index.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { cases, dateOf } from '../../src/testing/index.ts'
import { assessed, without } from '../eligibility/facts.ts'

const dosed = (agent: string, day: number, infusion: number, cycle = 1): Fact => ({
  type: 'dosed',
  participant: '001',
  at: dateOf(day),
  agent,
  infusion,
  cycle,
  id: `${agent}-${cycle}-${infusion}`,
})
const seen = (day: number): Fact => ({ type: 'followedUp', participant: '001', at: dateOf(day) })
const noInfection = (day: number) => assessed('infection requiring intravenous antibiotics', false, undefined, day)
const event = (term: string, grade: number, day: number, attribution: Record<string, Attribution> = {}): Fact => ({
  type: 'adverseEventReported',
  participant: '001',
  at: dateOf(day),
  event: term,
  term,
  grade,
  attribution,
})
const ended = (term: string, day: number): Fact => ({
  type: 'adverseEventEnded',
  participant: '001',
  at: dateOf(day),
  event: term,
  outcome: 'recovered',
})
const crs = 'Cytokine release syndrome'
const ask = (gate: string, day: number, ...facts: readonly Fact[]) =>
  gateOf(nct07021534, gate, facts, dateOf(day), '001')

describe('Before lymphodepletion: the second eligibility gate', () => {
  const findings = [
    'new arrhythmia',
    'hypotension requiring vasopressors',
    'infection requiring intravenous antibiotics',
    'prophylactic antibiotics',
  ]
  const clear = findings.map((finding) => assessed(finding, false, undefined, 0))
  it('none of the findings: go', () => expect(ask('G-LD', 0, ...clear).is).toBe('go'))
  it('nobody has looked: hold until somebody has, naming what', () => {
    const { is, isUnknown, needs } = ask('G-LD', 0)
    expect({ is, isUnknown }).toEqual({ is: 'hold', isUnknown: true })
    expect(needs.map(({ fact }) => fact)).toEqual([
      ...findings.map((finding) => `${finding} within 1 day before ${dateOf(0)}`),
      'investigator confirms eligibility on prophylactic antibiotics',
    ])
  })
  it('a new arrhythmia: hold, for a reason', () => {
    const { is, isUnknown, because } = ask(
      'G-LD',
      0,
      ...without(clear, findings[0]!),
      assessed(findings[0]!, true, undefined, 0),
    )
    expect({ is, isUnknown }).toEqual({ is: 'hold', isUnknown: false })
    expect(because).toEqual([expect.stringContaining('EXCL-11 applies: Before lymphodepletion')])
  })
  it.each([
    ['withdrew', 'stop'],
    ['died', 'stop'],
  ] as const)('who %s is given nothing more', (type, is) =>
    expect(ask('G-LD', 0, ...clear, { type, participant: '001', at: dateOf(-1) }).is).toBe(is),
  )
})

describe('CAR-NK on Day 0, 2 to 7 days after the last dose of lymphodepletion', () => {
  const depleted = [dosed('lymphodepletion', 0, 1), dosed('lymphodepletion', 1, 2), dosed('lymphodepletion', 2, 3)]
  it.each(
    cases(`
    day  is    until
    3    hold  2026-03-05
    4    go    -
    9    go    -
    10   hold  -
  `),
  )('day $day: $is', ({ day, is, until }) =>
    expect(ask('G-NK-1', Number(day), ...depleted, noInfection(Number(day)))).toMatchObject({
      is,
      ...(until ? { until } : {}),
    }),
  )
  it('without lymphodepletion on record: hold until it is', () =>
    expect(ask('G-NK-1', 4, noInfection(4))).toMatchObject({
      is: 'hold',
      isUnknown: true,
      needs: [{ fact: 'lymphodepletion cycle 1, given' }],
    }))
  it('lymphodepletion known by its month alone: hold for its date', () => {
    const partial: Fact = { type: 'dosed', participant: '001', at: '2026-03', agent: 'lymphodepletion' }
    expect(ask('G-NK-1', 14, partial, noInfection(14))).toMatchObject({ is: 'hold', isUnknown: true })
  })
})

describe('CAR-NK from Day 0 to Day 1', () => {
  const first = dosed('CAR-NK', 0, 1)
  it.each([
    [0, 'hold', '2026-03-02'],
    [1, 'go', undefined],
    [2, 'hold', undefined],
  ] as const)('day %i: %s', (day, is, until) => {
    const answer = ask('G-NK-2', day, first, seen(day), noInfection(day))
    expect({ is: answer.is, until: answer.until, latest: answer.latest }).toEqual({ is, until, latest: '2026-03-02' })
  })
  it.each(
    cases(`
    grade  is
    1      go
    2      hold
    3      hold
    4      hold
  `),
  )('CRS grade $grade ongoing: $is', ({ grade, is }) =>
    expect(
      ask('G-NK-2', 1, first, seen(1), noInfection(1), event(crs, Number(grade), 0, { 'CAR-NK': 'unrelated' })).is,
    ).toBe(is),
  )
  it('CRS grade 2 that has ended: go', () =>
    expect(
      ask('G-NK-2', 1, first, seen(1), noInfection(1), event(crs, 2, 0, { 'CAR-NK': 'possible' }), ended(crs, 1)).is,
    ).toBe('go'))
  it.each([
    ['a date alone, the day of the infusion', dateOf(1), dateOf(1), 1],
    ['a date alone, the infusion at a time of that day', dateOf(1), `${dateOf(1)}T10:00`, 1],
    ['a time, the infusion by its date alone', `${dateOf(1)}T08:00`, dateOf(1), 1],
    ['a time before that of the infusion', `${dateOf(1)}T08:00`, `${dateOf(1)}T10:00`, 0],
    ['the day before', dateOf(0), dateOf(1), 0],
  ])('CRS grade 2 that ended, %s: go, and whether it was over before is said where not known', (_, end, at, notes) => {
    const [reported, over] = [event(crs, 2, 0, { 'CAR-NK': 'possible' }), { ...ended(crs, 1), at: end }]
    const answer = gateOf(nct07021534, 'G-NK-2', [first, seen(0), noInfection(0), reported, over], at, '001')
    expect(answer.notes ?? []).toHaveLength(notes)
    if (notes > 0)
      expect(answer.notes![0]).toMatch(
        /^G-NK-2-CRS: Cytokine release syndrome grade 0.*before or after that moment is not/,
      )
    if (notes > 0) expect(answer.is).toBe('go')
  })
  it('nor of one whose highest grade on record was lower', () => {
    const rash: Fact = { ...event('Rash', 3, 0), grade: undefined } as never
    const peak: Fact = {
      type: 'adverseEventPeaked',
      participant: '001',
      at: dateOf(9),
      event: 'Rash',
      grade: 2,
    }
    expect(ask('G-NK-2', 1, first, seen(1), noInfection(1), rash, peak, ended('Rash', 1))).not.toHaveProperty('notes')
  })
  it('an end of the same day says nothing of an event that was never as severe', () =>
    expect(
      ask('G-NK-2', 1, first, seen(1), noInfection(1), event(crs, 1, 0, { 'CAR-NK': 'possible' }), ended(crs, 1)),
    ).not.toHaveProperty('notes'))
  it.each(
    cases(`
    grade  attribution  is
    2      definite     go
    3      unlikely     go
    3      possible     hold
    4      unlikely     go
    4      possible     stop
    3      -            hold
    4      -            hold
  `),
  )('hypotension grade $grade, $attribution to CAR-NK: $is', ({ grade, attribution, is }) => {
    const given: Record<string, Attribution> = attribution ? { 'CAR-NK': attribution as Attribution } : {}
    expect(ask('G-NK-2', 1, first, seen(1), noInfection(1), event('Hypotension', Number(grade), 0, given)).is).toBe(is)
  })
  it('a related grade 4 stops for good, though it ended', () =>
    expect(
      ask(
        'G-NK-2',
        1,
        first,
        seen(1),
        noInfection(1),
        event('Hypotension', 4, 0, { 'CAR-NK': 'possible' }),
        ended('Hypotension', 1),
      ).is,
    ).toBe('stop'))
  it.each([
    [1, 'go'],
    [0, 'go'],
    [-1, 'hold'],
  ] as const)('that there is no event is known from a contact of day %i: %s', (day, is) =>
    expect(ask('G-NK-2', 1, first, seen(day), noInfection(1)).is).toBe(is),
  )
})

describe('From CAR-NK to CAR-T: 1 to 2 weeks, at the investigator’s decision', () => {
  const given = [dosed('CAR-NK', 0, 1), dosed('CAR-NK', 1, 2)]
  const starts = (is: boolean, day: number) => assessed('investigator starts CAR-T', is, undefined, day)
  it.each(
    cases(`
    day  is    until
    7    hold  2026-03-09
    8    go    -
    15   go    -
    16   hold  -
  `),
  )('day $day: $is', (row) => {
    const day = Number(row.day)
    const answer = ask('G-T-1', day, ...given, starts(true, day), seen(day), noInfection(day))
    expect({ is: answer.is, until: answer.until, latest: answer.latest }).toEqual({
      is: row.is,
      until: row.until,
      latest: '2026-03-16',
    })
  })
  it('the investigator decides against: CAR-NK alone, stop', () =>
    expect(ask('G-T-1', 9, ...given, starts(false, 9), seen(9), noInfection(9)).is).toBe('stop'))
  it('nobody has decided: hold', () =>
    expect(ask('G-T-1', 9, ...given, seen(9), noInfection(9))).toMatchObject({
      is: 'hold',
      needs: [{ fact: 'investigator starts CAR-T' }],
    }))
  it('only Day 0 was given: hold for Day 1', () =>
    expect(ask('G-T-1', 9, given[0]!, starts(true, 9), seen(9), noInfection(9))).toMatchObject({
      is: 'hold',
      needs: [{ fact: 'CAR-NK cycle 1 infusion 2, given' }],
    }))
})

describe('CAR-T on consecutive days; cycle 2 about two weeks after cycle 1', () => {
  const one = [dosed('CAR-T', 0, 1), dosed('CAR-T', 1, 2)]
  it.each([
    [0, 'hold'],
    [1, 'go'],
    [2, 'hold'],
  ] as const)('second infusion on day %i: %s', (day, is) =>
    expect(ask('G-T-2', day, one[0]!, seen(day), noInfection(day)).is).toBe(is),
  )
  it.each([
    [10, 'hold'],
    [11, 'go'],
    [19, 'go'],
    [20, 'hold'],
  ] as const)('cycle 2 on day %i: %s', (day, is) =>
    expect(
      ask(
        'G-T-3',
        day,
        ...one,
        seen(day),
        noInfection(day),
        assessed('investigator continues with cycle 2', true, undefined, day),
      ).is,
    ).toBe(is),
  )
  it.each([
    [15, 'hold'],
    [16, 'go'],
    [17, 'hold'],
  ] as const)('second infusion of cycle 2 on day %i: %s', (day, is) =>
    expect(ask('G-T-4', day, ...one, dosed('CAR-T', 15, 1, 2), seen(day), noInfection(day)).is).toBe(is),
  )
  it('a requirement says whether it is assumed: what the registry states is not', () => {
    const assumed = ask('G-T-3', 11, ...one).requires.map(({ id, assumed: is }) => `${id} ${is}`)
    expect(assumed.slice(0, 2)).toEqual(['G-T-3-DECISION false', 'G-T-3-CRS true'])
  })
  it('a gate the protocol does not have is refused', () =>
    expect(() => ask('G-X', 0)).toThrow('expected one of the infusion gates G-LD'))
})

describe('A dose that was given is on record whatever its gate said: a query for the site', () => {
  const issuesOf = (...facts: readonly Fact[]) => gateIssues('001', gatedDoses(nct07021534, trialFacts(facts), '001'))
  const first = [
    dosed('lymphodepletion', -5, 1),
    ...[
      'new arrhythmia',
      'hypotension requiring vasopressors',
      'infection requiring intravenous antibiotics',
      'prophylactic antibiotics',
    ].map((finding) => assessed(finding, false, undefined, -5)),
  ]
  const nk = [...first, dosed('CAR-NK', 0, 1), noInfection(0)]
  it('through open gates: none', () => expect(issuesOf(...nk)).toEqual([]))
  it('outside its interval: the dose, the gate, the interval and the dates', () => {
    const late = issuesOf(...nk, dosed('CAR-NK', 2, 2), seen(2), noInfection(2))
    expect(late).toMatchObject([
      { code: 'gateNotOpen', severity: 'query', where: { participant: '001', record: 'CAR-NK-1-2' } },
    ])
    expect(late[0]!.message).toContain(
      'CAR-NK cycle 1 infusion 2 given 2026-03-03 although G-NK-2 said hold: G-NK-2-NEXT-DAY: too late, not after 2026-03-02',
    )
  })
  it('under ongoing CRS grade 2: the requirement', () => {
    const [found] = issuesOf(
      ...nk,
      event(crs, 2, 0, { 'CAR-NK': 'possible' }),
      dosed('CAR-NK', 1, 2),
      seen(1),
      noInfection(1),
    )
    expect(found!.message).toContain('G-NK-2-CRS does not hold: No CRS of grade 2 or more ongoing')
  })
  it('CRS after the infusion does not speak against it', () =>
    expect(issuesOf(...nk, event(crs, 3, 1, { 'CAR-NK': 'possible' }))).toEqual([]))
  it('CRS of the day of the infusion, at no known time, may have come after it: asked, not held against it', () => {
    const timed: Fact = { ...dosed('CAR-NK', 1, 2), at: `${dateOf(1)}T10:00` }
    const [found, ...more] = issuesOf(
      ...nk,
      timed,
      event(crs, 3, 1),
      { ...seen(1), at: `${dateOf(1)}T09:00` },
      noInfection(0),
    )
    expect(more).toEqual([])
    expect(found!.message).toContain('for want of whether Cytokine release syndrome began before')
  })
  it('for want of facts alone: one query for all of them', () => {
    const found = issuesOf(dosed('lymphodepletion', -5, 1), dosed('CAR-NK', 0, 1), dosed('CAR-NK', 1, 2))
    expect(found).toHaveLength(1)
    expect(found[0]!.message).toContain(
      'given before the record shows go: lymphodepletion cycle 1 infusion 1 and 2 more; for want of',
    )
  })
})
