import { describe, expect, it } from 'vitest'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import { spanAt } from '../../src/core/time.ts'
import { lastEnd, windowsOf } from '../../src/dlt/windows.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import {
  adverseEvent,
  cases,
  type Day,
  dateOf,
  died,
  followedUp,
  type Happening,
  infused,
  withdrew,
} from '../../src/testing/index.ts'
import { dosed, judged, protocolWith, summaryOf } from './story.ts'

const grade3 = { grade: { atLeast: 3 } }
const base = protocolWith(grade3).window
const withWindow = (changes: Partial<Protocol['window']>) => protocolWith(grade3, { window: { ...base, ...changes } })
const nausea = (day: Day) => adverseEvent('Nausea', day, 3)
const carT = (day: Day, infusion: number, cycle = 1): Happening =>
  infused('CAR-T', day, { amount: '1.5e7', unit: 'cells/kg', infusion, cycle })
const answer = (protocol: Protocol, day: Day, ...story: readonly Happening[]) =>
  judged(protocol, 90, dosed, ...story, nausea(day)).rules[0]!.is

describe('the window: 14 days after the second infusion on day 1', () => {
  it.each(
    cases(`
      onset     answer
      -1        not met
      0         met
      15        met
      16        not met
    `),
  )('onset on day $onset: $answer', ({ onset, answer: is }) => expect(answer(withWindow({}), Number(onset))).toBe(is))

  it('without its last day where the end is not inclusive', () => {
    const open = withWindow({ closes: { ...base.closes, endInclusive: false } })
    expect(answer(open, 14)).toBe('met')
    expect(answer(open, 15)).toBe('not met')
  })
  it('an onset known by its month, or its year, is open on either edge', () => {
    expect(answer(withWindow({}), '2026-03')).toBe('undeterminable')
    expect(answer(withWindow({}), '2026')).toBe('undeterminable')
    expect(answer(withWindow({}), '2026-02')).toBe('not met')
    expect(answer(withWindow({}), '2026-04')).toBe('not met')
  })
  it('a date without a time on the last day of a window in hours is open', () => {
    const hours = withWindow({ closes: { ...base.closes, length: { hours: 48 } } })
    const at = (onset: Day) => judged(hours, 90, carT('0 08:00', 1), carT('1 08:00', 2), nausea(onset)).rules[0]!.is
    expect(at('3 08:00')).toBe('met')
    expect(at('3 08:01')).toBe('not met')
    expect(at(3)).toBe('undeterminable')
    expect(at(2)).toBe('met')
    expect(at(4)).toBe('not met')
  })
  it('may open with CAR-NK, and close after a numbered infusion', () => {
    const early = withWindow({
      opens: { agent: 'CAR-NK', cycle: 1, infusion: 'first' },
      closes: { ...base.closes, after: { agent: 'CAR-T', cycle: 1, infusion: 1 } },
    })
    const nk = infused('CAR-NK', -12)
    expect(answer(early, -12, nk)).toBe('met')
    expect(answer(early, -13, nk)).toBe('not met')
    expect(answer(early, 14, nk)).toBe('met')
    expect(answer(early, 15, nk)).toBe('not met')
  })
  it('an infusion given in two parts is one', () => {
    const parts = [carT(0, 1), carT(1, 1), carT(3, 2)]
    expect(judged(withWindow({}), 90, ...parts).window).toEqual({ opens: dateOf(0), closes: dateOf(17) })
    const unnumbered = [0, 2].map((day) => infused('CAR-T', day, { cycle: 1 }))
    expect(judged(withWindow({}), 90, ...unnumbered).window).toEqual({ opens: dateOf(0), closes: dateOf(16) })
  })
  it('numbers that run on from an earlier cycle do not matter', () =>
    expect(judged(withWindow({}), 90, carT(0, 3), carT(1, 4)).window).toEqual({ opens: dateOf(0), closes: dateOf(15) }))
})

