import { describe, expect, it } from 'vitest'
import {
  compareOrdered,
  inOrder,
  momentOf,
  type Ordered,
  placeAfter,
  placed,
  placeOf,
} from '../../src/machines/order.ts'
import type { Posted } from '../../src/machines/router.ts'
import { cases } from '../../src/testing/index.ts'

const fact = (type: string, at: string, known: object = {}): Posted =>
  ({ type, at, participant: '001', event: 'E1', ...known }) as never
const types = (all: readonly Posted[]) => inOrder(all).map(({ posted }) => posted.type)

describe('the order in which facts and decisions are taken', () => {
  it('by when they happened', () =>
    expect(types([fact('died', '2026-03-03'), fact('enrolled', '2026-03-01'), fact('dosed', '2026-03-02')])).toEqual([
      'enrolled',
      'dosed',
      'died',
    ]))

  it('of one moment by kind: what begins, what is found, what ends, what is decided', () => {
    const kinds = [
      'screened',
      'enrolled',
      'dosed',
      'adverseEventReported',
      'adverseEventRegraded',
      'adverseEventPeaked',
      'adverseEventAttributed',
      'adverseEventEnded',
      'labResult',
      'followedUp',
      'completed',
      'withdrew',
      'died',
      'adjudicated',
      'doseDecided',
      'rp2dDeclared',
      'gateOpened',
      'cohortClosed',
      'suspensionStands',
      'enrollmentSuspended',
      'enrollmentResumed',
      'timePassed',
    ]
    expect(types(kinds.map((type) => fact(type, '2026-03-01')).reverse())).toEqual(kinds)
  })

  it.each([
    ['participant', { participant: '001' }, { participant: '002' }],
    ['record', { id: 'a' }, { id: 'b' }],
    ['event', { event: 'E1', id: 'x' }, { event: 'E2', id: 'x' }],
    ['analyte', { analyte: 'ALT' }, { analyte: 'AST' }],
    ['agent', { agent: 'CAR-NK' }, { agent: 'CAR-T' }],
    ['anything else it says', { grade: 1 }, { grade: 2 }],
    ['participant before record', { participant: '001', id: 'b' }, { participant: '002', id: 'a' }],
    ['nothing before something', {}, { analyte: 'ALT' }],
  ])('of one moment and kind by %s, whichever came in first', (_what, a, b) => {
    const [one, other] = [fact('x', '2026-03-01', a), fact('x', '2026-03-01', b)]
    expect(inOrder([one, other]).map(({ posted }) => posted)).toEqual([one, other])
    expect(inOrder([other, one]).map(({ posted }) => posted)).toEqual([one, other])
  })

  it('a partial date is taken at its earliest; one that cannot be read before all others', () => {
    expect(momentOf({ at: '2026-03' })).toBe(momentOf({ at: '2026-03-01T00:00' }))
    expect(momentOf({ at: 'unknown' })).toBe(0)
  })

  it.each(
    cases(`
      fact                  written     reported    taken
      adverseEventRegraded  2026-03     2026-03-10  2026-03-10
      adverseEventEnded     2026        2026-03-10  2026-03-10
      adverseEventRegraded  2026-03-11  2026-03-10  2026-03-11
      adverseEventRegraded  2026-03-10  -           2026-03-10
      labResult             2026-03     2026-03-10  2026-03-01
    `),
  )('nothing about an adverse event is taken before its report: $fact of $written, reported $reported', (row) => {
    const posted = fact(row.fact!, row.written!)
    const onset = row.reported === undefined ? undefined : momentOf({ at: row.reported })
    expect(placed(posted, onset).moment).toBe(momentOf({ at: row.taken! }))
  })

  it('of several reports of an event the earliest counts, and only of the same participant’s', () => {
    const regraded = fact('adverseEventRegraded', '2026-03')
    const others = (...days: number[]) => days.map((day) => fact('adverseEventReported', `2026-03-0${day}`))
    const taken = (all: readonly Posted[]) =>
      inOrder([...all, regraded]).find(({ posted }) => posted === regraded)!.moment
    expect(taken(others(5, 3, 4))).toBe(momentOf({ at: '2026-03-03' }))
    expect(taken(others(3, 5))).toBe(momentOf({ at: '2026-03-03' }))
    expect(taken(others(5).map((one) => ({ ...one, participant: '002' }) as Posted))).toBe(
      momentOf({ at: '2026-03-01' }),
    )
    expect(taken(others(5).map((one) => ({ ...one, event: 'E2' }) as Posted))).toBe(momentOf({ at: '2026-03-01' }))
  })
})

describe('a place in the order', () => {
  const ordered = (day: number, type = 'x'): Ordered => placed(fact(type, `2026-03-0${day}`), undefined)
  const list = [1, 2, 2, 2, 5].map((day) => ordered(day))
  it.each([
    [1, 0, 1],
    [2, 1, 4],
    [3, 4, 4],
    [5, 4, 5],
    [6, 5, 5],
  ])('day %i is put before %i, or after all of its kind at %i', (day, before, after) => {
    expect([placeOf(list, ordered(day)), placeAfter(list, ordered(day))]).toEqual([before, after])
    expect(placeOf([], ordered(day))).toBe(0)
  })
  it('of one moment the kind that comes first is put before the next', () => {
    expect(placeAfter([ordered(1, 'enrolled')], ordered(1, 'screened'))).toBe(0)
    expect(placeAfter([ordered(1, 'screened')], ordered(1, 'enrolled'))).toBe(1)
  })
  it('the same fact is neither before nor after itself', () => {
    const one = ordered(1)
    expect(compareOrdered(one, one)).toBe(0)
    expect(compareOrdered(one, ordered(1))).toBe(0)
    expect(Math.sign(compareOrdered(one, ordered(2)))).toBe(-1)
  })
})
