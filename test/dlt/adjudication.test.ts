import { describe, expect, it } from 'vitest'
import { adverseEvent, type Day, dateOf, ended, type Happening, peaked, regraded } from '../../src/testing/index.ts'
import { answered, measured } from './story.ts'

const grade3 = { grade: { atLeast: 3 } }
const decided =
  (day: Day, said: { rule?: string; event?: string; is?: 'met' | 'not met'; grade?: number }): Happening =>
  (participant) => [
    { type: 'adjudicated', participant, at: dateOf(day), by: 'Dr Lin', reason: 'charts read', ...said } as never,
  ]
const notMet = (day: Day, event?: string) => decided(day, { rule: 'R', is: 'not met', ...(event ? { event } : {}) })
const met = (day: Day, event?: string) => decided(day, { rule: 'R', is: 'met', ...(event ? { event } : {}) })
const one = (grade: number, day: Day = 3, event = 'E1', term = 'Nausea') => adverseEvent(term, day, grade, { event })

describe('a named person’s answer to a rule', () => {
  it('overrides the facts, and both are kept', () => {
    expect(answered(grade3, 40, one(3), notMet(10))).toMatchObject({
      is: 'not met',
      needs: [],
      adjudicated: { by: 'Dr Lin', at: dateOf(10), reason: 'charts read', computed: 'met' },
    })
    expect(answered(grade3, 40, one(2), met(10))).toMatchObject({ is: 'met', adjudicated: { computed: 'not met' } })
  })
  it('the latest decides', () => {
    expect(answered(grade3, 40, one(3), notMet(10), met(11)).is).toBe('met')
    expect(answered(grade3, 40, one(3), met(10), notMet(11)).is).toBe('not met')
  })
  it('the latest about an event decides of it', () => {
    expect(answered(grade3, 40, one(3), met(10, 'E1'), notMet(11, 'E1'))).toMatchObject({
      is: 'not met',
      adjudicated: { at: dateOf(11) },
    })
    expect(answered(grade3, 40, one(2), notMet(10, 'E1'), met(11, 'E1'))).toMatchObject({
      is: 'met',
      adjudicated: { at: dateOf(11) },
    })
  })
  it('about another rule changes nothing', () => {
    const other = answered(grade3, 40, one(3), decided(10, { rule: 'Q', is: 'not met' }))
    expect(other.is).toBe('met')
    expect(other.adjudicated).toBeUndefined()
  })
  it('about one event leaves the others to the facts', () => {
    expect(answered(grade3, 40, one(3), one(3, 4, 'E2'), notMet(10, 'E1'))).toMatchObject({ is: 'met', event: 'E2' })
    expect(answered(grade3, 40, one(3), one(2, 4, 'E2'), notMet(10, 'E1')).is).toBe('not met')
    expect(answered(grade3, 40, one(2), one(2, 4, 'E2', 'Fatigue'), met(10, 'E2'))).toMatchObject({
      is: 'met',
      event: 'E2',
    })
  })
  it('covers the laboratory’s event of the same term', () => {
    expect(answered(grade3, 40, one(1), measured('Nausea', 5, 3), notMet(10, 'E1')).is).toBe('not met')
    expect(answered(grade3, 40, one(1), measured('Fatigue', 5, 3), notMet(10, 'E1')).is).toBe('met')
  })
  it('does not cover an event that began after it', () => {
    const later = answered(grade3, 40, one(3), notMet(5), one(3, 8, 'E2'))
    expect(later).toMatchObject({ is: 'met', event: 'E2' })
    expect(later.grounds.map(({ clause }) => clause)).toContain(`adjudicated not met by Dr Lin on ${dateOf(5)}`)
    expect(answered(grade3, 40, one(3), notMet(5), one(2, 8, 'E2')).is).toBe('not met')
  })
  it('does not cover an event reported after it, whenever that began', () =>
    expect(answered(grade3, 40, one(3), notMet(5), one(3, 3, 'E2'))).toMatchObject({ is: 'met', event: 'E2' }))
  it('of an event that had not begun covers no grade of it', () => {
    const grade1 = { grade: { atLeast: 1 } }
    expect(answered(grade1, 40, notMet(5, 'E1'), one(1, 8)).is).toBe('met')
    expect(answered(grade1, 40, notMet(8, 'E1'), one(1, 8)).is).toBe('not met')
  })
  it('covers an event whose grade was repeated after it, or rose in the same minute', () => {
    expect(answered(grade3, 40, one(3), notMet(5, 'E1'), regraded('E1', 6, 3)).is).toBe('not met')
    expect(answered(grade3, 40, one(3), notMet('5 08:00', 'E1'), regraded('E1', '5 08:00', 4)).is).toBe('not met')
    expect(answered(grade3, 40, one(3), notMet('5 08:00', 'E1'), regraded('E1', '5 08:01', 4)).is).toBe('met')
  })
  it('does not cover an event that grew worse after it', () => {
    expect(answered(grade3, 40, one(3), notMet(5, 'E1'), regraded('E1', 6, 4)).is).toBe('met')
    expect(answered(grade3, 40, one(3), notMet(5), regraded('E1', 6, 4)).is).toBe('met')
    expect(answered(grade3, 40, one(3), notMet(5), regraded('E1', 6, 2)).is).toBe('not met')
    expect(answered(grade3, 40, one(3), notMet(6), regraded('E1', 6, 4)).is).toBe('not met')
    expect(answered(grade3, 40, one(3), notMet(5), ended('E1', 7)).is).toBe('not met')
    expect(answered(grade3, 40, one(3), notMet(5), ended('E1', 7, 'fatal')).is).toBe('met')
  })
  it('"met" about all of them stands', () =>
    expect(answered(grade3, 40, one(3), met(5), regraded('E1', 6, 2)).is).toBe('met'))
})

