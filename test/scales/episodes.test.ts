import { describe, expect, it } from 'vitest'
import { courseOf, crs, given, grades, infused, systolic, temperature } from './timeline.ts'

const infusion = infused('2026-03-01T09:00')
const well = (at: string) => [crs(at, 'hypotension', false), crs(at, 'hypoxia', false)]

describe('A CRS episode from a timeline', () => {
  it('opens with fever, follows the treatments hour by hour, and resolves', () => {
    const course = courseOf([
      infusion,
      temperature('2026-03-03T08:00', 38.6),
      ...well('2026-03-03T08:00'),
      given('antipyretic', '2026-03-03T08:30', { name: 'paracetamol' }),
      crs('2026-03-03T12:00', 'hypotension', true),
      temperature('2026-03-03T12:00', 37.2),
      given('vasopressor', '2026-03-03T13:00', { name: 'norepinephrine', until: '2026-03-04T06:00' }),
      given('tocilizumab', '2026-03-03T13:30', { name: 'tocilizumab' }),
      given('oxygen', '2026-03-03T14:00', {
        device: 'nasal cannula',
        amount: 2,
        unit: 'L/min',
        until: '2026-03-04T07:00',
      }),
      temperature('2026-03-04T08:00', 36.9),
      ...well('2026-03-04T08:00'),
      temperature('2026-03-05T09:00', 36.8),
      ...well('2026-03-05T09:00'),
    ])
    expect(course.episodes).toHaveLength(1)
    expect(grades(course)).toEqual([
      '2026-03-03T08:00 1',
      '2026-03-03T08:30 1',
      '2026-03-03T12:00 2',
      '2026-03-03T13:00 3',
      '2026-03-03T13:30 3',
      '2026-03-03T14:00 3',
      '2026-03-04T06:00 2',
      '2026-03-04T07:00 2',
      '2026-03-04T08:00 0',
    ])
    const [episode] = course.episodes
    expect(episode).toMatchObject({
      onset: '2026-03-03T08:00',
      peak: { atLeast: 3, atMost: 3, at: '2026-03-03T13:00' },
      resolution: '2026-03-04T08:00',
      resolutionConfirmed: true,
    })
    expect(
      episode?.reached.map(({ grade, hoursFromOnset, hoursFromInfusion }) => [
        grade,
        hoursFromOnset.least,
        hoursFromInfusion?.least,
      ]),
    ).toEqual([
      [1, 0, 47],
      [2, 4, 51],
      [3, 5, 52],
    ])
    expect(episode?.treatments.map((fact) => fact.kind)).toEqual([
      'antipyretic',
      'vasopressor',
      'tocilizumab',
      'oxygen',
    ])
  })

  it('waives fever only once the episode is open: an antipyretic before any fever opens nothing', () => {
    const course = courseOf([
      infusion,
      given('antipyretic', '2026-03-02T08:00'),
      temperature('2026-03-02T10:00', 37.2),
      crs('2026-03-02T10:00', 'hypotension', true),
      given('vasopressor', '2026-03-02T10:00', { name: 'norepinephrine' }),
    ])
    expect(course.episodes).toEqual([])
  })

  it('does not waive fever for a treatment given before the onset', () => {
    const course = courseOf([
      infusion,
      given('corticosteroid', '2026-03-02T08:00'),
      temperature('2026-03-03T08:00', 38.5),
      ...well('2026-03-03T08:00'),
      temperature('2026-03-03T12:00', 37),
      crs('2026-03-03T12:00', 'hypotension', true),
    ])
    expect(grades(course)).toEqual(['2026-03-03T08:00 1', '2026-03-03T12:00 0'])
  })

  it('never opens before the first dose', () => {
    expect(courseOf([temperature('2026-02-27', 39), infusion]).episodes).toEqual([])
  })

  it('leaves a range where hypotension was never assessed, and says what would settle it', () => {
    const course = courseOf([infusion, temperature('2026-03-03T08:00', 38.6)])
    expect(grades(course)).toEqual(['2026-03-03T08:00 1-2'])
    expect(course.episodes[0]?.assessments[0]?.result.needs).toEqual(['hypotension'])
  })

  it('with interventions unknown unless recorded, the range is wider', () => {
    const course = courseOf([infusion, temperature('2026-03-03T08:00', 38.6)], { unrecorded: 'unknown' })
    expect(grades(course)).toEqual(['2026-03-03T08:00 1-4'])
  })

  it('reads hypotension from the systolic pressure only by a limit that a protocol sets', () => {
    const facts = [infusion, temperature('2026-03-03T08:00', 38.6), systolic('2026-03-03T08:00', 84)]
    expect(grades(courseOf(facts))).toEqual(['2026-03-03T08:00 1-2'])
    expect(grades(courseOf(facts, { hypotensionBelow: 90 }))).toEqual(['2026-03-03T08:00 2'])
    expect(grades(courseOf(facts, { hypotensionBelow: 84 }))).toEqual(['2026-03-03T08:00 1'])
  })

  it('without a temperature it may be CRS and may not: no episode, and not nothing', () => {
    const course = courseOf([infusion, crs('2026-03-03T08:00', 'hypotension', true)])
    expect(course.episodes).toEqual([])
    expect(course.undetermined.map(({ at, result }) => [at, result.atLeast, result.atMost])).toEqual([
      ['2026-03-03T08:00', 0, 2],
    ])
  })

  it('honours another cause for one domain alone', () => {
    const course = courseOf([
      infusion,
      temperature('2026-03-03T08:00', 38.6),
      crs('2026-03-03T08:00', 'hypotension', true),
      crs('2026-03-03T08:00', 'hypotension other cause', true),
      given('vasopressor', '2026-03-03T08:00', { name: 'norepinephrine' }),
      given('oxygen', '2026-03-03T08:00', { device: 'nasal cannula', amount: 3, unit: 'L/min' }),
    ])
    expect(grades(course)).toEqual(['2026-03-03T08:00 2'])
  })

  it.each([
    ['hypotensionOtherCause', true, 1],
    ['oxygen.device', 'facemask', 3],
  ])('reads %s under the name an export gives it', (item, value, grade) => {
    const hypoxia = item === 'oxygen.device'
    const course = courseOf([
      infusion,
      temperature('2026-03-03T08:00', 38.6),
      crs('2026-03-03T08:00', 'hypotension', !hypoxia),
      crs('2026-03-03T08:00', 'hypoxia', hypoxia),
      crs('2026-03-03T08:00', item, value),
    ])
    expect(grades(course)).toEqual([`2026-03-03T08:00 ${grade}`])
  })

  it('a vasopressor dated by its day alone leaves the hours of that day open', () => {
    const course = courseOf([
      infusion,
      temperature('2026-03-03T08:00', 38.6),
      ...well('2026-03-03T08:00'),
      given('vasopressor', '2026-03-03', { name: 'norepinephrine', until: '2026-03-03' }),
      temperature('2026-03-03T20:00', 38.4),
    ])
    expect(course.episodes[0]?.assessments.find(({ at }) => at === '2026-03-03T08:00')?.result).toMatchObject({
      grade: null,
      atMost: 4,
    })
  })

  it('day by day: dates without times', () => {
    const course = courseOf([
      infused('2026-03-01'),
      temperature('2026-03-03', 38.6),
      ...well('2026-03-03'),
      temperature('2026-03-04', 38.1),
      crs('2026-03-04', 'hypotension', true),
      given('vasopressor', '2026-03-04', { name: 'norepinephrine', until: '2026-03-04' }),
      temperature('2026-03-05', 37),
      ...well('2026-03-05'),
    ])
    expect(grades(course)).toEqual(['2026-03-03 1', '2026-03-04 3', '2026-03-05 0'])
  })

  it('fever that comes back within a day continues the episode; later it is a new one', () => {
    const spike = (at: string, value: number) => [temperature(at, value), ...well(at)]
    const same = [
      infusion,
      ...spike('2026-03-03T08:00', 38.5),
      ...spike('2026-03-03T20:00', 37),
      ...spike('2026-03-04T10:00', 38.2),
    ]
    expect(courseOf(same).episodes).toHaveLength(1)
    const apart = [
      infusion,
      ...spike('2026-03-03T08:00', 38.5),
      ...spike('2026-03-03T20:00', 37),
      ...spike('2026-03-04T20:00', 38.2),
    ]
    expect(courseOf(apart).episodes.map(({ onset, resolution }) => [onset, resolution])).toEqual([
      ['2026-03-03T08:00', '2026-03-03T20:00'],
      ['2026-03-04T20:00', undefined],
    ])
  })

  it('reads Fahrenheit exactly: 100.4 °F is 38.0 °C', () => {
    expect(
      grades(courseOf([infusion, temperature('2026-03-03T08:00', 100.4, 'F'), ...well('2026-03-03T08:00')])),
    ).toEqual(['2026-03-03T08:00 1'])
    expect(
      courseOf([infusion, temperature('2026-03-03T08:00', 100.3, 'F'), ...well('2026-03-03T08:00')]).episodes,
    ).toEqual([])
  })

  it('lists manifestations under the episode', () => {
    const course = courseOf([
      infusion,
      {
        type: 'adverseEventReported',
        participant: '001',
        at: '2026-03-03',
        event: 'AE1',
        term: 'Cytokine release syndrome',
        grade: 2,
      },
      {
        type: 'adverseEventReported',
        participant: '001',
        at: '2026-03-03',
        event: 'AE2',
        term: 'Hypotension',
        grade: 2,
        manifestationOf: 'AE1',
      },
      { type: 'adverseEventReported', participant: '001', at: '2026-03-03', event: 'AE3', term: 'Headache', grade: 1 },
      temperature('2026-03-03T08:00', 38.6),
      crs('2026-03-03T08:00', 'hypotension', true),
    ])
    expect(course.episodes[0]).toMatchObject({ events: ['AE1'], manifestations: [{ event: 'AE2' }] })
  })

  it('a later finding of fever stands against an earlier temperature', () => {
    const course = courseOf([
      infusion,
      temperature('2026-03-03T07:40', 36.5),
      crs('2026-03-03T20:00', 'fever', true),
      ...well('2026-03-03T20:00'),
    ])
    expect(grades(course)).toEqual(['2026-03-03T20:00 1'])
  })

  it('the site ends it: the event is recorded as recovered, and nothing is measured until days later', () => {
    const course = courseOf([
      infusion,
      {
        type: 'adverseEventReported',
        participant: '001',
        at: '2026-03-03T08:00',
        event: 'AE1',
        term: 'Cytokine release syndrome',
      },
      temperature('2026-03-03T08:00', 38.6),
      ...well('2026-03-03T08:00'),
      { type: 'adverseEventEnded', participant: '001', at: '2026-03-04T09:00', event: 'AE1', outcome: 'recovered' },
      temperature('2026-03-07T08:00', 36.6),
    ])
    expect(course.episodes[0]).toMatchObject({ resolution: '2026-03-04T09:00', resolutionConfirmed: true })
  })

  it('a vasopressor still running stands against the site ending it', () => {
    const course = courseOf([
      infusion,
      {
        type: 'adverseEventReported',
        participant: '001',
        at: '2026-03-03T08:00',
        event: 'AE1',
        term: 'Cytokine release syndrome',
      },
      temperature('2026-03-03T08:00', 38.6),
      given('vasopressor', '2026-03-03T09:00', { name: 'norepinephrine' }),
      given('antipyretic', '2026-03-03T09:00'),
      { type: 'adverseEventEnded', participant: '001', at: '2026-03-04T09:00', event: 'AE1', outcome: 'recovered' },
    ])
    expect(grades(course).at(-1)).toBe('2026-03-04T09:00 3')
    expect(course.episodes[0]?.resolution).toBeUndefined()
  })

  it('a fact dated by its month has no place and is handed back', () => {
    const late = temperature('2026-03', 40)
    expect(courseOf([infusion, late]).unplaced).toEqual([late])
  })
})
