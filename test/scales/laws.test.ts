import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scaleTables } from '../../grading-tables/scales/index.ts'
import { isInvalid, readGiven, tableScale } from '../../src/scales/index.ts'
import type { ScaleResult, Value } from '../../src/scales/result.ts'
import type { Input, ScaleTable } from '../../src/scales/scale.schema.ts'
import { deciding, nested, questions, representatives } from './representatives.ts'

type Flat = Readonly<Record<string, unknown>>

const whole = (table: ScaleTable): fc.Arbitrary<Flat> =>
  fc.record(
    Object.fromEntries(
      deciding(table).map(([name, input]) => [name, fc.constantFrom(...representatives(table, name, input))] as const),
    ),
  )

const valuesOf = (table: ScaleTable, result: ScaleResult): readonly Value[] =>
  result.possible ?? [result[table.gives] as Value]

const tables = scaleTables.map((table) => [table.id, table] as const)
const runs = { numRuns: 400 }
const least = (table: ScaleTable, result: ScaleResult) => Number(valuesOf(table, result)[0])
const most = (table: ScaleTable, result: ScaleResult) => Number(valuesOf(table, result).at(-1))

describe('Each combination of inputs reaches exactly one grade or one named outcome', () => {
  it.each(tables)('%s', (_, table) => {
    const scale = tableScale(table)
    const asked = questions(table)
    fc.assert(
      fc.property(whole(table), (flat) => {
        const result = scale.grade(nested(flat), { unlisted: 'unknown' })
        if (result[table.gives] !== null) expect(result.needs).toBeUndefined()
        else expect(asked).toEqual(expect.arrayContaining([...(result.needs ?? ['nothing to ask'])]))
      }),
      runs,
    )
  })
})

describe('The declared inputs accept every combination as it comes from outside', () => {
  it.each(tables)('%s', (_, table) => {
    const scale = tableScale(table)
    fc.assert(
      fc.property(whole(table), (flat) => {
        const given = readGiven(scale, nested(flat))
        expect(isInvalid(given) ? given : 'valid').toBe('valid')
        if (!isInvalid(given)) expect(scale.grade(given)).toEqual(scale.grade(nested(flat)))
      }),
      { numRuns: 100 },
    )
  })
})

/** Tables whose values have no order: nothing can rise or fall along an input. */
const unordered = [
  'astct-icans-instrument',
  'edish-quadrant',
  'expedited-susar',
  'attribution-nci5-to-binary',
  'attribution-whoumc-to-binary',
]
const severities: readonly Value[] = ['none', 'mild', 'moderate', 'severe']
const rank = (value: Value | undefined) => (typeof value === 'string' ? severities.indexOf(value) : Number(value))

describe('Along an ordered input, all else equal, the grade never falls', () => {
  const withOrder = tables.filter(([id]) => !unordered.includes(id))
  it.each(withOrder)('%s', (_, table) => {
    const scale = tableScale(table)
    const ordered = deciding(table).filter(([, input]) => input.ordered !== undefined)
    expect(ordered.length).toBeGreaterThan(0)
    const pair = fc.constantFrom(...ordered).chain(([name, input]) => {
      const all = representatives(table, name, input)
      return fc.record({
        name: fc.constant(name),
        input: fc.constant(input),
        low: fc.nat(all.length - 1),
        high: fc.nat(all.length - 1),
      })
    })
    fc.assert(
      fc.property(whole(table), pair, (flat, { name, input, low, high }) => {
        const all = representatives(table, name, input)
        const [a, b] = [Math.min(low, high), Math.max(low, high)].map((index) => all[index])
        const at = (value: unknown) =>
          valuesOf(table, scale.grade(nested({ ...flat, [name]: value }), { unlisted: 'unknown' }))
        const [milder, worse] = input.ordered === 'up' ? [at(a), at(b)] : [at(b), at(a)]
        expect(rank(worse[0])).toBeGreaterThanOrEqual(rank(milder[0]))
        expect(rank(worse.at(-1))).toBeGreaterThanOrEqual(rank(milder.at(-1)))
      }),
      runs,
    )
  })
})

/** Every completion of the unknown inputs by their representatives. */
function completions(table: ScaleTable, flat: Flat, unknown: readonly string[]): readonly Flat[] {
  return unknown.reduce<readonly Flat[]>(
    (all, name) =>
      all.flatMap((one) =>
        representatives(table, name, table.inputs[name] as Input).map((value) => ({ ...one, [name]: value })),
      ),
    [flat],
  )
}

/** Where a measurement that was not made hands over to another, `null` is not one of its values. */
const handingOver: Record<string, readonly string[]> = {
  'magic-2016-lower-gi-stage': ['mlPerDay', 'mlPerKg', 'episodes', 'child'],
  'nih-2014-cgvhd-global': ['lungFev1Score', 'lungSymptomScore', 'skinBsaScore', 'skinFeatureScore'],
}

const askable = (id: string, table: ScaleTable): readonly string[] =>
  deciding(table)
    .filter(([name, input]) => input.kind !== 'group' && input.kind !== 'list' && !handingOver[id]?.includes(name))
    .map(([name]) => name)

describe('With inputs missing, everything their values could make it is possible, and the ends are reached', () => {
  const open = tables.filter(([id, table]) => askable(id, table).length > 0)
  it.each(open)('%s', (id, table) => {
    const scale = tableScale(table)
    const names = askable(id, table)
    const all = (flat: Flat) => valuesOf(table, scale.grade(nested(flat), { unlisted: 'unknown' }))
    const some = fc.subarray([...names], { minLength: 1, maxLength: Math.min(2, names.length) })
    fc.assert(
      fc.property(whole(table), some, (flat, unknown) => {
        const said = all({ ...flat, ...Object.fromEntries(unknown.map((name) => [name, null])) })
        const found = [...new Set(completions(table, flat, unknown).flatMap(all))].sort((a, b) => rank(a) - rank(b))
        const context = JSON.stringify({ flat, unknown, said, found })
        expect(
          found.filter((value) => !said.includes(value)),
          context,
        ).toEqual([])
        if (unordered.includes(id))
          expect(
            said.filter((value) => !found.includes(value)),
            context,
          ).toEqual([])
        else expect([said[0], said.at(-1)], context).toEqual([found[0], found.at(-1)])
      }),
      { numRuns: 250 },
    )
  })
})

describe('A result shared between inputs is the result of each', () => {
  it.each(tables)('%s', (_, table) => {
    const shared = tableScale(table)
    fc.assert(
      fc.property(whole(table), (flat) => {
        expect(shared.grade(nested(flat))).toEqual(tableScale(table).grade(nested(flat)))
      }),
      { numRuns: 60 },
    )
  })
})

it('least and most agree with possible', () => {
  for (const [, table] of tables) {
    const result = tableScale(table).grade({}, { unlisted: 'unknown' })
    if (result.atLeast === undefined) continue
    expect([result.atLeast, result.atMost]).toEqual([least(table, result), most(table, result)])
  }
})
