import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Endpoints } from '../../src/core/endpoints.schema.ts'
import type { Fact } from '../../src/core/fact.schema.ts'
import { endpointsOf, proportion } from '../../src/endpoints/index.ts'
import { nct03415100Endpoints } from '../../src/protocols/nct03415100-endpoints.ts'
import { nct03619954Endpoints } from '../../src/protocols/nct03619954-endpoints.ts'
import { nct05734898Endpoints } from '../../src/protocols/nct05734898-endpoints.ts'
import { nct07021534Endpoints } from '../../src/protocols/nct07021534-endpoints.ts'
import { dateOf } from '../../src/testing/index.ts'

const day = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -30, max: 200 }).map((n) => dateOf(n)) },
  { weight: 1, arbitrary: fc.constantFrom('2026', '2026-03', '2026-04', '2026-03-05T08:30', '2026-02-30', 'soon') },
)
const who = { participant: fc.constantFrom('001', '002', '003'), at: day }
const value = fc.oneof(fc.constantFrom('', '0', '<5', '>500', '100', '99.9', 'n/a', '-3', 'NaN'), fc.double())
const of = <T extends string>(type: T) => fc.constant(type)
const agent = fc.constantFrom('NK', 'CAR-NK', 'CAR-T', 'other')

/** Any facts: plausible, contradictory, undated and absurd ones. */
const facts = fc.array(
  fc.oneof(
    fc.record({ type: of('enrolled'), ...who }),
    fc.record({ type: of('dosed'), ...who, agent }),
    fc.record({ type: of('died'), ...who }),
    fc.record({ type: of('withdrew'), ...who }),
    fc.record({ type: of('followedUp'), ...who }),
    fc.record({ type: of('progressed'), ...who, basis: fc.constantFrom('criteria', 'clinical') }),
    fc.record({
      type: of('assessed'),
      ...who,
      instrument: fc.constantFrom('end of treatment', 'new anticancer therapy', 'ECOG'),
    }),
    fc.record(
      {
        type: of('labResult'),
        ...who,
        analyte: fc.constantFrom(
          'CD56 lymphocytes',
          'IL-6',
          'neutrophils',
          'lymphocytes',
          'measurable residual disease',
        ),
        value,
        unit: fc.constantFrom('cells/uL', 'pg/mL', '10^9/L', '%', 'furlongs', ''),
        notDone: fc.boolean(),
      },
      { requiredKeys: ['type', 'participant', 'at', 'analyte'] },
    ),
    fc.record(
      {
        type: of('lesionMeasured'),
        ...who,
        lesion: fc.constantFrom('T1', 'T2', 'N1', 'X1'),
        kind: fc.constantFrom('target', 'nonTarget', 'new'),
        node: fc.boolean(),
        longestDiameter: value,
        shortAxis: value,
        status: fc.constantFrom(
          'present',
          'absent',
          'unequivocalProgression',
          'equivocal',
          'tooSmallToMeasure',
          'notEvaluable',
        ),
        visit: fc.constantFrom('W4', 'W8'),
        reader: fc.constantFrom('A', 'B'),
      },
      { requiredKeys: ['type', 'participant', 'at', 'lesion', 'kind'] },
    ),
  ) as fc.Arbitrary<Fact>,
  { maxLength: 30 },
)

const all: Endpoints = {
  definitions: [nct03619954Endpoints, nct07021534Endpoints, nct05734898Endpoints, nct03415100Endpoints].flatMap(
    ({ definitions }) => definitions.flatMap((one) => [one, ...immune(one)]),
  ),
  subgroups: nct07021534Endpoints.subgroups,
}

/** The same endpoint by iRECIST, which no protocol here asks for. */
function immune(one: Endpoints['definitions'][number]): Endpoints['definitions'] {
  return one.kind === 'response' ? [{ ...one, id: `${one.id}-i`, by: { ...one.by, criteria: 'iRECIST' } }] : []
}

describe('endpoints over any facts, laws', () => {
  it('never throw, hold no missing value, and go to JSON and back', () =>
    fc.assert(
      fc.property(facts, day, (happened, at) => {
        fc.pre(at !== 'soon' && at !== '2026-02-30')
        const found = endpointsOf(all, happened, at)
        expect(JSON.parse(JSON.stringify(found))).toEqual(found)
      }),
      { numRuns: 300 },
    ))

  it('do not depend on the order in which facts come', () =>
    fc.assert(
      fc.property(facts, fc.integer(), (happened, seed) => {
        const shuffled = happened
          .map((one, i) => [((i + 1) * (seed | 1)) % 101, one] as const)
          .sort(([a], [b]) => a - b)
        expect(
          endpointsOf(
            all,
            shuffled.map(([, one]) => one),
            '2026-12-31',
          ),
        ).toEqual(endpointsOf(all, happened, '2026-12-31'))
      }),
      { numRuns: 100 },
    ))

  it('everybody stands somewhere, with a ground, and the open ones with a need', () =>
    fc.assert(
      fc.property(facts, (happened) => {
        const found = endpointsOf(all, happened, '2026-04-15')
        for (const one of found.endpoints) {
          if (!('counts' in one)) continue
          const { met, notMet, open, notEvaluable } = one.counts
          expect(met + notMet + open + notEvaluable).toBe(found.participants.length)
          for (const { is, grounds, needs } of one.participants) {
            expect(grounds.length).toBeGreaterThan(0)
            expect(needs.length > 0).toBe(is === 'open')
          }
        }
      }),
      { numRuns: 100 },
    ))
})

describe('a share with its exact interval', () => {
  it.each([
    [0, 10, 0, 0.3085],
    [1, 10, 0.0025, 0.445],
    [5, 10, 0.1871, 0.8129],
    [10, 10, 0.6915, 1],
    [2, 18, 0.0138, 0.3471],
  ])('%i of %i: %f to %f', (met, of, low, high) => {
    const found = proportion(met, of)
    expect(found.low).toBeCloseTo(low, 4)
    expect(found.high).toBeCloseTo(high, 4)
  })
})
