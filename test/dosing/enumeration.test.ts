import { describe, expect, it } from 'vitest'
import { expected, type Path, paths, pathText } from '../../src/dosing/enumerate.ts'
import { type Family, threePlusThree } from '../../src/dosing/three-plus-three.ts'

const plan = (family: Family, levels: number) => ({ design: threePlusThree({ family }), levels })

/** The MTD by its definition, from the outcomes alone: the highest level with at most 1 DLT in six (or, where the family lets it, 0 in three) under an exceeded or last level. */
function mtdByDefinition({ cohorts }: Path, levels: number): number | null {
  const seen = Array.from({ length: levels }, () => ({ n: 0, dlt: 0 }))
  for (const { level, outcomes } of cohorts) {
    const cell = seen[level - 1] ?? { n: 0, dlt: 0 }
    cell.n += outcomes.length
    cell.dlt += outcomes.replaceAll('N', '').length
  }
  const exceeded = seen.findIndex(({ dlt }) => dlt >= 2)
  const mtd = exceeded < 0 ? levels : exceeded
  return mtd === 0 ? null : mtd
}

describe('every path of the 3+3, counted', () => {
  it.each([
    ['escalateOnly', [19, 43, 91, 187], 2],
    ['korn', [34, 118, 346, 922], 2],
    ['sixAtMtd', [10, 46, 154, 442, 1162, 2890, 6922, 16138], 1],
  ] as const)('%s: %j from %i levels', (family, counts, from) => {
    expect(counts.map((_, i) => [...paths(plan(family, from + i))].length)).toEqual(counts)
  })

  it.each(['escalateOnly', 'korn', 'sixAtMtd'] as const)(
    '%s: the MTD of every path is right by its definition',
    (family) => {
      for (const levels of [1, 2, 3, 4, 5])
        for (const path of paths(plan(family, levels))) {
          const mtd = mtdByDefinition(path, levels)
          expect([pathText(path), path.node.mtd]).toEqual([pathText(path), mtd])
          if (mtd === null) continue
          const { n, dlt } = path.node.tally[mtd - 1] ?? { n: 0, dlt: 9 }
          const isTop = mtd === levels
          const needs6 = family === 'sixAtMtd' || (family === 'korn' && !isTop)
          expect(dlt <= (n >= 6 ? 1 : 0) && n >= (needs6 ? 6 : 3), pathText(path)).toBe(true)
        }
    },
  )

  it('how many paths declare an MTD on three participants, at five levels', () => {
    const onThree = (family: Family) =>
      [...paths(plan(family, 5))].filter(({ node }) => node.mtd !== null && node.tally[node.mtd - 1]?.n === 3).length
    expect([onThree('escalateOnly'), onThree('korn'), onThree('sixAtMtd')]).toEqual([91, 16, 0])
  })

  it('at four levels many paths need more than 18 participants', () => {
    const large = (family: Family) =>
      [...paths(plan(family, 4))].filter(({ node }) => node.tally.reduce((sum, { n }) => sum + n, 0) > 18).length
    expect([large('korn'), large('sixAtMtd')]).toEqual([186, 275])
  })
})

describe('exact operating characteristics', () => {
  it('add up over the states as over the paths', () => {
    const truth = [0.1, 0.25, 0.45]
    const exact = expected(plan('korn', 3), truth)
    const byPath = [0, 0, 0, 0]
    for (const { cohorts, node } of paths(plan('korn', 3))) {
      const probability = cohorts.reduce((product, { level, outcomes }) => {
        const p = truth[level - 1] ?? 0
        const dlts = outcomes.replaceAll('N', '').length
        const ways = [1, 3, 3, 1][dlts] ?? 0
        return product * ways * p ** dlts * (1 - p) ** (3 - dlts)
      }, 1)
      byPath[node.mtd ?? 0] = (byPath[node.mtd ?? 0] ?? 0) + probability
    }
    expect(
      [exact.none, ...exact.selected].map((p, i) => Math.abs(p - (byPath[i] ?? 0))).every((gap) => gap < 1e-14),
    ).toBe(true)
    expect(exact.sizes.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 14)
    const perParticipant = exact.sizes.reduce((sum, p, n) => sum + p * n, 0)
    expect(exact.participants.reduce((sum, n) => sum + n, 0)).toBeCloseTo(perParticipant, 12)
  })
})
