import { describe, expect, it } from 'vitest'
import { tableDesign, tableViolations } from '../../src/dosing/table-design.ts'
import { said } from './cases.ts'

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