describe('a window for every infusion', () => {
  const each = withWindow({ per: 'infusion', closes: { ...base.closes, length: { days: 5 } } })
  const given = [carT(0, 1), carT(20, 2)]
  it.each(
    cases(`
      onset     answer
      -1        not met
      0         met
      5         met
      6         not met
      19        not met
      20        met
      25        met
      26        not met
    `),
  )('infusions on day 0 and 20, five days each: onset on day $onset is $answer', ({ onset, answer: is }) =>
    expect(judged(each, 90, ...given, nausea(Number(onset))).rules[0]!.is).toBe(is),
  )
  it('between them it is late, and reported', () =>
    expect(judged(each, 90, ...given, nausea(10)).outside).toMatchObject([{ position: 'after', is: 'met' }]))
  it('has no end before the last infusion', () => {
    expect(judged(each, 90, carT(0, 1)).window).toEqual({ opens: dateOf(0) })
    expect(judged(each, 90, ...given).window).toEqual({ opens: dateOf(0), closes: dateOf(25) })
  })
  it('a month that may be in one of them is open', () =>
    expect(judged(each, 90, ...given, nausea('2026-03')).rules[0]!.is).toBe('undeterminable'))
})

describe('cycle 2', () => {
  const second = [carT(28, 1, 2), carT(29, 2, 2)]
  const both = withWindow({ alsoCycles: [2] })
  it.each(
    cases(`
      onset     one       both
      15        met       met
      16        not met   not met
      27        not met   not met
      28        not met   met
      43        not met   met
      44        not met   not met
    `),
  )('begun on day 28: onset on day $onset', ({ onset, one, both: two }) => {
    expect(answer(withWindow({}), Number(onset), ...second)).toBe(one)
    expect(answer(both, Number(onset), ...second)).toBe(two)
  })
  it('where it does not count, its toxicity is on the report as late', () =>
    expect(judged(withWindow({}), 90, dosed, ...second, nausea(30)).outside).toMatchObject([{ position: 'after' }]))
  it('where it counts, whoever has begun it is watched again to its end', () => {
    const at = (day: number, ...more: readonly Happening[]) => judged(both, day, dosed, followedUp(15), ...more)
    expect(at(16).status).toEqual({ is: 'clear' })
    expect(at(28, second[0]!).status).toMatchObject({ is: 'watching' })
    expect(at(28, second[0]!).window).toEqual({ opens: dateOf(0) })
    expect(at(42, ...second, followedUp(42)).status).toMatchObject({ is: 'watching', until: dateOf(43) })
    expect(at(43, ...second, followedUp(43)).status).toEqual({ is: 'clear' })
    expect(at(43, ...second, followedUp(43)).window).toEqual({ opens: dateOf(0), closes: dateOf(43) })
  })
})

describe('the day on which the next cycle begins, inside the window of the one before', () => {
  const second = [carT(15, 1, 2), carT(16, 2, 2)]
  it.each(
    cases(`
      onset   earlier   later
      14      met       met
      15      met       not met
      16      not met   not met
    `),
  )('cycle 2 on day 15, onset on day $onset', ({ onset, earlier, later }) => {
    expect(answer(withWindow({}), Number(onset), ...second)).toBe(earlier)
    expect(answer(withWindow({ boundary: 'earlier' }), Number(onset), ...second)).toBe(earlier)
    expect(answer(withWindow({ boundary: 'later' }), Number(onset), ...second)).toBe(later)
  })
  it('a next cycle after the window’s end cuts nothing', () =>
    expect(answer(withWindow({ boundary: 'later' }), 15, carT(16, 1, 2))).toBe('met'))
})

