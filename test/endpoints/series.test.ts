import { describe, expect, it } from 'vitest'
import type { DefinitionOf } from '../../src/core/endpoints.schema.ts'
import { dosed, enrolled, of, result, resultOf } from './words.ts'

const kinetics = (
  area: DefinitionOf<'series'>['area'] = 'linear',
  time: 'days' | 'hours' = 'days',
): DefinitionOf<'series'> => ({
  kind: 'series',
  id: 'pk',
  says: 'kinetics',
  section: '8',
  role: 'secondary',
  analytes: [{ analyte: 'IL-6', unit: 'pg/mL' }],
  anchor: { dose: 'first', agents: ['NK'] },
  time,
  area,
})
const IL6 = (day: number | string, value?: string | number, unit = 'pg/mL', notDone = false) =>
  result('IL-6', day, value, unit, notDone)
const row = (definition: DefinitionOf<'series'>, ...happened: readonly Parameters<typeof of>[1][]) =>
  resultOf(definition, [of('001', enrolled(-5), dosed('NK', 0), ...happened)], 60).rows[0]!

describe('a series of scheduled measurements', () => {
  it('peak, its time, and the area by the linear trapezoidal rule', () =>
    expect(row(kinetics(), IL6(0, 10), IL6(2, 50), IL6(6, 20))).toMatchObject({
      peak: { atLeast: 50, atMost: 50 },
      peakTimes: [2],
      area: { atLeast: 200, atMost: 200 },
    }))

  it('linear up, logarithmic down', () => {
    const { area } = row(kinetics('linear-up/log-down'), IL6(0, 10), IL6(2, 50), IL6(6, 20))
    expect(area!.atLeast).toBeCloseTo(60 + (4 * 30) / Math.log(2.5), 6)
  })

  it('other units are brought to the series’ own', () =>
    expect(row(kinetics(), IL6(0, '0.01', 'ng/mL'), IL6(1, 10))).toMatchObject({ peak: { atLeast: 10, atMost: 10 } }))

  it('below quantification stays below it: peak and area become ranges', () =>
    expect(row(kinetics(), IL6(0, '<5'), IL6(2, 4), IL6(4, '<5'))).toMatchObject({
      peak: { atLeast: 4, atMost: 5 },
      peakTimes: [0, 2, 4],
      area: { atLeast: 8, atMost: 18 },
    }))

  it('a value below quantification can make the falling area as small as nothing', () =>
    expect(row(kinetics('linear-up/log-down'), IL6(0, 8), IL6(2, '<5')).area).toMatchObject({ atLeast: 0 }))

  it('above quantification there is no upper end', () => {
    const found = row(kinetics(), IL6(0, 10), IL6(2, '>5000'))
    expect(found.peak).toEqual({ atLeast: 5000 })
    expect(found.area).toEqual({ atLeast: 5010 })
  })

  it('a sample without a result may be anything: no peak, no area', () => {
    const found = row(kinetics(), IL6(0, 10), IL6(2), IL6(4, 10))
    expect(found).not.toHaveProperty('peak')
    expect(found).not.toHaveProperty('area')
    expect(found.notes).toEqual(['the sample of 2026-03-03 could be anything: no result'])
  })

  it('a test not done is no sample', () =>
    expect(row(kinetics(), IL6(0, 10), IL6(2, undefined, 'pg/mL', true), IL6(4, 10))).toMatchObject({
      peak: { atLeast: 10 },
      notes: ['not done on 2026-03-03'],
    }))

  it('hours from a date without a time are a range: no area', () =>
    expect(row(kinetics('linear', 'hours'), IL6('0 10:00', 10), IL6('0 14:00', 20))).not.toHaveProperty('area'))
})
