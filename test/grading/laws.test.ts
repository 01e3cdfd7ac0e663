import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tables } from '../../grading-tables/index.ts'
import { exact, toText } from '../../src/core/exact.ts'
import { conversion, converted } from '../../src/core/units.ts'
import type { Assessment } from '../../src/grading/assessment.ts'
import { readBound } from '../../src/grading/bound.ts'
import type { Cell } from '../../src/grading/clause.ts'
import { compileTable } from '../../src/grading/compile.ts'
import { quantitiesOf } from '../../src/grading/gaps.ts'
import { grade, gradeAll } from '../../src/grading/grade.ts'
import { printedUnits } from '../../src/grading/layout.ts'
import { isGraded, isRanged, type Outcome } from '../../src/grading/outcome.ts'
import type { Table } from '../../src/grading/table.ts'
import { listTerms } from '../../src/grading/terms.ts'

const labOf = (table: Table) =>
  listTerms(table).flatMap(({ definition }) => {
    const measure = definition.measuredAs?.[0] ?? Object.keys(definition.measures ?? {})[0]
    return measure && !definition.together
      ? [{ definition, term: definition.term, measure, direction: definition.measures?.[measure] ?? 'high' }]
      : []
  })
type Lab = ReturnType<typeof labOf>[number]
const unitOf = (at: Lab): string | undefined => printedUnits(at.definition, at.measure)[0]
const setOf = (outcome: Outcome): readonly number[] =>
  isGraded(outcome)
    ? [outcome.grade]
    : isRanged(outcome)
      ? [...outcome.possible, ...(outcome.orNone ? [0] : [])]
      : outcome.ungradable.includes('not available')
        ? [0]
        : [0, 1, 2, 3, 4, 5]

/** Which of the available grades the worst of a set is, so that a grade a table leaves out is no step. */
const rank = (at: Lab, set: readonly number[]): number =>
  [0, ...Object.keys(at.definition.grades).map(Number)].indexOf(Math.max(...set))

const decimal = fc.integer({ min: 1, max: 40_000 }).map((n) => n / 100)
const limits = fc.record(
  {
    lln: fc.integer({ min: 1, max: 9_999 }).map((n) => n / 100),
    uln: fc.integer({ min: 10_000, max: 20_000 }).map((n) => n / 100),
  },
  { requiredKeys: [] },
)
/** A baseline whose indicator, if it has one beside a value, the limits do not belie. */
const baseline = fc.option(
  fc.oneof(fc.record({ value: decimal }), fc.record({ indicator: fc.constantFrom('NORMAL', 'HIGH', 'LOW') })),
  { nil: undefined },
)

/** Printed so: between grades 1 and 4 there is only a 3 that asks for consequences, with the same cut. */
const farApart: Readonly<Record<string, readonly string[]>> = { 'ctcae-4.03': ['Hyperuricemia at 10 mg/dL'] }

