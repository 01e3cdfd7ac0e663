import { describe, expect, it } from 'vitest'
import type { FactOf } from '../../src/core/fact.schema.ts'
import { doseReceived } from '../../src/dlt/dose-received.ts'
import { shareReceived } from '../../src/dlt/exposure.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { cases, type Day, dateOf, enrolled, infused } from '../../src/testing/index.ts'
import { summaryOf } from './story.ts'

type Given = Partial<Omit<FactOf<'dosed'>, 'type' | 'participant' | 'at' | 'agent'>>
const protocol = {
  ...nct07021534,
  agents: nct07021534.agents.map((agent) =>
    agent.name === 'CAR-T' ? { ...agent, weightWithin: { days: 14 } } : agent,
  ),
} as typeof nct07021534
const carT = (day: Day, dose: Given) => infused('CAR-T', day, { unit: 'cells/kg', cycle: 1, ...dose })
const received = (...doses: ReturnType<typeof carT>[]) =>
  doseReceived(protocol, summaryOf(undefined, enrolled(-20, '1'), ...doses))

describe('received ÷ planned, exactly', () => {
  it.each(
    cases(`
      amount     unit               kg    percent
      1.5e7      cells/kg           -     100
      1.2e7      Cells / kg         -     80
      1.19e7     cells/kg           -     79.3
      15         10^6 cells/kg      -     100
      15         x10^6 cells/kg     -     100
      1.5        1e7 cells/kg       -     100
      1.05e9     cells              70    100
      1.05e9     cells              -     -
      1.05e9     cells              0     -
      1.5e7      CAR+ cells/kg      -     -
      <1.5e7     cells/kg           -     -
      x          cells/kg           -     -
      -          cells/kg           -     -
      0          cells/kg           -     0
    `),
  )('$amount $unit at $kg kg of 1.5e7 cells/kg: $percent %', ({ amount, unit, kg, percent }) => {
    const weight = kg ? { weight: { kg, at: dateOf(-1) } } : {}
    const [dose] = received(carT(0, { ...(amount ? { amount } : {}), unit: unit!, ...weight })).doses
    expect(dose!.percent).toBe(percent)
    expect(dose).toMatchObject({ plannedAmount: '15000000', plannedUnit: 'cells/kg', number: 1 })
  })

  it('the source’s own plan counts before the level’s', () =>
    expect(received(carT(0, { amount: '1e7', planned: '2e7' })).doses[0]!.percent).toBe('50'))
  it('cells in all, by the weight used', () => {
    expect(received(carT(0, { amount: '1.5e7', weight: { kg: '70.5', at: dateOf(-1) } })).doses[0]!.total).toBe(
      '1057500000',
    )
    expect(received(carT(0, { amount: '1.5e7' })).doses[0]!.total).toBeUndefined()
    expect(received(carT(0, { amount: '1e9', unit: 'cells' })).doses[0]!.total).toBeUndefined()
  })
  it('CAR-positive viable cells are kept beside it', () =>
    expect(received(carT(0, { carPositiveViable: '9e8' })).doses[0]).toMatchObject({ carPositiveViable: '9e8' }))

  it('CAR-NK flat, by its plan: 1×10^9 on Day 0, 2×10^9 on Day 1', () => {
    const nk = (day: Day, amount: string, infusion: number) =>
      infused('CAR-NK', day, { amount, unit: 'cells', infusion })
    expect(received(nk(0, '1e9', 1), nk(1, '1e9', 2))).toMatchObject({
      doses: [{ percent: '100' }, { percent: '50', number: 2 }],
      cycles: [{ agent: 'CAR-NK', cycle: 1, given: 2, planned: 2, percent: '66.7' }],
    })
  })
})

