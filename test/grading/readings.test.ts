import { describe, expect, it } from 'vitest'
import { ctcae50 } from '../../grading-tables/ctcae-5.0.ts'
import type { Assessment } from '../../src/grading/assessment.ts'
import { grade } from '../../src/grading/grade.ts'
import type { Unreported } from '../../src/grading/outcome.ts'

const graded = (term: string, row: Assessment, unreported: Unreported = 'absent', readings = {}) =>
  grade(ctcae50, term, row, { unreported, readings })

describe('CTCAE v5.0: the readings, each on its edge and named where it decided', () => {
  it('gap-half-open: each grade starts where the one below ends', () => {
    const qtc = { baseline: { value: 450 }, unit: 'ms' }
    const name = 'Electrocardiogram QT corrected interval prolonged'
    expect(graded(name, { ...qtc, value: 480.5 })).toMatchObject({ grade: 2, readings: ['gap-half-open'] })
    expect(graded(name, { ...qtc, value: 480 })).toMatchObject({ grade: 1, readings: [] })
    expect(graded(name, { ...qtc, value: 500.4 })).toMatchObject({ grade: 3, readings: ['gap-half-open'] })
    expect(graded('Hyponatremia', { value: 124.5, unit: 'mmol/L', lln: 135 })).toMatchObject({
      grade: 3,
      readings: ['gap-half-open'],
    })
    expect(graded('Ejection fraction decreased', { value: 39.5, unit: '%', baseline: { value: 45 } })).toMatchObject({
      grade: 3,
    })
    expect(graded('Forced expiratory volume decreased', { value: 69.5, unit: '%' })).toMatchObject({
      grade: 2,
      readings: ['gap-half-open'],
    })
    expect(graded('Chronic kidney disease', { value: 29.5, unit: 'ml/min/1.73 m2', lln: 90 })).toMatchObject({
      grade: 3,
    })
  })

  it('inside-reference: as written and flagged, or capped at 0', () => {
    const anc = { value: 1.4, unit: '10^9/L', lln: 1.3, uln: 7 }
    expect(graded('Neutrophil count decreased', anc)).toMatchObject({ grade: 2, readings: ['inside-reference'] })
    const capped = graded('Neutrophil count decreased', anc, 'absent', { 'inside-reference': 'cap-at-0' })
    expect(capped).toMatchObject({ grade: 0, readings: ['inside-reference'] })
  })

  it('missing-limit: absolute cuts still decide, otherwise a range, never 0', () => {
    expect(graded('Neutrophil count decreased', { value: 0.4, unit: '10^9/L' })).toMatchObject({
      grade: 4,
      readings: [],
    })
    const ranged = graded('Neutrophil count decreased', { value: 1.6, unit: '10^9/L' })
    expect(ranged).toMatchObject({ possible: [0, 1], needs: ['LLN'], readings: ['missing-limit'] })
  })

  it('unit-as-reported: compared where printed, converted exactly and flagged elsewhere', () => {
    expect(graded('Hypomagnesemia', { value: 0.9, unit: 'mg/dL', lln: 1.6 })).toMatchObject({
      grade: 2,
      readings: ['unit-as-reported'],
    })
    expect(graded('Hypomagnesemia', { value: 0.38, unit: 'mmol/L', lln: 0.7 })).toMatchObject({
      grade: 3,
      readings: ['unit-as-reported'],
    })
    expect(graded('Hypomagnesemia', { value: 0.8, unit: 'mEq/L', lln: 1.4 })).toMatchObject({
      grade: 2,
      readings: ['unit-as-reported'],
    })
    expect(graded('Neutrophil count decreased', { value: 1499, unit: 'cells/uL', lln: 1800 })).toMatchObject({
      grade: 2,
      readings: [],
    })
  })

  it('baseline-abnormal: the indicator, else beyond the limit; unknown keeps both branches', () => {
    const alt = { value: 100, unit: 'U/L', uln: 40 }
    const name = 'Alanine aminotransferase increased'
    expect(graded(name, alt)).toMatchObject({ possible: [0, 1], readings: ['baseline-abnormal'] })
    expect(graded(name, { ...alt, baseline: { value: 80 } })).toMatchObject({
      grade: 0,
      readings: ['baseline-abnormal', 'abnormal-below-step'],
    })
    expect(graded(name, { ...alt, baseline: { value: 80, uln: 90 } })).toMatchObject({
      grade: 1,
      readings: ['baseline-abnormal'],
    })
    expect(graded(name, { ...alt, baseline: { value: 80, indicator: 'NORMAL' } })).toMatchObject({
      grade: 1,
      readings: [],
    })
    expect(graded(name, { ...alt, baseline: { value: '' } })).toMatchObject({ possible: [0, 1] })
    const atLimit = (value: string | number) => graded(name, { value: 50, unit: 'U/L', uln: 40, baseline: { value } })
    expect(atLimit(40)).toMatchObject({ grade: 1 })
    expect(atLimit('40.0')).toMatchObject({ grade: 1 })
    expect(atLimit(40.000001)).toMatchObject({ grade: 0 })
    expect(atLimit('40.00000000000000001')).toMatchObject({ grade: 0 })
  })

  it('lower-step: as printed, 1.5 and 2.0 inclusive, 1.0 strict', () => {
    const high = { indicator: 'HIGH' }
    const at = (term: string, value: number, unit: string) =>
      graded(term, { value, unit, uln: 40, baseline: { value: 100, ...high } })
    expect(at('Alanine aminotransferase increased', 150, 'U/L')).toMatchObject({ grade: 1 })
    expect(at('GGT increased', 200, 'U/L')).toMatchObject({ grade: 1 })
    expect(at('Blood bilirubin increased', 100, 'umol/L')).toMatchObject({ grade: 0 })
    expect(at('Blood bilirubin increased', 100.1, 'umol/L')).toMatchObject({ grade: 1 })
  })

  it('hgb-increase: above ULN, or above a baseline that was above ULN', () => {
    const row = { value: 20, unit: 'g/dL', uln: 17, baseline: { value: 18.5 } }
    expect(graded('Hemoglobin increased', row)).toMatchObject({ grade: 2, readings: ['hgb-increase'] })
    const other = { 'hgb-increase': 'above-baseline-if-baseline-above-uln' }
    expect(graded('Hemoglobin increased', row, 'absent', other)).toMatchObject({ grade: 1 })
  })

  it('inr-anticoagulation: unknown gives a range, the fact decides', () => {
    const inr = { value: 1.4, baseline: { value: 0.9 } }
    const silent = { 'monitoring only indicated': false, 'dose adjustment indicated': false, bleeding: false }
    expect(graded('INR increased', { ...inr, facts: silent }, 'unknown')).toMatchObject({
      possible: [1, 2],
      needs: ['on anticoagulation'],
      readings: ['inr-anticoagulation'],
    })
    expect(
      graded('INR increased', { ...inr, facts: { ...silent, 'on anticoagulation': true } }, 'unknown'),
    ).toMatchObject({ grade: 2 })
    expect(
      graded('INR increased', { ...inr, facts: { ...silent, 'on anticoagulation': false } }, 'unknown'),
    ).toMatchObject({ grade: 1 })
  })

  it('fibrinogen-abnormal: the baseline below LLN, or the current value', () => {
    const row = { value: 140, unit: 'mg/dL', lln: 150, baseline: { value: 300 } }
    expect(graded('Fibrinogen decreased', row)).toMatchObject({
      grade: 1,
      readings: expect.arrayContaining(['fibrinogen-abnormal']),
    })
    const current = { 'fibrinogen-abnormal': 'current-below-lln' }
    expect(graded('Fibrinogen decreased', row, 'absent', current)).toMatchObject({ grade: 3 })
  })

  it('ef-drop: percentage points, or per cent of the baseline', () => {
    const row = { value: 52, unit: '%', baseline: { value: 60 } }
    expect(graded('Ejection fraction decreased', row)).toMatchObject({ grade: 0, readings: ['ef-drop'] })
    expect(graded('Ejection fraction decreased', row, 'absent', { 'ef-drop': 'relative-percent' })).toMatchObject({
      grade: 2,
    })
  })

  it('symptoms-decide: unknown gives a range; worstCase takes the qualifier as present', () => {
    const lipase = { value: 200, unit: 'U/L', uln: 60 }
    expect(graded('Lipase increased', lipase, 'unknown')).toMatchObject({
      possible: [2, 3],
      needs: ['symptomatic'],
      readings: ['symptoms-decide'],
    })
    expect(graded('Lipase increased', lipase)).toMatchObject({ grade: 2 })
    expect(graded('Lipase increased', lipase, 'worstCase')).toMatchObject({ grade: 3 })
    expect(graded('Lipase increased', { ...lipase, value: 400 }, 'worstCase')).toMatchObject({ grade: 4 })
    expect(graded('Hypokalemia', { value: 3.2, unit: 'mmol/L', lln: 3.5 }, 'worstCase')).toMatchObject({ grade: 2 })
    expect(graded('Hyperuricemia', { value: 9, unit: 'mg/dL', uln: 7 }, 'worstCase')).toMatchObject({ grade: 3 })
    expect(graded('Hyponatremia', { value: 127, unit: 'mmol/L', lln: 135 }, 'worstCase')).toMatchObject({ grade: 3 })
  })

  it('text-typo: misprints read as meant, and said', () => {
    expect(graded('Hypothermia', { value: 82.4, unit: 'F' })).toMatchObject({
      grade: 4,
      readings: expect.arrayContaining(['text-typo']),
    })
    expect(graded('CD4 lymphocytes decreased', { value: 0.05, unit: '10^9/L', lln: 0.5 })).toMatchObject({
      grade: 3,
      readings: ['text-typo'],
    })
  })

  it('refuses a reading or an option it does not know', () => {
    expect(() => graded('Anemia', {}, 'absent', { 'no-such': 'x' })).toThrow('has no reading "no-such"')
    expect(() => graded('Anemia', {}, 'absent', { 'ef-drop': 'x' })).toThrow('has the options')
  })
})

