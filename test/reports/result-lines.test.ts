import { describe, expect, it } from 'vitest'
import { append, type Statement } from '../../src/ledger/index.ts'
import { baselineLines, resultLines } from '../../src/reports/html/result-lines.ts'
import { toHtml } from '../../src/reports/html.ts'
import type { ReportedResult } from '../../src/reports/report.ts'
import { review } from '../../src/reports/review.ts'
import { adverseEvent, cases, dateOf, each, type Happening, lab } from '../../src/testing/index.ts'
import { clean, machines, toCarT } from '../support/trial.ts'
import { clear, dlt, result } from './participants.ts'
import { fixtureWith, textOf } from './reading.ts'

const said = (...results: readonly ReportedResult[]) => textOf(resultLines(results, '2026-03-07').markup).trim()
const { uln: _, lln: __, unit: ___, value: ____, ...bare } = result()
const mild = { atLeast: 0, atMost: 0 } as const
const abnormal = { baseline: '200 U/L', uln: '50', lln: '9', hadBaselineBeenNormal: { atLeast: 3, atMost: 3 } } as const

describe('what stands behind a laboratory grade, on the page', () => {
  it.each([
    [
      'the value with its unit, the limit, the baseline, and the clause that decided',
      [result()],
      'ALT 224 U/L; ULN 40, baseline 24 U/L; >5.0 - 20.0 x ULN if baseline was normal',
    ],
    [
      'results alike in one line, with their days',
      [result(), result({ at: '2026-03-09', value: '241' })],
      'ALT 224, 241 U/L (2026-03-07 to 2026-03-09); ULN 40, baseline 24 U/L; >5.0 - 20.0 x ULN if baseline was normal',
    ],
    [
      'two limits in two lines',
      [result(), result({ at: '2026-03-09', uln: '45' })],
      'ULN 40, baseline 24 U/L; >5.0 - 20.0 x ULN if baseline was normal ALT 224 U/L (2026-03-09); ULN 45,',
    ],
    [
      'a cut that is a number by itself needs no limit',
      [result({ analyte: 'platelets', value: '40', unit: '10^9/L', criteria: ['<50.0 - 25.0 x 10e9/L'] })],
      'platelets 40 10^9/L; <50.0 - 25.0 x 10e9/L',
    ],
    [
      'a value that meets nothing, beside all there is',
      [result({ value: '31', criteria: [], grade: mild })],
      'ALT 31 U/L; LLN 7, ULN 40, baseline 24 U/L; meets no criterion',
    ],
    [
      'a limit nobody gave is not known',
      [{ ...bare, value: '168', unit: 'U/L', grade: { atLeast: 0, atMost: 4 }, criteria: [], missing: ['ULN'] }],
      'ALT 168 U/L; ? ULN not recorded, baseline 24 U/L; ? for want of ULN',
    ],
    [
      'no value, and no unit, are not known',
      [{ ...bare, grade: { atLeast: 0, atMost: 4 }, criteria: [], ungradable: 'no value' }],
      'ALT ? no value; ? cannot be graded: no value',
    ],
    [
      'grade 0 by an abnormal baseline, and what the normal limits would give',
      [result({ ...abnormal, value: '290', criteria: [], grade: mild })],
      'baseline 200 U/L; meets no criterion graded by the baseline, which was abnormal; by the normal limits grade 3',
    ],
  ])('%s', (_, results, words) => expect(said(...results)).toContain(words))

  it.each([
    ['loud where the normal limits would give 3 or more', { atLeast: 3, atMost: 3 }, true],
    ['quiet below', { atLeast: 2, atMost: 2 }, false],
  ])('the branch of an abnormal baseline is %s', (_, hadBaselineBeenNormal, loud) => {
    const { markup } = resultLines([result({ ...abnormal, grade: mild, hadBaselineBeenNormal })])
    expect(markup.includes('loud')).toBe(loud)
  })

  it('nothing is said of a baseline where it changed nothing', () =>
    expect(baselineLines([result(), result()]).markup).toBe(''))

  it('stands in the event table beside the grade of the laboratory, and beside that of the investigator', () => {
    const page = textOf(toHtml(fixtureWith(clear)))
    const line = 'ALT 224, 241 U/L (2026-03-07 to 2026-03-09); ULN 40, baseline 24 U/L'
    expect(page).toContain(`grade 3, measured ${line}`)
    expect(page).toContain(`laboratory grade 3 ${line}`)
  })

  it('stands in the narrative of a DLT that the investigator reported', () => {
    const [first, ...others] = dlt.events
    const measured = [{ at: '2026-03-07', grade: '3', as: 'measured', results: [result()] }]
    const one = { ...dlt, events: [{ ...first!, measured }, ...others] }
    const page = textOf(toHtml(fixtureWith(one)).split('<section id="dlts"')[1]!.split('</section>')[0]!)
    expect(page).toMatch(/Laboratory while it lasted 2026-03-07, day 5: grade 3, measured ALT 224 U\/L; ULN 40/)
  })
})

