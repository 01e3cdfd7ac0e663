import { describe, expect, it } from 'vitest'
import { advanceEvent, type LabGraded, startEvent } from '../../src/dlt/advance-event.ts'
import { currentGrade, type EventSummary, type Outcome, worstGrade } from '../../src/dlt/event.ts'
import { cases, dateOf } from '../../src/testing/index.ts'
import { courseInWords, eventOf, observation } from './course-in-words.ts'

const about = { participant: '001', event: 'E1' } as const
const report = { type: 'adverseEventReported', ...about, at: dateOf(3), term: 'Nausea' } as const

describe('a report', () => {
  it('says no more than was said', () =>
    expect(startEvent(report, 'ctcae-5.0')).toStrictEqual({
      participant: '001',
      event: 'E1',
      term: 'Nausea',
      source: 'reported',
      scale: 'ctcae-5.0',
      onset: dateOf(3),
      course: [{ at: dateOf(3), atLeast: 1, atMost: 5, as: 'change' }],
      attribution: {},
    }))
  it('keeps all that was said', () => {
    const said = { serious: false, manifestationOf: 'CRS', attribution: { 'CAR-T': 'possible' }, facts: { x: true } }
    expect(startEvent({ ...report, grade: 2, scale: 'astct', ...said } as never, 'ctcae-5.0', 'Gut')).toMatchObject({
      ...said,
      soc: 'Gut',
      scale: 'astct',
      course: [{ atLeast: 2, atMost: 2 }],
    })
  })
})

describe('results of a laboratory event: of a grade that repeats the first and the last are kept', () => {
  const graded = (text: string): LabGraded => {
    const { at, atLeast, atMost } = observation(text)
    const named = { ...about, term: 'Nausea', soc: 'x', scale: 'ctcae-5.0' }
    return { type: 'labGraded', ...named, at, atLeast, atMost }
  }
  it.each(
    cases(`
      results                      kept
      3 2                          3 2m
      3 2, 4 2                     3 2m, 4 2m
      3 2, 4 2, 5 2                3 2m, 5 2m
      3 2, 4 2, 5 2, 6 2           3 2m, 6 2m
      3 2, 4 2, 5 3                3 2m, 4 2m, 5 3m
      3 3, 4 2, 5 2                3 3m, 4 2m, 5 2m
      3 2, 4 3, 5 2                3 2m, 4 3m, 5 2m
      3 1-2, 4 1-2, 5 1-2          3 1-2m, 5 1-2m
      3 1-2, 4 1-2, 5 1-3          3 1-2m, 4 1-2m, 5 1-3m
      3 1-2, 4 1-2, 5 0-2          3 1-2m, 4 1-2m, 5 0-2m
      3 1-2, 4 1-3, 5 1-2          3 1-2m, 4 1-3m, 5 1-2m
    `),
  )('$results: $kept', ({ results, kept }) => {
    const [first, ...more] = results!.split(', ').map(graded)
    expect(courseInWords(more.reduce(advanceEvent, startEvent(first!, 'ctcae-5.0')).course)).toBe(kept)
  })
  it('a grade that the site recorded is never dropped for a result', () => {
    const site = eventOf('3 2, 4 2')
    expect(courseInWords(advanceEvent(site, graded('5 2')).course)).toBe('3 2, 4 2, 5 2m')
    expect(courseInWords(advanceEvent(eventOf('3 2, 4 2m'), graded('5 2')).course)).toBe('3 2, 4 2m, 5 2m')
  })
})

describe('after the end', () => {
  const ended = (course: string) => eventOf(course, { at: dateOf(9), outcome: 'recovered' })
  const then = (event: EventSummary, type: 'adverseEventRegraded' | 'adverseEventPeaked', scale?: string) =>
    advanceEvent(event, { type, ...about, at: dateOf(12), grade: 2, ...(scale ? { scale } : {}) } as never)
  it('a grade reopens it: it had resolved, and came back', () => {
    const reopened = then(ended('3 3'), 'adverseEventRegraded')
    expect(courseInWords(reopened.course)).toBe('3 3, 9 0, 12 2')
    expect(reopened.ended).toBeUndefined()
  })
  it('a maximum does not', () => {
    const peaked = then(ended('3 3'), 'adverseEventPeaked')
    expect(courseInWords(peaked.course)).toBe('3 3, 12 2p')
    expect(peaked.ended).toEqual({ at: dateOf(9), outcome: 'recovered' })
    expect(then(eventOf('3 3'), 'adverseEventRegraded')).not.toHaveProperty('ended')
  })
  it('a grade by another scale stands beside its course, in order', () => {
    const once = then(ended('3 3'), 'adverseEventRegraded', 'astct')
    expect(courseInWords(once.course)).toBe('3 3')
    expect(courseInWords(then(once, 'adverseEventPeaked', 'astct').otherScales!.astct!)).toBe('12 2, 12 2p')
    expect(courseInWords(then(once, 'adverseEventRegraded', 'ctcae-5.0').course)).toBe('3 3, 9 0, 12 2')
  })
})

describe('the grade now, and the worst', () => {
  const range = ({ atLeast, atMost }: { readonly atLeast: number; readonly atMost: number }) =>
    atLeast === atMost ? `${atLeast}` : `${atLeast}-${atMost}`
  it.each(
    cases(`
      course              outcome                 now    worst
      3 2                 -                       2      2
      3 3, 5 1            -                       1      3
      3 1, 5 3            -                       3      3
      3 1-5               -                       1-5    1-5
      3 1-5, 8 3p         -                       1-3    3
      3 1-5, 8 2p, 9 3p   -                       1-3    3
      3 4, 8 3p           -                       1-3    4
      3 1-5, 8 3p, 9 1    -                       1      3
      3 1-5, 8 3p, 9 1-5  -                       1-5    3-5
      3 1-5, 8 2p, 9 1-5, 12 3p   -               1-3    3
      3 3                 recovered               0      3
      3 3, 5 1            recoveredWithSequelae   1      3
      3 3                 fatal                   5      3
    `),
  )('$course $outcome: now $now, at worst $worst', ({ course, outcome, now, worst }) => {
    const event = eventOf(course!, outcome ? { at: dateOf(20), outcome: outcome as Outcome } : undefined)
    expect(range(currentGrade(event))).toBe(now)
    expect(range(worstGrade(event))).toBe(worst)
  })
  it('of an event of which no grade is on record: any from 1 to 5, none known', () => {
    const bare = { ...eventOf('3 2'), course: [] }
    expect(currentGrade(bare)).toEqual({ atLeast: 1, atMost: 5 })
    expect(worstGrade(bare)).toEqual({ atLeast: 0, atMost: 0 })
  })
})
