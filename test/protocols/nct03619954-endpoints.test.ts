import { describe, expect, it } from 'vitest'
import { Endpoints } from '../../src/core/endpoints.schema.ts'
import type { Fact } from '../../src/core/fact.schema.ts'
import { endpointsOf } from '../../src/endpoints/index.ts'
import { nct03619954Endpoints as endpoints } from '../../src/protocols/nct03619954-endpoints.ts'
import { cases, type Day, dateOf } from '../../src/testing/index.ts'
import {
  definitionNamed,
  died,
  dosed,
  enrolled,
  lesion,
  of,
  progressed,
  result,
  resultOf,
  seen,
  treatmentEnded,
  withdrew,
} from '../endpoints/words.ts'

const { definitions } = endpoints
type Happened = Parameters<typeof of>[1]
/** Enrolled ten days before, infused on days 0, 1 and 2, after which treatment ended. */
const treated: readonly Happened[] = [enrolled(-10), dosed('NK', 0), dosed('NK', 1), dosed('NK', 2), treatmentEnded(2)]
const CD56 = (day: Day, value?: string | number, unit?: string) => result('CD56 lymphocytes', day, value, unit)

describe('NCT03619954 · primary: successful expansion of NK cells, CD56+ ≥ 100/µL 7 days after the last treatment', () => {
  const expansion = definitionNamed(definitions, 'threshold', 'nk-expansion')
  const one = (day: Day, ...happened: readonly Happened[]) =>
    resultOf(expansion, [of('001', ...treated, ...happened)], day).participants[0]!

  it.each(
    cases(`
      value   unit      expected
      100     cells/uL  met
      99.9    cells/uL  notMet
      100.1   cells/uL  met
      0.1     10^9/L    met
      0.0999  10^9/L    notMet
      <100    cells/uL  notMet
      ≤100    cells/uL  open
      <150    cells/uL  open
      >100    cells/uL  met
      ≥100    cells/uL  met
      >99     cells/uL  open
      1,5     cells/uL  open
      100     furlongs  open
    `),
  )('day 9, the seventh after the last infusion: $value $unit → $expected', ({ value, unit, expected }) =>
    expect(one(40, CD56(9, value, unit)).is).toBe(expected),
  )

  it.each([
    [7, 'notEvaluable'],
    [8, 'met'],
    [10, 'met'],
    [11, 'notEvaluable'],
  ])('measured on day %i alone: %s (a window of one day is assumed)', (day, expected) =>
    expect(one(40, CD56(day, 500)).is).toBe(expected),
  )

  it('the result nearest to the planned day counts', () =>
    expect(one(40, CD56(8, 500), CD56(9, 20), CD56(10, 500))).toMatchObject({
      is: 'notMet',
      grounds: [{ saw: '20 cells/uL on 2026-03-10' }],
    }))

  it('two equally near results that disagree: which is the visit’s is asked', () =>
    expect(one(40, CD56(8, 500), CD56(10, 20)).is).toBe('open'))

  it('not measured yet: not yet known, until the last day of the visit', () =>
    expect(one(9)).toMatchObject({
      is: 'open',
      needs: [{ fact: 'CD56 lymphocytes at the visit', until: '2026-03-11' }],
    }))

  it('never measured, or dead before: not evaluable, never "not met"', () => {
    expect(one(11).is).toBe('notEvaluable')
    expect(one(5, died(5)).is).toBe('notEvaluable')
  })

  it('taken without a result: open, it may be anything', () => expect(one(40, CD56(9)).is).toBe('open'))

  it('never infused: open while on study, not evaluable once withdrawn', () => {
    const of1 = (...more: readonly Happened[]) =>
      resultOf(expansion, [of('001', enrolled(0), ...more)], 40).participants[0]!
    expect(of1().is).toBe('open')
    expect(of1(withdrew(3)).is).toBe('notEvaluable')
  })

  it('a month alone for the last infusion leaves the visit open', () =>
    expect(
      resultOf(expansion, [of('001', enrolled(-10), dosed('NK', '2026-03'), CD56(9, 500))], 60).participants[0]!.is,
    ).toBe('open'))

  it('the rate waits for the open ones, and says between what it lies', () => {
    const facts = ['001', '002', '003'].map((id, i) =>
      of(id, ...treated, ...(i < 2 ? [CD56(9, i === 0 ? 500 : 50)] : [])),
    )
    expect(resultOf(expansion, facts, 9).rate).toEqual({ possible: { least: 1 / 3, most: 2 / 3 } })
    expect(resultOf(expansion, facts, 40).rate).toMatchObject({ all: { met: 1, of: 3 }, evaluable: { met: 1, of: 2 } })
  })
})

