import { describe, expect, it } from 'vitest'
import { boin, boinBoundaries, boinCounts, boinMtd } from '../../src/dosing/boin.ts'
import { cases, outcomes, said } from './cases.ts'
import published from './reference/boin-counts.json' with { type: 'json' }

describe('BOIN boundaries (Liu and Yuan 2015)', () => {
  it.each([
    [0.2, 0.157242286700307, 0.238462438817315],
    [0.25, 0.196800870555487, 0.298392152375459],
    [0.3, 0.236490685236467, 0.358519464640929],
    [0.33, 0.260376743677795, 0.394715868291007],
  ])('target %d: λe %d and λd %d to 1e-12', (target, lambdaE, lambdaD) => {
    const found = boinBoundaries({ target })
    expect(Math.abs(found.lambdaE - lambdaE)).toBeLessThan(1e-12)
    expect(Math.abs(found.lambdaD - lambdaD)).toBeLessThan(1e-12)
  })

  /** Counts worked out from the published formulas by other software: escalate at most, de-escalate and exclude at least. */
  it.each(Object.entries(published))('target %s: the counts for 1 to 30 settled', (target, rows) => {
    const found = rows.map((_, i) => boinCounts({ target: Number(target) }, i + 1))
    expect(found.map(({ escalate, deescalate, exclude }) => [escalate, deescalate, exclude])).toEqual(rows)
  })

  it('a count exactly on λd de-escalates, however its product is rounded', () => {
    const options = { target: 0.3, pSaf: 0.1, pTox: 0.7 }
    expect(boinBoundaries(options).lambdaD).toBeCloseTo(0.5, 14)
    for (const n of [2, 4, 6, 8, 10, 22, 26, 28])
      expect(boinCounts({ ...options, cutoff: 0.999999 }, n).deescalate).toBe(n / 2)
  })
})

describe('BOIN at a boundary', () => {
  it('a count exactly on λe escalates, however its product is rounded', () => {
    const options = { target: 0.7, pSaf: 0.3, pTox: 0.9 }
    expect(boinBoundaries(options).lambdaE).toBeCloseTo(0.5, 14)
    for (let n = 1; n <= 30; n++) expect(boinCounts(options, n).escalate).toBe(Math.floor(n / 2))
  })
  it('extra safety is of the lowest level alone', () => {
    const [plain, safe] = [boin({ target: 0.3 }), boin({ target: 0.3, extraSafe: true, offset: 0.2 })]
    const counts = '1NNNNNN 2NNNTTT'
    expect(said(boin({ target: 0.3, extraSafe: true, offset: 0.2 }), '1NNNTTT', 3)).toBe('stop none')
    const { tally, current } = outcomes(counts, 3)
    expect(safe(tally, current).excluded).toEqual(plain(tally, current).excluded)
  })
})

it('selects no level above an excluded one, however well it did', () => {
  const tally = [
    { n: 6, dlt: 0, pending: 0 },
    { n: 6, dlt: 5, pending: 0 },
    { n: 6, dlt: 2, pending: 0 },
  ]
  const { mtd, estimates } = boinMtd({ target: 0.3 }, tally)
  expect([mtd, estimates.slice(1)]).toEqual([1, [null, null]])
})

describe('BOIN at target 0.3, five levels', () => {
  it.each(
    cases<'outcomes' | 'recommendation'>(`
    outcomes                     recommendation
    -                            stay 1 +3
    1NNN                         escalate 2 +3
    1NNT                         stay 1 +3
    1NTT                         stay 1 +3
    1TTT                         stop none
    1NNN 2NTT                    de-escalate 1 +3
    1NNN 2TTT                    de-escalate 1 +3
    1NNN 2NTT 1NNT               escalate 2 +3
    1NNN 2TTT 1NNN               stay 1 +3
    1NNN 2NNN 3NNN 4NNN 5NNN     stay 5 +3
    1NNP                         wait 1
    1NPP                         wait 1
    1TTTP                        stop none
    1TTTPPP                      wait none
    1NNN 2TTP                    de-escalate 1 +3
  `),
  )('after $outcomes: $recommendation', ({ outcomes: text, recommendation }) => {
    expect(said(boin({ target: 0.3 }), text, 5)).toBe(recommendation)
  })

  it('extra safe: stops at the lowest level earlier, and there only', () => {
    const design = boin({ target: 0.3, extraSafe: true, offset: 0.2 })
    expect(said(design, '1NTT', 5)).toBe('stop none')
    expect(said(boin({ target: 0.3 }), '1NTT', 5)).toBe('stay 1 +3')
    expect(said(design, '1NNN 2NTT', 5)).toBe('de-escalate 1 +3')
  })

  it('early stop: with enough at the level the rule would keep, the MTD is selected', () => {
    const design = boin({ target: 0.3, earlyStop: 9 })
    expect(said(design, '1NNN 2NNT 2NNT 2NNT', 5)).toBe('declare-mtd 2')
    expect(said(design, '1NNN 2NNN 2NNN 2NNN', 5)).toBe('escalate 3 +3')
  })

  it('titration: ones until a DLT or the second trigger, then cohorts of three', () => {
    const design = boin({ target: 0.3, titration: { cap: 3 } })
    expect(said(design, '1N', 5)).toBe('escalate 2 +1')
    expect(said(design, '1N 2T', 5)).toBe('switch 2 +2')
    expect(said(design, '1N 2TN', 5)).toBe('stay 2 +1')
    expect(said(design, '1N 2TT', 5)).toBe('de-escalate 1 +3')
    expect(said(design, '1N 2TNN', 5)).toBe('stay 2 +3')
    expect(said(design, '1N 2N 3N', 5)).toBe('escalate 4 +3')
  })
})

describe('the MTD by isotonic regression', () => {
  it.each(
    cases<'outcomes' | 'mtd'>(`
    outcomes                            mtd
    1NNN 2NNT 3NTT                      2
    1NNN 2NNN 3NNN                      3
    1NNN 2NTT 3NNT                      2
    1TTT                                none
    1NNN 2NNN 2NNT 3TTT                 2
  `),
  )('after $outcomes: $mtd', ({ outcomes: text, mtd }) => {
    expect(String(boinMtd({ target: 0.3 }, outcomes(text, 4).tally).mtd ?? 'none')).toBe(mtd)
  })

  it('of equal estimates: the highest below the target, the lowest above it', () => {
    const level = (n: number, dlt: number) => ({ n, dlt, pending: 0 })
    expect(boinMtd({ target: 0.3 }, [level(6, 1), level(6, 1), level(6, 1)]).mtd).toBe(3)
    expect(boinMtd({ target: 0.3 }, [level(6, 3), level(6, 3), level(6, 3)]).mtd).toBe(1)
  })

  it('bound: no MTD estimated above λd', () => {
    const tally = [
      { n: 3, dlt: 0, pending: 0 },
      { n: 6, dlt: 3, pending: 0 },
    ]
    expect(boinMtd({ target: 0.3 }, tally).mtd).toBe(2)
    expect(boinMtd({ target: 0.3, boundMtd: true }, tally).mtd).toBe(1)
  })
})