describe('from which infusion to which', () => {
  const [first] = nct07021534.agents
  type Planned = readonly (readonly [cycle: number, infusion: number])[]
  const windows = (window: Partial<Protocol['window']>, planned: Planned, ...story: readonly Happening[]) => {
    const agent = { ...first!, name: 'CAR-T', planned: planned.map(([cycle, infusion]) => ({ cycle, infusion })) }
    const protocol = { ...withWindow(window), agents: [agent] }
    const found = windowsOf(protocol, summaryOf(undefined, ...story).doses)
    const dayOf = (at: number) => Math.floor((at - spanAt(dateOf(0)).from) / 86_400_000)
    const said = found.map(
      ({ opens, closesAfter }) => `${dayOf(opens.from)}~${closesAfter ? dayOf(closesAfter.from) : ''}`,
    )
    if (found.length === 0) return 'none'
    const end = lastEnd(protocol, found)
    return `${said.join(' ')}, ends ${end === undefined ? 'not' : dayOf(end)}`
  }
  const three: Planned = [
    [1, 1],
    [1, 2],
    [1, 3],
    [2, 1],
  ]
  const cycle1 = [carT(0, 1), carT(1, 2), carT(2, 3)]
  const at = (infusion: 'first' | 'last' | number, cycle = 1) => ({ agent: 'CAR-T', cycle, infusion })
  const closing = (infusion: 'first' | 'last' | number) => ({ closes: { ...base.closes, after: at(infusion) } })

  it('the last of as many as the cycle has planned', () => {
    expect(windows({}, three, ...cycle1)).toBe('0~2, ends 16')
    expect(windows({}, three, ...cycle1.slice(0, 2))).toBe('0~, ends not')
    expect(windows({}, [], ...cycle1)).toBe('0~1, ends 15')
    expect(windows({}, [[2, 1]], ...cycle1)).toBe('0~1, ends 15')
  })
  it('the first, or the one of a number', () => {
    expect(windows(closing('first'), three, ...cycle1)).toBe('0~0, ends 14')
    expect(windows(closing(2), three, ...cycle1)).toBe('0~1, ends 15')
    expect(windows({ opens: at(2) }, three, ...cycle1)).toBe('1~2, ends 16')
    expect(windows({ opens: at(2) }, three, carT(0, 1))).toBe('none')
  })
  it('of a later cycle, by its own plan', () => {
    const also = { alsoCycles: [2] }
    expect(windows(also, three, ...cycle1, carT(30, 1, 2))).toBe('0~2 30~30, ends 44')
    expect(windows(also, three.slice(0, 3), ...cycle1, carT(30, 1, 2))).toBe('0~2 30~, ends not')
    expect(windows(also, three.slice(0, 3), ...cycle1, carT(30, 1, 2), carT(31, 2, 2), carT(33, 3, 2))).toBe(
      '0~2 30~33, ends 47',
    )
    expect(windows(also, three, carT(30, 1, 2))).toBe('none')
  })
  it('where the window opens with a later cycle, the cycles are counted from it', () => {
    const second = { opens: at('first', 2), closes: { ...base.closes, after: at('last', 2) }, alsoCycles: [3] }
    expect(
      windows(
        second,
        [
          [2, 1],
          [3, 1],
        ],
        carT(0, 1),
        carT(30, 1, 2),
        carT(60, 1, 3),
      ),
    ).toBe('30~30 60~60, ends 74')
  })
  it('each infusion by itself, of as many as its cycle has', () => {
    const each = { per: 'infusion' as const, alsoCycles: [2] }
    expect(windows(each, three, ...cycle1)).toBe('0~0 1~1 2~2, ends 16')
    expect(windows(each, three, ...cycle1.slice(0, 2))).toBe('0~0 1~1, ends not')
    expect(windows(each, three, ...cycle1, carT(30, 1, 2), carT(31, 2, 2))).toBe('0~0 1~1 2~2 30~30, ends 44')
  })
  it('cut by the next cycle, where events of its first day belong to that', () => {
    const later = { boundary: 'later' as const, alsoCycles: [2] }
    expect(windows(later, three, ...cycle1, carT(16, 1, 2))).toBe('0~16 16~16, ends 30')
    expect(windows(later, three, ...cycle1, carT(17, 1, 2))).toBe('0~2 17~17, ends 31')
    expect(windows(later, three, ...cycle1, carT(16, 1, 2), carT(20, 1, 3))).toBe('0~16 16~20, ends 19')
    expect(windows(later, three, ...cycle1.slice(0, 2), carT(10, 1, 2))).toBe('0~ 10~10, ends not')
  })
  it('in hours to the minute', () => {
    const hours = { closes: { ...base.closes, length: { hours: 48 } } }
    const onset = (boundary: 'later' | 'earlier', next: Day, when: Day) =>
      answer(withWindow({ ...hours, boundary }), when, carT(next, 1, 2))
    const timed = (next: Day, when: Day) =>
      judged(
        withWindow({ ...hours, boundary: 'later' }),
        90,
        carT('0 08:00', 1),
        carT('1 08:00', 2),
        carT(next, 1, 2),
        nausea(when),
      ).rules[0]!.is
    expect(timed('3 07:00', '3 06:59')).toBe('met')
    expect(timed('3 07:00', '3 07:00')).toBe('not met')
    expect(timed('3 08:00', '3 07:59')).toBe('met')
    expect(timed('3 08:00', '3 08:00')).toBe('not met')
    expect(timed('3 08:01', '3 08:00')).toBe('met')
    expect(onset('earlier', 2, 2)).toBe('met')
  })
})