describe('NCT03619954 · primary: objective response, CR or PR by irRECIST 4 weeks after all treatment', () => {
  const response = definitionNamed(definitions, 'response', 'objective-response')
  const one = (...happened: readonly Happened[]) =>
    resultOf(response, [of('001', ...treated, lesion('T1', -5, 50), ...happened)], 60).participants[0]!

  it.each(
    cases(`
      now   new   expected
      35    -     met
      35.1  -     notMet
      25    10    met
      25    10.1  notMet
      0     -     met
    `),
  )('target 50 mm before, $now mm now, new lesion $new mm → $expected', ({ now, new: added, expected }) =>
    expect(one(lesion('T1', 30, now), ...(added === undefined ? [] : [lesion('X1', 30, added)])).is).toBe(expected),
  )

  it('no assessment in the visit’s window: not evaluable', () =>
    expect(one(lesion('T1', 38, 10)).is).toBe('notEvaluable'))
})

describe('NCT03619954 · secondary: overall survival, from enrollment to death or the last visit', () => {
  const os = definitionNamed(definitions, 'survival', 'overall-survival')
  const at = (...facts: readonly (readonly Fact[])[]) => resultOf(os, facts, 800)

  it('counts days from enrollment', () =>
    expect(at(of('001', enrolled(0), died(100))).observations[0]).toMatchObject({
      event: true,
      possible: [{ least: 100, most: 100 }],
      because: 'death on 2026-06-09',
    }))

  it('without death, censored at the last visit', () =>
    expect(at(of('001', enrolled(0), seen(90))).observations[0]).toMatchObject({
      event: false,
      possible: [{ least: 90, most: 90 }],
      censoring: 'cutOff',
    }))

  it('at 1 and 2 years: 365 and 730 days', () => {
    const facts = [
      of('001', enrolled(0), died(365)),
      of('002', enrolled(0), died(366)),
      of('003', enrolled(0), seen(790)),
    ]
    expect(at(...facts).estimates).toMatchObject([
      { label: '1 year', least: 2 / 3, most: 2 / 3 },
      { label: '2 years', least: 1 / 3, most: 1 / 3 },
    ])
  })

  it('where follow-up ends before, nothing is estimated', () =>
    expect(at(of('001', enrolled(0), seen(90))).estimates[0]).not.toHaveProperty('least'))

  it('a death known by its month alone gives a range, no date of our own', () => {
    const found = at(of('001', enrolled('2026-03-01'), died('2027-02')), of('002', enrolled('2026-03-01'), seen(799)))
    expect(found.curve).toBeUndefined()
    expect(found.observations[0]!.possible).toEqual([{ least: 337, most: 364, event: true }])
    expect(found.estimates[0]).toMatchObject({ least: 0.5, most: 0.5 })
    expect(
      at(of('001', enrolled('2026-03-01'), died('2027-03')), of('002', enrolled('2026-03-01'), seen(799))).estimates[0],
    ).toMatchObject({
      least: 0.5,
      most: 1,
    })
  })
})

