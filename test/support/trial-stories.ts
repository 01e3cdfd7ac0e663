import fc from 'fast-check'
import type { Posted } from '../../src/machines/router.ts'
import { dateOf } from '../../src/testing/index.ts'

type Grade = 0 | 1 | 2 | 3 | 4 | 5
const amounts: Readonly<Record<string, string>> = { '1': '1.5e7', '2': '3e7', '3': '5e7', '4': '7e7' }

/** What befell one participant, counted in days from the first infusion. */
type Story = (participant: string, start: number) => readonly Posted[]

const seen =
  (day: number): Story =>
  (participant, start) => [{ type: 'followedUp', participant, at: dateOf(start + day) }]
const together =
  (...stories: readonly Story[]): Story =>
  (participant, start) =>
    stories.flatMap((story) => story(participant, start))
const reported =
  (term: string, day: number, grade: Grade, more: object = {}): Story =>
  (participant, start) => [
    { type: 'adverseEventReported', participant, at: dateOf(start + day), event: 'E1', term, grade, ...more },
  ]
const regraded =
  (day: number, grade: Grade): Story =>
  (participant, start) => [{ type: 'adverseEventRegraded', participant, at: dateOf(start + day), event: 'E1', grade }]
const ended =
  (day: number, outcome: 'recovered' | 'fatal'): Story =>
  (participant, start) => [{ type: 'adverseEventEnded', participant, at: dateOf(start + day), event: 'E1', outcome }]
const attributed =
  (day: number, attribution: 'unrelated' | 'probable'): Story =>
  (participant, start) =>
    ['CAR-T', 'CAR-NK'].map((agent) => ({
      type: 'adverseEventAttributed',
      participant,
      at: dateOf(start + day),
      event: 'E1',
      agent,
      attribution,
    }))
const decidedBySrc =
  (day: number, what: object): Story =>
  (participant, start) => [
    {
      type: 'adjudicated',
      participant,
      at: dateOf(start + day),
      by: 'SRC chair',
      reason: 'reviewed',
      ...what,
    } as Posted,
  ]
const results =
  (
    analyte: { analyte: string; unit: string; uln?: string; lln?: string },
    ...values: readonly (readonly [number, string])[]
  ): Story =>
  (participant, start) =>
    values.map(([day, value]) => ({ type: 'labResult', participant, at: dateOf(start + day), value, ...analyte }))

const related = { attribution: { 'CAR-T': 'probable', 'CAR-NK': 'unrelated' } } as const
const alt = { analyte: 'ALT', unit: 'U/L', uln: '40' }
const neutrophils = { analyte: 'neutrophils', unit: '10^9/L', lln: '2' }
const day = fc.integer({ min: 0, max: 14 })
const later = fc.integer({ min: 1, max: 12 })
const crs = 'Cytokine release syndrome'

/** A toxicity that is dose limiting for good, or while nothing else is said. */
const toxicity: fc.Arbitrary<Story> = fc.oneof(
  day.map((on) => reported(crs, on, 4)),
  day.map((on) => reported('Encephalopathy', on, 4, related)),
  fc.tuple(day, later).map(([on, after]) => together(reported(crs, on, 3), regraded(on + after, 1))),
  fc
    .tuple(day, later)
    .map(([on, after]) => together(reported('Nausea', on, 3, related), ended(on + after, 'recovered'))),
  day.map((on) => reported('Hepatic failure', on, 4)),
)

/** What takes a DLT back, or leaves it open: another grade, attribution or answer. */
const withdrawal: fc.Arbitrary<Story> = fc.oneof(
  later.map((on) => attributed(on, 'unrelated')),
  later.map((on) => regraded(on, 1)),
  later.map((on) => decidedBySrc(on + 10, { event: 'E1', grade: 1 })),
  fc.constantFrom('DLT-1', 'DLT-2', 'DLT-3').map((rule) => decidedBySrc(20, { rule, is: 'not met' })),
)