describe('what an adjudicated answer says', () => {
  it('the grounds of the facts, the event and the decision', () =>
    expect(answered(grade3, 40, one(3), notMet(10))).toEqual({
      rule: 'R',
      section: 'x',
      event: 'E1',
      is: 'not met',
      grounds: [
        { clause: 'onset inside the DLT window', is: 'met', saw: 'Nausea reached it on 2026-03-04' },
        { clause: 'grade ≥ 3', is: 'met', saw: 'Nausea grade 3 on 2026-03-04' },
      ],
      needs: [],
      adjudicated: {
        rule: 'R',
        is: 'not met',
        by: 'Dr Lin',
        at: dateOf(10),
        reason: 'charts read',
        known: ['E1'],
        computed: 'met',
      },
    }))
  it('no date is waited for any more', () => {
    const open = { grade: { atLeast: 3 }, longerThan: { days: 7 } }
    expect(answered(open, 6, one(3))).toHaveProperty('until')
    expect(answered(open, 6, one(3), notMet(5))).not.toHaveProperty('until')
    expect(answered(open, 6, one(3), met(5))).not.toHaveProperty('until')
  })
  it('where it does not cover what is met now, it stands among the grounds', () => {
    const { grounds, adjudicated } = answered(grade3, 40, one(3), notMet(5), one(3, 8, 'E2'))
    expect(grounds.at(-1)).toEqual({
      clause: `adjudicated not met by Dr Lin on ${dateOf(5)}`,
      is: 'not met',
      saw: 'charts read; not about this event as it is now',
    })
    expect(adjudicated).toBeUndefined()
  })
  it('of two that cover two events the first event is named; the latest decision stands among the grounds', () => {
    expect(answered(grade3, 40, one(2), one(2, 4, 'E2'), met(10, 'E1'), met(11, 'E2'))).toMatchObject({ event: 'E1' })
    expect(answered(grade3, 40, one(3), notMet(5), notMet(6), one(3, 8, 'E2')).grounds.at(-1)!.clause).toBe(
      `adjudicated not met by Dr Lin on ${dateOf(6)}`,
    )
  })
  it('where no event is on record, none is named', () => {
    expect(answered(grade3, 40, notMet(5))).not.toHaveProperty('event')
    expect(answered(grade3, 40, met(5))).toMatchObject({ is: 'met', grounds: [] })
  })
  it('"met" about all of them, by the latest that says so', () => {
    expect(answered(grade3, 40, one(1), notMet(5), met(6)).is).toBe('met')
    expect(answered(grade3, 40, one(1), met(5), notMet(6)).is).toBe('not met')
    expect(answered(grade3, 40, one(3), met(5), notMet(6, 'E9'))).toMatchObject({
      is: 'met',
      adjudicated: { at: dateOf(5) },
    })
  })
})

