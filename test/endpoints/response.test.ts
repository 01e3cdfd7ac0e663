import { describe, expect, it } from 'vitest'
import type { DefinitionOf, ResponseCriteria } from '../../src/core/endpoints.schema.ts'
import type { Fact } from '../../src/core/fact.schema.ts'
import { cases } from '../../src/testing/index.ts'
import { dosed, enrolled, lesion, of, resultOf, treatmentEnded, withdrew } from './words.ts'

const by = (criteria: ResponseCriteria['criteria'], more: Partial<ResponseCriteria> = {}): ResponseCriteria => ({
  criteria,
  baseline: { dose: 'first', agents: ['NK'] },
  togetherDays: 7,
  newLesionsUnrecorded: 'none',
  irNonMeasurable: 'progression',
  ...more,
})
const best = (
  criteria: ResponseCriteria = by('recist1.1'),
  counted: DefinitionOf<'response'>['counted'] = { best: true },
): DefinitionOf<'response'> => ({
  kind: 'response',
  id: 'orr',
  says: 'objective response',
  section: '6',
  role: 'primary',
  by: criteria,
  counted,
})

type Happened = Parameters<typeof of>[1]
const treated = [enrolled(-20), dosed('NK', 0)]
const one = (definition: DefinitionOf<'response'>, day: number, ...happened: readonly Happened[]) =>
  resultOf(definition, [of('001', ...treated, ...happened) as readonly Fact[]], day).participants[0]!
const last = (definition: DefinitionOf<'response'>, ...happened: readonly Happened[]) =>
  one(definition, 400, ...happened).responses.at(-1)!

describe('RECIST 1.1: from lesion measurements to the response', () => {
  it.each(
    cases(`
      baseline  nadir   now     expected
      100       100     70      PR
      100       100     70.1    SD
      50.2      50.2    35.14   PR
      50.2      50.2    35.15   SD
      33.3      33.3    23.31   PR
      33.3      33.3    23.32   SD
      100       50      60      PD
      100       50      59.9    PR
      100       20      24.9    PR
      100       20      25      PD
      100       24.9    29.8    PR
      100       24.9    29.9    PD
      30.1      30.1    36.12   PD
      30.1      30.1    36.11   SD
      100       100     0       CR
      100       0       4.9     PR
      100       0       5       PD
    `),
  )('one lesion: baseline $baseline, smallest $nadir, now $now mm → $expected', ({ baseline, nadir, now, expected }) =>
    expect(last(best(), lesion('T1', -7, baseline), lesion('T1', 28, nadir), lesion('T1', 56, now)).response).toBe(
      expected,
    ),
  )

  it('the sum is exact: 10.1 + 20.2 + 30.3 falls by 30 % at 42.42', () => {
    const base = [lesion('T1', -7, '10.1'), lesion('T2', -7, '20.2'), lesion('T3', -7, '30.3')]
    const now = (third: string) => [lesion('T1', 28, '10.1'), lesion('T2', 28, '20.2'), lesion('T3', 28, third)]
    expect(last(best(), ...base, ...now('12.12')).response).toBe('PR')
    expect(last(best(), ...base, ...now('12.13')).response).toBe('SD')
  })

  it('a node below 10 mm counts as gone, and still adds to the sum', () => {
    const base = [lesion('T1', -7, 20), lesion('N1', -7, 15, { node: true })]
    expect(last(best(), ...base, lesion('T1', 28, 0), lesion('N1', 28, '9.9', { node: true }))).toMatchObject({
      response: 'CR',
      sum: '9.9 mm',
    })
    expect(last(best(), ...base, lesion('T1', 28, 0), lesion('N1', 28, '10', { node: true })).response).toBe('PR')
    expect(last(best(), ...base, lesion('T1', 28, 0), lesion('N1', 28, '<10', { node: true })).response).toBe('CR')
    expect(last(best(), ...base, lesion('T1', 28, 0), lesion('N1', 28, '≤10', { node: true })).possible).toEqual([
      'CR',
      'PR',
    ])
  })

  it('a lesion too small to measure counts 5 mm', () =>
    expect(
      last(best(), lesion('T1', -7, 20), lesion('T1', 28, undefined, { status: 'tooSmallToMeasure' })),
    ).toMatchObject({ response: 'PR', sum: '5 mm' }))

  it('a new lesion is progression, however small the targets', () =>
    expect(last(best(), lesion('T1', -7, 20), lesion('T1', 28, 0), lesion('X1', 28, 6)).response).toBe('PD'))

  it('unequivocal progression of a non-target lesion is progression', () =>
    expect(
      last(
        best(),
        lesion('T1', -7, 20),
        lesion('NT1', -7, undefined, { status: 'present' }),
        lesion('T1', 28, 10),
        lesion('NT1', 28, undefined, { status: 'unequivocalProgression' }),
      ).response,
    ).toBe('PD'))

  it.each([
    ['absent', 'CR'],
    ['present', 'PR'],
    ['notEvaluable', 'PR'],
  ] as const)('targets gone and the non-target %s: %s', (status, expected) =>
    expect(
      last(
        best(),
        lesion('T1', -7, 20),
        lesion('NT1', -7, undefined, { status: 'present' }),
        lesion('T1', 28, 0),
        lesion('NT1', 28, undefined, { status }),
      ).response,
    ).toBe(expected),
  )

  it('non-target lesions alone: neither complete response nor progression', () =>
    expect(
      last(
        best(),
        lesion('NT1', -7, undefined, { status: 'present' }),
        lesion('NT1', 28, undefined, { status: 'present' }),
      ).response,
    ).toBe('nonCrNonPd'))
})

