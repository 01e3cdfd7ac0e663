import fc from 'fast-check'
import { Decision } from '../../src/core/decision.schema.ts'
import { Fact } from '../../src/core/fact.schema.ts'
import { inOrder } from '../../src/machines/order.ts'
import type { Posted } from '../../src/machines/router.ts'
import { dateOf } from '../../src/testing/index.ts'
import { fromSchema } from './from-schema.ts'
import { random } from './random.ts'
import { trialStories } from './trial-stories.ts'

const participants = ['001', '002', '003', '004'] as const
const terms = [
  'Cytokine release syndrome',
  'Alanine aminotransferase increased',
  'Nausea',
  'Neutrophil count decreased',
  'Encephalopathy',
]
const events = ['E1', 'E2', 'E3'] as const

const day = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -20, max: 60 }).map((n) => dateOf(n)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.integer({ min: -5, max: 40 }), fc.integer({ min: 0, max: 23 }))
      .map(([n, hour]) => `${dateOf(n)}T${String(hour).padStart(2, '0')}:30`),
  },
  { weight: 1, arbitrary: fc.constantFrom('2026', '2026-03', '2026-04', '2026-02-30') },
)
const grade = fc.integer({ min: 0, max: 5 })
const attribution = fc.constantFrom('unrelated', 'unlikely', 'possible', 'probable', 'definite')

const about = (participant: string) => ({ participant: fc.constant(participant), at: day })
const of = <T extends string>(type: T) => fc.constant(type)

const oneOf = (participant: string): fc.Arbitrary<Posted> => {
  const who = about(participant)
  const level = fc.constantFrom('1', '2', '3')
  return fc.oneof(
    fc.record({ type: of('screened'), ...who }),
    fc.record({ type: of('enrolled'), ...who, level }),
    fc.record(
      {
        type: of('dosed'),
        ...who,
        agent: fc.constantFrom('CAR-T', 'CAR-NK'),
        amount: fc.constantFrom('1.5e7', '1e6', 'x'),
        unit: of('cells/kg'),
        cycle: fc.integer({ min: 1, max: 2 }),
      },
      { requiredKeys: ['type', 'participant', 'at', 'agent'] },
    ),
    fc.record(
      {
        type: of('labResult'),
        ...who,
        analyte: fc.constantFrom('ALT', 'neutrophils', 'hemoglobin'),
        value: fc.oneof(
          fc.constantFrom('30', '<40', '240', '900', '', 'n/a', '-1', 'NaN'),
          fc.double({ noNaN: true, noDefaultInfinity: true }),
        ),
        unit: fc.constantFrom('U/L', '10^9/L', 'g/L', 'furlongs'),
        uln: fc.constantFrom('40', '0', 'x'),
        lln: fc.constantFrom('2', '120'),
      },
      { requiredKeys: ['type', 'participant', 'at', 'analyte'] },
    ),
    fc.record(
      {
        type: of('adverseEventReported'),
        ...who,
        event: fc.constantFrom(...events),
        term: fc.constantFrom(...terms),
        grade,
        attribution: fc.dictionary(fc.constantFrom('CAR-T', 'CAR-NK'), attribution),
        manifestationOf: fc.constantFrom(...events),
      },
      { requiredKeys: ['type', 'participant', 'at', 'event', 'term'] },
    ),
    fc.record({ type: of('adverseEventRegraded'), ...who, event: fc.constantFrom(...events), grade }),
    fc.record({ type: of('adverseEventPeaked'), ...who, event: fc.constantFrom(...events), grade }),
    fc.record({
      type: of('adverseEventAttributed'),
      ...who,
      event: fc.constantFrom(...events),
      agent: of('CAR-T'),
      attribution,
    }),
    fc.record({
      type: of('adverseEventEnded'),
      ...who,
      event: fc.constantFrom(...events),
      outcome: fc.constantFrom('recovered', 'recoveredWithSequelae', 'fatal'),
    }),
    fc.record({ type: of('followedUp'), ...who }),
    fc.record(
      {
        type: of('lesionMeasured'),
        ...who,
        lesion: fc.constantFrom('T1', 'T2', 'N1'),
        kind: fc.constantFrom('target', 'nonTarget', 'new'),
        longestDiameter: fc.constantFrom('30', '<5', 'x', ''),
        status: fc.constantFrom('present', 'absent', 'notEvaluable'),
      },
      { requiredKeys: ['type', 'participant', 'at', 'lesion', 'kind'] },
    ),
    fc.record({ type: of('progressed'), ...who, basis: fc.constantFrom('criteria', 'clinical') }),
    fc.record(
      {
        type: of('intervention'),
        ...who,
        kind: fc.constantFrom('transfusion', 'growthFactor', 'vasopressor'),
        name: fc.constantFrom('platelets', 'red cells', 'x'),
        until: day,
      },
      { requiredKeys: ['type', 'participant', 'at', 'kind'] },
    ),
    fc.record(
      {
        type: of('assessed'),
        ...who,
        instrument: fc.constantFrom('optimalSupportiveCare', 'baselineGrade', 'ICE'),
        item: fc.constantFrom(...terms),
        value: fc.oneof(fc.boolean(), fc.integer({ min: -1, max: 6 }), fc.constantFrom('', '2', 'x')),
        event: fc.constantFrom(...events),
      },
      { requiredKeys: ['type', 'participant', 'at', 'instrument'] },
    ),
    fc.record({ type: of('withdrew'), ...who }),
    fc.record({ type: of('died'), ...who }),
    fc.record({ type: of('completed'), ...who }),
    fc.record({ type: of('timePassed'), ...who }),
    fc.record({
      type: of('adjudicated'),
      ...who,
      event: fc.constantFrom(...events),
      grade,
      by: of('SRC chair'),
      reason: of('reviewed'),
    }),
    fc.record({
      type: of('adjudicated'),
      ...who,
      rule: fc.constantFrom('DLT-1', 'DLT-3', 'evaluability'),
      ...(participant < '003' ? {} : { event: fc.constantFrom(...events) }),
      is: fc.constantFrom('met', 'not met'),
      by: of('SRC chair'),
      reason: of('reviewed'),
    }),
  ) as fc.Arbitrary<Posted>
}

