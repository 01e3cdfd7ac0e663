import { describe, expect, it } from 'vitest'
import { tables } from '../../grading-tables/index.ts'
import type { Assessment } from '../../src/grading/assessment.ts'
import { grade } from '../../src/grading/grade.ts'
import type { GradingOptions, Unreported } from '../../src/grading/index.ts'
import { inBrief } from './grid.ts'

const versions = ['ctcae-4.03', 'ctcae-5.0', 'ctcae-6.0'] as const

/** What each version gives, in the order v4.03, v5.0, v6.0: a grade or grades, "!" where the reading is named; "-" where it has no such term. */
const said = (term: string, row: Assessment, reading: string, options: GradingOptions = {}): readonly string[] =>
  versions.map((version) => {
    const outcome = grade(tables[version], term, row, { unreported: 'absent', ...options })
    if ('ungradable' in outcome && outcome.ungradable.startsWith('no such term')) return '-'
    return `${inBrief(outcome as never)}${outcome.readings.includes(reading) ? '!' : ''}`
  })

type Row = readonly [string, string, Assessment, readonly string[], Unreported?]
const qtc = 'Electrocardiogram QT corrected interval prolonged'
const bilirubin = 'Blood bilirubin increased'
const rows: readonly Row[] = [
  ['gap-half-open', qtc, { value: 480, unit: 'ms', baseline: { value: 450 } }, ['1', '1', '1']],
  ['gap-half-open', qtc, { value: 480.5, unit: 'ms', baseline: { value: 450 } }, ['2!', '2!', '2!']],
  ['gap-half-open', 'Forced expiratory volume decreased', { value: 70, unit: '%' }, ['1', '1', '1']],
  ['gap-half-open', 'Forced expiratory volume decreased', { value: 69.5, unit: '%' }, ['2!', '2!', '2!']],
  [
    'gap-half-open',
    'Ejection fraction decreased',
    { value: 39.5, unit: '%', baseline: { value: 45 } },
    ['3!', '3!', '-'],
  ],
  ['inside-reference', 'Neutrophil count decreased', { value: 0.9, unit: '10^9/L', lln: 0.8 }, ['3!', '3!', '2!']],
  ['inside-reference', 'Neutrophil count decreased', { value: 0.9, unit: '10^9/L', lln: 1.8 }, ['3', '3', '2']],
  ['missing-limit', 'Platelet count decreased', { value: 100, unit: '10^9/L' }, ['0 1!', '0 1!', '-']],
  ['missing-limit', 'Platelet count decreased', { value: 9, unit: '10^9/L' }, ['4', '4', '-']],
  ['missing-limit', 'Anemia', { value: 10.5, unit: 'g/dL' }, ['0 1!', '0 1!', '0 1!']],
  ['missing-limit', 'Anemia', { value: 7.9, unit: 'g/dL' }, ['3', '3', '3']],
  ['unit-as-reported', 'Hypomagnesemia', { value: 0.9, unit: 'mg/dL', lln: 1.6 }, ['2!', '2!', '2!']],
  ['unit-as-reported', 'Hypomagnesemia', { value: 0.38, unit: 'mmol/L', lln: 0.7 }, ['3!', '3!', '3!']],
  [
    'hgb-increase',
    'Hemoglobin increased',
    { value: 20, unit: 'g/dL', uln: 17, baseline: { value: 18.5 } },
    ['1!', '2!', '2'],
  ],
  [
    'inr-anticoagulation',
    'INR increased',
    { value: 1.4, uln: 1.1, baseline: { value: 0.9 }, facts: { 'on anticoagulation': true } },
    ['2!', '2!', '2!'],
  ],
  [
    'inr-anticoagulation',
    'INR increased',
    { value: 1.4, uln: 1.1, baseline: { value: 0.9 }, facts: { 'on anticoagulation': false } },
    ['1', '1', '1'],
  ],
  [
    'fibrinogen-abnormal',
    'Fibrinogen decreased',
    { value: 140, unit: 'mg/dL', lln: 150, baseline: { value: 300 } },
    ['3', '1!', '1!'],
  ],
  ['ef-drop', 'Ejection fraction decreased', { value: 52, unit: '%', baseline: { value: 60 } }, ['0!', '0!', '-']],
  ['symptoms-decide', 'Lipase increased', { value: 200, unit: 'U/L', uln: 60 }, ['3', '2 3!', '2 3!'], 'unknown'],
  ['symptoms-decide', 'Lipase increased', { value: 200, unit: 'U/L', uln: 60 }, ['3', '3!', '3!'], 'worstCase'],
  ['symptoms-decide', 'Hyperuricemia', { value: 9, unit: 'mg/dL', uln: 7 }, ['3!', '3!', '3!'], 'worstCase'],
  ['text-typo', 'Hypothermia', { value: 82.4, unit: 'F' }, ['4!', '4!', '4!']],
  ['text-typo', 'Hypothermia', { value: 82.5, unit: 'F' }, ['3', '3', '3']],
  ['text-typo', 'CD4 lymphocytes decreased', { value: 0.05, unit: '10^9/L', lln: 0.5 }, ['3!', '3!', '3']],
  [
    'abnormal-below-step',
    bilirubin,
    { value: 100, unit: 'umol/L', uln: 40, baseline: { value: 100 } },
    ['2', '0!', '1'],
  ],
  ['lower-step', bilirubin, { value: 40, unit: 'umol/L', uln: 40, baseline: { value: 30 } }, ['0', '0', '0']],
  ['lower-step', bilirubin, { value: 40.1, unit: 'umol/L', uln: 40, baseline: { value: 30 } }, ['1', '1', '1']],
  ['lower-step', 'Hypertriglyceridemia', { value: 150, unit: 'mg/dL', uln: 150 }, ['1', '1', '1']],
  ['lower-step', 'Hypertriglyceridemia', { value: 149.9, unit: 'mg/dL', uln: 150 }, ['0', '0', '0']],
  [
    'baseline-record',
    'Alanine aminotransferase increased',
    { value: 130, unit: 'U/L', uln: 40, atBaseline: true },
    ['2', '2!', '2!'],
  ],
  [
    'baseline-abnormal',
    'Alanine aminotransferase increased',
    { value: 50, unit: 'U/L', uln: 40, baseline: { value: 40 } },
    ['1', '1!', '1'],
  ],
  [
    'calcium-form',
    'Hypocalcemia',
    { value: 0.95, unit: 'mmol/L', lln: 1.1, analyte: 'ionized calcium' },
    ['2', '2', '2'],
  ],
  ['calcium-form', 'Hypocalcemia', { value: 0.95, unit: 'mmol/L', lln: 2.1 }, ['4', '4', '4']],
  [
    'gap-point-worse',
    'Bone marrow hypocellular',
    { facts: { 'reduction of marrow cellularity 50 - 75%': true } },
    ['3!', '3!', '3!'],
  ],
  [
    'gap-point-worse',
    'Bone marrow hypocellular',
    { facts: { 'reduction of marrow cellularity >25 - <50%': true } },
    ['2', '2', '2'],
  ],
  ['gap-point-worse', 'Scoliosis', { facts: { 'degrees 20 - 45 degrees': true } }, ['2!', '2!', '2!']],
  ['gap-point-worse', 'Scoliosis', { facts: { 'degrees <20 degrees': true } }, ['1', '1', '1']],
  ['bare-denial', 'Pneumothorax', { facts: { 'intervention indicated': false } }, ['1', '1', '1']],
  [
    'bare-denial',
    'Diarrhea',
    { facts: { 'hospitalization indicated': false } },
    ['ungradable', 'ungradable', 'ungradable'],
  ],
]

