import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recommendedOn, treats } from '../../src/dosing/acts.ts'
import type { Tally } from '../../src/dosing/design.ts'
import { headline } from '../../src/dosing/explain.ts'
import { committeeCap, stopAt } from '../../src/dosing/modifiers.ts'
import { pathways, pathwaysText } from '../../src/dosing/pathways.ts'
import { Draws } from '../../src/dosing/philox.ts'
import { trialByDesign } from '../../src/dosing/simulate.ts'
import { at, enrolled, withLevel } from '../../src/dosing/tally.ts'
import { type Family, threePlusThree } from '../../src/dosing/three-plus-three.ts'
import { timedTrial } from '../../src/dosing/timed-trial.ts'
import { TrialGraph } from '../../src/dosing/trial-graph.ts'
import { cases, outcomes, said } from './cases.ts'

describe('3+3 (Storer 1989; Korn et al. 1994), five levels', () => {
  it.each(
    cases<'outcomes' | 'escalateOnly' | 'korn' | 'sixAtMtd'>(`
    outcomes                       escalateOnly     korn               sixAtMtd
    -                              stay 1 +3        stay 1 +3          stay 1 +3
    1N                             stay 1 +2        stay 1 +2          stay 1 +2
    1T                             stay 1 +2        stay 1 +2          stay 1 +2
    1NNN                           escalate 2 +3    escalate 2 +3      escalate 2 +3
    1NNT                           stay 1 +3        stay 1 +3          stay 1 +3
    1NTT                           stop none        stop none          stop none
    1TT                            stop none        stop none          stop none
    1NNT 1N                        stay 1 +2        stay 1 +2          stay 1 +2
    1NNT 1NN                       stay 1 +1        stay 1 +1          stay 1 +1
    1NNT 1NNN                      escalate 2 +3    escalate 2 +3      escalate 2 +3
    1NNT 1NNT                      stop none        stop none          stop none
    1NNT 1T                        stop none        stop none          stop none
    1NNN 2NTT                      declare-mtd 1    de-escalate 1 +3   de-escalate 1 +3
    1NNN 2NNT 2NNT                 declare-mtd 1    de-escalate 1 +3   de-escalate 1 +3
    1NNT 1NNN 2NTT                 declare-mtd 1    declare-mtd 1      declare-mtd 1
    1NNN 2NTT 1NNN                 declare-mtd 1    declare-mtd 1      declare-mtd 1
    1NNN 2NTT 1NNT                 declare-mtd 1    declare-mtd 1      declare-mtd 1
    1NNN 2NTT 1NTT                 stop none        stop none          stop none
    1NNN 2NNN 3TTN 2NTT            declare-mtd 1    de-escalate 1 +3   de-escalate 1 +3
    1NNN 2NNN 3NNN 4NNN 5NNN       declare-mtd 5    declare-mtd 5      stay 5 +3
    1NNN 2NNN 3NNN 4NNN 5NNT       stay 5 +3        stay 5 +3          stay 5 +3
    1NNN 2NNN 3NNN 4NNN 5NNT 5NNN  declare-mtd 5    declare-mtd 5      declare-mtd 5
    1NNN 2NNN 3NNN 4NNN 5NTT       declare-mtd 4    de-escalate 4 +3   de-escalate 4 +3
  `),
  )('after $outcomes: escalate-only $escalateOnly, Korn $korn, six at the MTD $sixAtMtd', (row) => {
    for (const family of ['escalateOnly', 'korn', 'sixAtMtd'] as const)
      expect(said(threePlusThree({ family }), row.outcomes, 5)).toBe(row[family])
  })
})

describe('3+3 with participants pending', () => {
  it.each(
    cases<'outcomes' | 'recommendation'>(`
    outcomes              recommendation
    1P                    stay 1 +2
    1TP                   stay 1 +1
    1NNP                  wait 1
    1NTP                  wait 1
    1PPP                  wait 1
    1TTP                  stop none
    1NNT 1PPP             wait 1
    1NNT 1NP              stay 1 +1
    1NNT 1NNP             wait 1
    1NNT 1TPP             stop none
    1NNN 2TTP             de-escalate 1 +3
    1NNN 2TTP 1NNP        wait 1
    1NNN 2TTP 1NNN        declare-mtd 1
    1NNNP 2NNN            escalate 3 +3
    1NNTP 2NNN            wait 2
    1NNTNNP 2NNN          wait 2
    1TT 2NNN              stop none
    1NNN 2NNN 3N 2TT      de-escalate 1 +3
  `),
  )('after $outcomes: $recommendation', ({ outcomes: text, recommendation }) => {
    expect(said(threePlusThree({ family: 'korn' }), text, 3)).toBe(recommendation)
  })

  it('names the levels it waits for', () => {
    const { tally } = outcomes('1NNTNNP 2NNN', 3)
    expect(threePlusThree()(tally, 2)).toMatchObject({ action: 'wait', awaits: [1], rule: { id: 'pending' } })
  })

  it('closes the levels with two DLTs, and those above', () => {
    const { tally, current } = outcomes('1NNN 2TTP', 4)
    expect(threePlusThree()(tally, current).excluded).toEqual([2, 3, 4])
  })
})