describe('what is not on record is not known', () => {
  const base = [lesion('T1', -7, 20), lesion('T2', -7, 20)]

  it('a target lesion without a record leaves everything from response to progression possible', () =>
    expect(last(best(), ...base, lesion('T1', 28, 10))).toMatchObject({
      response: null,
      possible: ['PR', 'SD', 'PD'],
      needs: ['lesion T2 at this assessment'],
    }))

  it('a target lesion that could not be evaluated: not evaluable for good', () =>
    expect(
      last(best(), ...base, lesion('T1', 28, 10), lesion('T2', 28, undefined, { status: 'notEvaluable' })).response,
    ).toBe('NE'))

  it('progression that the measured lesions show alone stands, whatever the missing one', () =>
    expect(last(best(), ...base, lesion('T1', 28, 48))).toMatchObject({ response: 'PD' }))

  it('a measurement below a limit stays an interval: the cut inside it leaves both possible', () => {
    expect(last(best(), lesion('T1', -7, 10), lesion('T1', 28, '<8'))).toMatchObject({
      response: null,
      possible: ['CR', 'PR', 'SD'],
    })
    expect(one(best(), 60, lesion('T1', -7, 10), lesion('T1', 28, '≤7'), withdrew(50)).is).toBe('met')
  })

  it('without a baseline no response can be told', () =>
    expect(one(best(), 60, lesion('T1', 28, 10))).toMatchObject({
      is: 'open',
      needs: [{ fact: 'a tumour assessment before treatment' }],
    }))

  it('a baseline with a month alone, in the month of treatment, may be no baseline', () =>
    expect(one(best(), 60, lesion('T1', '2026-03', 10), lesion('T1', 28, 5)).is).toBe('open'))

  it('place, diameter and state from several records of one moment are one reading; contradictory ones measure nothing', () => {
    const base = [lesion('T1', -7, undefined, { location: 'liver' }), lesion('T1', -7, 20)]
    expect(
      last(best(), ...base, lesion('T1', 28, 10), lesion('T1', 28, undefined, { status: 'present' })).response,
    ).toBe('PR')
    expect(last(best(), ...base, lesion('T1', 28, 10), lesion('T1', 28, 30))).toMatchObject({
      response: null,
      needs: ['every target lesion measured'],
    })
  })

  it('a lesion identified again without a measurement keeps its last one as the baseline', () =>
    expect(
      last(best(), lesion('T1', -9, 20), lesion('T1', -7, undefined, { location: 'liver' }), lesion('T1', 28, 10))
        .response,
    ).toBe('PR'))

  it('two readers are not added together', () =>
    expect(one(best(), 60, lesion('T1', -7, 10, { reader: 'A' }), lesion('T1', 28, 5, { reader: 'B' }))).toMatchObject({
      is: 'open',
      needs: [{ fact: 'whose readings count: A or B' }],
    }))

  it('where the protocol says so, an assessment silent on new lesions is open', () =>
    expect(
      last(best(by('recist1.1', { newLesionsUnrecorded: 'unknown' })), lesion('T1', -7, 20), lesion('T1', 28, 10)),
    ).toMatchObject({ response: null, needs: ['whether there is a new lesion'] }))
})

describe('best response', () => {
  const course = (...sizes: readonly number[]) => [
    lesion('T1', -7, 100),
    ...sizes.map((mm, i) => lesion('T1', 28 * (i + 1), mm)),
  ]

  it('a response before progression counts, one after it does not', () => {
    expect(one(best(), 400, ...course(60, 90)).best).toMatchObject({ response: 'PR', at: '2026-03-29' })
    expect(one(best(), 400, ...course(130, 60)).is).toBe('notMet')
  })

  it('stable so far may still respond: open until progression or the end of follow-up', () => {
    expect(one(best(), 400, ...course(90))).toMatchObject({ is: 'open', needs: [{ fact: 'further assessments' }] })
    expect(one(best(), 400, ...course(90), withdrew(60)).is).toBe('notMet')
  })

  it('confirmed after 28 days, not after 27', () => {
    const confirmed = best(by('recist1.1'), { best: true, confirmedAfterDays: 28 })
    const twice = (gap: number) => [
      lesion('T1', -7, 100),
      lesion('T1', 28, 60),
      lesion('T1', 28 + gap, 60),
      withdrew(90),
    ]
    expect(one(confirmed, 400, ...twice(28)).is).toBe('met')
    expect(one(confirmed, 400, ...twice(27)).is).toBe('notMet')
  })

  it('a response after an assessment that may have been progression is open', () =>
    expect(
      one(
        best(),
        400,
        lesion('T1', -7, 20),
        lesion('T2', -7, 20),
        lesion('T1', 28, 20),
        lesion('T1', 56, 5),
        lesion('T2', 56, 5),
      ),
    ).toMatchObject({ is: 'open', needs: [{ fact: 'lesion T2 at this assessment (2026-03-29)' }] }))

  it('stable disease must last as long as the protocol says', () => {
    const lasting = best(by('recist1.1'), { best: true, stableForDays: 42 })
    expect(one(lasting, 400, ...course(90), withdrew(60)).best.response).toBe('NE')
    expect(one(lasting, 400, ...course(90, 90), withdrew(60)).best.response).toBe('SD')
  })
})

