import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainDecimal } from '../../src/grading/place.ts'

describe('plain decimals, the fast way', () => {
  it('are the doubles that JavaScript reads', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(99_999), fc.nat(5), (whole, part, digits) => {
        const text = digits === 0 ? String(whole) : `${whole}.${String(part).padStart(5, '0').slice(0, digits)}`
        expect(plainDecimal(text)).toBe(Number(text))
      }),
      { numRuns: 2000 },
    )
  })
  it.each([
    '',
    ' ',
    '.5',
    '5.',
    '1.2.3',
    '1e3',
    '-1',
    '+1',
    '0x1',
    'NaN',
    'Infinity',
    '1,5',
    '<4',
    '1234567890123456',
    '1 ',
  ])('%j takes the careful way', (text) => {
    expect(plainDecimal(text)).toBeNaN()
  })
})