describe('NCT03619954 · secondary: progression-free survival, to progression, death or the last visit', () => {
  const pfs = definitionNamed(definitions, 'survival', 'progression-free-survival')
  const one = (...happened: readonly Happened[]) =>
    resultOf(pfs, [of('001', ...treated, lesion('T1', -5, 50), ...happened)], 800).observations[0]!

  it('progression by the lesions counts on the day of the assessment', () =>
    expect(one(lesion('T1', 50, 60), died(90))).toMatchObject({ event: true, possible: [{ least: 60, most: 60 }] }))
  it('just under 20 % more is none', () => expect(one(lesion('T1', 50, 59.9), seen(60)).event).toBe(false))
  it('clinical progression counts', () => expect(one(progressed(40, 'clinical')).event).toBe(true))
  it('a lesion without a record leaves it open whether there was progression', () =>
    expect(one(lesion('T2', -5, 50), lesion('T1', 50, 50), seen(60))).toMatchObject({
      event: 'notKnown',
      needs: ['lesion T2 at this assessment'],
      possible: [
        { least: 60, event: true },
        { least: 70, event: false },
      ],
    }))
})

describe('NCT03619954 · secondary: CD56+ cells after NK infusion finished', () => {
  const counts = definitionNamed(definitions, 'schedule', 'nk-counts')
  const labels = counts.visits.map(({ label }) => label)
  const rowAt = (day: Day, ...happened: readonly Happened[]) =>
    resultOf(counts, [of('001', ...treated, ...happened)], day).rows[0]!

  it('Days 1, 3, 5, 7, 10, 14, 21, 28 and months 2, 3, 6', () =>
    expect(labels.join(', ')).toBe(
      'Day 1, Day 3, Day 5, Day 7, Day 10, Day 14, Day 21, Day 28, Month 2, Month 3, Month 6',
    ))

  it('each value stands at its visit, below a limit as below it', () => {
    const { cells } = rowAt(20, CD56(3, 40), CD56(5, '<5'), CD56(9, 200), CD56(13, 150))
    expect(cells.map(({ is, saw }) => (is === 'measured' ? saw : is))).toEqual([
      '40 cells/uL',
      '<5 cells/uL',
      'missed',
      '200 cells/uL',
      '150 cells/uL',
      'missed',
      ...Array(5).fill('due'),
    ])
  })

  it('two calendar months after day 2 is 3 May, a week earlier or later', () => {
    expect(rowAt(400, CD56(dateOf(2).replace('-03-', '-05-'), 30)).cells[8]).toMatchObject({
      is: 'measured',
      at: '2026-05-03',
    })
    expect(rowAt(400, CD56('2026-05-10', 30)).cells[8]!.is).toBe('measured')
    expect(rowAt(400, CD56('2026-05-11', 30)).cells[8]!.is).toBe('missed')
  })

  it('the middle of a visit is told only where every value is a number', () => {
    const facts = [40, 60, '<5'].map((value, i) => of(`00${i + 1}`, ...treated, CD56(3, value)))
    expect(resultOf(counts, facts, 20).visits[0]).toMatchObject({ measured: 3, censored: 1 })
    expect(resultOf(counts, facts, 20).visits[0]).not.toHaveProperty('median')
    expect(resultOf(counts, facts.slice(0, 2), 20).visits[0]).toMatchObject({ median: 50, least: 40, most: 60 })
  })
})

describe('NCT03619954 · the endpoints as data', () => {
  it('fit the schema', () => expect(Endpoints.safeParse(endpoints).error).toBeUndefined())
  it('say what they assume where the registry is silent', () => {
    for (const { id, assumed, note } of definitions)
      expect([id, assumed === true ? (note ?? '') : 'stated']).not.toEqual([id, ''])
  })
  it('go to JSON and back', () => {
    const found = endpointsOf(
      endpoints,
      of('001', ...treated, CD56(9, '<5'), lesion('T1', -5, 50), died('2026-05')),
      '2026-12-31',
    )
    expect(JSON.parse(JSON.stringify(found))).toEqual(found)
  })
})
