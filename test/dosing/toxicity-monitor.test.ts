import { describe, expect, it } from 'vitest'
import { betaCdf, betaTail, tailExceeds } from '../../src/dosing/beta.ts'
import { boundaries, stopping, toxicityMonitor } from '../../src/dosing/toxicity-monitor.ts'
import exact from './reference/monitor-boundaries.json' with { type: 'json' }

describe('the beta distribution', () => {
  it.each([
    [1, 1, 0.3, 0.3],
    [1.5, 0.5, 0.2, 0.04051932635383402],
    [4, 4, 0.3, 0.126036],
    [0.05, 0.1, 0.4, 0.6554904157139757],
    [31, 71, 0.3, 0.4769115586572368],
    [300, 700, 0.33, 0.9794613776615778],
    [2, 29, 0.05, 0.44645792456821287],
    [8.5, 2.25, 0.9, 0.8117611833034257],
    [500, 500, 0.5, 0.5],
    [0.3, 0.7, 0.001, 0.10807284733274038],
    [1, 30, 0.001, 0.029569032736914254],
  ])('Beta(%d, %d) up to %d: %d, as other software has it, to 1e-12', (a, b, x, cdf) => {
    expect(Math.abs(betaCdf(x, a, b) - cdf)).toBeLessThan(1e-12)
    expect(Math.abs(betaTail(x, a, b) - (1 - cdf))).toBeLessThan(1e-12)
  })

  it('a tail exactly on the threshold does not exceed it', () => {
    expect(tailExceeds(0.5, 0.75, 2, 1)).toBe(false)
    expect(tailExceeds(0.5, 0.74999999999, 2, 1)).toBe(true)
    expect(tailExceeds(0.5, 0.5, 7, 7)).toBe(false)
    expect(tailExceeds(0.1, 0.9, 1, 1)).toBe(false)
  })
})

describe('monitoring an expansion cohort', () => {
  /** Worked out in exact fractions elsewhere. */
  it.each(Object.entries(exact))('limit/threshold %s: the boundary for 1 to 60 settled', (key, bound) => {
    const [limit = 0, threshold = 0] = key.split('/').map(Number)
    expect(boundaries({ limit, threshold }, 60)).toEqual(bound)
  })

  it('0.3, 0.9: 2 of 3, 4 of 6, 5 of 9, 6 of 12, 7 of 15, 8 of 18', () => {
    const bound = boundaries({ limit: 0.3, threshold: 0.9 }, 18)
    expect([3, 6, 9, 12, 15, 18].map((n) => bound[n - 1])).toEqual([2, 4, 5, 6, 7, 8])
  })

  it('the stopping probability is that of every sequence of outcomes added up', () => {
    const options = { limit: 0.3, threshold: 0.9, minimum: 3 }
    const bound = boundaries(options, 8)
    let stopped = 0
    let expected = 0
    for (let way = 0; way < 256; way++) {
      let [dlt, at, n] = [0, 0, 0]
      while (n < 8 && at === 0) {
        dlt += (way >> n) & 1
        n++
        if (dlt >= (bound[n - 1] ?? 99)) at = n
      }
      let probability = 1
      for (let i = 0; i < 8; i++) probability *= (way >> i) & 1 ? 0.35 : 0.65
      if (at > 0) stopped += probability
      expected += probability * n
    }
    const found = stopping(options, 0.35, [1, 2, 3, 4, 5, 6, 7, 8])
    expect(found.stopped).toBeCloseTo(stopped, 13)
    expect(found.expected).toBeCloseTo(expected, 12)
  })

  it('looks after every outcome from the first stop nearly half of the trials at the limit itself', () => {
    const looks = Array.from({ length: 12 }, (_, i) => i + 1)
    expect(stopping({ limit: 0.3, threshold: 0.9 }, 0.3, looks).stopped).toBeCloseTo(0.45, 1)
  })

  it('stops at once on crossing, whatever is pending', () => {
    const design = toxicityMonitor({ limit: 0.3, threshold: 0.9 })
    expect(design([{ n: 3, dlt: 2, pending: 4 }], 1)).toMatchObject({ action: 'stop', level: null })
    expect(design([{ n: 3, dlt: 1, pending: 4 }], 1)).toMatchObject({ action: 'stay', level: 1 })
  })
})
