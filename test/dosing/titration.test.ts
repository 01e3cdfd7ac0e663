import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceleratedTitration } from '../../src/dosing/accelerated-titration.ts'
import { boin } from '../../src/dosing/boin.ts'
import type { Design } from '../../src/dosing/design.ts'
import { paths, pathText } from '../../src/dosing/enumerate.ts'
import { because } from '../../src/dosing/explain.ts'
import { treats } from '../../src/dosing/modifiers.ts'
import { rapidTitration } from '../../src/dosing/rapid-titration.ts'
import { at, enrolled } from '../../src/dosing/tally.ts'
import { cases, outcomes, said } from './cases.ts'

const clean = { n: 1, dlt: 0, pending: 0 }
const boinOf = (cohort: number, cap: number) => boin({ target: 0.3, cohort, titration: { cap } })

/** A design asked after these outcomes, with the current level named. */
const asked = (design: Design, text: string, levels: number, current: number) =>
  design(outcomes(text, levels).tally, current)

describe('the highest level reached without a trigger', () => {
  it.each(
    cases<'cohort' | 'outcomes' | 'recommendation'>(`
    cohort  outcomes       recommendation
    1       1N 2N          switch 2 +2
    2       1NN 2NN        switch 2 +1
    3       1NNN 2NNN      stay 2 +3
    4       1NNNN 2NNNN    stay 2 +2
  `),
  )('titration cohorts of $cohort, after $outcomes: $recommendation', ({ cohort, outcomes: text, recommendation }) => {
    expect(said(acceleratedTitration({ cohort: Number(cohort) }), text, 2)).toBe(recommendation)
  })

  it('filled already, it is declared where the 3+3 takes three for enough', () => {
    const design = acceleratedTitration({ cohort: 3, then: { family: 'korn' } })
    expect(said(design, '1NNN 2NNN', 2)).toBe('declare-mtd 2')
  })

  it('filled already by single participants, BOIN is asked', () => {
    expect(said(boinOf(1, 2), '1N 2N', 2)).toBe('stay 2 +1')
    expect(said(boinOf(3, 2), '1N 2N', 2)).toBe('switch 2 +2')
  })

  it('a triggering participant who does not count is not among the first full cohort', () => {
    const design = acceleratedTitration({ countTrigger: false })
    expect(design([clean, { ...clean, triggers: 1 }], 2)).toMatchObject({ action: 'switch', level: 2, more: 3 })
  })

  it('no path ends without a word on the MTD', () => {
    for (const path of paths({ design: acceleratedTitration({ cohort: 3 }), levels: 2 })) {
      const isStopped = path.node.tally[0]?.dlt !== undefined && path.node.tally[0].dlt >= 2
      expect([pathText(path), path.node.mtd === null]).toEqual([pathText(path), isStopped])
    }
  })
})

describe('once the titration is over', () => {
  it.each(
    cases<'design' | 'current' | 'outcomes' | 'action'>(`
    design  current  outcomes         action
    boin    2        1N 2T            switch 2 +2
    boin    2        1N 2TN           stay 2 +1
    boin    3        1N 2TNNNNN       stay 3 +3
    boin    3        1N 2TNNNNN 3N    stay 3 +2
    rapid   1        1T               switch 1 +2
    rapid   1        1N 2TTN          stay 1 +2
    rapid   1        1NN 2TTN         stay 1 +1
    rapid   1        1N 2TNN          stay 1 +2
  `),
  )('$design at level $current, after $outcomes: $action', ({ design, current, outcomes: text, action: expected }) => {
    const { action, level, more } = asked(design === 'boin' ? boinOf(3, 4) : rapidTitration(), text, 4, Number(current))
    expect(`${action} ${level} +${more}`).toBe(expected)
  })

  it('the rule is that of the trigger at its own level alone', () => {
    expect(asked(boinOf(3, 4), '1N 2TN', 4, 2).rule.id).toBe('titration trigger')
    expect(asked(rapidTitration(), '1TN', 4, 1).rule.id).toBe('titration trigger')
    expect(asked(boinOf(3, 4), '1N 2TNNNNN', 4, 3).rule.id).toBe('BOIN first')
    expect(asked(boinOf(3, 4), '1N 2TNNNNN 3N', 4, 3).rule.id).toBe('titration fill')
    expect(asked(rapidTitration(), '1N 2TNN', 4, 1).rule.id).toBe('3+3 first three')
  })
})

it('a titration cohort not full yet is said to be not full, not empty', () => {
  const design = acceleratedTitration({ cohort: 2 })
  expect(because(asked(design, '-', 3, 1))).toBe(
    'nobody treated at this titration level yet: treat one cohort: 0 of 0 with DLT at level 1',
  )
  expect(because(asked(design, '1N', 3, 1))).toBe(
    'fewer treated at this titration level than its cohort: fill it: 0 of 1 with DLT at level 1',
  )
  expect(said(design, '1N', 3)).toBe('stay 1 +1')
})

describe('two levels at a time (Simon designs 3 and 4)', () => {
  it.each(
    cases<'cap' | 'outcomes' | 'recommendation'>(`
    cap  outcomes   recommendation
    -    1N         escalate 3 +1
    1    1N         escalate 2 +3
    2    1N         escalate 2 +1
    2    1N 2N      escalate 3 +3
    3    1N         escalate 3 +1
    3    1N 3N      escalate 4 +3
    4    1N 3N      escalate 4 +1
  `),
  )('cap $cap, after $outcomes: $recommendation', ({ cap, outcomes: text, recommendation }) => {
    const design = acceleratedTitration({ simon: 3, ...(cap !== '-' && { cap: Number(cap) }) })
    expect(said(design, text, 5)).toBe(recommendation)
  })
})
it('whatever the titration cohort and cap, somebody is treated, and never beyond six at a level or the titration cohort', () => {
  const level = fc
    .record({ n: fc.nat(6), dlt: fc.nat(2), pending: fc.nat(1), triggers: fc.nat(1) })
    .map(({ n, dlt, pending, triggers }) => {
      const counted = { n, dlt: Math.min(n, dlt), pending }
      return { ...counted, triggers: Math.min(triggers, n - counted.dlt + pending) }
    })
  fc.assert(
    fc.property(
      fc.record({
        cohort: fc.integer({ min: 1, max: 4 }),
        cap: fc.integer({ min: 1, max: 4 }),
        step: fc.constantFrom(1, 2),
      }),
      fc.array(level, { minLength: 3, maxLength: 3 }),
      fc.integer({ min: 1, max: 3 }),
      (options, tally, current) => {
        const next = acceleratedTitration(options)(tally, current)
        if (!treats(next) || next.more === undefined) return
        expect(next.more).toBeGreaterThan(0)
        expect(enrolled(at(tally, next.level ?? 0)) + next.more).toBeLessThanOrEqual(6)
      },
    ),
    { numRuns: 3000 },
  )
})