/** Grades measured and reported of one term: what rises, falls and comes back. */
const measured: fc.Arbitrary<Story> = fc
  .record({
    reportedOn: fc.option(day, { nil: undefined }),
    grade: fc.constantFrom<Grade>(1, 2, 3, 4),
    values: fc.array(fc.tuple(fc.integer({ min: -3, max: 25 }), fc.constantFrom('30', '60', '240', '900', '<40', '')), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  .map(({ reportedOn, grade, values }) =>
    together(
      results(alt, ...values),
      ...(reportedOn === undefined ? [] : [reported('Alanine aminotransferase increased', reportedOn, grade, related)]),
    ),
  )

const befell: fc.Arbitrary<Story> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(seen(16)) },
  { weight: 3, arbitrary: fc.constant(together()) },
  { weight: 3, arbitrary: toxicity.map((story) => together(story, seen(16))) },
  { weight: 1, arbitrary: toxicity },
  { weight: 3, arbitrary: fc.tuple(toxicity, withdrawal).map(([was, then]) => together(was, then, seen(16))) },
  { weight: 2, arbitrary: measured.map((story) => together(story, seen(26))) },
  { weight: 1, arbitrary: day.map((on) => together(reported(crs, on, 2), seen(16))) },
  { weight: 1, arbitrary: fc.constant(together(results(neutrophils, [3, '0.3'], [20, '0.2'], [33, '0.4']), seen(40))) },
  {
    weight: 1,
    arbitrary: day.map((on) => together(reported(crs, on, 4), ended(on + 1, 'fatal'), departed('died', on + 1))),
  },
  { weight: 1, arbitrary: day.map((on) => departed('withdrew', on)) },
  { weight: 1, arbitrary: day.map((on) => together(seen(16), departed('died', 20 + on))) },
)

function departed(type: 'died' | 'withdrew', on: number): Story {
  return (participant, start) => [{ type, participant, at: dateOf(start + on) }]
}

/** Who is treated at which level, in order: the shapes that a titration and a 3+3 take, and some that they must not take. */
const shapes = [
  '1',
  '11',
  '111',
  '12',
  '122',
  '1222',
  '11222',
  '111222',
  '1112',
  '12223',
  '222',
  '12333',
  '112',
  '1234',
  '11111122',
]

/** What befalls most participants of a trial in which little goes wrong. */
const calm: fc.Arbitrary<Story> = fc.oneof(
  { weight: 16, arbitrary: fc.constant(seen(16)) },
  { weight: 3, arbitrary: fc.constant(together()) },
  { weight: 1, arbitrary: toxicity.map((story) => together(story, seen(16))) },
)
const clean = fc.constant(seen(16))
const cleanOrOpen = fc.constantFrom(seen(16), together())
const toxic = day.map((on) => together(reported(crs, on, 4), seen(16)))

/** An event that limited the dose as reported, and results of its term too mild to do so by themselves. */
const mild: fc.Arbitrary<Story> = fc
  .tuple(day, fc.array(fc.tuple(day, fc.constantFrom('60', '90', '30')), { minLength: 2, maxLength: 3 }))
  .map(([on, values]) =>
    together(
      reported('Alanine aminotransferase increased', on, 3, related),
      results(alt, [-3, '30'], ...values),
      seen(16),
    ),
  )

/** An event that ended in death, and what was said of it afterwards all the same. */
const afterDeath: fc.Arbitrary<Story> = fc
  .tuple(day, fc.array(fc.constantFrom<Grade>(1, 2, 3), { minLength: 2, maxLength: 3 }))
  .map(([on, grades]) =>
    together(
      reported(crs, on, 3),
      attributed(on + 1, 'unrelated'),
      ended(on + 2, 'fatal'),
      ...grades.map((grade, i) => regraded(on + 3 + i, grade)),
    ),
  )

/** A DLT for as long as nobody has said more. */
const withdrawn: fc.Arbitrary<Story> = fc
  .oneof(
    later.map((after) => ({
      was: reported('Encephalopathy', 2, 4, related),
      then: attributed(2 + after, 'unrelated'),
    })),
    later.map((after) => ({ was: reported(crs, 3, 4), then: decidedBySrc(3 + after, { event: 'E1', grade: 2 }) })),
    fc.constant({ was: reported(crs, 3, 4), then: decidedBySrc(20, { rule: 'DLT-1', is: 'not met' }) }),
    fc.constant({ was: together(reported(crs, 3, 3), seen(10)), then: regraded(5, 1) }),
  )
  .map(({ was, then }) => together(was, then, seen(16)))

type Course = {
  readonly shapes: readonly string[]
  readonly highest: fc.Arbitrary<Story>
  readonly below: fc.Arbitrary<Story>
}

/** What befalls those at the highest level treated, and those below: the corners of a dose finding are near these. */
const courses: readonly Course[] = [
  { shapes, highest: befell, below: befell },
  { shapes, highest: calm, below: calm },
  { shapes, highest: withdrawn, below: calm },
  { shapes, highest: befell, below: clean },
  { shapes: ['1', '11', '12'], highest: fc.oneof(mild, measured), below: fc.oneof(mild, afterDeath) },
  { shapes: ['11222', '1222', '111222', '122333'], highest: clean, below: cleanOrOpen },
  { shapes: ['11111122', '11111122', '11122'], highest: toxic, below: clean },
]

type Treated = { readonly share: '1' | '0.5'; readonly infusions: 1 | 2; readonly story: Story }

const mostly = <T>(usual: T, other: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 30, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(other) })

