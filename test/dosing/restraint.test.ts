import { describe, expect, it } from 'vitest'
import { type Blrm, blrm } from '../../src/dosing/blrm.ts'
import { crm } from '../../src/dosing/crm.ts'
import type { Design } from '../../src/dosing/design.ts'
import { outcomes, said } from './cases.ts'

const none = { n: 0, dlt: 0, pending: 0 }
const skeleton = [0.05, 0.1, 0.2, 0.35, 0.5]

describe('what holds a model back', () => {
  const cleared = { n: 24, dlt: 0, pending: 0 }
  const design = crm({ model: 'empiric', skeleton, target: 0.25 })
  it('a last cohort exactly at the target', () => {
    const tally = (dlt: number) => [cleared, { n: 24, dlt: 2, pending: 0, last: { n: 4, dlt } }, none, none, none]
    expect(design(tally(0), 2)).toMatchObject({ action: 'escalate', level: 3 })
    expect(design(tally(1), 2)).toMatchObject({ action: 'stay', rule: { id: 'CRM coherence' } })
  })
  it('a settled share above the target, though the last cohort was clean', () => {
    const tally = [cleared, { n: 3, dlt: 1, pending: 0, last: { n: 2, dlt: 0 } }, none, none, none]
    expect(design(tally, 2)).toMatchObject({ action: 'stay', rule: { id: 'CRM above target' } })
  })
})

describe('no level is passed by untreated, however high the model would go', () => {
  const low: Blrm = { doses: [10, 15, 20], reference: 20, prior: { mean: [-3, 0], sd: [1, 0.5] }, cuts: [0.2, 0.35] }
  it.each<[string, (skip: { readonly noSkipping?: boolean }) => Design]>([
    ['CRM', (skip) => crm({ model: 'empiric', skeleton: [0.05, 0.1, 0.2], target: 0.3, ...skip })],
    ['BLRM', (skip) => blrm({ ...low, maxIncrement: 9, ...skip })],
  ])('%s', (_, make) => {
    const tally = [{ n: 6, dlt: 0, pending: 0 }, none, none]
    const treatHere = { action: 'stay', level: 2, more: 3, rule: { id: expect.stringContaining('untried') } }
    expect(make({})(tally, 1)).toMatchObject({ action: 'escalate', level: 2 })
    expect(make({})(tally, 2)).toMatchObject(treatHere)
    expect(make({ noSkipping: false })(tally, 2)).toMatchObject({ action: 'escalate', level: 3 })
  })
})

describe('BLRM, its restraints', () => {
  const options: Blrm = {
    doses: [1, 2, 5, 10],
    reference: 5,
    prior: { mean: [-0.85, 0.4], sd: [2, 1] },
    cuts: [0.2, 0.35],
  }
  it('a dose grows by the increment at most', () => {
    expect(said(blrm(options), '1NNN', 4)).toBe('escalate 2 +3')
    expect(said(blrm(options), '1NNN 2NNNNNNNNN', 4)).toBe('stay 2 +3')
    expect(said(blrm({ ...options, maxIncrement: 1.5 }), '1NNN 2NNNNNNNNN', 4)).toBe('escalate 3 +3')
  })
  it('excludes exactly the levels whose probability of overdosing reaches the bound', () => {
    for (const text of ['1NNN', '1NNN 2NNT', '1NNN 2NTT', '1NNT']) {
      const { tally, current } = outcomes(text, 4)
      const { excluded, figures } = blrm(options)(tally, current)
      const over = figures?.over as readonly number[]
      expect(excluded).toEqual([1, 2, 3, 4].filter((level) => (over[level - 1] ?? 0) >= 0.25))
    }
  })
  it('stops where even the lowest level is likely an overdose', () => {
    expect(said(blrm(options), '1TTT', 4)).toBe('stop none')
  })
})
