import { describe, expect, it } from 'vitest'
import { explain } from '../../src/dosing/explain.ts'
import { tableDesign, tableOfTrial, tableViolations } from '../../src/dosing/table-design.ts'
import { whatWouldChange } from '../../src/dosing/what-would-change.ts'
import { cases, outcomes, said } from './cases.ts'

const rows = [
  { n: 3, dlt: 0, then: 'escalate' },
  { n: 3, dlt: 1, then: 'stay' },
  { n: 3, dlt: 2, then: 'de-escalate' },
  { n: 3, dlt: 3, then: 'exclude' },
  { n: 6, dlt: [0, 1], then: 'escalate' },
  { n: 6, dlt: [2, 6], then: 'stay' },
] as const

describe('a decision table of one’s own', () => {
  const design = tableDesign({ rows, source: 'protocol, section 5.3' })
  it('is read as it stands, at the edges as well', () => {
    expect(said(design, '1NNN', 2)).toBe('escalate 2 +3')
    expect(said(design, '1NNN 2NNN', 2)).toBe('stay 2 +3')
    expect(said(design, '1NTT', 2)).toBe('stay 1 +3')
    expect(said(design, '1NNN 2TTT', 2)).toBe('de-escalate 1 +3')
    expect(said(design, '1TTT', 2)).toBe('stop none')
  })
  it('a settled exclusion is not lifted by what the pending may become, even where the table is not monotone', () => {
    expect(said(design, '1NNN 2TTTPPP', 2)).toBe('wait none')
  })
  it('a state without a row is an error that names it', () => {
    expect(() => said(design, '1NNNN', 2)).toThrow('no row for 0 of 4 with DLT')
  })
  it('lists what speaks against it', () => {
    expect(tableViolations({ rows, target: 0.3 })).toEqual([])
    expect(tableViolations({ rows: [{ n: 3, dlt: [0, 2], then: 'escalate' }], target: 0.3 })).toEqual([
      { n: 3, dlt: 1, says: 'escalate, though 1 of 3 lies above the target 0.3' },
      { n: 3, dlt: 2, says: 'escalate, though 2 of 3 lies above the target 0.3' },
      { n: 3, dlt: 3, says: 'no row for this state' },
    ])
  })
})

describe('a table with rows for whole cohorts only', () => {
  const whole = tableDesign({
    rows: [
      { n: 3, dlt: 0, then: 'escalate' },
      { n: 3, dlt: 1, then: 'stay' },
      { n: 3, dlt: 2, then: 'de-escalate' },
      { n: 3, dlt: 3, then: 'exclude' },
      { n: 6, dlt: [0, 1], then: 'escalate' },
      { n: 6, dlt: [2, 6], then: 'de-escalate' },
    ],
  })
  it.each(
    cases<'outcomes' | 'says' | 'why'>(`
    outcomes          says               why
    1NNP              wait 1             both 0 of 3 and 1 of 3 may come of it
    1NNN 2TTP         de-escalate 1 +3   2 of 3 and 3 of 3 both leave the level
    1NTP 2NNN         escalate 3 +3      level 1 is not excluded either way
    1TTP 2NNN         wait 2             level 1 may yet be excluded
    1NNN 3TTT 2NNP    stay 2 +3          0 of 3 and 1 of 3 both stay below an excluded level
    1NNN 3TTT 2NTP    wait 2             both 1 of 3 and 2 of 3 may come of it
    1NNNPPP           wait 1             from 0 to 3 of 6
  `),
  )('$outcomes: $says, $why', ({ outcomes: text, says }) => {
    expect(said(whole, text, 3)).toBe(says)
  })
  it('while it waits, what is excluded elsewhere stays so, and no rule is said to have been tried', () => {
    const { tally } = outcomes('1NNN 3TTT 2NTP', 3)
    expect(whole(tally, 2)).toMatchObject({ excluded: [3], considered: [], awaits: [2] })
  })
  it('pending participants who lead to no row: an error that names it', () => {
    expect(() => said(whole, '1NNNP', 2)).toThrow('no row for 0 of 4 with DLT')
    expect(() => said(whole, '1NN', 2)).toThrow('no row for 0 of 2 with DLT')
  })
  it('an outcome more that the table has no row for is left out of what would change it', () => {
    const [settled, open] = [outcomes('1NNT', 2), outcomes('1NNP', 2)]
    expect(whatWouldChange(whole, settled.tally, 1)).toEqual([])
    expect(whatWouldChange(whole, open.tally, 1).map(({ action }) => action)).toEqual(['stay', 'escalate'])
  })
  it('has no figures to print', () => {
    const { tally } = outcomes('1NNT', 2)
    expect(explain(whole(tally, 1)).join()).not.toContain('Figures')
  })
})

describe('a table that a trial goes by, whose counts come as they come', () => {
  const trial = tableOfTrial({ rows, source: 'protocol, section 5.3' })
  it.each(
    cases<'outcomes' | 'says' | 'why'>(`
    outcomes          says               why
    1NNN              escalate 2 +3      it has a row
    1NNNN             wait 1             no row for 0 of 4
    1NNNP             wait 1             no row for what the one pending may make of it
    1NNN 2TTTPPP      wait none          a level it excludes stays excluded
    1TTT 2N           wait none          and so do those above it
  `),
  )('$outcomes: $says, $why', ({ outcomes: text, says }) => {
    expect(said(trial, text, 2)).toBe(says)
  })
  it('says by which table, and that nothing was tried', () => {
    const { tally } = outcomes('1NNNN', 2)
    expect(trial(tally, 1)).toMatchObject({ rule: { id: 'table no row', source: 'protocol, section 5.3' } })
    expect(trial(tally, 1)).toMatchObject({ considered: [], excluded: [] })
  })
})

it('only a row that is not there is left out: any other error is told', () => {
  const broken = () => {
    throw new RangeError('three levels, but two doses')
  }
  expect(() => whatWouldChange(broken, [{ n: 3, dlt: 0, pending: 0 }], 1)).toThrow('two doses')
})