describe('what was planned', () => {
  const [first] = protocol.agents
  const withPlan = (planned: object[], levels = protocol.levels) =>
    doseReceived(
      { ...protocol, levels, agents: [{ ...first!, name: 'CAR-T', planned: planned as never }] },
      summaryOf(undefined, enrolled(-20, '1'), carT(0, { amount: '1.5e7' })),
    )
  const [one, two] = [1, 2].map((infusion) => ({ cycle: 1, infusion }))
  it('the plan of the agent counts before the level’s', () => {
    expect(withPlan([{ ...one, amount: '3e7', unit: 'cells/kg' }, two!]).doses[0]!.percent).toBe('50')
    expect(withPlan([one!, two!]).doses[0]!.percent).toBe('100')
  })
  it('is unknown where the plan has no unit, or is of nothing', () => {
    for (const entry of [{ amount: '3e7' }, { amount: '0', unit: 'cells/kg' }, { amount: 'x', unit: 'cells/kg' }]) {
      expect(withPlan([{ ...one, ...entry }, two!]).doses[0]).not.toHaveProperty('plannedAmount')
      expect(withPlan([{ ...one, ...entry }, two!]).cycles[0]).toEqual({
        agent: 'CAR-T',
        cycle: 1,
        given: 1,
        planned: 2,
        want: 'the planned amount of infusion 1',
      })
    }
    expect(withPlan([{ ...one, cycle: 2 }]).doses[0]).not.toHaveProperty('plannedAmount')
    expect(withPlan([two!]).doses[0]).not.toHaveProperty('plannedAmount')
  })
  it('is unknown where the level’s dose is not stated, or is nothing', () => {
    const levels = (amount: object) => [{ label: '1', unit: 'cells/kg', ...amount }]
    expect(withPlan([one!], levels({ amount: '3e7' })).doses[0]!.percent).toBe('50')
    expect(withPlan([one!], levels({ amount: '0' })).doses[0]).not.toHaveProperty('plannedAmount')
    expect(withPlan([one!], levels({})).doses[0]).not.toHaveProperty('plannedAmount')
  })
  it('of another agent than the escalated is not the level’s', () => {
    const [dose] = received(infused('lymphodepletion', -5, { amount: '3e7', unit: 'cells/kg', level: '2' })).doses
    expect(dose).not.toHaveProperty('plannedAmount')
    expect(dose!.queries).toEqual([])
  })
  it('as the source planned it, unless that is nothing', () => {
    const own = (planned: string) => received(carT(0, { amount: '1e7', planned })).doses[0]
    expect(own('2e7')).toMatchObject({ plannedAmount: '20000000', plannedUnit: 'cells/kg', percent: '50' })
    for (const planned of ['0', '-1', 'x', '<2e7']) expect(own(planned)).not.toHaveProperty('plannedAmount')
  })
  it('amounts are told to six figures', () => {
    const [dose] = received(
      carT(0, { amount: '1234567', planned: '1234567', weight: { kg: '1', at: dateOf(0) } }),
    ).doses
    expect(dose).toMatchObject({ plannedAmount: '1234570', total: '1234570', percent: '100' })
  })
  it('a negative amount is none', () =>
    expect(received(carT(0, { amount: '-1.5e7' })).doses[0]).not.toHaveProperty('percent'))
})

