import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ctcae50 } from '../../grading-tables/index.ts'
import { conjunctions } from '../../src/checking/conjunctions.ts'
import { checkProtocol } from '../../src/checking/index.ts'
import { type Criterion, evaluate, met, notMet } from '../../src/core/criterion.ts'
import type { EventClause } from '../../src/core/event-clause.schema.ts'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import { broken, ruled } from './protocol.ts'

const nested = <Atom extends object>(atom: fc.Arbitrary<Atom>): fc.Arbitrary<Criterion<Atom>> =>
  fc.letrec<{ part: Criterion<Atom> }>((tie) => ({
    part: fc.oneof(
      { depthSize: 'small' },
      atom,
      fc.record({ all: fc.array(tie('part'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('part'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('part') }),
    ) as fc.Arbitrary<Criterion<Atom>>,
  })).part

const grade = fc.integer({ min: 1, max: 5 })
const clause = fc.oneof(
  fc.record({ term: fc.constantFrom(['Nausea'], ['Alopecia', 'Vomiting'], ['Nonsense']) }),
  fc.record({ soc: fc.constantFrom(['Cardiac disorders'], ['Gastrointestinal disorders'], ['x']) }),
  fc.record({ source: fc.constantFrom('reported', 'laboratory') }),
  fc.record({ attributedTo: fc.constantFrom(['drug'], ['x']), atLeast: fc.constantFrom('possible', 'definite') }),
  fc.record({ grade: fc.record({ atLeast: grade, atMost: grade }, { requiredKeys: ['atLeast'] }) }),
) as fc.Arbitrary<EventClause>

describe('the ways to meet a criterion', () => {
  it('are all of them, and no others: some way holds exactly where the criterion is met', () =>
    fc.assert(
      fc.property(
        nested(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd') })),
        fc.subarray(['a', 'b', 'c', 'd']),
        (criterion, true_) => {
          const holds = ({ name }: { name: string }) => true_.includes(name)
          const ways = conjunctions(criterion)
          fc.pre(ways !== undefined)
          const some = ways!.some((way) => way.every(({ atom, holds: asked }) => holds(atom) === asked))
          const is = evaluate(criterion, (atom) => (holds(atom) ? met('', '') : notMet('', ''))).is
          expect(some).toBe(is === 'met')
        },
      ),
    ))
})

describe('any protocol gets an answer', () => {
  it('whatever its rules', () =>
    fc.assert(
      fc.property(nested(clause), (when) => {
        const { contradictions, notices } = checkProtocol(ruled(when), ctcae50)
        for (const { where, says } of [...contradictions, ...notices])
          expect(where.length * says.length).toBeGreaterThan(0)
      }),
    ))

  it('whatever its levels, design, cap and window', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ label: fc.string(), amount: fc.oneof(fc.string(), fc.double()), unit: fc.string() }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.constantFrom('3+3', 'rapidTitration', 'acceleratedTitration', 'rollingSix', 'boin', 'mtpi', 'table', 'x'),
        fc.constantFrom(
          {},
          { target: 0.3 },
          { startLevel: 9 },
          { cap: 7 },
          { startTooToxic: 'go-below', startLevel: 2 },
        ),
        fc.integer({ min: -5, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        (levels, name, options, participants, days) => {
          const protocol = broken({
            levels: levels as unknown as Protocol['levels'],
            design: { section: '5', name, options },
            maximum: { section: '5', participants },
            stagger: { section: '5', sentinel: { days }, between: { hours: days } },
          })
          expect(() => checkProtocol(protocol, ctcae50)).not.toThrow()
        },
      ),
      { numRuns: 60 },
    ))
})
