import { describe, expect, it } from 'vitest'
import { toDouble } from '../../src/core/exact.ts'
import { readMeasured } from '../../src/core/measured.ts'

describe('results as laboratories write them', () => {
  it.each([
    ['<40', undefined, 40, false],
    ['<= 40', undefined, 40, true],
    ['≤40', undefined, 40, true],
    ['>600', 600, undefined, false],
    ['≥ 600.5', 600.5, undefined, true],
  ])('%s is an interval', (text, from, to, inclusive) => {
    const read = readMeasured(text)
    if (read.kind !== 'interval') throw new TypeError(`expected an interval, got ${read.kind}`)
    expect(read.from && toDouble(read.from.at)).toBe(from)
    expect(read.to && toDouble(read.to.at)).toBe(to)
    expect((read.from ?? read.to)?.inclusive).toBe(inclusive)
  })
  it.each(['', ' ', 'NaN', 'Infinity', '1,5', '1,500', 'NEG', '3-5', '<', '<NaN', 'trace', '1.2.3'])(
    '%j cannot be read',
    (text) => {
      expect(readMeasured(text).kind).toBe('unreadable')
    },
  )
  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    '%s never reaches a comparison',
    (value) => {
      expect(readMeasured(value).kind).toBe('unreadable')
    },
  )
  it.each([
    ['1,234,567', 1234567],
    ['1,234.5', 1234.5],
    [' 95 ', 95],
  ])('%s is unambiguous', (text, value) => {
    const read = readMeasured(text)
    expect(read.kind === 'exact' && toDouble(read.value)).toBe(value)
  })
})
