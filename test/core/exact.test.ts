import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareExact, exact, readExact, times, toDouble, toText } from '../../src/core/exact.ts'

describe('exact numbers', () => {
  it('takes a decimal text exactly, and a machine number at 15 significant digits', () => {
    expect(compareExact(exact('0.1'), exact(0.1))).toBe(0)
    expect(compareExact(exact(0.39999999999999991), exact('0.4'))).toBe(0)
    expect(compareExact(exact('0.39999999999999999999'), exact('0.4'))).toBe(-1)
    expect(compareExact(times(exact('1.1'), exact('3')), exact('3.3'))).toBe(0)
  })
  it.each(['', ' ', 'NaN', 'Infinity', '0x10', '1,5', '1.2.3', '1e', '--1', '.'])('does not read %j', (text) => {
    expect(readExact(text)).toBeUndefined()
  })
  it.each([
    ['1e3', 1000],
    ['10.', 10],
    ['.5', 0.5],
    ['-2.50', -2.5],
    ['1.5E-2', 0.015],
  ])('reads %s', (text, value) => {
    expect(toDouble(exact(text))).toBe(value)
  })
  it('prints short decimals', () => {
    expect([exact('8.80'), exact('0.001'), exact('1500'), exact('-0.5')].map((value) => toText(value))).toEqual([
      '8.8',
      '0.001',
      '1500',
      '-0.5',
    ])
  })
  it('orders as the doubles do where those differ clearly', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -1e6, max: 1e6 }), (a, b) => {
        expect(compareExact(exact(a / 100), exact(b / 100))).toBe(Math.sign(a - b))
      }),
    )
  })
})