describe('a reading on its edge in v4.03, v5.0 and v6.0 ("!" where the answer names it)', () => {
  for (const [reading, term, row, expected, unreported = 'absent'] of rows)
    it(`${reading}: ${term} ${JSON.stringify(row)}, unreported ${unreported}: ${expected.join(', ')}`, () => {
      expect(said(term, row, reading, { unreported })).toEqual(expected)
    })
})

describe('a reading a protocol can choose otherwise, in the versions that offer it', () => {
  const offered: readonly (readonly [string, string, string, Assessment, readonly string[]])[] = [
    [
      'inside-reference',
      'cap-at-0',
      'Neutrophil count decreased',
      { value: 0.9, unit: '10^9/L', lln: 0.8 },
      ['0', '0', '0'],
    ],
    [
      'ef-drop',
      'relative-percent',
      'Ejection fraction decreased',
      { value: 52, unit: '%', baseline: { value: 60 } },
      ['2', '2', '-'],
    ],
  ]
  for (const [reading, option, term, row, expected] of offered)
    it(`${reading}: ${option}`, () => {
      const options: GradingOptions = { unreported: 'absent', readings: { [reading]: option } }
      const seen = versions.map((version, at) =>
        expected[at] === '-' ? '-' : inBrief(grade(tables[version], term, row, options) as never),
      )
      expect(seen).toEqual(expected)
    })
})
