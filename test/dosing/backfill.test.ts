import { describe, expect, it } from 'vitest'
import { backfillLevels, withBackfill } from '../../src/dosing/backfill.ts'
import { modified } from '../../src/dosing/modifiers.ts'
import { tooToxic } from '../../src/dosing/target.ts'
import { threePlusThree } from '../../src/dosing/three-plus-three.ts'
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