describe('3+3, each option by itself', () => {
  it.each(
    cases<'option' | 'outcomes' | 'default' | 'set'>(`
    option                              outcomes               default            set
    {"earlyEscalation":true}            1NNNNNP                wait 1             escalate 2 +3
    {"earlyEscalation":true}            1NNNNTP                wait 1             wait 1
    {"earlyEscalation":true}            1NNNNPP                wait 1             wait 1
    {"earlyExpansion":true}             1NTP                   wait 1             stay 1 +3
    {"earlyExpansion":true}             1TPP                   wait 1             stay 1 +3
    {"earlyExpansion":true}             1NPP                   wait 1             wait 1
    {"topLabel":"highest-planned"}      1NNN 2NNN 3NNN 3NNN    declare-mtd 3      stop 3
    {"topDose":"accept-3"}              1NNN 2NNN 3NNN         stay 3 +3          declare-mtd 3
    {"mtdNeeds6":false}                 1NNN 2TT               de-escalate 1 +3   declare-mtd 1
    {"deescalate":false}                1NNN 2TT               de-escalate 1 +3   stop none
    {"startLevel":2}                    2TT                    stop none          stop none
    {"startTooToxic":"go-below"}        1TT                    stop none          stop none
  `),
  )('$option after $outcomes: $default, with it $set', ({ option, outcomes: text, default: unset, set }) => {
    const levels = text.startsWith('2') ? 4 : 3
    if (!option.includes('startLevel')) expect(said(threePlusThree(), text, levels)).toBe(unset)
    expect(said(threePlusThree(JSON.parse(option)), text, levels)).toBe(set)
  })

  it.each(
    cases<'outcomes' | 'recommendation'>(`
    outcomes                   recommendation
    2TT                        de-escalate 1 +3
    2TT 1NNN                   stay 1 +3
    2TT 1NNN 1NNN              declare-mtd 1
    2TT 1NTT                   stop none
    2NNN 3TT                   de-escalate 2 +3
  `),
  )(
    'start at the second level with a level below it, after $outcomes: $recommendation',
    ({ outcomes: text, ...row }) => {
      const design = threePlusThree({ startLevel: 2, startTooToxic: 'go-below' })
      expect(said(design, text, 4)).toBe(row.recommendation)
    },
  )
})

describe('3+3, up to a level where people were treated already', () => {
  it.each(
    cases<'outcomes' | 'korn' | 'sixAtMtd'>(`
    outcomes                     korn               sixAtMtd
    2N 1NNN                      escalate 2 +2      escalate 2 +2
    2T 1NNN                      escalate 2 +2      escalate 2 +2
    2NNT 1NNN                    escalate 2 +3      escalate 2 +3
    2NNTN 1NNN                   escalate 2 +2      escalate 2 +2
    2NNN 1NNN                    escalate 2 +0      escalate 2 +0
    2NNTNNN 1NNN                 escalate 2 +0      escalate 2 +0
    2NNN 1NNT 1NNN               escalate 2 +0      escalate 2 +0
    2NNTNNN 3NNT 1NNN            escalate 2 +0      escalate 2 +0
    2NNN 3TT 1NNN                escalate 2 +3      escalate 2 +3
    2NNTNNN 3TT 1NNN             declare-mtd 2      declare-mtd 2
    2NNP 1NNN                    wait 2             wait 2
    2NNN 3NNP 1NNN               wait 3             wait 3
    2TT 1NNN                     stay 1 +3          stay 1 +3
    3NNN 2NNN                    declare-mtd 3      escalate 3 +3
    3NNTNNN 2NNN                 declare-mtd 3      declare-mtd 3
  `),
  )('after $outcomes: Korn $korn, six at the MTD $sixAtMtd', (row) => {
    for (const family of ['korn', 'sixAtMtd'] as const)
      expect(said(threePlusThree({ family }), row.outcomes, 3)).toBe(row[family])
  })

  it('a level that needs nobody is passed one level at a time, and the rule says so by its counts', () => {
    const { tally, current } = outcomes('2NNTNNN 1NNN', 3)
    expect(threePlusThree()(tally, current)).toMatchObject({
      rule: { id: '3+3 cleared above' },
      saw: { level: 2, n: 6, dlt: 1 },
    })
    expect(said(threePlusThree(), '1NNN 2NNTNNN', 3)).toBe('escalate 3 +3')
  })

  it('a level that needs nobody is never read as a cohort of three', () => {
    const design = threePlusThree({ family: 'korn' })
    const { tally, current } = outcomes('2NNN 1NNN', 3)
    const next = design(tally, current)
    expect([treats(next), headline(next)]).toEqual([
      false,
      'Escalate to level 2: treat nobody there, and ask again from there.',
    ])
    expect(recommendedOn(design, tally, current)).toMatchObject({ action: 'escalate', level: 3, more: 3 })
    expect(pathwaysText(pathways(design, tally, current, 0))).toBe(
      'now: escalate 2 +0 (3+3 cleared above)\n  nobody at 2: escalate 3 +3 (3+3 0 of 3)\n',
    )
    expect(said(stopAt(6)(design), '2NNN 1NNN', 3)).toBe('escalate 2 +0')
    expect(said(committeeCap(1)(design), '2NNN 1NNN', 3)).toBe('wait 1')
  })

  it('a simulated trial goes on from the level it passes, and treats nobody there', () => {
    const korn = threePlusThree({ family: 'korn' })
    const clearedElsewhere = { n: 3, dlt: 0, pending: 0 }
    const plan = {
      design: (tally: Tally, current: number) => korn(withLevel(tally, 2, clearedElsewhere), current),
      levels: 3,
    }
    const draws = { dlt: new Draws(1, 0), arrival: new Draws(1, 1), onset: new Draws(1, 2) }
    const graph = new TrialGraph(plan)
    expect(graph.node(graph.child(0, 0))).toMatchObject({ level: 3, size: 3 })
    const treated = { mtd: 3, tally: [{ n: 3 }, { n: 0 }, { n: 3 }] }
    expect(trialByDesign(plan, [0, 0, 0], draws.dlt)).toMatchObject(treated)
    expect(timedTrial(plan, [0, 0, 0], { interval: 1, window: 4 }, draws)).toMatchObject(treated)
  })

  it('a level not full yet is filled because the level below is clean', () => {
    const { tally, current } = outcomes('2NNTN 1NNN', 3)
    expect(threePlusThree()(tally, current)).toMatchObject({ rule: { id: '3+3 0 of 3' }, saw: { level: 1, n: 3 } })
  })

  it('a highest level found tolerated ends the trial from below as well', () => {
    const design = threePlusThree({ topLabel: 'highest-planned' })
    expect(said(design, '3NNTNNN 2NNN', 3)).toBe('stop 3')
  })
})

