import { describe, expect, it } from 'vitest'
import { spanAt } from '../../src/core/time.ts'
import { expansionCohortOf, expansionPhase } from '../../src/dlt/expansion.ts'
import { askingIn } from '../../src/dlt/outside.ts'
import { judge } from '../../src/dlt/participant.ts'
import { windowsOf } from '../../src/dlt/windows.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { adverseEvent, cases, type Day, dateOf, enrolled, infused } from '../../src/testing/index.ts'
import { dosed, judged, protocolWith, summaryOf } from './story.ts'

const grade3 = { grade: { atLeast: 3 } }
const protocol = protocolWith(grade3)
const carT = (day: Day, infusion: number, cycle = 1) =>
  infused('CAR-T', day, { amount: '1.5e7', unit: 'cells/kg', infusion, cycle })

describe('a judgement says no more than is known', () => {
  it('of one who was only enrolled', () =>
    expect(judged(protocol, 20, enrolled(-20, '1'))).toStrictEqual({
      status: { is: 'notDosed' },
      level: '1',
      rules: [],
      outside: [],
    }))
  it('of one of whom nothing is known', () =>
    expect(judge(protocol, { ...summaryOf(undefined), now: dateOf(0) })).toStrictEqual({
      status: { is: 'notDosed' },
      rules: [],
      outside: [],
    }))
  it('of one who was given the first infusion', () =>
    expect(judged(protocol, 2, enrolled(-20, '1'), carT(0, 1))).toStrictEqual({
      status: {
        is: 'watching',
        needs: [{ fact: 'the last planned infusion of CAR-T, cycle 1, or a decision on evaluability without it' }],
      },
      level: '1',
      window: { opens: dateOf(0) },
      rules: [{ rule: 'R', section: 'x', is: 'not met', grounds: [], needs: [] }],
      outside: [],
      dosedAt: dateOf(0),
    }))
  it('of one who was given both', () => {
    const { window, dosedAt } = judged(protocol, 2, dosed)
    expect({ window, dosedAt }).toEqual({ window: { opens: dateOf(0), closes: dateOf(15) }, dosedAt: dateOf(0) })
  })
})

describe('events outside the windows', () => {
  const outside = (now: Day, ...days: number[]) =>
    judged(
      protocol,
      now,
      dosed,
      ...days.map((day) => adverseEvent('Nausea', day, 3, { event: `E${day}` })),
    ).outside.map(({ position, event }) => `${position} ${event}`)
  it.each(
    cases(`
      now   events   outside
      30    -1       before E-1
      30    0        -
      30    15       -
      30    16       after E16
      30    -1 3     before E-1
      30    3 -1     before E-1
      30    -1 16    before E-1, after E16
    `),
  )('on day $now, of $events: $outside', ({ now, events, outside: told = '' }) =>
    expect(outside(Number(now), ...events!.split(' ').map(Number)).join(', ')).toBe(told),
  )
  it('between two windows an event is after the first; inside the second it is in', () => {
    const two = protocolWith(grade3, { window: { ...protocol.window, alsoCycles: [2] } })
    const on = (day: number) => judged(two, 90, dosed, carT(40, 1, 2), carT(41, 2, 2), adverseEvent('Nausea', day, 3))
    expect(on(30).outside.map(({ position }) => position)).toEqual(['after'])
    expect(on(30).rules[0]!.is).toBe('not met')
    expect(on(45).outside).toEqual([])
    expect(on(45).rules[0]!.is).toBe('met')
    expect(on(60).outside.map(({ position }) => position)).toEqual(['after'])
  })
  it('before any window has opened everything is before it', () => {
    const early = judged(protocol, 20, enrolled(-20, '1'), adverseEvent('Nausea', 3, 3))
    expect(early.rules).toEqual([])
    expect(early.outside).toMatchObject([{ position: 'before', is: 'met', event: 'Nausea' }])
  })
  it('where late events count, the first window has no end and the others are none', () => {
    const counted = { ...protocol, window: { ...protocol.window, alsoCycles: [2], late: 'count' as const } }
    const { doses } = summaryOf(undefined, dosed, carT(40, 1, 2), carT(41, 2, 2))
    const asking = askingIn(counted, windowsOf(counted, doses), spanAt(dateOf(60)))!
    expect(asking.window).toMatchObject({ opens: spanAt(dateOf(0)), closesAfter: undefined })
    expect(asking.also).toEqual([])
    expect(askingIn(counted, [], spanAt(dateOf(60)))).toBeUndefined()
  })
})

describe('the expansion cohort of a participant', () => {
  const cohorts = ['Colorectal', 'Pancreatic']
  const expanding = {
    ...nct07021534,
    expansion: { ...nct07021534.expansion!, phase: 'II', cohorts },
  } as typeof nct07021534
  it.each(
    cases(`
      phase   cohort       is
      II      Colorectal   Colorectal
      ii      pancreatic   Pancreatic
      II      Gastric      not known
      II      -            not known
      IA      Colorectal   -
      -       Colorectal   -
    `),
  )('phase $phase, cohort $cohort: $is', ({ phase, cohort, is }) => {
    const known = { ...(phase ? { phase } : {}), ...(cohort ? { cohort } : {}) }
    expect(expansionCohortOf(expanding, known)).toBe(is === 'not known' ? null : is)
  })
  it('stands in the judgement, known or not', () => {
    const of = (known: object) =>
      judged(expanding, 20, (participant) => [
        { type: 'enrolled', participant, at: dateOf(-20), level: '1', ...known } as never,
      ]).expansion
    expect(of({ phase: 'II', cohort: 'Pancreatic' })).toBe('Pancreatic')
    expect(of({ phase: 'II' })).toBeNull()
    expect(of({ phase: 'IA' })).toBeUndefined()
  })
  it('phase IB unless the protocol says', () => {
    const { expansion: _, ...none } = nct07021534
    expect(expansionPhase(expanding)).toBe('II')
    expect(expansionPhase(none)).toBe('IB')
    expect(expansionCohortOf(none, { phase: 'IB', cohort: 'Colorectal' })).toBeUndefined()
  })
})