describe('by cycle', () => {
  it('each infusion by its own plan', () =>
    expect(
      received(carT(0, { amount: '1e7', planned: '1e7' }), carT(1, { amount: '1e7', planned: '2e7' })).cycles[0],
    ).toMatchObject({ percent: '66.7' }))
  it('an infusion more than planned counts only as received', () => {
    const three = (planned: object) =>
      received(...[0, 1].map((day) => carT(day, { amount: '1.5e7' })), carT(2, { amount: '1.5e7', ...planned }))
        .cycles[0]
    expect(three({ planned: '1.5e7' })).toMatchObject({ given: 3, planned: 2, percent: '150' })
    expect(three({})).toEqual({
      agent: 'CAR-T',
      cycle: 1,
      given: 3,
      planned: 2,
      want: 'the planned amount of infusion 3',
    })
  })
  it('infusions in the order of their numbers, else of their days', () => {
    const numbers = (...doses: ReturnType<typeof carT>[]) =>
      received(...doses).doses.map(({ at, number }) => `${at} ${number}`)
    expect(numbers(carT(0, { infusion: 2 }), carT(1, { infusion: 1 }))).toEqual([`${dateOf(1)} 1`, `${dateOf(0)} 2`])
    expect(numbers(carT(1, {}), carT(0, {}))).toEqual([`${dateOf(0)} 1`, `${dateOf(1)} 2`])
    expect(numbers(carT(1, { infusion: 1 }), carT(0, {}))).toEqual([`${dateOf(0)} 1`, `${dateOf(1)} 2`])
    expect(numbers(carT(0, { infusion: 10 }), carT(1, { infusion: 9 }))).toEqual([`${dateOf(1)} 1`, `${dateOf(0)} 2`])
  })
  it('of one day, in the order they were written', () =>
    expect(
      received(carT(0, { amount: '1' }), carT(0, { amount: '2' }), carT(0, { amount: '3' })).doses.map(
        ({ amount }) => amount,
      ),
    ).toEqual(['1', '2', '3']))
  it('an infusion that was not given is nothing of what was planned', () =>
    expect(received(carT(0, { amount: '1.5e7', infusion: 1 })).cycles).toEqual([
      { agent: 'CAR-T', cycle: 1, given: 1, planned: 2, percent: '50' },
    ]))
  it('parts of one infusion add up', () =>
    expect(
      received(
        carT(0, { amount: '1e7', infusion: 1 }),
        carT(1, { amount: '5e6', infusion: 1 }),
        carT(2, { amount: '1.5e7', infusion: 2 }),
      ),
    ).toMatchObject({ doses: [{ number: 1 }, { number: 1 }, { number: 2 }], cycles: [{ given: 2, percent: '100' }] }))
  it('one unknown amount leaves it unknown', () =>
    expect(received(carT(0, { amount: '1.5e7' }), carT(1, {})).cycles[0]).toEqual({
      agent: 'CAR-T',
      cycle: 1,
      given: 2,
      planned: 2,
      want: `the amount given at ${dateOf(1)}, in cells/kg`,
    }))
  it('each cycle by itself', () =>
    expect(received(carT(0, { amount: '1.5e7' }), carT(28, { amount: '3e6', cycle: 2 })).cycles).toMatchObject([
      { cycle: 1, percent: '50' },
      { cycle: 2, percent: '10' },
    ]))
  it('an agent without a plan has no share', () =>
    expect(received(conditioning(-5, 'fludarabine', '30', {})).cycles).toEqual([
      {
        agent: 'lymphodepletion',
        drug: 'fludarabine',
        cycle: 1,
        given: 1,
        want: 'the planned amount of infusion 1',
      },
    ]))
})

const conditioning = (day: Day, product: string, amount: string, dose: Given) =>
  infused('lymphodepletion', day, { amount, unit: 'mg/m2', cycle: 1, product, ...dose })