it('3+3: nobody is ever asked for beyond six at a level', () => {
  const level = fc
    .record({ n: fc.nat(6), dlt: fc.nat(2), pending: fc.nat(2) })
    .map(({ n, dlt, pending }) => ({ n, dlt: Math.min(n, dlt), pending }))
  for (const family of ['escalateOnly', 'korn', 'sixAtMtd'] as const)
    fc.assert(
      fc.property(fc.array(level, { minLength: 3, maxLength: 3 }), fc.integer({ min: 1, max: 3 }), (tally, current) => {
        const next = threePlusThree({ family })(tally, current)
        if (next.more === undefined) return
        expect(next.more > 0).toBe(next.rule.id !== '3+3 cleared above')
        expect(enrolled(at(tally, next.level ?? 0)) + next.more).toBeLessThanOrEqual(6)
      }),
      { numRuns: 1000 },
    )
})

describe('the counts named are those of the level the rule judged', () => {
  it.each(
    cases<'family' | 'outcomes' | 'rule' | 'saw'>(`
    family        outcomes               rule                saw
    korn          1NNNPPP 2TTN           3+3 six open        0/3+3 at 1
    korn          1NNP 2TTN              3+3 three open      0/2+1 at 1
    korn          1NNNNNN 2TTN           3+3 MTD             0/6+0 at 1
    korn          1NNN 2TTN              3+3 too toxic       2/3+0 at 2
    escalateOnly  1NNN 2TTN              3+3 MTD             0/3+0 at 1
    escalateOnly  1NN 2TTN               3+3 no descent      0/2+0 at 1
    korn          1TTN                   3+3 none tolerated  2/3+0 at 1
  `),
  )('$family, after $outcomes: $rule, $saw', ({ family, outcomes: text, ...row }) => {
    const { tally, current } = outcomes(text, 3)
    const { rule, saw, considered } = threePlusThree({ family: family as Family })(tally, current)
    expect([rule.id, `${saw.dlt}/${saw.n}+${saw.pending} at ${saw.level}`]).toEqual([row.rule, row.saw])
    expect(considered).toEqual([])
  })
})

it('a rule met, with no level to go up to, is not among those not met', () => {
  const notMet = (text: string) => {
    const { tally, current } = outcomes(text, 2)
    return threePlusThree()(tally, current).considered.map(({ id }) => id)
  }
  expect(notMet('1NNN 2NNN')).toEqual(['3+3 too toxic', '3+3 first three'])
  expect(notMet('1NNN 2NNNNNN')).not.toContain('3+3 1 of 6')
})

it('a tally that cannot be is refused, and says why', () => {
  const design = threePlusThree()
  expect(() => design([{ n: 1, dlt: 2, pending: 0 }], 1)).toThrow('2 DLTs among 1 settled participants')
  expect(() => design([{ n: 1, dlt: 0, pending: 0 }], 2)).toThrow('current level 2: expected 1 to 1')
  expect(() => design([{ n: 1.5, dlt: 0, pending: 0 }], 1)).toThrow('expected whole numbers')
})
