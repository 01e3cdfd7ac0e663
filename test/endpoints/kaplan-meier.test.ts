import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kaplanMeier, type Observation, survivalAt } from '../../src/endpoints/kaplan-meier.ts'

/** "6, 6+, 7": times, a plus sign where censored. */
const read = (text: string): readonly Observation[] =>
  text.split(/,\s*/).map((each) => ({ time: Number.parseFloat(each), event: !each.endsWith('+') }))

/** Freireich (1963): weeks of remission under 6-mercaptopurine. */
const sixMp = read('6, 6, 6, 7, 10, 13, 16, 22, 23, 6+, 9+, 10+, 11+, 17+, 19+, 20+, 25+, 32+, 32+, 34+, 35+')
const falls = (observations: readonly Observation[]) =>
  kaplanMeier(observations).steps.filter(({ events }) => events > 0)

describe('Kaplan-Meier against published examples', () => {
  it.each([
    [6, 21, 3, 0.857, 0.0764],
    [7, 17, 1, 0.807, 0.0869],
    [10, 15, 1, 0.753, 0.0963],
    [13, 12, 1, 0.69, 0.1068],
    [16, 11, 1, 0.627, 0.1141],
    [22, 7, 1, 0.538, 0.1282],
    [23, 6, 1, 0.448, 0.1346],
  ])('6-MP, week %i: %i at risk, %i relapsed, remission %f, Greenwood %f', (time, atRisk, events, survival, error) => {
    const step = falls(sixMp).find((each) => each.time === time)!
    expect([step.atRisk, step.events]).toEqual([atRisk, events])
    expect(step.survival).toBeCloseTo(survival, 3)
    expect(step.standardError).toBeCloseTo(error, 4)
  })

  it('6-MP: median 23 weeks, its upper limit not reached', () =>
    expect(kaplanMeier(sixMp).median).toEqual({ estimate: 23, low: 13 }))

  it('Bewick (2004), table 2: every step', () =>
    expect(falls(read('1, 1, 4, 5, 6+, 9, 9+, 22')).map(({ survival }) => Number(survival.toFixed(3)))).toEqual([
      0.75, 0.625, 0.5, 0.333, 0,
    ]))

  it('half exactly is the median, without the noise of binary fractions', () =>
    expect(kaplanMeier(read('1, 1, 4, 5, 6+, 9, 9+, 22')).median.estimate).toBe(5))
})

const observations = fc.array(fc.record({ time: fc.nat(40), event: fc.boolean() }), { minLength: 1, maxLength: 30 })

describe('Kaplan-Meier, laws', () => {
  it('never rises, and stays between 0 and 1', () =>
    fc.assert(
      fc.property(observations, (all) => {
        let before = 1
        for (const { survival, low = survival, high = survival } of kaplanMeier(all).steps) {
          expect(survival).toBeLessThanOrEqual(before)
          expect(low).toBeLessThanOrEqual(survival)
          expect(high).toBeGreaterThanOrEqual(survival)
          expect(low).toBeGreaterThanOrEqual(0)
          expect(high).toBeLessThanOrEqual(1)
          before = survival
        }
      }),
    ))

  it('is the share still without the event where nobody is censored', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 30 }), (all) => {
        for (const { time, survival } of kaplanMeier(all.map((each) => ({ time: each, event: true }))).steps)
          expect(survival).toBeCloseTo(all.filter((each) => each > time).length / all.length, 12)
      }),
    ))

  it('does not depend on the order of participants', () =>
    fc.assert(
      fc.property(observations, fc.integer(), (all, seed) => {
        const shuffled = all.map((each, i) => [((i + 1) * (seed | 1)) % 97, each] as const).sort(([a], [b]) => a - b)
        expect(kaplanMeier(shuffled.map(([, each]) => each))).toEqual(kaplanMeier(all))
      }),
    ))

  it('longer follow-up of a censored participant changes nothing before', () =>
    fc.assert(
      fc.property(observations, fc.nat(40), fc.nat(40), fc.boolean(), (all, time, more, event) => {
        const before = kaplanMeier([...all, { time, event: false }])
        const after = kaplanMeier([...all, { time: time + more + 1, event }])
        for (let at = 0; at <= time; at++)
          expect(survivalAt(after, at)?.survival).toBe(survivalAt(before, at)?.survival)
      }),
    ))

  it('past the last observation nothing is estimated, unless nobody is left', () => {
    expect(survivalAt(kaplanMeier(read('3, 5+')), 6)).toBeUndefined()
    expect(survivalAt(kaplanMeier(read('3, 5')), 6)?.survival).toBe(0)
    expect(survivalAt(kaplanMeier(read('3, 5')), 2)?.survival).toBe(1)
  })
})
