import { describe, expect, it } from 'vitest'
import { dayOf, type Length, type Span, spanAt } from '../../src/core/time.ts'
import type { Outcome } from '../../src/dlt/event.ts'
import { heldLonger, type Spell, spells } from '../../src/dlt/spell.ts'
import { cases, dateOf } from '../../src/testing/index.ts'
import { eventOf } from './course-in-words.ts'

const dayZero = dayOf(spanAt(dateOf(0)).from)
const days = ({ from, to }: Span) => {
  const [first, last] = [dayOf(from) - dayZero, dayOf(to) - dayZero]
  return first === last ? `${first}` : `${first}~${last}`
}
const inWords = ({ started, back, worst, certain, floating }: Spell) =>
  [
    `${days(started)} to ${back ? days(back) : 'now'}`,
    `at ${worst.atLeast === worst.atMost ? worst.atLeast : `${worst.atLeast}-${worst.atMost}`}`,
    ...(certain ? [] : ['maybe']),
    ...(floating ? ['somewhen'] : []),
  ].join(' ')

describe('the stretches of an event at grade 3 or more, until it is back at grade 2', () => {
  it.each(
    cases(`
      course                             stretches
      3 3                                3 to now at 3
      3 3, 9 2                           3 to 9 at 3
      3 3, 9 3, 12 2                     3 to 12 at 3
      3 2                                -
      3 2, 9 1                           -
      3 2, 5 3, 9 2                      5 to 9 at 3
      3 3, 5 4, 9 2                      3 to 9 at 4
      3 4, 5 3, 9 2                      3 to 9 at 4
      3 3, 5 1, 7 4, 9 2                 3 to 5 at 3; 7 to 9 at 4
      3 1-5, 9 1                         3 to 9 at 1-5 maybe
      3 1-2, 9 1                         -
      3 1-5, 5 4, 9 1                    3~5 to 9 at 4-5
      3 1-5, 5 3-4, 9 1                  3~5 to 9 at 3-5
      3 3-4, 9 1                         3 to 9 at 3-4
      3 4, 5 2-4, 9 1                    3 to 5~9 at 4
      3 4, 5 2-4, 7 1-3, 9 1             3 to 5~9 at 4
      3 4, 5 2-4, 7 3, 9 1               3 to 9 at 4
      3 4, 5 2-4                         3 to now at 4
      3 4m, 9 1                          3 to 9 at 4
      3 4m, 9 1m                         3~9 back
      3 4m, 7 3m, 9 1m                   7~9 back
      3 4m, 7 4m, 9 2m                   7~9 back
      3 1-4m, 9 1m                       3 to 9 at 1-4 maybe
      3 4, 9 1m                          3 to 9 at 4
      3 1-5, 8 3p, 9 0                   3~8 to 9 at 3 somewhen
      3 1-5, 8 2p, 9 0                   -
      3 1-5, 8 3p                        3~8 to now at 3 somewhen
      3 3, 8 3p, 9 1                     3 to 9 at 3
      3 3, 5 2-3, 8 3p, 9 1              3 to 5~9 at 3
      3 1-5, 8 4p, 8 3, 9 1              3~8 to 9 at 4 somewhen
      3 1, 8 3p, 9 1                     3~8 to 9 at 3 somewhen
      3 1, 5 2, 8 3p                     3~8 to now at 3 somewhen
      3 4, 5 1, 8 4p, 9 0                3 to 5 at 4
      3 4, 5 1, 8 3p, 9 0                3 to 5 at 4
      3 3, 5 1, 8 4p, 9 0                3 to 5 at 3; 3~8 to 9 at 4 somewhen
    `),
  )('$course: $stretches', ({ course, stretches = '' }) => {
    const found = spells(eventOf(course!), 3)
    const backOnly = stretches.endsWith(' back')
    const said = found.map((spell) => (backOnly ? `${days(spell.back!)} back` : inWords(spell))).join('; ')
    expect(said).toBe(stretches)
  })

  it('until it is back at another grade, where the rule names one', () => {
    expect(spells(eventOf('3 3, 5 2, 9 1'), 3, 1).map(inWords)).toEqual(['3 to 9 at 3'])
    expect(spells(eventOf('3 3, 5 2, 7 3, 9 1'), 3, 1).map(inWords)).toEqual(['3 to 9 at 3'])
  })

  it.each(
    cases(`
      course          outcome                 stretches
      3 3             recovered               3 to 20 at 3
      3 3             recoveredWithSequelae   3 to now at 3
      3 3, 9 2        recoveredWithSequelae   3 to 9 at 3
      3 1             fatal                   20 to now at 5
      3 3             fatal                   3 to now at 5
      3 3, 9 1        fatal                   3 to 9 at 3; 20 to now at 5
    `),
  )('$course, ended on day 20 as $outcome: $stretches', ({ course, outcome, stretches }) => {
    const ended = { at: dateOf(20), outcome: outcome as Outcome }
    expect(spells(eventOf(course!, ended), 3).map(inWords).join('; ')).toBe(stretches)
  })

  it('an event that resolved with sequelae and of which no grade was recorded may have been at any', () => {
    const ended = { at: dateOf(20), outcome: 'recoveredWithSequelae' } as const
    expect(spells({ ...eventOf('3 3', ended), course: [] }, 3).map(inWords)).toEqual(['20 to now at 0-5 maybe'])
  })
})

