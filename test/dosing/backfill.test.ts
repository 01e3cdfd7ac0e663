import { describe, expect, it } from 'vitest'
import { acceleratedTitration as titration } from '../../src/dosing/accelerated-titration.ts'
import { backfillLevels, withBackfill } from '../../src/dosing/backfill.ts'
import { openToBackfill } from '../../src/dosing/backfill-spec.ts'
import { boin } from '../../src/dosing/boin.ts'
import { crm } from '../../src/dosing/crm.ts'
import type { Design, LevelTally, Tally } from '../../src/dosing/design.ts'
import { explain } from '../../src/dosing/explain.ts'
import { modified } from '../../src/dosing/modifiers.ts'
import { backfillsOf, modifiersOf } from '../../src/dosing/numbered-modifier.ts'
import { rapidTitration } from '../../src/dosing/rapid-titration.ts'
import { tooToxic } from '../../src/dosing/target.ts'
import { threePlusThree } from '../../src/dosing/three-plus-three.ts'
import { titeBoin } from '../../src/dosing/tite-boin.ts'
import { outcomes } from './cases.ts'

const bound = tooToxic(0.3, { cutoff: 0.95, minimum: 3 })
const tally = (text: string) => outcomes(text, 4).tally

describe('which levels take backfill participants', () => {
  it('those below the current one, within their own caps, pending ones counted', () => {
    const options = { cap: 3, caps: { 2: 1 }, tooToxic: bound }
    const found = backfillLevels(options, tally('1NNN 2NNN 3NNN 4NNN'), tally('1NP 2N 3TTT'), 4, [])
    expect(found.map(({ because, left }) => `${because} ${left}`)).toEqual([
      'open 1',
      'cap reached 0',
      'cap reached 0',
      'not below the current level 0',
    ])
  })
  it('none that is excluded, too toxic both kinds together, or without activity', () => {
    const options = { cap: 6, active: [2], tooToxic: bound }
    const found = backfillLevels(options, tally('1NNN 2NTT 3NNN'), tally('2TT'), 4, [3, 4])
    expect(found.map(({ because }) => because)).toEqual([
      'no activity seen',
      'too toxic',
      'excluded',
      'not below the current level',
    ])
  })
})

describe('what backfill means for the escalation', () => {
  const act = (counted: 'pooled' | 'apart', filled: string) => {
    const design = modified(threePlusThree({ family: 'korn' }), [withBackfill(tally(filled), counted, bound)])
    const { action, level } = design(tally('1NNN 2NNN 3NNN'), 3)
    return `${action} ${level}`
  }
  it('apart: DLTs among them do not enter the 3+3 until they cross the bound', () => {
    expect(act('apart', '1TTNNN')).toBe('escalate 4')
    expect(act('apart', '2TTTTT')).toBe('de-escalate 1')
  })
  it('pooled: they do, and nobody pending is safe', () => {
    expect(act('pooled', '1TTNNN')).toBe('stop null')
    expect(act('pooled', '1TPNNN')).toBe('wait 3')
  })
})

describe('pooled, nothing known of the escalation is lost', () => {
  const none = (levels: number): Tally => Array.from({ length: levels }, () => ({ n: 0, dlt: 0, pending: 0 }))
  const pooling = (design: Design, filled: Tally) => withBackfill(filled, 'pooled', bound)(design)
  const level = (n: number, dlt: number, rest: Partial<LevelTally> = {}): LevelTally => ({
    n,
    dlt,
    pending: 0,
    ...rest,
  })

  it('a titration trigger still ends the titration', () => {
    const seen = [level(1, 0, { triggers: 1 }), level(0, 0)]
    expect(pooling(rapidTitration(), none(2))(seen, 1)).toMatchObject({ action: 'switch', level: 1, more: 2 })
  })
  it('a trigger among backfill participants counts as well', () => {
    const filled = [level(1, 0, { triggers: 1 })]
    const design = titration({ triggers: 2, cap: 3 })
    expect(pooling(design, none(3))([level(1, 0, { triggers: 1 }), level(1, 0), level(0, 0)], 2).action).toBe(
      'escalate',
    )
    expect(pooling(design, filled)([level(1, 0, { triggers: 1 }), level(1, 0), level(0, 0)], 2).action).not.toBe(
      'escalate',
    )
  })
  it('the cohort treated last still holds a model back', () => {
    const design = crm({ model: 'empiric', skeleton: [0.1, 0.2, 0.35], target: 0.3 })
    const seen = [level(3, 0), level(6, 1, { last: { n: 3, dlt: 1 } }), level(0, 0)]
    expect(design(seen, 2)).toMatchObject({ action: 'stay', level: 2 })
    expect(pooling(design, none(3))(seen, 2)).toMatchObject({ action: 'stay', level: 2 })
  })
  it('a follow-up nobody told is no follow-up', () => {
    const design = titeBoin({ version: '2018', target: 0.3 })
    const filled = [level(0, 0, { pending: 1, followUp: [0.5] })]
    const seen = [level(5, 0, { pending: 1 }), level(0, 0)]
    const told = [level(5, 0, { pending: 2, followUp: [0, 0.5] }), level(0, 0)]
    expect(pooling(design, filled)(seen, 1).figures).toEqual(design(told, 1).figures)
  })
  it('counts that contradict themselves are refused on either side', () => {
    const design = threePlusThree()
    expect(() => pooling(design, [level(3, 4)])).toThrow('4 DLTs among 3 settled participants')
    expect(() => pooling(design, [level(3, 0)])([level(3, 4), level(0, 0)], 1)).toThrow('4 DLTs among 3')
  })
})