const ALT = 'Alanine aminotransferase increased'
const limits = { lln: '9', uln: '50' }

function eventsOf(...happenings: readonly Happening[]) {
  const states = each('001', clean('1'), ...happenings) as never
  const one: Statement = { record: 'r', recordedAt: dateOf(20), by: 'site', states }
  return review(machines, append([], [one]), { asOf: dateOf(20), software: 'test' }).participants[0]!.events
}

describe('the results behind a grade are those that gave it', () => {
  const grid = cases(`
    baseline  value  grade  by the normal limits
    20        224    2      -
    200       330    1      3
    200       290    0      3
    200       1000   2      3
    200       1100   3      4
    200       4100   4      -
    50        224    2      -
    51        224    2      -
    51        130    1      -
  `)
  it.each(grid.map((row) => [row.baseline!, row.value!, row] as const))(
    'baseline ALT %s, then %s, with an upper limit of 50',
    (baseline, value, { grade, 'by the normal limits': normal }) => {
      const [event] = eventsOf(
        lab('ALT', -1, baseline, 'U/L', { ...limits, baseline: true }),
        lab('ALT', 3, 1200, 'U/L', limits),
        lab('ALT', 4, value, 'U/L', limits),
      )
      const seen = event!.course.find(({ at }) => at === dateOf(4))!
      expect(seen.grade).toBe(grade)
      expect(seen.results).toMatchObject([{ value, unit: 'U/L', uln: '50', baseline: `${baseline} U/L` }])
      const other = seen.results![0]!.hadBaselineBeenNormal
      expect(other && String(other.atLeast)).toBe(normal)
    },
  )

  it('a result that repeats a grade is named with the grade it repeats, and none that gave another', () => {
    const results = [224, 241, 229, 212, 148, 126].map((value, i) => lab('ALT', 3 + i, value, 'U/L', { uln: '40' }))
    const [event] = eventsOf(lab('ALT', -1, 24, 'U/L', { uln: '40', baseline: true }), ...results)
    const named = event!.course.map(({ grade, results: all = [] }) => [grade, all.map(({ value }) => value)])
    expect(named).toEqual([
      ['3', ['224', '241', '229']],
      ['3', ['212']],
      ['2', ['148']],
      ['2', ['126']],
    ])
  })

  it('beside a reported event stand those of the time it lasted', () => {
    const events = eventsOf(
      lab('ALT', -1, 24, 'U/L', { uln: '40', baseline: true }),
      lab('ALT', 2, 100, 'U/L', { uln: '40' }),
      adverseEvent(ALT, 4, 3, toCarT),
      lab('ALT', 4, 224, 'U/L', { uln: '40' }),
    )
    const { measured } = events.find(({ source }) => source === 'reported')!
    expect(measured!.map(({ at, grade, results }) => [at, grade, results?.map(({ value }) => value)])).toEqual([
      [dateOf(4), '3', ['224']],
    ])
  })
})
