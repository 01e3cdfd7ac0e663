import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Design, LevelTally, Tally } from '../../src/dosing/design.ts'
import type { DesignSpec } from '../../src/dosing/designs.schema.ts'
import { designs, listedFor, makeDesign } from '../../src/dosing/designs.ts'
import { designSpec } from '../../src/dosing/job.schema.ts'
import { treats } from '../../src/dosing/modifiers.ts'
import { pathways } from '../../src/dosing/pathways.ts'
import { sameAct, settledWith, settlements } from '../../src/dosing/settle.ts'

/** Every listed design but `table`, which is exempt and checked instead; a new design fails here until it is added. */
const specs: readonly DesignSpec[] = [
  { name: '3+3', family: 'escalateOnly' },
  { name: '3+3', family: 'korn' },
  { name: '3+3', family: 'sixAtMtd' },
  { name: '3+3', family: 'korn', earlyEscalation: true, earlyExpansion: true, topLabel: 'highest-planned' },
  { name: 'acceleratedTitration', simon: 2 },
  { name: 'acceleratedTitration', form: 'NCT07021534', countTrigger: false },
  { name: 'rapidTitration' },
  { name: 'rollingSix' },
  { name: 'i3+3', target: 0.25 },
  { name: 'mtpi', target: 0.3 },
  { name: 'keyboard', target: 0.3 },
  { name: 'keyboard', target: 0.1 },
  { name: 'boin', target: 0.3 },
  { name: 'boin', target: 0.25, extraSafe: true, earlyStop: 6, titration: { cap: 2 } },
  { name: 'titeBoin', version: '2018', target: 0.3 },
  { name: 'titeBoin', version: 'approximate', target: 0.2 },
  { name: 'crm', model: 'empiric', skeleton: [0.05, 0.12, 0.25, 0.4], target: 0.25 },
  { name: 'crm', model: 'logistic', skeleton: [0.05, 0.12, 0.25, 0.4], target: 0.3 },
  { name: 'crm', model: 'empiric', skeleton: [0.05, 0.12, 0.25, 0.4], target: 0.25, timeToEvent: true },
  {
    name: 'blrm',
    doses: [1, 2, 4, 8],
    reference: 4,
    prior: { mean: [-0.85, 0.4], sd: [2, 1] },
    cuts: [0.2, 0.35],
  },
  { name: 'toxicityMonitor', limit: 0.3, threshold: 0.9 },
]

it('covers every listed design', () => {
  const covered = new Set(specs.map(({ name }) => name))
  expect(Object.keys(designs).filter((name) => name !== 'table' && !covered.has(name as DesignSpec['name']))).toEqual(
    [],
  )
})

const level = fc
  .record({
    n: fc.nat(9),
    dlt: fc.nat(9),
    pending: fc.constantFrom(0, 0, 0, 1, 2, 3),
    followUp: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ n, dlt, pending, followUp }) => ({
    n,
    dlt: Math.min(n, dlt % 4),
    pending,
    followUp: followUp.slice(0, pending),
  }))
const state = fc.record({
  tally: fc.array(level, { minLength: 4, maxLength: 4 }),
  current: fc.integer({ min: 1, max: 4 }),
})

const weighs = (spec: DesignSpec) => listedFor(spec).timeToEvent?.(spec) ?? false
const runs = (spec: DesignSpec) => ({ numRuns: spec.name === 'blrm' ? 60 : 400 })

