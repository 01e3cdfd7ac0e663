import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DefinitionOf } from '../../src/core/endpoints.schema.ts'
import { kaplanMeier, survivalAt } from '../../src/endpoints/kaplan-meier.ts'
import { tooMany, worldsOf } from '../../src/endpoints/worlds.ts'
import { assessed, died, dosed, enrolled, lesion, of, progressed, result, resultOf, seen, withdrew } from './words.ts'

const pfs = (more: Partial<DefinitionOf<'survival'>> = {}): DefinitionOf<'survival'> => ({
  kind: 'survival',
  id: 'pfs',
  says: 'progression-free survival',
  section: '7',
  role: 'secondary',
  anchor: 'enrolled',
  events: {
    death: true,
    progression: {
      criteria: 'recist1.1',
      baseline: { dose: 'first', agents: ['NK'] },
      togetherDays: 7,
      newLesionsUnrecorded: 'none',
    },
  },
  censoredAt: 'lastAssessment',
  afterWithdrawal: 'notCounted',
  newTherapy: 'censored',
  estimates: [{ label: '1 year', days: 365 }],
  ...more,
})
type Happened = Parameters<typeof of>[1]
const base = [enrolled(0), dosed('NK', 0), lesion('T1', -3, 50)]
const one = (definition: DefinitionOf<'survival'>, ...happened: readonly Happened[]) =>
  resultOf(definition, [of('001', ...base, ...happened)], 400).observations[0]!

describe('censoring by named rules', () => {
  it('the last assessment, not the last visit, where the protocol says so', () => {
    expect(one(pfs(), lesion('T1', 56, 50), seen(90))).toMatchObject({ possible: [{ least: 56 }], censoring: 'cutOff' })
    expect(one(pfs({ censoredAt: 'lastContact' }), lesion('T1', 56, 50), seen(90))).toMatchObject({
      possible: [{ least: 90 }],
    })
  })
  it('never assessed after the start: day 0, and said so', () =>
    expect(one(pfs(), seen(90))).toMatchObject({
      possible: [{ least: 0, most: 0, event: false }],
      censoring: 'noAssessment',
    }))
  it('an assessment that was not evaluable is none', () =>
    expect(one(pfs(), lesion('T1', 56, undefined, { status: 'notEvaluable' }))).toMatchObject({
      event: false,
      censoring: 'noAssessment',
    }))
  it.each([
    ['withdrew', withdrew(60), 'withdrew'],
    ['lost', withdrew(60, 'lost to follow-up'), 'lost'],
    ['new therapy', assessed('new anticancer therapy', 60), 'newTherapy'],
  ])('%s on day 60: progression on day 90 is not counted', (_, stop, censoring) =>
    expect(one(pfs(), lesion('T1', 56, 50), stop, progressed(90))).toMatchObject({
      event: false,
      possible: [{ least: 56, most: 56 }],
      censoring,
    }),
  )
  it('counted after withdrawal where the protocol says so', () =>
    expect(one(pfs({ afterWithdrawal: 'counted' }), withdrew(60), died(90))).toMatchObject({ event: true }))
  it('clinical progression counts only where the protocol says so', () => {
    const clinical = pfs({ events: { ...pfs().events, clinicalProgression: true } })
    expect(one(pfs(), lesion('T1', 56, 50), progressed(60, 'clinical')).event).toBe(false)
    expect(one(clinical, lesion('T1', 56, 50), progressed(60, 'clinical')).event).toBe(true)
  })
  it('progression stated before enrollment is the reason for it, and no event', () =>
    expect(one(pfs(), progressed(-30), lesion('T1', 56, 50)).event).toBe(false))
  it('without an enrollment date nobody is placed', () =>
    expect(resultOf(pfs(), [of('001', dosed('NK', 0))], 400).unplaced).toEqual([
      { participant: '001', missing: 'the date of enrollment' },
    ]))
})

describe('what is looked at', () => {
  const os = pfs({ events: { death: true }, censoredAt: 'lastContact' })
  const at = (day: number, ...happened: readonly Happened[]) =>
    resultOf(os, [of('001', ...base, ...happened)], day).observations[0]!
  it('nothing after the cut-off', () => {
    expect(at(100, seen(90), died(101))).toMatchObject({ event: false, possible: [{ least: 90, most: 90 }] })
    expect(at(101, seen(90), died(101)).event).toBe(true)
  })
  it('nothing about a donor', () =>
    expect(at(100, seen(90), (participant) => ({ ...died(95)(participant), donor: 'D1' })).event).toBe(false))
})

describe('residual disease above 0.1 % as the event', () => {
  const mrd = pfs({
    anchor: { dose: 'first', agents: ['NK'] },
    events: {
      death: true,
      result: { analyte: 'measurable residual disease', bound: { operator: '>', value: '0.1', unit: '%' } },
    },
  })
  const MRD = (day: number, value: string) => result('measurable residual disease', day, value, '%')
  it.each([
    ['0.1', false],
    ['0.11', true],
    ['<0.1', false],
    ['<0.2', 'notKnown'],
    ['>0.1', true],
  ])('%s %%: %s', (value, event) => expect(one(mrd, MRD(30, value)).event).toBe(event))
  it('the disease before the first infusion is no recurrence', () =>
    expect(one(mrd, MRD(-1, '5'), MRD(30, '0')).event).toBe(false))
})

describe('bounds where dates are partial, laws', () => {
  const time = fc.nat(12)
  const certain = fc.record({ at: time, event: fc.boolean() })
  const told = (least: number, most: number, event: boolean) => ({
    participant: '',
    event,
    possible: [{ least, most, event }] as const,
    because: '',
    needs: [],
  })

  it('no day inside the range gives an estimate outside the bounds', () =>
    fc.assert(
      fc.property(
        fc.array(certain, { minLength: 1, maxLength: 8 }),
        time,
        time,
        fc.boolean(),
        fc.nat(14),
        (all, a, b, event, at) => {
          const [least, most] = [Math.min(a, b), Math.max(a, b)]
          const worlds = worldsOf(
            [...all.map((one) => told(one.at, one.at, one.event)), told(least, most, event)],
            [at],
          )
          if (worlds === tooMany) return
          const estimates = worlds.map((world) => survivalAt(kaplanMeier(world), at)?.survival)
          for (let day = least; day <= most; day++) {
            const world = [...all.map((one) => ({ time: one.at, event: one.event })), { time: day, event }]
            expect(estimates).toContain(survivalAt(kaplanMeier(world), at)?.survival)
          }
        },
      ),
    ))

  it('an earlier event can raise a later estimate: two extremes would be no bounds', () => {
    const estimateWith = (day: number) =>
      survivalAt(
        kaplanMeier([
          { time: day, event: true },
          { time: 5, event: false },
          { time: 5, event: false },
          { time: 20, event: false },
        ]),
        12,
      )!.survival
    expect(estimateWith(2)).toBe(0.75)
    expect(estimateWith(10)).toBe(0.5)
  })

  it('too many partial dates: nothing is estimated, and it is said', () => {
    const facts = Array.from({ length: 12 }, (_, i) => of(`0${i + 10}`, enrolled(i), died('2026-08')))
    expect(resultOf(pfs(), facts, 800)).toMatchObject({
      estimates: [],
      notComputed: expect.stringContaining('partial'),
    })
  })
})