const decision = fc.record({
  type: of('doseDecided'),
  at: day,
  by: of('SRC'),
  action: fc.constantFrom('escalate', 'stay', 'de-escalate', 'switch', 'suspend'),
  level: fc.constantFrom('1', '2', '3', '4'),
}) as fc.Arbitrary<Posted>

/** What the fields of a fact may say, so that absurd facts are still about the same participants, events, levels and rules. */
const named = {
  participant: fc.constantFrom(...participants),
  at: day,
  until: day,
  event: fc.constantFrom(...events, 'E9'),
  manifestationOf: fc.constantFrom(...events),
  term: fc.constantFrom(...terms, 'no such term'),
  level: fc.constantFrom('1', '2', '3', '9'),
  agent: fc.constantFrom('CAR-T', 'CAR-NK', 'lymphodepletion', 'x'),
  analyte: fc.constantFrom('ALT', 'neutrophils', 'x'),
  rule: fc.constantFrom('DLT-1', 'DLT-3', 'evaluability', 'x'),
  replaces: fc.constantFrom(...participants),
  phase: fc.constantFrom('IA', 'IB', 'x'),
  cohort: fc.constantFrom('colorectal', 'gastric', 'x'),
  gate: fc.constantFrom('interim-analysis', 'ethics-amendment', 'x'),
  donor: fc.constantFrom('D1'),
  instrument: fc.constantFrom('ICE', 'ECOG', 'CRS', 'baselineGrade', 'x'),
}

/** Any fact or decision that the schemas allow, of every type they list: a new type is among them the day it is written. */
const absurd = fc.oneof(fromSchema(Fact, named), fromSchema(Decision, named)) as fc.Arbitrary<Posted>

/** Someone treated as planned, so that timelines get beyond the first dose often enough. */
const treated = fc
  .record({
    participant: fc.constantFrom(...participants),
    level: fc.constantFrom('1', '2', '3'),
    start: fc.integer({ min: 0, max: 30 }),
  })
  .map(({ participant, level, start }): Posted[] => [
    { type: 'enrolled', participant, at: dateOf(start - 10), level },
    {
      type: 'dosed',
      participant,
      at: dateOf(start),
      agent: 'CAR-T',
      amount: '1.5e7',
      planned: '1.5e7',
      unit: 'cells/kg',
      cycle: 1,
    },
    {
      type: 'dosed',
      participant,
      at: dateOf(start + 1),
      agent: 'CAR-T',
      amount: '1.5e7',
      planned: '1.5e7',
      unit: 'cells/kg',
      cycle: 1,
    },
    { type: 'followedUp', participant, at: dateOf(start + 15) },
  ])