describe('late events', () => {
  const counted = withWindow({ late: 'count' })
  it('are reported, and count where the protocol says', () => {
    expect(judged(withWindow({}), 90, dosed, followedUp(20), nausea(40))).toMatchObject({
      status: { is: 'clear' },
      outside: [{ position: 'after', rule: 'R' }],
    })
    expect(judged(counted, 90, dosed, followedUp(20), nausea(40))).toMatchObject({ status: { is: 'dlt' }, outside: [] })
    expect(judged(counted, 90, dosed, followedUp(20), nausea(-1))).toMatchObject({
      status: { is: 'clear' },
      outside: [{ position: 'before' }],
    })
  })
  it('the window closes all the same', () =>
    expect(judged(counted, 20, dosed, followedUp(15)).status).toEqual({ is: 'clear' }))
  it('of which it is not known whether they would be DLTs are on the report too', () => {
    const related = protocolWith({ all: [grade3, { attributedTo: ['CAR-T'], atLeast: 'possible' }] })
    const late = judged(related, 90, dosed, followedUp(20), nausea(40))
    expect(late.outside).toEqual([])
    expect(late.outsideOpen).toMatchObject([{ position: 'after', is: 'undeterminable', event: 'Nausea' }])
    expect(judged(related, 90, dosed, followedUp(20)).outsideOpen).toBeUndefined()
  })
})

describe('evaluability: required assessments', () => {
  const demanding = (missed: 'notEvaluable' | 'committee') =>
    protocolWith(grade3, {
      evaluability: {
        ...protocolWith(grade3).evaluability,
        assessments: [{ section: '5.3', name: 'ferritin', from: 7, to: 20, missed }],
      },
    })
  const visit =
    (day: Day, ...assessments: string[]): Happening =>
    (participant) => [{ type: 'followedUp', participant, at: dateOf(day), assessments }]
  const status = (missed: 'notEvaluable' | 'committee', now: number, ...story: readonly Happening[]) =>
    judged(demanding(missed), now, dosed, ...story, followedUp(15)).status

  it.each(
    cases(`
      made   status
      6      notEvaluable
      7      clear
      20     clear
      21     notEvaluable
      -      notEvaluable
    `),
  )('ferritin between day 7 and 20, made on day $made: $status', ({ made, status: is }) =>
    expect(status('notEvaluable', 22, ...(made ? [visit(Number(made), 'Ferritin')] : []))).toMatchObject({ is }),
  )
  it('missed for good: not evaluable, assessment missing', () =>
    expect(status('notEvaluable', 21)).toEqual({
      is: 'notEvaluable',
      why: 'assessmentMissing',
      replaced: true,
      saw: 'ferritin from day 7 to day 20 was missed',
    }))
  it('while it can still be made, it is waited for, until its last day', () => {
    expect(status('notEvaluable', 20)).toMatchObject({ is: 'watching', until: dateOf(20) })
    expect(status('notEvaluable', 16)).toMatchObject({
      needs: [{ fact: 'ferritin from day 7 to day 20', until: dateOf(20) }],
    })
  })
  it('of one who has left it is missed for good at once', () => {
    expect(status('notEvaluable', 18, withdrew(17))).toMatchObject({ is: 'notEvaluable', why: 'assessmentMissing' })
    expect(status('notEvaluable', 18, died(17))).toMatchObject({ is: 'notEvaluable', why: 'assessmentMissing' })
  })
  it('or the committee decides, and says so by name', () => {
    expect(status('committee', 21)).toMatchObject({
      is: 'watching',
      needs: [{ fact: 'the committee’s decision on evaluability: ferritin from day 7 to day 20 was missed' }],
    })
    const said =
      (is: 'met' | 'not met'): Happening =>
      (participant) => [
        {
          type: 'adjudicated',
          participant,
          at: dateOf(22),
          rule: 'evaluability',
          is,
          by: 'SRC',
          reason: 'seen by phone',
        },
      ]
    expect(status('committee', 23, said('met'))).toEqual({ is: 'clear' })
    expect(status('committee', 23, said('not met'))).toEqual({
      is: 'notEvaluable',
      why: 'adjudicated',
      replaced: true,
      saw: 'adjudicated by SRC: seen by phone',
    })
  })
  it('a month that may lie in its range leaves it open', () =>
    expect(status('notEvaluable', 40, visit('2026-03', 'ferritin'))).toMatchObject({
      is: 'watching',
      needs: [{ fact: 'the date of ferritin' }],
    }))
  it.each(
    cases(`
      from   to   made      status
      30     40   2026-03   watching
      31     40   2026-03   notEvaluable
      20     31   2026-04   watching
      20     30   2026-04   notEvaluable
      0      30   2026-03   clear
    `),
  )('between day $from and $to, made in $made: $status', ({ from, to, made, status: is }) => {
    const demanded = {
      section: '5.3',
      name: 'ferritin',
      from: Number(from),
      to: Number(to),
      missed: 'notEvaluable',
    } as const
    const protocol = protocolWith(grade3, {
      evaluability: { ...protocolWith(grade3).evaluability, assessments: [demanded] },
    })
    expect(judged(protocol, 90, dosed, visit(made!, 'ferritin'), followedUp(15)).status).toMatchObject({ is })
  })
  it('of several the first that was missed for good is told, else the first that is waited for', () => {
    const demanded = (name: string, to: number) =>
      ({ section: '5.3', name, from: 0, to, missed: 'notEvaluable' }) as const
    const protocol = protocolWith(grade3, {
      evaluability: {
        ...protocolWith(grade3).evaluability,
        assessments: [demanded('late', 40), demanded('later', 50), demanded('ICE', 10), demanded('CRP', 12)],
      },
    })
    const at = (...made: string[]) => judged(protocol, 20, dosed, visit(5, ...made), followedUp(15)).status
    expect(at()).toMatchObject({ saw: 'ICE from day 0 to day 10 was missed' })
    expect(at('ICE')).toMatchObject({ saw: 'CRP from day 0 to day 12 was missed' })
    expect(at('ICE', 'CRP')).toMatchObject({ needs: [{ fact: 'late from day 0 to day 40' }] })
  })
  it('an instrument assessed by itself counts', () =>
    expect(
      status('notEvaluable', 22, (participant) => [
        { type: 'assessed', participant, at: dateOf(9), instrument: 'ferritin', value: 400 },
      ]),
    ).toEqual({ is: 'clear' }))
  it('another assessment does not', () =>
    expect(status('notEvaluable', 22, visit(9, 'ICE'))).toMatchObject({ is: 'notEvaluable' }))
})

