import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fact } from '../../src/core/fact.schema.ts'
import { ParticipantCriterion } from '../../src/core/participant-clause.schema.ts'
import { Protocol } from '../../src/core/protocol.schema.ts'
import { eligibilityOf, gatedDoses, gateIssues, gateOf, trialFacts } from '../../src/eligibility/index.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { nct03415100Eligibility } from '../../src/protocols/nct03415100-eligibility.ts'
import { nct03619954Eligibility } from '../../src/protocols/nct03619954-eligibility.ts'
import { nct05734898Eligibility } from '../../src/protocols/nct05734898-eligibility.ts'
import { ASKED, assessed, care, lab, screenedAs, sign } from './facts.ts'
import { candidate } from './nct07021534-candidate.ts'

const all: readonly Protocol[] = [
  nct07021534,
  ...[nct03415100Eligibility, nct03619954Eligibility, nct05734898Eligibility].map((eligibility) => ({
    ...nct07021534,
    eligibility,
  })),
]

it('the criteria and gates hold their schema', () => {
  for (const protocol of all) expect(Protocol.parse(protocol)).toEqual(protocol)
})

it('a criterion nested without end is refused, not followed', () => {
  let nested: unknown = { finding: 'pregnant' }
  for (let depth = 0; depth < 10_000; depth++) nested = { not: nested }
  expect(ParticipantCriterion.safeParse(nested).success).toBe(false)
  expect(ParticipantCriterion.safeParse({ not: { measured: 'ALT', atMost: { timesUln: 2 } } }).success).toBe(true)
})

it('a cut on no side, or on two, is refused', () => {
  expect(ParticipantCriterion.safeParse({ measured: 'ALT' }).success).toBe(false)
  expect(ParticipantCriterion.safeParse({ measured: 'ALT', atMost: 1, atLeast: 0 }).success).toBe(false)
})

/** One value of each kind that a criterion may see, on every side of its cuts. */
const variants: readonly (readonly Fact[])[] = [
  [17, 18, 57, 75, 76].map((age) => screenedAs({ age })),
  ['<60', '59', '60', '180', 'x', ''].map((value) => lab('platelets', value, '10^9/L')),
  ['1.0', '1.8', '1.9', '9'].map((value) => lab('creatinine', value, 'mg/dL', { uln: '1.2' })),
  ['30', '80', '81', '200', '201'].map((value) => lab('ALT', value, 'U/L', { uln: '40' })),
  ['40', '70', '90'].map((kg) => sign('weight', kg, 'kg')),
  [true, false].map((is) => assessed('liver metastases', is)),
  ['negative', '1+', '2+', 'much'].map((value) => assessed('urine protein dipstick', value)),
  ['2025-02-28', '2025-03-01', '2025', 'never', 'yes'].map((value) => assessed('myocardial infarction', value)),
  [true, false].map((is) => assessed('another malignancy', is)),
  ['10', '16', '40'].map((amount) => care('corticosteroid', 'prednisone', -5, 0, { amount, unit: 'mg/day' })),
  [-20, -5].map((day) => care('transfusion', 'platelets', day, day)),
]
const nameOf = (fact: Fact) => {
  const named = fact as unknown as Record<string, unknown>
  return `${fact.type}|${String(named.analyte ?? named.sign ?? named.instrument ?? named.name ?? '')}`
}
/** A medication history that says it is complete stands with every drug it is complete with: without them it would be false. */
function withWhatItClaims(whole: readonly Fact[], part: readonly Fact[]): readonly Fact[] {
  const claims = part.some((fact) => fact.type === 'assessed' && fact.instrument === 'medication history')
  return claims ? whole.filter((fact) => part.includes(fact) || fact.type === 'intervention') : part
}

/** A whole record in which each thing is recorded once, and some of it. */
const wholeAndPart = fc
  .tuple(...variants.map((some) => fc.constantFrom(...some)))
  .map((chosen) => {
    const names = new Set(chosen.map(nameOf))
    return [...candidate.filter((fact) => !names.has(nameOf(fact))), ...chosen]
  })
  .chain((whole) =>
    fc.tuple(
      fc.constant(whole),
      fc.subarray(whole).map((part) => withWhatItClaims(whole, part)),
    ),
  )