describe('irRECIST: new measurable lesions join the burden', () => {
  it.each([
    [30, 'PR'],
    [31, 'SD'],
    [80, 'PD'],
  ])('targets 40 of 100 mm with a new lesion of %i mm: %s', (mm, expected) =>
    expect(last(best(by('irRECIST')), lesion('T1', -7, 100), lesion('T1', 28, 40), lesion('X1', 28, mm)).response).toBe(
      expected,
    ),
  )
  it('no complete response while a new lesion is there', () =>
    expect(last(best(by('irRECIST')), lesion('T1', -7, 100), lesion('T1', 28, 0), lesion('X1', 28, 5)).response).toBe(
      'PR',
    ))
  it('a new lesion that is not measured: as the protocol reads it', () => {
    const timeline = [lesion('T1', -7, 100), lesion('T1', 28, 40), lesion('X1', 28, undefined, { status: 'present' })]
    expect(last(best(by('irRECIST')), ...timeline).response).toBe('PD')
    expect(last(best(by('irRECIST', { irNonMeasurable: 'notCounted' })), ...timeline).response).toBe('PR')
  })
})

describe('iRECIST: progression is unconfirmed first', () => {
  const irecist = best(by('iRECIST'))
  const start = [lesion('T1', -7, 100), lesion('T1', 28, 120)]
  it('unconfirmed at first', () => expect(last(irecist, ...start).immune).toBe('iUPD'))
  it('confirmed by 5 mm more four weeks later, not by 4.9', () => {
    expect(last(irecist, ...start, lesion('T1', 56, 125)).immune).toBe('iCPD')
    expect(last(irecist, ...start, lesion('T1', 56, '124.9')).immune).toBe('iUPD')
  })
  it('not confirmed by growth before four weeks', () =>
    expect(last(irecist, ...start, lesion('T1', 55, 130)).immune).toBe('iUPD'))
  it('a response after it counts', () =>
    expect(one(irecist, 400, ...start, lesion('T1', 56, 60)).best).toMatchObject({ response: 'PR' }))
  it('a new lesion that persists without growing keeps it unconfirmed', () =>
    expect(
      last(
        irecist,
        lesion('T1', -7, 100),
        lesion('T1', 28, 100),
        lesion('X1', 28, 10),
        lesion('T1', 56, 100),
        lesion('X1', 56, 12),
      ).immune,
    ).toBe('iUPD'))
  it('further growth of the new lesion by 5 mm confirms', () =>
    expect(
      last(
        irecist,
        lesion('T1', -7, 100),
        lesion('T1', 28, 100),
        lesion('X1', 28, 10),
        lesion('T1', 56, 100),
        lesion('X1', 56, 15),
      ).immune,
    ).toBe('iCPD'))
})

describe('response at one visit', () => {
  const atVisit = best(by('recist1.1'), {
    anchor: { dose: 'last', agents: ['NK'] },
    at: { label: '4 weeks', after: { days: 28 }, earlier: 7, later: 7 },
  })
  const base = lesion('T1', -7, 100)

  it.each([
    [20, 'notEvaluable'],
    [21, 'met'],
    [35, 'met'],
    [36, 'notEvaluable'],
  ])('an assessment on day %i: %s', (day, expected) =>
    expect(one(atVisit, 60, base, lesion('T1', day, 60), treatmentEnded(2)).is).toBe(expected),
  )
  it('before the visit is over: open, until its last day', () =>
    expect(one(atVisit, 30, base)).toMatchObject({ is: 'open', needs: [{ until: '2026-04-05' }] }))
  it('a further dose moves the visit: said while the end of treatment is not on record', () => {
    expect(one(atVisit, 60, base, lesion('T1', 28, 60)).provisional).toMatch(/end of treatment/)
    expect(one(atVisit, 60, base, lesion('T1', 28, 60), treatmentEnded(2)).provisional).toBeUndefined()
    expect(one(atVisit, 60, base, lesion('T1', 28, 60), dosed('NK', 50)).is).toBe('open')
  })
})
