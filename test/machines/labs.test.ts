import { describe, expect, it } from 'vitest'
import {
  advanceAnalyte,
  type LabAssessment,
  type LabSetting,
  noResults,
  noSetting,
  settingAfter,
  type TermGrade,
} from '../../src/machines/labs.ts'
import { cases } from '../../src/testing/index.ts'

type Result = LabAssessment['result']
const result = (day: number, known: Partial<Result> = {}): Result => ({
  type: 'labResult',
  participant: '001',
  at: `2026-03-0${day}`,
  analyte: 'ALT',
  ...known,
})

/** Grades what a result's value says, "2" or "1-3", for one term that rules watch from grade 3 on; keeps what it was asked. */
function grader(watchFrom = 3) {
  const asked: LabAssessment[] = []
  const grade = (assessment: LabAssessment): readonly TermGrade[] => {
    asked.push(assessment)
    const [atLeast = 0, atMost = atLeast] = String(assessment.result.value).split('-').map(Number)
    return [{ term: 'ALT increased', soc: 'Investigations', atLeast, atMost }]
  }
  return { asked, by: { scale: 'ctcae-5.0', grade, watchFrom: () => watchFrom } }
}

function resultsAfter(values: readonly Result[], setting: LabSetting = noSetting, { asked, by } = grader()) {
  let state = noResults
  let told: readonly { readonly atLeast: number; readonly atMost: number }[] = []
  for (const one of values) [state, told] = advanceAnalyte(state, one, setting, by)
  return { state, told, asked }
}

describe('which results are news', () => {
  it.each(
    cases(`
      grades         the last is
      0              no news
      1              news
      0-2            news
      2, 2           no news
      2, 1           news
      2, 0           news
      2, 0, 0        no news
      1-2, 2         news
      2, 1-2         news
      1-2, 1-2       no news
      3, 3           news
      1-3, 1-3       news
      0, 0           no news
      0, 1           news
    `),
  )('$grades: $the last is', (row) => {
    const { told } = resultsAfter(row.grades!.split(', ').map((value, i) => result(i + 1, { value })))
    expect(told.length > 0).toBe(row['the last is'] === 'news')
  })

  it('it says what was graded, when, and by which scale', () =>
    expect(resultsAfter([result(1, { value: '1-3' })]).told).toMatchObject([
      {
        type: 'labGraded',
        participant: '001',
        at: '2026-03-01',
        event: 'lab:ALT increased',
        term: 'ALT increased',
        soc: 'Investigations',
        scale: 'ctcae-5.0',
        atLeast: 1,
        atMost: 3,
      },
    ]))
})

describe('what a result is read against', () => {
  const dosed = { dosed: true }
  const baselines = (results: readonly Result[], setting: LabSetting) => {
    const asked = resultsAfter(results, setting).asked.at(-1)!
    return [asked.baseline?.value ?? null, asked.isBaseline]
  }
  const flagged = { baseline: true }
  it.each([
    ['before the first dose it is the baseline', [result(1, { value: '1' })], noSetting, [null, true]],
    ['so is the next', [result(1, { value: '1' }), result(2, { value: '2' })], noSetting, [null, true]],
    ['after the dose nothing is known', [result(1, { value: '1' })], dosed, [null, false]],
    ['flagged as baseline it is one after the dose too', [result(1, { value: '1', ...flagged })], dosed, [null, true]],
    [
      'and the next is read against it',
      [result(1, { value: '1', ...flagged }), result(2, { value: '2' })],
      dosed,
      ['1', false],
    ],
    [
      'and so is every later one',
      [result(1, { value: '1', ...flagged }), result(2, { value: '2' }), result(3, { value: '3' })],
      dosed,
      ['1', false],
    ],
    [
      'a flagged one is not replaced by one that is not',
      [result(1, { value: '1', ...flagged }), result(2, { value: '2' })],
      noSetting,
      ['1', false],
    ],
    [
      'it is by another that is flagged',
      [result(1, { value: '1', ...flagged }), result(2, { value: '2', ...flagged })],
      noSetting,
      [null, true],
    ],
  ] as const)('%s', (_what, results, setting, expected) => expect(baselines(results, setting)).toEqual(expected))

  it('the latest before the dose', () => {
    const { asked, by } = grader()
    let state = noResults
    for (const [one, setting] of [
      [result(1, { value: '1' }), noSetting],
      [result(2, { value: '2', unit: 'U/L', uln: '40' }), noSetting],
      [result(3, { value: '3' }), dosed],
    ] as const)
      [state] = advanceAnalyte(state, one, setting, by)
    expect(asked.at(-1)!.baseline).toMatchObject({ value: '2', unit: 'U/L', uln: '40' })
  })

  it('one that was not done grades nothing, and is a baseline only where it is flagged as one', () => {
    const { state, told, asked } = resultsAfter([result(1, { notDone: true })])
    expect([state, told, asked]).toEqual([noResults, [], []])
    expect(resultsAfter([result(1, { notDone: true, baseline: true })]).state.baseline).toMatchObject({ flagged: true })
  })

  it('age and sex, as far as known', () => {
    const of = (setting: LabSetting) => resultsAfter([result(1, { value: '1' })], setting).asked[0]
    expect(of({ dosed: false, age: 3, sex: 'F' })).toMatchObject({ age: 3, sex: 'F' })
    expect(of(noSetting)).not.toHaveProperty('age')
    expect(of(noSetting)).not.toHaveProperty('sex')
  })
})

describe('what a screening or a dose changes', () => {
  const screened = (known: object) => ({ type: 'screened', participant: '001', at: '2026-03-01', ...known })
  it('a dose: results are no longer the baseline', () => {
    expect(settingAfter(noSetting, { type: 'dosed' })).toEqual({ dosed: true })
    const dosed = { dosed: true }
    expect(settingAfter(dosed, { type: 'dosed' })).toBe(dosed)
  })
  it('a screening: age and sex, and what it does not tell stays', () => {
    expect(settingAfter(noSetting, screened({ age: 60, sex: 'M' }))).toEqual({ dosed: false, age: 60, sex: 'M' })
    expect(settingAfter(noSetting, screened({ age: 60 }))).toEqual({ dosed: false, age: 60 })
    expect(settingAfter(noSetting, screened({ sex: 'F' }))).toEqual({ dosed: false, sex: 'F' })
    expect(settingAfter({ dosed: true, age: 60, sex: 'M' }, screened({ age: 61 }))).toEqual({
      dosed: true,
      age: 61,
      sex: 'M',
    })
  })
  it('anything else, or nothing new: the setting is the same', () => {
    const known: LabSetting = { dosed: false, age: 60, sex: 'M' }
    for (const fact of [{ type: 'enrolled' }, screened({}), screened({ age: 60, sex: 'M' })])
      expect(settingAfter(known, fact)).toBe(known)
    expect(settingAfter(known, screened({ sex: 'F' }))).toMatchObject({ sex: 'F', age: 60 })
  })
})
