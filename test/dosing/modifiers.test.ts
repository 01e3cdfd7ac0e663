import { describe, expect, it } from 'vitest'
import { boin } from '../../src/dosing/boin.ts'
import { crm } from '../../src/dosing/crm.ts'
import type { Design, Recommendation } from '../../src/dosing/design.ts'
import { because } from '../../src/dosing/explain.ts'
import { makeModifier } from '../../src/dosing/modifier-spec.ts'
import {
  atLeastAt,
  committeeCap,
  excludeForGood,
  modified,
  noSkipping,
  stagger,
  stopAt,
  stopWhenTooToxic,
} from '../../src/dosing/modifiers.ts'
import { rollingSix } from '../../src/dosing/rolling-six.ts'
import { threePlusThree } from '../../src/dosing/three-plus-three.ts'
import { cases, outcomes, said } from './cases.ts'

const always =
  (next: Partial<Recommendation>): Design =>
  (_, level) => ({
    action: 'stay',
    level,
    rule: { id: 'x', says: 'always', source: 'test' },
    saw: { level, n: 0, dlt: 0, pending: 0 },
    considered: [],
    excluded: [],
    ...next,
  })

const made: Record<string, Design> = {
  boin: boin({ target: 0.3 }),
  earlyStop: boin({ target: 0.3, earlyStop: 6 }),
  korn: threePlusThree({ family: 'korn' }),
  escalateOnly: threePlusThree({ family: 'escalateOnly' }),
  highest: threePlusThree({ topLabel: 'highest-planned' }),
  rollingSix: rollingSix(),
  crm: crm({ model: 'empiric', skeleton: [0.05, 0.12, 0.25, 0.4], target: 0.25 }),
}

const bounded = makeModifier({ name: 'stopWhenTooToxic', limit: 0.3, threshold: 0.7, minimum: 1 })

const jump = always({ action: 'escalate', level: 4, more: 3 })