const treatment = (story: fc.Arbitrary<Story>): fc.Arbitrary<Treated> =>
  fc.record({ share: mostly<'1' | '0.5'>('1', '0.5'), infusions: mostly<1 | 2>(2, 1), story })

function treatedAt(
  level: string,
  participant: string,
  start: number,
  { share, infusions, story }: Treated,
  more: object,
) {
  const planned = amounts[level]!
  const dose = { agent: 'CAR-T', amount: String(Number(planned) * Number(share)), planned, unit: 'cells/kg', cycle: 1 }
  return [
    { type: 'enrolled', participant, at: dateOf(start - 5), level, ...more },
    ...Array.from({ length: infusions }, (_, i) => ({ type: 'dosed', participant, at: dateOf(start + i), ...dose })),
    ...story(participant, start),
  ] as Posted[]
}

const decisions = (levels: string, day: number): fc.Arbitrary<readonly Posted[]> =>
  fc.array(
    fc
      .record({
        after: fc.integer({ min: -10, max: 25 }),
        action: fc.constantFrom('escalate', 'stay', 'de-escalate', 'switch', 'declare-mtd', 'suspend', 'stop'),
        level: fc.constantFrom(...levels, '2', '3'),
      })
      .map(
        ({ after, action, level }): Posted => ({
          type: 'doseDecided',
          at: dateOf(day + after),
          by: 'SRC',
          action: action as 'escalate',
          level,
        }),
      ),
    { maxLength: 3 },
  )

/** What follows a dose finding that came to its end. */
const expansion: fc.Arbitrary<readonly Posted[]> = fc
  .record({
    level: fc.constantFrom('1', '2'),
    gates: fc.subarray(['interim-analysis', 'ethics-amendment'] as const),
    one: treatment(befell),
  })
  .map(({ level, gates, one }) => [
    { type: 'rp2dDeclared', at: dateOf(70), by: 'SRC', level },
    ...gates.map((gate): Posted => ({ type: 'gateOpened', at: dateOf(71), by: 'SRC', gate })),
    ...treatedAt(level, '008', 80, one, { phase: 'IB', cohort: 'gastric' }),
  ])

/** A trial that goes by its protocol more or less: its participants, what befell them, and what was decided when. */
export const trialStories: fc.Arbitrary<readonly Posted[]> = fc
  .constantFrom(...courses)
  .chain(({ shapes, highest, below }) =>
    fc.record({
      shape: fc.constantFrom(...shapes),
      apart: fc.constantFrom(0, 3, 7, 16),
      highest: fc.constant(highest),
      below: fc.constant(below),
    }),
  )
  .chain(({ shape, apart, highest, below }) =>
    fc.tuple(
      fc
        .tuple(...[...shape].map((level) => treatment(level === shape.at(-1) ? highest : below)))
        .map((treated) => treated.flatMap((one, i) => treatedAt(shape[i]!, `00${i + 1}`, i * apart, one, {}))),
      decisions(shape, shape.length * apart + 10),
      fc.oneof({ weight: 7, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: expansion }),
    ),
  )
  .map((parts) => parts.flat())