describe.each(specs.map((spec) => [JSON.stringify(spec), spec] as const))('%s', (_, spec) => {
  const design: Design = makeDesign(designSpec.parse(spec))
  const holds = (law: (tally: Tally, current: number) => void) =>
    fc.assert(
      fc.property(state, ({ tally, current }) => {
        law(weighs(spec) ? tally : tally.map(({ followUp: _, ...each }) => each), current)
      }),
      runs(spec),
    )

  it('answers the same to the same, from a design made anew as well', () => {
    const again = makeDesign(designSpec.parse(JSON.parse(JSON.stringify(spec))))
    holds((tally, current) =>
      expect(JSON.stringify(again(tally, current))).toBe(JSON.stringify(design(tally, current))),
    )
  })

  it('names only levels there are, never an excluded one, and says how many', () =>
    holds((tally, current) => {
      const next = design(tally, current)
      if (next.level !== null) expect(next.level >= 1 && next.level <= tally.length).toBe(true)
      if (!treats(next)) return
      expect(next.level).not.toBeNull()
      expect(next.excluded.every((each) => each > (next.level ?? 0))).toBe(true)
      expect(next.more ?? 1).toBeGreaterThan(0)
    }))

  it('never skips a level up', () =>
    holds((tally, current) => {
      const next = design(tally, current)
      if (next.action === 'escalate') expect(next.level).toBe(current + 1)
    }))

  it('does not escalate while the settled DLT share at the level exceeds the target', () => {
    const target = listedFor(spec).target?.(spec)
    if (target === undefined) return
    holds((tally, current) => {
      const { n, dlt } = tally[current - 1] as LevelTally
      if (dlt > target * n + 1e-9) expect(design(tally, current).action).not.toBe('escalate')
    })
  })

  it('waits only for somebody', () =>
    holds((tally, current) => {
      const { action } = design(tally, current)
      if (action === 'wait' || action === 'suspend') expect(tally.some(({ pending }) => pending > 0)).toBe(true)
    }))

  it.runIf(!weighs(spec) && spec.name !== 'toxicityMonitor')(
    'with people pending, escalates or declares an MTD only if every way they can settle gives that too',
    () =>
      holds((tally, current) => {
        const next = design(tally, current)
        if (next.action !== 'escalate' && next.action !== 'declare-mtd') return
        for (const way of settlements(tally)) expect(sameAct(design(way, current), next)).toBe(true)
      }),
  )

  it.runIf(weighs(spec))(
    'credits at most the fraction followed, and says what all pending with DLTs would make of it',
    () =>
      holds((tally, current) => {
        const next = design(tally, current)
        const all = tally.map((each) => settledWith(each, each.pending))
        if (!tally.some(({ pending }) => pending > 0)) return expect(next.ifAllDlt).toBeUndefined()
        const { action, level: to } = design(all, current)
        expect(next.ifAllDlt).toEqual({ action, level: to })
        const followed = tally.map((each) => ({ ...each, followUp: (each.followUp ?? []).map(() => 1) }))
        const unfollowed = tally.map((each) => ({ ...each, followUp: (each.followUp ?? []).map(() => 0) }))
        const height = (seen: Tally) => design(seen, current).level ?? 0
        if (design(followed, current).action !== 'suspend') {
          expect(height(tally)).toBeLessThanOrEqual(height(followed))
          expect(height(unfollowed)).toBeLessThanOrEqual(height(tally))
        }
      }),
  )

  it('leads where its pathway said, whichever way a pending participant settles', () =>
    holds((tally, current) => {
      const path = pathways(design, tally, current, 0)
      const open = tally.findIndex(({ pending }) => pending > 0)
      if (open < 0) return
      path.next.forEach((step, dlts) => {
        const settled = tally.map((each, i) => (i === open ? settledWith(each, dlts) : each))
        const { action, level: to } = design(settled, current)
        expect([step.action, step.level]).toEqual([action, to])
      })
    }))

  it.runIf(spec.name === 'crm' || spec.name === 'blrm')(
    'never escalates directly after a cohort at or above the target',
    () => {
      const target = listedFor(spec).target?.(spec) ?? 0
      holds((tally, current) => {
        const here = tally[current - 1] as LevelTally
        if (here.n < 3) return
        const last = { n: 3, dlt: Math.min(3, here.dlt) }
        const told = tally.map((each, i) => (i === current - 1 ? { ...each, last } : each))
        if (last.dlt >= target * 3) expect(design(told, current).action).not.toBe('escalate')
      })
    },
  )
})

describe('accelerated titration by two levels at a time', () => {
  it('skips because it is told to, and by one level more only', () => {
    const design = makeDesign({ name: 'acceleratedTitration', simon: 3 })
    fc.assert(
      fc.property(state, ({ tally, current }) => {
        const next = design(
          tally.map(({ followUp: _, ...each }) => each),
          current,
        )
        if (next.action === 'escalate') expect(next.level).toBeLessThanOrEqual(current + 2)
      }),
    )
  })
})