describe('how long a stretch lasted, and what is waited for', () => {
  const lengthOf = (text: string): Length => {
    const [count, unit] = text.split(' ')
    return unit === 'h' ? { hours: Number(count) } : { days: Number(count) }
  }
  const held = (course: string, length: string, now: number) =>
    heldLonger(spells(eventOf(course), 3)[0]!, lengthOf(length), spanAt(dateOf(now)))
  it.each(
    cases(`
      course              length   now   is           saw
      3 3, 10 2           7 days   30    not longer   7 days from 2026-03-04 to 2026-03-11
      3 3, 11 2           7 days   30    longer       8 days from 2026-03-04 to 2026-03-12
      3 3, 7 2            72 h     30    longer       72 to 120 h from 2026-03-04 to 2026-03-08
      3 3, 6 2            72 h     30    unknown      48 to 96 h from 2026-03-04 to 2026-03-07
      3 3, 5 2            72 h     30    not longer   24 to 72 h from 2026-03-04 to 2026-03-06
      3 3, 3 2            72 h     30    not longer   0 to 24 h from 2026-03-04 to 2026-03-04
      3 4m, 9 1m          6 days   30    not longer   0 to 6 days from 2026-03-04 to 2026-03-04/2026-03-10
      3 1-5, 8 3p, 9 0    5 days   30    unknown      0 to 6 days from 2026-03-04/2026-03-09 to 2026-03-10
      3 1-5, 8 3p, 9 0    6 days   30    not longer   0 to 6 days from 2026-03-04/2026-03-09 to 2026-03-10
      3 3                 7 days   10    unknown      not back since 2026-03-04
      3 3                 7 days   11    longer       not back since 2026-03-04, 8 days
      3 3, 9 2-3          7 days   30    unknown      not back since 2026-03-04; no assessment since
      3 3, 11 2-3         7 days   30    longer       not back since 2026-03-04, 8 days
      3 3m                7 days   11    unknown      not back since 2026-03-04; no assessment since
      3 3m, 10 3m         7 days   30    unknown      not back since 2026-03-04; no assessment since
      3 3m, 11 3m         7 days   30    longer       not back since 2026-03-04, 8 days
      3 1-5               7 days   30    unknown      not back since 2026-03-04; no assessment since
      3 1-5, 8 3p         2 days   30    unknown      not back since 2026-03-04/2026-03-09; only its maximum grade is recorded
    `),
  )('$course, longer than $length, on day $now: $is, $saw', ({ course, length, now, is, saw }) =>
    expect(held(course!, length!, Number(now))).toMatchObject({ is, saw }),
  )
  it.each(
    cases(`
      course               length   now   want                         until
      3 3                  7 days   9     whether it resolves in time  2026-03-11
      3 3                  7 days   10    whether it resolves in time  2026-03-11
      3 3m                 7 days   11    an assessment of its grade   -
      3 3, 6 2             72 h     30    the time it resolved         -
      3 1-5, 8 3p, 9 0     5 days   30    the dates at this grade      -
      3 1-5, 8 3p          2 days   30    the dates at this grade      -
    `),
  )(
    '$course, longer than $length, on day $now: for want of $want, until $until',
    ({ course, length, now, want, until }) => {
      const said = held(course!, length!, Number(now))
      expect(
        said.is === 'unknown' && {
          want: said.want,
          until: said.until && new Date(said.until).toISOString().slice(0, 10),
        },
      ).toEqual({
        want,
        until,
      })
    },
  )
  it('hours are told to a tenth', () => {
    const spell: Spell = { ...spells(eventOf('3 3'), 3)[0]!, started: spanAt('2026-03-04T08:00') }
    const back = (at: string) => heldLonger({ ...spell, back: spanAt(at) }, { hours: 72 }, spanAt(dateOf(30))).saw
    expect(back('2026-03-07T07:50')).toBe('71.8 h from 2026-03-04T08:00 to 2026-03-07T07:50')
    expect(back('2026-03-07T08:00')).toBe('72 h from 2026-03-04T08:00 to 2026-03-07T08:00')
  })
})