/** What a site says of one event over some days: some of it dated before its report, as partial or mistaken dates are. */
const course = fc
  .record({
    participant: fc.constantFrom(...participants),
    event: fc.constantFrom(...events),
    term: fc.constantFrom(...terms),
    onset: fc.integer({ min: -5, max: 40 }),
    reports: fc.integer({ min: 1, max: 2 }),
    steps: fc.array(
      fc.tuple(
        fc.integer({ min: -4, max: 20 }),
        fc.oneof(
          fc.record({ type: of('adverseEventRegraded'), grade }),
          fc.record({ type: of('adverseEventPeaked'), grade }),
          fc.record({ type: of('adverseEventAttributed'), agent: of('CAR-T'), attribution }),
          fc.record({
            type: of('adverseEventEnded'),
            outcome: fc.constantFrom('recovered', 'recoveredWithSequelae', 'fatal'),
          }),
        ),
      ),
      { maxLength: 5 },
    ),
  })
  .map(({ participant, event, term, onset, reports, steps }) => [
    ...Array.from({ length: reports }, (_, i) => ({
      type: 'adverseEventReported',
      participant,
      at: dateOf(onset + i),
      event,
      term,
      grade: 1 + i,
    })),
    ...steps.map(([after, step]) => ({ ...step, participant, at: dateOf(onset + after), event })),
  ]) as fc.Arbitrary<Posted[]>

/** Results of one analyte over some days, up and down. */
const series = fc
  .record({
    participant: fc.constantFrom(...participants),
    start: fc.integer({ min: -10, max: 20 }),
    values: fc.array(fc.constantFrom('30', '60', '240', '900', '', '<40'), { maxLength: 6 }),
  })
  .map(({ participant, start, values }) =>
    values.map((value, i) => ({
      type: 'labResult',
      participant,
      at: dateOf(start + 3 * i),
      analyte: 'ALT',
      unit: 'U/L',
      uln: '40',
      value,
    })),
  ) as fc.Arbitrary<Posted[]>

const anything = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...participants).chain(oneOf) },
  { weight: 1, arbitrary: decision },
  { weight: 4, arbitrary: absurd },
)

/** Facts and decisions that go by no protocol: plausible, contradictory and absurd ones. */
const chaos = fc
  .tuple(
    fc.array(treated, { maxLength: 3 }),
    fc.array(fc.oneof(course, series), { maxLength: 3 }),
    fc.array(anything, { maxLength: 16 }),
  )
  .map(([planned, courses, others]) => [...planned.flat(), ...courses.flat(), ...others])

/** A trial that goes by its protocol more or less, with a few facts that do not belong there. */
const disturbed = fc
  .tuple(trialStories, fc.array(anything, { maxLength: 3 }), fc.array(course, { maxLength: 1 }))
  .map(([story, others, courses]) => [...story, ...others, ...courses.flat()])

/** Mostly trials as they happen, undisturbed or not; and anything at all. */
export const timelines: fc.Arbitrary<readonly Posted[]> = fc.oneof(
  { weight: 3, arbitrary: trialStories },
  { weight: 3, arbitrary: disturbed },
  { weight: 2, arbitrary: chaos },
)

/** A timeline, and the order in which it is heard of: as it happened, some of it late, or in no order at all. */
export const arrivals: fc.Arbitrary<{ readonly posted: readonly Posted[]; readonly arriving: readonly Posted[] }> = fc
  .tuple(timelines, fc.constantFrom(0, 0, 0.2, 0.5, 1), fc.nat())
  .map(([posted, late, seed]) => ({ posted, arriving: delayed(posted, late, seed) }))

/** Each fact is late with this probability, by any number of others; the same seed gives the same order. */
function delayed(posted: readonly Posted[], late: number, seed: number): readonly Posted[] {
  const chance = random(seed)
  return inOrder(posted)
    .map((one, i) => ({ posted: one.posted, heard: chance() < late ? i + chance() * posted.length : i }))
    .sort((a, b) => a.heard - b.heard)
    .map((one) => one.posted)
}
