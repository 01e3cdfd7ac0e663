import { describe, expect, it } from 'vitest'
import type { ParticipantSummary } from '../../src/dlt/participant.ts'
import {
  adverseEvent,
  cases,
  dateOf,
  died,
  ended,
  enrolled,
  followedUp,
  type Happening,
  infused,
  regraded,
  screened,
  withdrew,
} from '../../src/testing/index.ts'
import { summaryOf, supported } from './story.ts'

const following = (...story: readonly Happening[]): ParticipantSummary => summaryOf(undefined, ...story)
const fact =
  (type: string, day: number | string, known: object = {}): Happening =>
  (participant) => [{ type, participant, at: dateOf(day), ...known } as never]
const assessed = (day: number | string, known: object) => fact('assessed', day, known)

describe('what is known of a participant after each fact', () => {
  it('what a later fact does not say stays as it was', () => {
    const summary = following(
      screened(-30, { age: 60, sex: 'F', cohort: 'A' }),
      screened(-29, { age: 61 }),
      enrolled(-20, '1', '007'),
      fact('enrolled', -19, { phase: 'IB' }),
    )
    expect(summary).toMatchObject({ age: 61, sex: 'F', cohort: 'A', assigned: '1', replaces: '007', phase: 'IB' })
    expect(summary.enrolledAt).toBe(dateOf(-19))
  })
  it('a late fact does not set the record back', () => {
    expect(following(followedUp(20), infused('CAR-T', 3)).now).toBe(dateOf(20))
    expect(following(infused('CAR-T', 3), followedUp(20)).now).toBe(dateOf(20))
  })
  it('a dose is of cycle 1 unless it says otherwise, and keeps what was written of it', () => {
    expect(following(infused('CAR-T', 3)).doses).toStrictEqual([{ at: dateOf(3), agent: 'CAR-T', cycle: 1 }])
    const written = { amount: '1e7', unit: 'cells', planned: '2e7', level: '1', infusion: 2, per: 'flat' } as const
    const also = { carPositiveViable: '9e6', outOfSpecification: true, interrupted: true } as const
    const weight = { kg: '70', at: dateOf(2) }
    expect(following(infused('CAR-T', 3, { ...written, ...also, weight, cycle: 2 })).doses).toEqual([
      { at: dateOf(3), agent: 'CAR-T', cycle: 2, ...written, ...also, weight },
    ])
  })
  it('who withdrew, completed or died', () => {
    expect(following(withdrew(5, 'moved away')).withdrew).toEqual({ at: dateOf(5), reason: 'moved away' })
    expect(following(withdrew(5)).withdrew).toStrictEqual({ at: dateOf(5) })
    expect(following(fact('completed', 90))).toMatchObject({ completedAt: dateOf(90), contact: dateOf(90) })
    expect(following(fact('died', 9, { cause: 'sepsis' })).died).toStrictEqual({ at: dateOf(9), cause: 'sepsis' })
  })
  it('time, a lesion or progression alone change nothing but the moment', () => {
    for (const type of ['timePassed', 'lesionMeasured', 'progressed'])
      expect(following(fact(type, 5))).toStrictEqual({ ...following(), now: dateOf(5) })
  })
  it('support that was given, and nothing for what is none', () => {
    expect(following(supported(3, 'platelets'), supported(4, 'plasma')).supports).toHaveLength(2)
    expect(following(fact('intervention', 3, { kind: 'vasopressor' }))).not.toHaveProperty('supports')
  })
})