describe('one modifier at a time', () => {
  it('stop: cap reached, and the last cohort cut to what is left', () => {
    expect(said(stopAt(6)(threePlusThree()), '1NNN 2NNN', 5)).toBe('stop none')
    expect(said(stopAt(7)(threePlusThree()), '1NNN 2NNN', 5)).toBe('escalate 3 +1')
    const { tally, current } = outcomes('1NNN 2NNN', 5)
    expect(stopAt(6)(threePlusThree())(tally, current).rule.says).toBe('stop: cap reached (6 participants)')
  })
  it('who is not evaluable uses up the cap, which keeps its own number', () => {
    const { tally, current } = outcomes('1NNN 2NNN', 5)
    expect(stopAt(7, { lost: 1 })(threePlusThree())(tally, current).rule.says).toBe(
      'stop: cap reached (7 participants, 1 of them not evaluable)',
    )
    expect(said(stopAt(8, { lost: 1 })(threePlusThree()), '1NNN 2NNN', 5)).toBe('escalate 3 +1')
  })
  it('the pending count toward the cap, and a cap never hides a declared MTD', () => {
    expect(said(stopAt(2)(threePlusThree()), '1NP', 5)).toBe('stop none')
    expect(said(stopAt(3)(threePlusThree()), '1PPP', 5)).toBe('wait 1')
    expect(said(stopAt(9)(threePlusThree()), '1NNN 2TTN 1NNN', 5)).toBe('declare-mtd 1')
  })
  it('no skipping', () => expect(said(noSkipping(jump), '1N', 5)).toBe('escalate 2 +3'))
  it('at least six at the level named', () => {
    const design = atLeastAt(6)(threePlusThree({ family: 'escalateOnly' }))
    expect(said(design, '1NNN 2NTT', 5)).toBe('de-escalate 1 +3')
    expect(said(design, '1NNN 2NNN 3NNN', 3)).toBe('stay 3 +3')
    expect(said(design, '1NNN 2NNN 3NNN 3NNN', 3)).toBe('declare-mtd 3')
  })
  it('at least six settled: with some of the six pending it waits for them', () => {
    const design = atLeastAt(6)(always({ action: 'declare-mtd', level: 1, mtd: 1 }))
    expect(said(design, '1NNNNNP', 3)).toBe('wait 1')
    expect(said(design, '1NNNNNN', 3)).toBe('declare-mtd 1')
  })
  it('stop when too toxic', () => {
    const design = stopWhenTooToxic((tally) => tally.some(({ dlt }) => dlt > 0), 'a DLT')(threePlusThree())
    expect(said(design, '1T', 3)).toBe('stop none')
    expect(said(design, '1NNN', 3)).toBe('escalate 2 +3')
  })
  it('the bound at the lowest level is told with the counts of the lowest level', () => {
    const { tally, current } = outcomes('1TTT 2NNN', 3)
    expect(because(bounded(threePlusThree())(tally, current))).toBe(
      'at the lowest level P(DLT rate > 0.3) exceeds 0.7: 3 of 3 with DLT at level 1',
    )
  })
  it.each(
    cases<'outcomes' | 'then'>(`
      outcomes       then
      1NNTP 2NNN     wait 2
      1NNTN 2NNN     escalate 3 +3
      1NNTT 2NNN     stop none
      1NNNNNNP 2NNN  escalate 3 +3
      1NNNP 2NTT     de-escalate 1 +3
    `),
  )('nobody pending is safe to a bound: $outcomes, $then', ({ outcomes, then }) =>
    expect(said(bounded(boin({ target: 0.3 })), outcomes, 3)).toBe(then),
  )
  it('a level named too early is told with its own counts', () => {
    const { tally, current } = outcomes('1NNN 2NTT', 3)
    const next = atLeastAt(6)(threePlusThree({ family: 'escalateOnly' }))(tally, current)
    expect(next.saw).toEqual({ level: 1, n: 3, dlt: 0, pending: 0 })
  })
  it('a rule that was met is not listed as not met', () => {
    const { tally, current } = outcomes('1NNN', 3)
    const design = threePlusThree()
    for (const modifier of [stopAt(3), committeeCap(1), excludeForGood(2), stagger('2026-03-03')])
      expect(modifier(design)(tally, current).considered).not.toContainEqual(design(tally, current).rule)
  })
  it('a level excluded for good is not entered again', () => {
    const design = excludeForGood(2)(threePlusThree())
    expect(said(design, '1NNN', 3)).toBe('stay 1 +3')
    expect(said(design, '1NNT 1NNN 2NNN', 3)).toBe('declare-mtd 1')
    expect(said(design, '1NNT 2NNN', 3)).toBe('de-escalate 1 +3')
    expect(said(design, '1NNN 2NNN', 3)).toBe('de-escalate 1 +3')
    expect(said(excludeForGood(1)(threePlusThree()), '1NNN', 3)).toBe('stop none')
  })
  it.each(
    cases<'design' | 'outcomes' | 'closed' | 'then'>(`
      design        outcomes             closed  then
      boin          1NNN                 2       stay 1 +3
      boin          1NNN 2NNN            2       de-escalate 1 +3
      boin          1NNN 2NNN            3       stay 2 +3
      earlyStop     1NNNNNT              2       declare-mtd 1
      korn          1NNN                 2       stay 1 +3
      korn          1NNNNNT 2NNT         2       declare-mtd 1
      escalateOnly  1NNN                 2       declare-mtd 1
      highest       1NNNNNN 2NTN         2       declare-mtd 1
      rollingSix    1NNN                 2       stay 1 +1
      rollingSix    1NNNNNN              2       declare-mtd 1
      crm           1NNN 2NNN            3       stay 2 +3
      crm           1NNN 2NNN 3NNN       2       de-escalate 1 +3
      crm           1NNN 2NTT            4       de-escalate 1 +3
    `),
  )('$design, $outcomes, level $closed excluded for good: $then', ({ design, outcomes, closed, then }) =>
    expect(said(excludeForGood(Number(closed))(made[design] as Design), outcomes, 4)).toBe(then),
  )
  it('an exclusion is told with the counts of the level excluded', () => {
    const { tally, current } = outcomes('1NNN 2NTN 1NNN', 3)
    expect(because(excludeForGood(2)(threePlusThree())(tally, current))).toBe(
      'level 2 was excluded and has not been reopened: 1 of 3 with DLT at level 2',
    )
  })
  it('the committee holds a level', () => {
    expect(said(committeeCap(1)(jump), '1N', 5)).toBe('wait 1')
    expect(said(committeeCap(2)(jump), '1N', 5)).toBe('escalate 2 +3')
    expect(said(committeeCap(2)(jump), '3N', 5)).toBe('wait 2')
    expect(said(committeeCap(2)(always({ action: 'stay' })), '3N', 5)).toBe('de-escalate 2')
  })
  it.each(
    cases<'design' | 'outcomes' | 'cap' | 'then'>(`
      design  outcomes        cap  then
      korn    1NNNNNT 2NNT    1    wait 1
      korn    1NNT 2NNT       1    de-escalate 1 +3
      korn    1NN 2NNT        1    de-escalate 1 +1
      boin    1NNN 3NNT       2    de-escalate 2 +3
      boin    1NNT 2NTT 3NNT  2    de-escalate 1 +3
      korn    1TTN 2NNT       1    stop none
    `),
  )('above level $cap, where the committee holds, after $outcomes $design says: $then', (row) =>
    expect(said(committeeCap(Number(row.cap))(made[row.design] as Design), row.outcomes, 4)).toBe(row.then),
  )
  it('a stagger holds every dosing, and a move down keeps its name', () => {
    const held = stagger('2026-03-03')
    const { tally, current } = outcomes('1NNN', 3)
    expect(held(threePlusThree())(tally, current)).toMatchObject({ action: 'wait', level: 2, until: '2026-03-03' })
    expect(held(always({ action: 'de-escalate', level: 1 }))(tally, 1)).toMatchObject({
      action: 'de-escalate',
      until: '2026-03-03',
    })
    expect(stagger(undefined)(threePlusThree())(tally, current).action).toBe('escalate')
  })
})

describe('composed, the last one applied has the last word', () => {
  it('six at the MTD, then a cap of 9: the cap wins; the other way round, the six', () => {
    const design = threePlusThree({ family: 'escalateOnly' })
    expect(said(modified(design, [atLeastAt(6), stopAt(6)]), '1NNN 2NTT', 5)).toBe('stop none')
    expect(said(modified(design, [stopAt(6), atLeastAt(6)]), '1NNN 2NTT', 5)).toBe('de-escalate 1 +3')
  })
})
