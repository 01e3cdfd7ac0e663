import { describe, expect, it } from 'vitest'
import { boin } from '../../src/dosing/boin.ts'
import { crm } from '../../src/dosing/crm.ts'
import type { Design } from '../../src/dosing/design.ts'
import { explain } from '../../src/dosing/explain.ts'
import { i3Plus3 } from '../../src/dosing/i3-plus-3.ts'
import { threePlusThree } from '../../src/dosing/three-plus-three.ts'
import { titration } from '../../src/dosing/titration.ts'
import { outcomes } from './cases.ts'

const recommended = (design: Design, text: string, levels: number) => {
  const { tally, current } = outcomes(text, levels)
  return design(tally, current)
}
const notMet = (design: Design, text: string, levels: number) =>
  recommended(design, text, levels).considered.map(({ id }) => id)

describe('figures are those of the settled outcomes: nobody pending counts in them', () => {
  it('a share: 3 of 3, not 3 of 4', () => {
    const now = recommended(i3Plus3({ target: 0.25 }), '1NNN 2TTTP', 2)
    expect(now).toMatchObject({ action: 'de-escalate', level: 1, figures: { share: 1 } })
  })
  it('a posterior: that of 2 of 3', () => {
    const design = crm({ model: 'empiric', skeleton: [0.1], target: 0.35 })
    const [settled, open] = [recommended(design, '1TTN', 1), recommended(design, '1TTNP', 1)]
    expect(open).toMatchObject({ action: settled.action, level: settled.level })
    expect(open.figures).toEqual(settled.figures)
  })
  it('while it waits as well', () => {
    const now = recommended(i3Plus3({ target: 0.25 }), '1NNNP', 2)
    expect(now).toMatchObject({ action: 'wait', figures: { share: 0 } })
  })
})

describe('an answer that no pending participant can change', () => {
  it('stands on the rule that the settled outcomes meet', () => {
    const now = recommended(boin({ target: 0.3 }), '1NNN 2TTTP', 3)
    expect(now).toMatchObject({ action: 'de-escalate', level: 1, rule: { id: 'BOIN exclude' }, excluded: [2, 3] })
    expect(now.considered).toEqual([])
  })
  it('or, where they meet another, on the one that every way of settling leads to', () => {
    const now = recommended(i3Plus3({ target: 0.1 }), '1TTP', 2)
    expect(now).toMatchObject({ action: 'stop', level: null, rule: { id: 'i3+3 stop' }, figures: { share: 1 } })
  })
  it('names the counts of the level that was judged', () => {
    const now = recommended(boin({ target: 0.3 }), '1NNN 2TTT 3NNNP', 3)
    expect(now).toMatchObject({ action: 'de-escalate', level: 1, saw: { level: 2, n: 3, dlt: 3, pending: 0 } })
  })
})

describe('a rule that was met is not listed as considered and not met', () => {
  it('when it gives way to waiting', () => {
    expect(recommended(boin({ target: 0.3 }), '1NNNP', 2).action).toBe('wait')
    expect(notMet(boin({ target: 0.3 }), '1NNNP', 2)).toEqual(['BOIN exclude', 'BOIN de-escalate'])
    expect(explain(recommended(boin({ target: 0.3 }), '1NNNP', 2)).join()).not.toContain('few enough')
  })
  it('when an early escalation could still be lost to another level', () => {
    const design = threePlusThree({ family: 'korn' })
    const now = recommended(design, '1NTP 2NNN', 3)
    expect(now).toMatchObject({ action: 'wait', rule: { id: 'pending' } })
    expect(now.considered.map(({ id }) => id)).not.toContain('3+3 0 of 3')
  })
  it('when a late DLT sends the trial back to a titration level', () => {
    const options = { cap: 2, cohort: 1, step: 1, triggers: 1, countTrigger: true, fullCohort: 3 } as const
    const design = titration({ ...options, lateTrigger: 'reopen' }, threePlusThree(), 'protocol')
    const counts = (n: number, dlt: number) => ({ n, dlt, pending: 0 })
    const now = design([counts(1, 1), counts(3, 0), counts(0, 0)], 2)
    expect(now).toMatchObject({ action: 'de-escalate', level: 1, rule: { id: 'titration late trigger' } })
    expect(now.considered.map(({ id }) => id)).not.toContain('3+3 0 of 3')
  })
  it('at the edges of the levels', () => {
    expect(recommended(boin({ target: 0.3 }), '1NNN', 1)).toMatchObject({
      action: 'stay',
      rule: { id: 'BOIN highest' },
    })
    expect(notMet(boin({ target: 0.3 }), '1NNN', 1)).toEqual(['BOIN exclude', 'BOIN de-escalate'])
    expect(recommended(boin({ target: 0.3 }), '1NTT', 2)).toMatchObject({ action: 'stay', rule: { id: 'BOIN lowest' } })
    expect(notMet(boin({ target: 0.3 }), '1NTT', 2)).toEqual(['BOIN exclude'])
    expect(notMet(boin({ target: 0.3, earlyStop: 3 }), '1NNN', 1)).toEqual(['BOIN exclude', 'BOIN de-escalate'])
    expect(notMet(boin({ target: 0.3 }), '1NNNNTT', 2)).toEqual(['BOIN exclude', 'BOIN de-escalate', 'BOIN escalate'])
    expect(notMet(boin({ target: 0.3 }), '-', 2)).toEqual(['BOIN exclude'])
  })
})
