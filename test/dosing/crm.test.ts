import { describe, expect, it } from 'vitest'
import { crm, nearest } from '../../src/dosing/crm.ts'
import { skeletonFor } from '../../src/dosing/skeleton.ts'
import { outcomes, said } from './cases.ts'

describe('a skeleton by indifference intervals (Lee and Cheung 2009)', () => {
  it('target 0.25, half-width 0.05, the third of five: 0.08, 0.16, 0.25, 0.35, 0.46', () => {
    expect(skeletonFor('empiric', 0.25, 0.05, 3, 5).map((rate) => rate.toFixed(2))).toEqual([
      '0.08',
      '0.16',
      '0.25',
      '0.35',
      '0.46',
    ])
  })
  it('the logistic curve, too, gives one level the lower end where the next has the upper', () => {
    const [here = 0, there = 0] = skeletonFor('logistic', 0.25, 0.05, 1, 2)
    const x = (p: number) => Math.log(p / (1 - p)) - 3
    const slope = (Math.log(0.2 / 0.8) - 3) / x(here)
    expect(1 / (1 + Math.exp(-3 - slope * x(there)))).toBeCloseTo(0.3, 12)
  })
})

it('of two levels equally near the target, the lower', () => {
  expect(nearest([0.2, 0.3], 0.25)).toBe(1)
  expect(nearest([0.1, 0.2], 0.25)).toBe(2)
  expect(nearest([0.3, 0.4], 0.25)).toBe(1)
})

describe('CRM, its restraints', () => {
  const options = { model: 'empiric', skeleton: [0.05, 0.1, 0.2, 0.35, 0.5], target: 0.25 } as const
  it('starts at the level given and goes up one at a time', () => {
    expect(said(crm(options), '-', 5)).toBe('stay 1 +3')
    expect(said(crm(options), '1NNN', 5)).toBe('escalate 2 +3')
    expect(said(crm({ ...options, noSkipping: false }), '1NNN 2NNN', 5)).toBe('escalate 5 +3')
  })
  it('is coherent: by the cohort treated last where it is told, by the level where it is not', () => {
    const { tally } = outcomes('1NNN 2NNNNNNNNNNNT', 5)
    expect(crm(options)(tally, 2).action).toBe('escalate')
    const told = tally.map((each, i) => (i === 1 ? { ...each, last: { n: 3, dlt: 1 } } : each))
    expect(crm(options)(told, 2)).toMatchObject({ action: 'stay', rule: { id: 'CRM coherence' } })
    expect(crm({ ...options, coherent: false })(told, 2).action).toBe('escalate')
  })
  it('time to event: a pending participant counts as far as followed', () => {
    const tally = (followed: number) => [
      { n: 3, dlt: 0, pending: 0 },
      { n: 0, dlt: 0, pending: 3, followUp: [followed, followed, followed] },
      { n: 0, dlt: 0, pending: 0 },
    ]
    const estimate = (followed: number) =>
      crm({ ...options, timeToEvent: true })(tally(followed), 2).figures?.estimate as number
    expect(estimate(0)).toBeCloseTo(crm(options)([{ n: 3, dlt: 0, pending: 0 }], 1).figures?.estimate as number, 12)
    expect(estimate(0.5)).toBeGreaterThan(estimate(0.2))
    expect(estimate(1)).toBeCloseTo(
      crm(options)(
        [
          { n: 3, dlt: 0, pending: 0 },
          { n: 3, dlt: 0, pending: 0 },
        ],
        2,
      ).figures?.estimate as number,
      12,
    )
  })
})

it('counts too many to work out the DLT rates have no answer, rather than the lowest level', () => {
  const design = crm({ model: 'empiric', skeleton: [0.1, 0.2], target: 0.3 })
  const tally = [
    { n: 1_000_000, dlt: 300_000, pending: 0 },
    { n: 0, dlt: 0, pending: 0 },
  ]
  expect(() => design(tally, 1)).toThrow('CRM: the counts are too many to work out the DLT rates')
})