describe('what is known stays so when more is told; what is missing settles nothing', () => {
  it('each criterion of a part of the record answers as the whole does, or is not yet known', () =>
    fc.assert(
      fc.property(wholeAndPart, ([whole, part]) => {
        const full = eligibilityOf(nct07021534, whole, ASKED, { participant: '001' })
        const less = eligibilityOf(nct07021534, part, ASKED, { participant: '001' })
        for (const [i, { id, holds }] of less.criteria.entries())
          if (holds !== 'unknown') expect({ id, holds }).toEqual({ id, holds: full.criteria[i]!.holds })
        if (less.is !== 'not yet known') expect(less.is).toBe(full.is)
      }),
      { numRuns: 120 },
    ))

  it('what is not yet known says what it wants', () =>
    fc.assert(
      fc.property(wholeAndPart, ([, part]) => {
        const { is, needs, criteria } = eligibilityOf(nct07021534, part, ASKED, { participant: '001' })
        if (is === 'not yet known') expect(needs.length).toBeGreaterThan(0)
        for (const one of criteria) expect(one.needs.length > 0).toBe(one.holds === 'unknown')
      }),
      { numRuns: 120 },
    ))

  it('the order of the facts does not matter', () =>
    fc.assert(
      fc.property(
        wholeAndPart.chain(([, part]) =>
          fc.tuple(fc.constant(part), fc.shuffledSubarray([...part], { minLength: part.length })),
        ),
        ([part, shuffled]) => {
          const verdict = (facts: readonly Fact[]) => {
            const { is, criteria } = eligibilityOf(nct07021534, facts, ASKED, { participant: '001' })
            return { is, holds: criteria.map(({ holds }) => holds) }
          }
          expect(verdict(shuffled)).toEqual(verdict(part))
        },
      ),
      { numRuns: 50 },
    ))
})

describe('units do not matter', () => {
  const same: readonly (readonly [string, string, string, string, number])[] = [
    ['hemoglobin', 'g/dL', 'g/L', 'INCL-7.1-HB', 10],
    ['platelets', '10^9/L', '/uL', 'INCL-7.1-PLT', 1000],
    ['leukocytes', '10^9/L', '/uL', 'INCL-7.1-WBC', 1000],
  ]
  it.each(same)('%s in %s or %s', (analyte, unit, other, id, factor) =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), (thousandths) => {
        const holds = (value: string, written: string) =>
          eligibilityOf(
            nct07021534,
            [...candidate.filter((fact) => nameOf(fact) !== `labResult|${analyte}`), lab(analyte, value, written)],
            ASKED,
          ).criteria.find((one) => one.id === id)!.holds
        const value = (thousandths / 1000).toFixed(3)
        const [whole, rest = ''] = value.split('.')
        const shift = String(factor).length - 1
        const moved = `${whole}${rest.slice(0, shift)}.${rest.slice(shift)}0`
        expect(holds(moved, other)).toBe(holds(value, unit))
      }),
      { numRuns: 40 },
    ),
  )
})