describe.each(Object.values(tables))('laws of grading by $id, over every term a value can grade', (table) => {
  const compiled = compileTable(table)
  const lab = labOf(table)
  const someLab = fc.constantFrom(...lab)
  it('the grade is monotone in the value, in its direction', () => {
    fc.assert(
      fc.property(someLab, decimal, decimal, limits, baseline, (at, a, b, bounds, before) => {
        const row = { ...bounds, ...(before && { baseline: before }), unit: unitOf(at) }
        const [milder, worse] = (at.direction === 'high' ? a <= b : a >= b) ? [a, b] : [b, a]
        const outcomes = [milder, worse].map((value) =>
          grade(compiled, at.term, { ...row, value }, { unreported: 'absent' }),
        )
        if (outcomes.some((one) => 'ungradable' in one && one.ungradable.includes('not available'))) return
        const [first, second] = outcomes.map(setOf)
        expect(Math.max(...(first as number[]))).toBeLessThanOrEqual(Math.max(...(second as number[])))
        expect(Math.min(...(first as number[]))).toBeLessThanOrEqual(Math.min(...(second as number[])))
      }),
      { numRuns: 1200 },
    )
  })

  it('one more fact never widens what is possible', () => {
    const parts = ['value', 'lln', 'uln', 'baseline'] as const
    fc.assert(
      fc.property(
        someLab,
        decimal,
        limits,
        baseline,
        fc.constantFrom(...parts),
        fc.constantFrom('unknown', 'absent', 'worstCase'),
        (at, value, bounds, before, held, unreported) => {
          const whole: Assessment = { value, ...bounds, ...(before && { baseline: before }), unit: unitOf(at) }
          const { [held]: _, ...less } = whole
          const more = setOf(grade(compiled, at.term, whole, { unreported }))
          const fewer = setOf(grade(compiled, at.term, less, { unreported }))
          for (const one of more) expect(fewer).toContain(one)
        },
      ),
      { numRuns: 1200 },
    )
  })

  it('wherever absent or worstCase gives a grade, the set of unknown has it', () => {
    fc.assert(
      fc.property(
        someLab,
        decimal,
        limits,
        baseline,
        fc.constantFrom('absent', 'worstCase'),
        (at, value, bounds, before, unreported) => {
          const row: Assessment = { value, ...bounds, ...(before && { baseline: before }), unit: unitOf(at) }
          const outcome = grade(compiled, at.term, row, { unreported: unreported as 'absent' })
          if (isGraded(outcome))
            expect(setOf(grade(compiled, at.term, row, { unreported: 'unknown' }))).toContain(outcome.grade)
        },
      ),
      { numRuns: 1200 },
    )
  })

  it('a value at a cut gives the same grade in every spelling and decimal multiple of its unit', () => {
    const spellings: Readonly<Record<string, readonly string[]>> = {
      'g/dL': ['G/DL', 'gm/dL', 'g%'],
      'g/L': ['gm/L', 'mg/mL'],
      'mmol/L': ['MMOL/L', 'umol/L', 'µmol/L', 'mol/L'],
      'mg/dL': ['mg%', 'MG/DL', 'g/L', 'mg/L'],
      '/mm3': ['/uL', 'cells/µL', '10^9/L', 'K/uL', 'GI/L', 'x10E9/L', '10*3/uL', 'THOU/uL'],
      'x 10e9/L': ['10^9/L', 'G/L', '/mm3', 'cells/uL'],
    }
    for (const at of lab)
      for (const clause of Object.values(at.definition.grades).flatMap((cell) => quantitiesOf(cell as Cell))) {
        if (clause.quantity !== at.measure || !clause.unit) continue
        const printed = new Set(printedUnits(at.definition, at.measure))
        for (const { number, of } of clause.bounds.map(readBound)) {
          if (number === undefined || of !== 'none' || clause.rise || clause.fall || clause.change) continue
          const expected = setOf(
            grade(compiled, at.term, { value: number, unit: clause.unit }, { unreported: 'absent' }),
          )
          for (const spelling of spellings[clause.unit] ?? []) {
            const by = conversion(at.measure, clause.unit, spelling)
            if (!by || by.by === 'molar mass' || (printed.has(spelling) && by.by !== 'same')) continue
            const value = toText(converted(exact(number), by), 15)
            const outcome = setOf(grade(compiled, at.term, { value, unit: spelling }, { unreported: 'absent' }))
            expect([at.term, spelling, value, ...outcome]).toEqual([at.term, spelling, value, ...expected])
            expect(
              setOf(grade(compiled, at.term, { value: Number(value), unit: spelling }, { unreported: 'absent' })),
            ).toEqual(outcome)
          }
        }
      }
  })

  it('units that were rounded apart are at most one grade apart', () => {
    for (const at of lab) {
      const units = printedUnits(at.definition, at.measure)
      for (const unit of units)
        for (const clause of Object.values(at.definition.grades).flatMap((cell) => quantitiesOf(cell as Cell)))
          for (const { number, of } of clause.unit === unit ? clause.bounds.map(readBound) : [])
            for (const other of units) {
              const by = conversion(at.measure, unit, other)
              if (number === undefined || of !== 'none' || !by || other === unit) continue
              const here = setOf(grade(compiled, at.term, { value: number, unit }, { unreported: 'absent' }))
              const there = setOf(
                grade(
                  compiled,
                  at.term,
                  { value: toText(converted(exact(number), by), 15), unit: other },
                  { unreported: 'absent' },
                ),
              )
              const named = `${at.term} at ${number} ${unit}`
              const least = farApart[table.id]?.includes(named) ? 2 : 1
              expect(Math.abs(rank(at, here) - rank(at, there)), named).toBeLessThanOrEqual(least)
            }
    }
  })

  it('a number near a cut is graded as the same number written so that it takes the exact way', () => {
    const offsets = [0, 1e-12, -1e-12, 1e-8, -1e-8, 0.01, -0.01]
    const signed = (value: number | undefined) => (value === undefined ? {} : { value: `+${value}` })
    fc.assert(
      fc.property(
        someLab,
        fc.constantFrom(1, 1.1, 1.5, 2, 2.5, 3, 5, 10, 20),
        fc.constantFrom(...offsets),
        limits,
        fc.option(decimal, { nil: undefined }),
        (at, multiple, offset, bounds, before) => {
          const cut = multiple * (bounds.uln ?? bounds.lln ?? before ?? 4)
          const value = Number((cut * (1 + offset)).toPrecision(15))
          const row = {
            value,
            ...bounds,
            unit: unitOf(at),
            baseline: before === undefined ? undefined : { value: before },
          }
          const careful = {
            value: `+${value}`,
            unit: unitOf(at),
            ...(bounds.lln !== undefined && { lln: `+${bounds.lln}` }),
            ...(bounds.uln !== undefined && { uln: `+${bounds.uln}` }),
            baseline: before === undefined ? undefined : signed(before),
          }
          expect(grade(compiled, at.term, row, { unreported: 'absent' })).toEqual(
            grade(compiled, at.term, careful, { unreported: 'absent' }),
          )
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('a batch gives what single calls give, by reference', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(someLab, decimal, limits, baseline), { minLength: 1, maxLength: 20 }), (rows) => {
        const batch = rows.map(([at, value, bounds, before]) => ({
          term: at.term,
          value,
          ...bounds,
          ...(before && { baseline: before }),
          unit: unitOf(at),
        }))
        const outcomes = gradeAll(compiled, batch, { unreported: 'absent' })
        for (const [index, row] of batch.entries())
          expect(outcomes[index]).toBe(grade(compiled, row.term, row, { unreported: 'absent' }))
        for (const outcome of outcomes) expect(Object.isFrozen(outcome)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