describe('what cannot be graded', () => {
  it.each([
    ['Anemia', { value: 'n/a', unit: 'g/dL' }, 'value "n/a" cannot be read'],
    ['Anemia', { value: '1,5', unit: 'g/dL' }, 'value "1,5" cannot be read'],
    ['Anemia', { value: Number.NaN, unit: 'g/dL' }, 'value "NaN" cannot be read'],
    ['Anemia', { value: -999, unit: 'g/dL' }, 'a negative hemoglobin cannot be'],
    ['Anemia', { value: 9, unit: 'furlongs' }, 'unit "furlongs" cannot be read for hemoglobin'],
    ['Anemia', { value: '', unit: 'g/dL' }, 'no value'],
    [
      'Hyperglycemia',
      { value: 300, unit: 'mg/dL' },
      'Hyperglycemia has no number in ctcae-5.0: a value alone does not grade it',
    ],
    [
      'Hypophosphatemia',
      { value: 1, unit: 'mg/dL' },
      'Hypophosphatemia has no number in ctcae-5.0: a value alone does not grade it',
    ],
    [
      'Hyperlipidemia',
      { value: 900, unit: 'mg/dL' },
      'Hyperlipidemia has no number in ctcae-5.0: a value alone does not grade it',
    ],
    [
      'Anemia',
      { value: 9, unit: 'g/dL', facts: { 'transfusions indicatd': true } },
      'fact not recognised: "transfusions indicatd"',
    ],
  ])('%s %j: %s', (term, row, why) => {
    expect(graded(term, row as Assessment)).toMatchObject({ ungradable: why })
  })

  it('a severity whose grade is not available says so, with where the note points', () => {
    const dead = { value: 50, unit: 'U/L', uln: 40, baseline: { value: 30 }, facts: { death: true } }
    expect(graded('Alanine aminotransferase increased', dead)).toMatchObject({
      ungradable: 'grade 5 is not available for Alanine aminotransferase increased in ctcae-5.0',
      candidates: ['Hepatic failure'],
    })
    expect(graded('Leukocytosis', { facts: { 'moderate symptoms': true } })).toMatchObject({
      ungradable: expect.stringContaining('grade 2'),
    })
    expect(graded('Leukocytosis', { value: 120, unit: '10^9/L', facts: { 'moderate symptoms': true } })).toMatchObject({
      grade: 3,
    })
  })

  it('an unknown term names candidates and guesses nothing', () => {
    expect(graded('Anaemia', { value: 9, unit: 'g/dL' })).toMatchObject({
      ungradable: 'no such term in ctcae-5.0',
      candidates: expect.arrayContaining(['Anemia']),
    })
  })

  it('a censored value leaves every grade its interval reaches', () => {
    expect(graded('Hypoglycemia', { value: '<40', unit: 'mg/dL', lln: 70 })).toMatchObject({
      possible: [3, 4],
      needs: ['exact value'],
    })
    expect(graded('Hypoglycemia', { value: '>600', unit: 'mg/dL', lln: 70 })).toMatchObject({ grade: 0 })
    expect(
      graded('Alanine aminotransferase increased', {
        value: '>600',
        unit: 'U/L',
        uln: 40,
        baseline: { indicator: 'NORMAL' },
      }),
    ).toMatchObject({ possible: [3, 4] })
  })
})