describe('nothing that was recorded is too odd to ask about', () => {
  const when = fc.oneof(
    fc.constantFrom(
      '2026',
      '2026-02',
      '2026-02-30',
      '2026-13-01',
      '0001',
      '9999-12-31',
      '2026-03-01T25',
      '2026-02-28T10:00:00+08:00',
      ASKED,
    ),
    fc.integer({ min: 0, max: 60 }).map((day) => new Date(Date.UTC(2026, 0, 15 + day)).toISOString().slice(0, 10)),
  )
  const written = fc.oneof(
    fc.constantFrom('', ' ', '<40', '>', '1,5', '-3', 'NaN', '2+', 'yes', '2025-05', '1e999', '45 %'),
    fc.double(),
    fc.integer(),
  )
  const about = { participant: fc.constantFrom('001', '002'), at: when }
  const of = <T extends string>(type: T) => fc.constant(type)
  const names = candidate.flatMap((fact) => ('instrument' in fact ? [fact.instrument] : []))
  const fact = fc.oneof(
    fc.record(
      {
        type: of('screened'),
        ...about,
        age: fc.oneof(fc.double({ min: 0, noNaN: true }), fc.integer({ min: 0, max: 90 })),
        sex: fc.constantFrom('F', 'M'),
        person: of('P'),
        donor: of('d'),
      },
      { requiredKeys: ['type', 'participant', 'at'] },
    ),
    fc.record(
      {
        type: of('labResult'),
        ...about,
        analyte: fc.constantFrom('ALT', 'creatinine', 'platelets', 'EBV DNA', 'HBsAg', 'constructor'),
        value: written,
        unit: fc.constantFrom('U/L', 'mg/dL', '10^9/L', '', '%'),
        uln: written,
        lln: written,
        notDone: fc.boolean(),
      },
      { requiredKeys: ['type', 'participant', 'at', 'analyte'] },
    ),
    fc.record(
      {
        type: of('vitalSign'),
        ...about,
        sign: fc.constantFrom('weight', 'systolic', 'oxygenSaturation'),
        value: written,
        unit: fc.constantFrom('kg', 'mmHg', '%', 'x'),
      },
      { requiredKeys: ['type', 'participant', 'at', 'sign'] },
    ),
    fc.record(
      {
        type: of('assessed'),
        ...about,
        instrument: fc.constantFrom(...names, '__proto__'),
        value: fc.oneof(written, fc.boolean()),
        unit: fc.constantFrom('%', 'ms'),
      },
      { requiredKeys: ['type', 'participant', 'at', 'instrument'] },
    ),
    fc.record(
      {
        type: of('intervention'),
        ...about,
        until: when,
        kind: fc.constantFrom('corticosteroid', 'transfusion', 'other', 'oxygen'),
        name: fc.constantFrom('prednisone', 'betamethasone', 'aspirin', 'x', ''),
        amount: written,
        unit: fc.constantFrom('mg', 'mg/day', 'g', 'tablets'),
        route: fc.constantFrom('oral', 'inhaled'),
      },
      { requiredKeys: ['type', 'participant', 'at', 'kind'] },
    ),
    fc.record(
      {
        type: of('lesionMeasured'),
        ...about,
        lesion: fc.constantFrom('T1', 'T2'),
        kind: fc.constantFrom('target', 'new'),
        node: fc.boolean(),
        longestDiameter: written,
        shortAxis: written,
        sliceThickness: written,
      },
      { requiredKeys: ['type', 'participant', 'at', 'lesion', 'kind'] },
    ),
    fc.record(
      {
        type: of('dosed'),
        ...about,
        agent: fc.constantFrom('lymphodepletion', 'CAR-NK', 'CAR-T'),
        infusion: fc.integer({ min: 1, max: 3 }),
        cycle: fc.integer({ min: 1, max: 2 }),
      },
      { requiredKeys: ['type', 'participant', 'at', 'agent'] },
    ),
    fc.record(
      {
        type: of('adverseEventReported'),
        ...about,
        event: fc.constantFrom('E1', '__proto__'),
        term: of('Cytokine release syndrome'),
        grade: fc.integer({ min: 0, max: 5 }),
      },
      { requiredKeys: ['type', 'participant', 'at', 'event', 'term'] },
    ),
    fc.record({
      type: of('adverseEventEnded'),
      ...about,
      event: fc.constantFrom('E1', 'E2'),
      outcome: of('recovered'),
    }),
    fc.record({ type: fc.constantFrom('withdrew', 'died', 'followedUp', 'enrolled'), ...about }),
  )
  it('every protocol and gate answers, of any facts, as of any moment', () =>
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 40 }), when, (made, at) => {
        const facts = made.filter((one) => Fact.safeParse(one).success) as Fact[]
        for (const protocol of all) {
          expect(['eligible', 'not eligible', 'not yet known']).toContain(
            eligibilityOf(protocol, facts, at, { participant: '001' }).is,
          )
        }
        for (const { id } of nct07021534.infusionGates!) {
          expect(['go', 'hold', 'stop']).toContain(gateOf(nct07021534, id, facts, at, '001').is)
        }
        gateIssues('001', gatedDoses(nct07021534, trialFacts(facts), '001'))
      }),
      { numRuns: 120 },
    ))
})

it('the machine’s time zone does not matter', () => {
  const zone = process.env.TZ
  const asked = () =>
    JSON.stringify([
      eligibilityOf(nct07021534, candidate, ASKED),
      gateOf(
        nct07021534,
        'G-NK-2',
        [{ type: 'dosed', participant: '001', at: '2026-02-28T23:30:00-05:00', agent: 'CAR-NK' }],
        ASKED,
      ),
    ])
  try {
    const answers = ['UTC', 'America/New_York', 'Pacific/Kiritimati'].map((one) => {
      process.env.TZ = one
      return asked()
    })
    expect(new Set(answers).size).toBe(1)
  } finally {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  }
})