describe('what was assessed', () => {
  it('about an event: yes or no', () => {
    const about = (value: unknown) => following(assessed(3, { instrument: 'refractory', event: 'E1', value })).findings
    expect(about(true)).toEqual({ E1: { refractory: true } })
    expect(about(false)).toEqual({ E1: { refractory: false } })
    expect(about('yes')).toBeUndefined()
    expect(about(undefined)).toBeUndefined()
  })
  it('of several, each is kept', () =>
    expect(
      following(
        assessed(3, { instrument: 'refractory', event: 'E1', value: true }),
        assessed(4, { instrument: 'expected', event: 'E1', value: false }),
        assessed(4, { instrument: 'expected', event: 'E2', value: true }),
      ).findings,
    ).toEqual({ E1: { refractory: true, expected: false }, E2: { expected: true } }))
  it('by its day, once', () =>
    expect(
      following(
        assessed('3 08:00', { instrument: 'ICE', value: 10 }),
        assessed('3 20:00', { instrument: 'ICE', value: 9 }),
        fact('followedUp', 4, { assessments: ['ICE', 'ferritin'] }),
        fact('followedUp', 5),
      ).assessments,
    ).toEqual({ ICE: [dateOf(3), dateOf(4)], ferritin: [dateOf(4)] }))
  it('nothing where nothing was', () => expect(following(followedUp(5))).not.toHaveProperty('assessments'))

  it.each([
    [0, 0],
    [5, 5],
    ['2', 2],
    ['2.0', 2],
    [' 3 ', 3],
    [6, undefined],
    [-1, undefined],
    [1.5, undefined],
    ['', undefined],
    [' ', undefined],
    ['none', undefined],
    [true, undefined],
    [undefined, undefined],
  ])('a grade at baseline written as %j: %j', (value, grade) =>
    expect(following(assessed(-1, { instrument: 'baselineGrade', item: 'Nausea', value })).baselineGrades?.Nausea).toBe(
      grade,
    ),
  )
  it('a grade at baseline of no term is none', () =>
    expect(following(assessed(-1, { instrument: 'baselineGrade', value: 2 }))).not.toHaveProperty('baselineGrades'))
  it('grades at baseline of several terms', () =>
    expect(
      following(
        assessed(-1, { instrument: 'baselineGrade', item: 'Nausea', value: 2 }),
        assessed(-1, { instrument: 'baselineGrade', item: 'Fatigue', value: 1 }),
      ).baselineGrades,
    ).toEqual({ Nausea: 2, Fatigue: 1 }))
})

describe('a death, and the event that explains it', () => {
  it.each(
    cases(`
      course         explains
      4 5            yes
      4 4, 6 5       yes
      4 4            no
      4 5, 6 4       no
    `),
  )('an event graded $course before it explains it: $explains', ({ course, explains }) => {
    const [[day, grade], ...more] = course!.split(', ').map((one) => one.split(' ').map(Number)) as [
      [number, number],
      ...[number, number][],
    ]
    const summary = following(
      adverseEvent('Sepsis', day, grade),
      ...more.map(([on, as]) => regraded('Sepsis', on, as)),
      died(9),
    )
    expect('death' in summary.events).toBe(explains === 'no')
  })
  it('an event that ended otherwise does not', () =>
    expect(following(adverseEvent('Sepsis', 4, 4), ended('Sepsis', 6), died(9)).events).toHaveProperty('death'))
  it('unexplained, it is an event of grade 5 on its day, related to nobody knows what', () =>
    expect(following(died(9)).events.death).toStrictEqual({
      participant: '001',
      event: 'death',
      term: 'Death NOS',
      soc: 'General disorders and administration site conditions',
      source: 'reported',
      scale: 'ctcae-5.0',
      onset: dateOf(9),
      course: [{ at: dateOf(9), atLeast: 5, atMost: 5, as: 'change' }],
      attribution: {},
      unexplained: true,
    }))
  it('corrected: the later word counts, and it is one death', () => {
    const summary = following(died(9), died(10))
    expect(Object.keys(summary.events)).toEqual(['death'])
    expect(summary.events.death!.onset).toBe(dateOf(10))
  })
  it('of an event that is not on record is unexplained', () =>
    expect(Object.keys(following(died(9, 'E9')).events)).toEqual(['death']))
})