describe('evaluability: who left', () => {
  const status = (...story: readonly Happening[]) => judged(withWindow({}), 40, dosed, ...story).status
  it.each(
    cases(`
      on        status          why
      14        notEvaluable    withdrew
      15        clear           -
    `),
  )('withdrew on day $on, the window ending with day 15: $status', ({ on, status: is, why }) =>
    expect(status(withdrew(Number(on)))).toMatchObject({ is, ...(why ? { why } : {}) }),
  )
  it('a month of withdrawal or death that may be inside leaves it open', () => {
    expect(status(withdrew('2026-03'))).toMatchObject({ is: 'watching', needs: [{ fact: 'the date of withdrawal' }] })
    expect(status(withdrew('2026-02'))).toMatchObject({ is: 'notEvaluable' })
  })
  it('analysed at the level received, or as assigned where the protocol says', () => {
    const at = (analysedAt?: 'received' | 'assigned', level?: string) =>
      judged(
        protocolWith(grade3, {
          evaluability: { ...protocolWith(grade3).evaluability, ...(analysedAt ? { analysedAt } : {}) },
        }),
        20,
        (participant) =>
          dosed(participant).map((one) =>
            one.type === 'dosed' ? { ...one, amount: '3e7', ...(level ? { level } : {}) } : one,
          ),
      ).level
    expect(at(undefined, '2')).toBe('2')
    expect(at('received', '2')).toBe('2')
    expect(at('assigned', '2')).toBe('1')
    expect(at()).toBe('1')
  })
  it('assigned to none: the level whose amount was given', () =>
    expect(judged(withWindow({}), 20, infused('CAR-T', 0, { amount: '30000000', unit: 'Cells / kg' })).level).toBe('2'))
})