describe('backfill that crosses the bound', () => {
  const act = (text: string, filled: string, design = threePlusThree()) => {
    const { tally: seen, current } = outcomes(text, 4)
    const { action, level, more } = withBackfill(tally(filled), 'apart', bound)(design)(seen, current)
    return `${action} ${level}${more === undefined ? '' : ` +${more}`}`
  }
  it('under it, the design is asked: six there are enough for the MTD, three are filled to six', () => {
    expect(act('1NNNNNN 2NNN 3NNN', '2TTTTT')).toBe('declare-mtd 1')
    expect(act('1NNN 2NNN 3NNN', '2TTTTT')).toBe('de-escalate 1 +3')
  })
  it('at the next level up: the trial does not wait for nobody', () => {
    expect(act('2NNN 1NNN', '2TTTTT', boin({ target: 0.3 }))).toBe('stay 1 +3')
    expect(act('2NNN 1NNN', '2TTTTT')).toBe('stay 1 +3')
  })
  it('says the counts of the level that crossed, and lists no rule as not met that was met', () => {
    const { tally: seen, current } = outcomes('1NNNNNN 2NNN 3NNN', 4)
    const next = withBackfill(tally('2TTTTT'), 'apart', bound)(threePlusThree())(seen, current)
    expect(next.saw).toEqual({ level: 2, n: 8, dlt: 5, pending: 0 })
    expect(explain(next).join(' ')).not.toContain('not met: no DLT in three')
  })
  it('while backfill participants who are pending could make it cross, nobody goes up and no MTD is declared', () => {
    const pending = withBackfill(tally('1TTTPP'), 'apart', bound)(threePlusThree())
    expect(pending(tally('1NNN 2NNN'), 2)).toMatchObject({ action: 'wait', level: 2, awaits: [1] })
    expect(act('1NNN 2NNN', '1TTTNN')).toBe('escalate 3 +3')
    expect(act('1NNN 2NNN', '1TTTTT')).toBe('stop null')
  })
  it('while those pending could lift the bound, no MTD is declared under it', () => {
    expect(act('1NNNNNN 2NNN 3NNN', '2TTTTPPPPP')).toBe('wait 3')
    expect(act('1NNNNNN 2NNN 3NNN', '2TTTTNNNNN')).toBe('escalate 4 +3')
  })
  it('a pending participant who can neither way matter holds nobody up', () => {
    expect(act('1NNN 2NNN', '1P')).toBe('escalate 3 +3')
    expect(act('1NNN 2NNN', '3TTTTPP')).toBe('stay 2 +3')
  })
})

describe('a cap on the trial counts everybody', () => {
  const cap = (most: number) => ({ name: 'stopAt', cap: most }) as const
  const filling = (counted: 'pooled' | 'apart', filled: string) =>
    ({ name: 'backfill', tally: tally(filled), counted, cap: 8, limit: 0.3, threshold: 0.95, minimum: 3 }) as const
  const ask = (text: string, modifiers: Parameters<typeof modifiersOf>[0]) => {
    const { tally: seen, current } = outcomes(text, 4)
    const next = modified(threePlusThree(), modifiersOf(modifiers))(seen, current)
    const said = `${next.action} ${next.level}${next.more === undefined ? '' : ` +${next.more}`}`
    const open = backfillsOf(modifiers).map((spec) => openToBackfill(spec, seen, current, next.excluded)[0])
    return { said, open: open.map((each) => `${each?.because} ${each?.left}`).join() }
  }
  it.each(['pooled', 'apart'] as const)('backfill %s, before the cap or after it, pending ones too', (counted) => {
    const filled = filling(counted, '1NNNP')
    for (const most of [8, 10]) {
      expect(ask('1NNN 2NNN', [filled, cap(most)])).toEqual({ said: 'stop null', open: 'cap reached 0' })
      expect(ask('1NNN 2NNN', [cap(most), filled])).toEqual({ said: 'stop null', open: 'cap reached 0' })
    }
    const settled = filling(counted, '1NNNN')
    expect(ask('1NNN 2NNN', [settled, cap(12)])).toEqual({ said: 'escalate 3 +2', open: 'open 2' })
    expect(ask('1NNN 2NNN', [cap(12), settled])).toEqual({ said: 'escalate 3 +2', open: 'open 2' })
    expect(ask('1NNN 2NNN', [settled])).toEqual({ said: 'escalate 3 +3', open: 'open 4' })
  })
})