describe('a lymphodepletion of two drugs', () => {
  const three = (product: string, amount: string, planned: string) =>
    [1, 2, 3].map((infusion) => conditioning(infusion - 8, product, amount, { planned, infusion }))
  it('each drug against its own plan', () =>
    expect(received(...three('FLUDARABINE', '30', '30'), ...three('CYCLOPHOSPHAMIDE', '240', '300'))).toMatchObject({
      doses: Array.from({ length: 6 }, (_, i) => ({ drug: i < 3 ? 'fludarabine' : 'cyclophosphamide' })),
      cycles: [
        { agent: 'lymphodepletion', drug: 'fludarabine', given: 3, percent: '100' },
        { agent: 'lymphodepletion', drug: 'cyclophosphamide', given: 3, percent: '80' },
      ],
    }))
  it('a drug without a plan leaves the other’s share known', () =>
    expect(
      received(...three('FLUDARABINE', '30', '30'), conditioning(-5, 'CYCLOPHOSPHAMIDE', '300', {})).cycles,
    ).toMatchObject([{ percent: '100' }, { want: 'the planned amount of infusion 1' }]))
  it('of doses whose drug nobody recorded nothing is summed', () =>
    expect(
      received(
        infused('lymphodepletion', -7, { amount: '30', planned: '30', unit: 'mg/m2', infusion: 1 }),
        infused('lymphodepletion', -7, { amount: '300', planned: '300', unit: 'mg/m2', infusion: 1 }),
      ),
    ).toMatchObject({
      doses: [{ percent: '100' }, { percent: '100' }],
      cycles: [{ agent: 'lymphodepletion', given: 1, want: 'the drug of each dose' }],
    }))
  it('the names of one planned product do not divide it', () =>
    expect(received(carT(0, { amount: '1.5e7', product: 'NKG2D CAR-T' }), carT(1, { amount: '1.5e7' })).cycles).toEqual(
      [{ agent: 'CAR-T', cycle: 1, given: 2, planned: 2, percent: '100' }],
    ))
})

describe('an infusion given in parts, each with a plan of its own', () => {
  const parts = (...doses: Given[]) =>
    received(...doses.map((dose) => carT(0, { infusion: 1, ...dose })), carT(1, { amount: '1.5e7', infusion: 2 }))
      .cycles[0]
  it('the plans of the parts add up as the parts do', () =>
    expect(parts({ amount: '7e6', planned: '1e7' }, { amount: '1e6', planned: '5e6' })).toMatchObject({
      percent: '76.7',
    }))
  it.each(
    cases(`
      first   second  why
      1.5e7   1.5e7   one plan stated twice may be of each part or of the whole infusion
      1e7     -       a part has none
      1e7     x       a part has one that cannot be read
    `),
  )('planned $first and $second: not known, $why', ({ first, second }) =>
    expect(
      parts({ amount: '1e7', planned: first! }, { amount: '5e6', ...(second ? { planned: second } : {}) }),
    ).toEqual({
      agent: 'CAR-T',
      cycle: 1,
      given: 2,
      planned: 2,
      want: 'the planned amount of infusion 1',
    }),
  )
})

describe('what the site is asked', () => {
  const queries = (dose: Given) =>
    received(carT(0, { amount: '1.5e7', weight: { kg: '70', at: dateOf(0) }, ...dose })).doses[0]!.queries
  it('nothing, where all is as planned', () => expect(queries({})).toEqual([]))
  it('another level than assigned, stated or by its amount', () => {
    expect(queries({ level: '2' })).toEqual(['dosed at level 2, assigned to 1'])
    expect(queries({ amount: '3e7' })).toEqual(['the amount is that of level 2, assigned to 1'])
    expect(queries({ amount: '2e7' })).toEqual([])
    expect(queries({ level: '1', amount: '3e7' })).toEqual([])
  })
  it('a product out of specification, an infusion interrupted', () =>
    expect(queries({ outOfSpecification: true, interrupted: true })).toEqual([
      'the product was out of specification',
      'the infusion was interrupted',
    ]))
  it('a weight older than 14 days, or that may be', () => {
    const said = (at: string) => queries({ weight: { kg: '70', at } }).join()
    expect(said(dateOf(-14))).toBe('')
    expect(said(dateOf(-15))).toBe('the weight is of 2026-02-14, the dose of 2026-03-01: older than 14 days')
    const onDay = (day: number) =>
      received(carT(day, { amount: '1.5e7', weight: { kg: '70', at: '2026-02' } })).doses[0]!.queries.join()
    expect(onDay(13)).toContain(': maybe older than 14 days')
    expect(onDay(14)).toContain(': older than 14 days')
    expect(said('2026-02')).toContain('maybe older than 14 days')
    expect(said(dateOf(1))).toContain('may be later than the dose')
  })
  it('a weight that is not recorded, for a dose per kg', () => {
    const [dose] = received(carT(0, { amount: '1.5e7' })).doses
    expect(dose!.queries).toEqual(['the weight that the dose was reckoned with is not recorded'])
    expect(received(carT(0, { amount: '1e9', unit: 'cells' })).doses[0]!.queries).toEqual([])
    expect(received(carT(0, { amount: '1e9', unit: 'cells', per: 'kg' })).doses[0]!.queries).toHaveLength(1)
    expect(received(carT(0, { amount: '1.5e7', per: 'flat' })).doses[0]!.queries).toEqual([])
  })
})

