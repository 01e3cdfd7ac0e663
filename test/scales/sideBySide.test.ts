import { describe, expect, it } from 'vitest'
import { crsScales, episodeSideBySide, sideBySide } from '../../src/scales/index.ts'
import { courseOf, crs, given, infused, registry, temperature } from './timeline.ts'

const scales = crsScales.map((id) => registry.get(id)!)
const picture = (more: object) => ({ temperatureC: 38.7, picture: 'whole', ...more })
const line = (more: object) =>
  sideBySide(scales, picture(more))
    .map(({ result }) => result.grade ?? `${result.atLeast}-${result.atMost}`)
    .join(' ')

describe('One picture by the eight CRS scales (ASTCT, Lee, Penn, MSKCC, CARTOX, CTCAE v4.03, v5.0, v6.0)', () => {
  const low = {
    hypotension: true,
    vasopressors: ['norepinephrine'],
    vasopressorDose: { norepinephrine: 5 },
    vasopressorHours: 10,
  }
  it.each([
    ['fever alone', {}, '1 1 1 1 1 1 1 1'],
    ['hypotension answered by fluids', { hypotension: true, fluidBoluses: 'multiple' }, '2 2 3 1 2 2 2 2'],
    ['one vasopressor, low dose', low, '3 2 3 2 2 4 3 3'],
    ['one vasopressor, high dose', { ...low, vasopressorDose: { norepinephrine: 25 } }, '3 3 4 2 3 4 3 3'],
    ['one vasopressor for a day', { ...low, vasopressorHours: 24 }, '3 2 3 3 2 4 3 3'],
    [
      'two vasopressors',
      {
        ...low,
        vasopressors: ['norepinephrine', 'epinephrine'],
        vasopressorDose: { norepinephrine: 5, epinephrine: 2 },
      },
      '4 3 3 2 3 4 4 4',
    ],
    ['nasal cannula at 2 L/min', { oxygen: { device: 'nasal-cannula', flowLpm: 2, fio2: 0.28 } }, '2 2 3 2 2 2 2 2'],
    ['Venturi mask at 28 %', { oxygen: { device: 'venturi', fio2: 0.28 } }, '3 2 3 2 2 2 2 3'],
    ['face mask at 40 %', { oxygen: { device: 'facemask', fio2: 0.4 } }, '3 3 3 3 3 2 3 3'],
    ['BiPAP at 60 %', { oxygen: { device: 'bipap', fio2: 0.6 } }, '4 4 3 3 4 4 4 4'],
    ['intubated', { oxygen: { device: 'intubated' } }, '4 4 4 4 4 4 4 4'],
    ['grade 4 transaminases', { organToxicity: { transaminases: 4 } }, '1 3 3 1 3 1 1 1'],
    ['grade 4 kidney', { organToxicity: { renal: 4 } }, '1 4 3 1 4 1 1 1'],
    ['death', { deathDueToCrs: true }, '5 5 5 5 5 5 5 5'],
  ])('%s', (_, more, expected) => {
    expect(line(more)).toBe(expected)
  })

  it('says why each differs from the first', () => {
    const [first, lee] = sideBySide(scales, picture(low))
    expect(first?.differs).toBeUndefined()
    expect(lee?.differs).toBe(
      '2 (hypotension: hypotension responding to fluids or to a low dose of one vasopressor), where astct-crs-2019 says 3 (hypotension: hypotension needing a vasopressor, with or without vasopressin)',
    )
  })

  it('grades an episode by all of them, each with its peak', () => {
    const [episode] = courseOf([
      infused('2026-03-01T09:00'),
      temperature('2026-03-03T08:00', 38.6),
      crs('2026-03-03T08:00', 'hypotension', true),
      crs('2026-03-03T08:00', 'hypoxia', false),
      given('vasopressor', '2026-03-03T08:00', {
        name: 'norepinephrine',
        amount: 5,
        unit: 'ug/min',
        until: '2026-03-03T20:00',
      }),
    ]).episodes
    const views = episodeSideBySide(scales, episode!)
    expect(views.map(({ scale, peak }) => `${scale} ${peak.atLeast}-${peak.atMost}`)).toEqual([
      'astct-crs-2019 3-3',
      'lee-2014-crs 2-2',
      'penn-2018-crs 3-3',
      'mskcc-crs 2-2',
      'cartox-2018-crs 2-2',
      'ctcae-v4.03-crs 4-4',
      'ctcae-v5-crs 3-3',
      'ctcae-v6-crs 3-3',
    ])
    expect(views.filter(({ differs }) => differs === undefined).map(({ scale }) => scale)).toEqual([
      'astct-crs-2019',
      'penn-2018-crs',
      'ctcae-v5-crs',
      'ctcae-v6-crs',
    ])
  })
})