describe('a named person’s grade of an event', () => {
  const graded = (grade: number, day: Day = 10) => decided(day, { event: 'E1', grade })
  it('is the grade that rules read, before the investigator’s and the computed one', () => {
    expect(answered(grade3, 40, one(3), graded(2)).is).toBe('not met')
    expect(answered(grade3, 40, one(2), graded(3)).is).toBe('met')
    expect(answered(grade3, 40, one(2), measured('Nausea', 3, 3), graded(2)).is).toBe('not met')
    expect(answered(grade3, 40, one(2), measured('Nausea', 3, 3)).is).toBe('undeterminable')
  })
  it('of a maximum that was not known', () => {
    const unclear = [adverseEvent('Nausea', 3, undefined, { event: 'E1' })]
    expect(answered(grade3, 40, ...unclear).is).toBe('undeterminable')
    expect(answered(grade3, 40, ...unclear, graded(2)).is).toBe('not met')
    expect(answered(grade3, 40, ...unclear, graded(3)).is).toBe('met')
  })
  it('keeps how long it lasted', () => {
    const long = { grade: { atLeast: 3 }, longerThan: { days: 4 } }
    const course = (back: number) => [one(2), regraded('E1', 4, 4), regraded('E1', back, 1)]
    expect(answered(long, 40, ...course(8), graded(3, 12)).is).toBe('not met')
    expect(answered(long, 40, ...course(9), graded(3, 12)).is).toBe('met')
    expect(answered(long, 40, ...course(9), graded(2, 12)).is).toBe('not met')
  })
  it('leaves the lower grades of the course as they were', () =>
    expect(
      answered(
        { grade: { atLeast: 2 }, longerThan: { days: 4 } },
        40,
        one(1),
        regraded('E1', 6, 3),
        regraded('E1', 9, 1),
        graded(5, 12),
      ).is,
    ).toBe('not met'))
  it('of an event that was graded 0', () => expect(answered(grade3, 40, one(0), graded(3)).is).toBe('met'))
  it('leaves open what was open in its course', () => {
    const longer2 = { grade: { atLeast: 2 }, longerThan: { days: 2 } }
    const results = [measured('Nausea', 3, 1, 2), measured('Nausea', 6, 3), measured('Nausea', 7, 1)]
    const ofResults = decided(12, { event: 'lab:Nausea', grade: 3 })
    expect(answered(longer2, 40, ...results, ofResults).is).toBe('undeterminable')
  })
  it('does not hold once the event grew worse', () =>
    expect(answered(grade3, 40, one(3), graded(2, 5), regraded('E1', 6, 4)).is).toBe('met'))
  it('of another event changes nothing', () =>
    expect(answered(grade3, 40, one(3), decided(10, { event: 'E9', grade: 1 })).is).toBe('met'))
  it('the latest decides', () => expect(answered(grade3, 40, one(3), graded(1), graded(4, 11)).is).toBe('met'))
  it('also of an event known by its peak', () =>
    expect(
      answered(grade3, 40, adverseEvent('Nausea', 3, undefined, { event: 'E1' }), peaked('E1', 8, 3), graded(2, 9)).is,
    ).toBe('not met'))
})
