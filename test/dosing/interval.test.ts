import { describe, expect, it } from 'vitest'
import { betaCdf } from '../../src/dosing/beta.ts'
import { selectionFor } from '../../src/dosing/designs.ts'
import { i3Plus3, i3Plus3Interval } from '../../src/dosing/i3-plus-3.ts'
import { designSpec } from '../../src/dosing/job.schema.ts'
import { keyboard, keyboardInterval } from '../../src/dosing/keyboard.ts'
import { mtpi, mtpiInterval } from '../../src/dosing/mtpi.ts'
import { cases, said } from './cases.ts'

const states = (most: number) =>
  Array.from({ length: most }, (_, i) => i + 1).flatMap((n) =>
    Array.from({ length: n + 1 }, (_, dlt) => [n, dlt] as const),
  )

describe('i3+3 (Liu, Wang and Ji 2020), target 0.25 ± 0.05', () => {
  it.each(
    cases<'n' | 'dlt' | 'verdict'>(`
    n   dlt  verdict
    3   0    escalate
    3   1    stay
    3   2    de-escalate
    6   1    escalate
    6   2    stay
    6   3    de-escalate
    5   1    stay
    10  2    stay
    10  3    stay
    10  4    de-escalate
    20  4    stay
    20  6    stay
  `),
  )('$dlt of $n: $verdict', ({ n, dlt, verdict }) => {
    expect(i3Plus3Interval({ target: 0.25 }).verdict(Number(n), Number(dlt))).toBe(verdict)
  })

  it('above the interval: one DLT fewer exactly on its lower bound is not below it', () => {
    const { verdict } = i3Plus3Interval({ target: 0.25 })
    expect([verdict(5, 2), verdict(10, 4), verdict(4, 2), verdict(6, 2)]).toEqual([
      'de-escalate',
      'de-escalate',
      'de-escalate',
      'stay',
    ])
  })
  it('a share on a bound of the interval is inside it, whatever the binary fractions', () => {
    for (const tenths of [2, 3, 4])
      for (const n of [10, 20, 30, 40]) {
        const design = i3Plus3Interval({ target: tenths / 10, below: 0.1, above: 0.1 })
        expect(design.verdict(n, ((tenths - 1) * n) / 10)).toBe('stay')
        expect(design.verdict(n, ((tenths + 1) * n) / 10)).toBe('stay')
      }
  })

  it('too toxic: excluded and left; never into an excluded level', () => {
    expect(said(i3Plus3({ target: 0.25 }), '1NNN 2TTT', 3)).toBe('de-escalate 1 +3')
    expect(said(i3Plus3({ target: 0.25 }), '1NNN 2TTT 1NNN', 3)).toBe('stay 1 +3')
  })
})

describe('mTPI (Ji et al. 2010)', () => {
  it('stays at 3 of 6 for a target of 0.3, as it is known to', () => {
    expect(mtpiInterval({ target: 0.3 }).verdict(6, 3)).toBe('stay')
  })
})

describe('too toxic: P(rate > target) above 0.95', () => {
  it('the keyboard looks from the first participant on; mTPI and i3+3 from the third', () => {
    expect(said(keyboard({ target: 0.3 }), '1TT', 3)).toBe('stop none')
    expect(said(keyboard({ target: 0.3 }), '1NNN 2TT', 3)).toBe('de-escalate 1 +3')
    expect(said(keyboard({ target: 0.3 }), '1T', 3)).toBe('stay 1 +3')
    expect(said(keyboard({ target: 0.1 }), '1T', 3)).toBe('stop none')
    for (const design of [mtpi, i3Plus3]) {
      expect(said(design({ target: 0.3 }), '1TT', 3)).toBe('stay 1 +3')
      expect(said(design({ target: 0.3 }), '1TTT', 3)).toBe('stop none')
    }
  })
  it('unless a least number is set; its selection of the MTD goes by the same', () => {
    const tally = [
      { n: 3, dlt: 0, pending: 0 },
      { n: 2, dlt: 2, pending: 0 },
    ]
    const spec = { name: 'keyboard', target: 0.9, cutoff: 0.2 } as const
    expect(said(keyboard({ target: 0.3, minimum: 3 }), '1TT', 3)).toBe('stay 1 +3')
    expect(selectionFor(spec)(tally)).toBe(1)
    expect(selectionFor({ ...spec, minimum: 3 })(tally)).toBe(2)
  })
})

/** mTPI-2 by its own definition: unit probability mass in intervals of one width, the ends shorter; written apart from the keyboard. */
function mtpi2(n: number, dlt: number, low: number, high: number): string {
  const width = high - low
  const mass = (a: number, b: number) => {
    const [from, to] = [Math.max(0, a), Math.min(1, b)]
    return to - from < 1e-9
      ? 0
      : (betaCdf(to, 1 + dlt, 1 + n - dlt) - betaCdf(from, 1 + dlt, 1 + n - dlt)) / (to - from)
  }
  let best = { mass: mass(low, high), verdict: 'stay' }
  for (let a = low - width; a > -width + 1e-9; a -= width)
    if (mass(a, a + width) > best.mass * (1 + 1e-9)) best = { mass: mass(a, a + width), verdict: 'escalate' }
  for (let a = high; a < 1 - 1e-9; a += width)
    if (mass(a, a + width) > best.mass * (1 + 1e-9)) best = { mass: mass(a, a + width), verdict: 'de-escalate' }
  return best.verdict
}

it('the keyboard has an answer however narrow its keys are', () => {
  const { verdict, figures } = keyboardInterval({ target: 0.3, below: 1e-7, above: 1e-7 })
  expect([verdict(3, 0), verdict(10, 2), verdict(3, 1), verdict(3, 3)]).toEqual([
    'escalate',
    'escalate',
    'de-escalate',
    'de-escalate',
  ])
  expect(figures(3, 1).strongestFrom).toBeCloseTo(1 / 3, 6)
})

it('an interval without width is refused', () => {
  const spec = { name: 'keyboard', target: 0.3, below: 1e-300, above: 1e-300 }
  expect(designSpec.safeParse(spec).error?.message).toContain('of some width')
})

describe('the keyboard is mTPI-2 on every state', () => {
  it.each([0.1, 0.2, 0.25, 0.3, 0.33, 0.4])('target %d, up to 30 settled', (target) => {
    const { verdict } = keyboardInterval({ target })
    const differ = states(30).filter(([n, dlt]) => verdict(n, dlt) !== mtpi2(n, dlt, target - 0.05, target + 0.05))
    expect(differ).toEqual([])
  })
})