describe('the share that makes evaluable', () => {
  const share = (...doses: Given[]) =>
    shareReceived(
      protocol,
      '1',
      doses.map((dose, i) => ({ agent: 'CAR-T', cycle: 1, at: dateOf(i), unit: 'cells/kg', ...dose })) as never,
    )
  it('80 % is enough, less is not', () => {
    expect(share({ amount: '1.2e7' }, { amount: '1.2e7' })).toEqual({ is: 'enough', percent: '80' })
    expect(share({ amount: '1.2e7' }, { amount: '1.19999e7' }).is).toBe('short')
    expect(share({ amount: '0' }, { amount: '1.5e7' })).toEqual({ is: 'short', percent: '50' })
  })
  it('an amount in a unit that cannot be compared is unknown', () =>
    expect(share({ amount: '1.5e7', unit: 'cells' }, { amount: '1.5e7' })).toEqual({
      is: 'unknown',
      want: 'the amount given at 2026-03-01, in cells/kg',
    }))
  it('each infusion by its own plan', () =>
    expect(share({ amount: '1e7', planned: '1e7' }, { amount: '1e7', planned: '2e7' })).toEqual({
      is: 'short',
      percent: '66.7',
    }))
  it('parts of one infusion by the plans of all, not of the first', () =>
    expect(
      share(
        { amount: '7e6', planned: '1e7', infusion: 1 },
        { amount: '1e6', planned: '5e6', infusion: 1 },
        {
          amount: '1.5e7',
          infusion: 2,
        },
      ),
    ).toEqual({ is: 'short', percent: '76.7' }))
  it('a plan that nobody knows is asked for, by its number', () =>
    expect(share({ amount: '1e7', planned: '1e7' }, { amount: '1e7', planned: 'x' })).toEqual({
      is: 'unknown',
      want: 'the planned amount of infusion 2',
    }))
  it('an infusion not given is nothing of its plan; none given, nothing of all', () => {
    expect(share({ amount: '1.5e7' })).toEqual({ is: 'short', percent: '50' })
    expect(share()).toEqual({ is: 'short', percent: '0' })
    expect(share({ amount: '1e7', planned: '2e7' })).toEqual({ is: 'short', percent: '25' })
  })
  it('of more infusions than asked the first count', () =>
    expect(share({ amount: '1e7' }, { amount: '1e7' }, { amount: '1e7' })).toEqual({ is: 'short', percent: '66.7' }))
  it('where no share is asked, the infusions are enough by themselves', () => {
    const of = (minimumDosePercent: number, ...doses: Given[]) =>
      shareReceived(
        { ...protocol, evaluability: { ...protocol.evaluability, minimumDosePercent } },
        '1',
        doses.map((dose, i) => ({ agent: 'CAR-T', cycle: 1, at: dateOf(i), unit: 'cells/kg', ...dose })) as never,
      )
    expect(of(0, {}, {})).toEqual({ is: 'enough' })
    expect(of(0, {})).toMatchObject({ is: 'unknown' })
    expect(of(1, {}, {})).toMatchObject({ is: 'unknown' })
  })
  it('an amount without a unit is unknown, but for a plan without one', () => {
    expect(share({ amount: '1.5e7', unit: undefined } as never, { amount: '1.5e7' })).toMatchObject({ is: 'unknown' })
    const own = { amount: '12', planned: '15', unit: undefined } as never
    expect(share(own, own)).toEqual({ is: 'enough', percent: '80' })
  })
})
