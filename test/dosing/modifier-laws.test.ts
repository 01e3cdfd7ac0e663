import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commits } from '../../src/dosing/acts.ts'
import type { Design, LevelTally, Tally } from '../../src/dosing/design.ts'
import type { DesignSpec } from '../../src/dosing/designs.schema.ts'
import { makeDesign } from '../../src/dosing/designs.ts'
import { designSpec } from '../../src/dosing/job.schema.ts'
import { modified, treats } from '../../src/dosing/modifiers.ts'
import { modifiersOf, type NumberedModifier } from '../../src/dosing/numbered-modifier.ts'
import { sameAct, settlements } from '../../src/dosing/settle.ts'

const specs: readonly DesignSpec[] = [
  { name: '3+3', family: 'escalateOnly' },
  { name: '3+3', family: 'korn', earlyEscalation: true, topLabel: 'highest-planned' },
  { name: '3+3', family: 'sixAtMtd' },
  { name: 'acceleratedTitration', simon: 3 },
  { name: 'rapidTitration' },
  { name: 'rollingSix' },
  { name: 'boin', target: 0.3 },
  { name: 'boin', target: 0.25, extraSafe: true, earlyStop: 6, titration: { cap: 2 } },
  { name: 'i3+3', target: 0.25 },
  { name: 'crm', model: 'empiric', skeleton: [0.05, 0.12, 0.25, 0.4], target: 0.25 },
]

const level = (most: number) =>
  fc
    .record({ n: fc.nat(most), dlt: fc.nat(3), pending: fc.constantFrom(0, 0, 0, 1, 2) })
    .map(({ n, dlt, pending }) => ({ n, dlt: Math.min(n, dlt), pending }))
const tallies = (most: number) => fc.array(level(most), { minLength: 4, maxLength: 4 })
const states = fc.record({
  tally: tallies(7),
  filled: tallies(4),
  current: fc.integer({ min: 1, max: 4 }),
  closed: fc.integer({ min: 1, max: 4 }),
  counted: fc.constantFrom<'pooled' | 'apart'>('pooled', 'apart'),
})

const backfill = (filled: Tally, counted: 'pooled' | 'apart') =>
  ({ name: 'backfill', tally: filled, counted, cap: 9, limit: 0.3, threshold: 0.9, minimum: 3 }) as const
const bound = { name: 'stopWhenTooToxic', limit: 0.3, threshold: 0.8, minimum: 1 } as const

/** What was asked, with the way it is asked again once the backfill has settled. */
type State = { tally: Tally; filled: Tally; current: number; closed: number; counted: 'pooled' | 'apart' }
const chains: Record<string, (state: State) => readonly NumberedModifier[]> = {
  excludeForGood: ({ closed }) => [{ name: 'excludeForGood', level: closed }],
  stopWhenTooToxic: () => [bound],
  backfill: ({ filled, counted }) => [backfill(filled, counted)],
  'backfill, then a level excluded': ({ filled, counted, closed }) => [
    backfill(filled, counted),
    { name: 'excludeForGood', level: closed },
  ],
  'a level excluded, then the bound and backfill': ({ filled, counted, closed }) => [
    { name: 'excludeForGood', level: closed },
    bound,
    backfill(filled, counted),
  ],
}

describe.each(specs.map((spec) => [JSON.stringify(spec), spec] as const))('%s', (_, spec) => {
  const design: Design = makeDesign(designSpec.parse(spec))
  it.each(Object.entries(chains))('%s: names no excluded level, waits for somebody, is sure', (__, chain) =>
    fc.assert(
      fc.property(states, (state) => {
        const ask = (tally: Tally, filled: Tally) =>
          modified(design, modifiersOf(chain({ ...state, filled })))(tally, state.current)
        const next = ask(state.tally, state.filled)
        const isOpen = [...state.tally, ...state.filled].some(({ pending }) => pending > 0)
        if (next.action === 'wait' || next.action === 'suspend') expect(isOpen).toBe(true)
        if (treats(next)) {
          expect(next.level).not.toBeNull()
          expect(next.excluded.every((each) => each > (next.level ?? 0))).toBe(true)
          expect(next.more ?? 1).toBeGreaterThan(0)
        }
        if (next.action === 'de-escalate') expect(next.level).toBeLessThan(state.current)
        if (next.action === 'stay') expect(next.level).toBe(state.current)
        if (!commits(next)) return
        for (const way of settlements([...state.tally, ...state.filled])) {
          const [tally, filled] = [way.slice(0, 4), way.slice(4)] as [LevelTally[], LevelTally[]]
          expect(sameAct(ask(tally, filled), next)).toBe(true)
        }
      }),
      { numRuns: 150 },
    ),
  )
})
