import { describe, expect, it } from 'vitest'
import { labRow } from '../../../src/adapters/sdtm/index.ts'
import { labTests, urineTests } from '../../../src/adapters/sdtm/lab-tests.ts'
import { analytes } from '../../../src/core/analytes.ts'
import { reading } from './read.ts'

const row = { USUBJID: '001', LBTESTCD: 'HGB', LBDTC: '2026-01-05T08:30', LBORRES: '95', LBORRESU: 'g/L' }

/** Measured elsewhere than in a laboratory, or named by its specimen. */
const notInLaboratoryFiles = [
  'temperature',
  'systolic blood pressure',
  'diastolic blood pressure',
  'weight',
  'QTc',
  'ejection fraction',
  'FEV1',
  'vital capacity',
  'DLCO',
  'oxygen saturation',
  'oxygen pressure',
  'pancreatic enzymes',
]

describe('A laboratory row', () => {
  it('keeps the result, unit and limits as reported', () => {
    const { fact } = labRow({
      ...row,
      LBORNRLO: '120',
      LBORNRHI: '160',
      LBSTRESC: '9.5',
      LBSTRESU: 'g/dL',
      LBSTNRLO: '12',
    })
    expect(fact).toEqual({
      type: 'labResult',
      participant: '001',
      at: '2026-01-05T08:30',
      analyte: 'hemoglobin',
      value: '95',
      unit: 'g/L',
      lln: '120',
      uln: '160',
    })
  })

  it('falls back to the standardised result with its own unit and limits, never a mixture', () => {
    const { fact } = labRow({ ...row, LBORRES: '', LBORNRLO: '120', LBSTRESC: '9.5', LBSTRESU: 'g/dL', LBSTNRHI: '16' })
    expect(fact).toMatchObject({ value: '9.5', unit: 'g/dL', uln: '16' })
    expect(fact).not.toHaveProperty('lln')
  })

  it('falls back where a result was reported without its unit, and not where neither set has one', () => {
    const bare = { ...row, LBORRESU: '', LBORNRLO: '120', LBSTRESC: '9.5' }
    expect(labRow({ ...bare, LBSTRESU: 'g/dL' }).fact).toMatchObject({ value: '9.5', unit: 'g/dL' })
    expect(labRow(bare).fact).toMatchObject({ value: '95', lln: '120' })
  })

  it('keeps a censored result as written', () => {
    expect(labRow({ ...row, LBORRES: '<40' }).fact).toMatchObject({ value: '<40' })
  })

  it.each([{ LBORRES: '' }, { LBSTAT: 'NOT DONE' }])('without a result is a record without a value: %o', (blank) => {
    const { fact, remarks } = labRow({ ...row, ...blank })
    expect(fact).toMatchObject({ analyte: 'hemoglobin' })
    expect(fact).not.toHaveProperty('value')
    expect(remarks).toEqual([])
  })

  it.each([
    ['GLUC', 'SERUM', '', 'glucose'],
    ['GLUC', '', 'CHEMISTRY', 'glucose'],
    ['GLUC', 'URINE', '', 'urine glucose'],
    ['GLUC', '', 'URINALYSIS', 'urine glucose'],
    ['GLUC', 'CSF', 'CHEMISTRY', 'csf glucose'],
    ['PROT', 'URINE', '', 'urine protein'],
    ['PH', '', 'URINALYSIS', 'urine pH'],
    ['PH', 'ARTERIAL BLOOD', '', 'blood pH'],
    ['ALKPH', '', '', 'ALP'],
    ['ALP', '', '', 'ALP'],
    ['POTAS', '', '', 'potassium'],
    ['k', '', '', 'potassium'],
  ])('%s in specimen "%s", category "%s" is %s', (LBTESTCD, LBSPEC, LBCAT, analyte) => {
    expect(labRow({ ...row, LBTESTCD, LBSPEC, LBCAT }).fact).toMatchObject({ analyte })
  })

  it('pH of nobody knows what is not read as blood pH', () => {
    expect(labRow({ ...row, LBTESTCD: 'PH' })).toMatchObject({ remarks: [{ code: 'unknownTest', field: 'LBSPEC' }] })
  })

  it('is baseline only where the file says so, under either name', () => {
    expect(labRow({ ...row, LBLOBXFL: 'Y' }).fact).toMatchObject({ baseline: true })
    expect(labRow({ ...row, LBBLFL: 'Y' }).fact).toMatchObject({ baseline: true })
    expect(labRow(row).fact).not.toHaveProperty('baseline')
  })

  it('without a date states nothing, and says so', () => {
    expect(labRow({ ...row, LBDTC: '' })).toMatchObject({ remarks: [{ code: 'missingField', field: 'LBDTC' }] })
    expect(labRow({ ...row, LBDTC: '2026-02-30' })).toMatchObject({ remarks: [{ code: 'unreadable', field: 'LBDTC' }] })
  })
})

describe('A laboratory file', () => {
  it('gives its records by participant and number', () => {
    const { records } = reading({
      LB: `
        USUBJID  LBSEQ  LBTESTCD  LBDTC       LBORRES  LBORRESU
        002      1      ALB       2026-01-05  40       g/L
        001      10     ALB       2026-01-06  41       g/L
        001      9      ALB       2026-01-06  42       g/L`,
    })
    expect(records.map(({ key }) => key)).toEqual(['LB|001|9', 'LB|001|10', 'LB|002|1'])
  })

  it('tells of a unit that cannot be read for its analyte once, and keeps the results', () => {
    const { issues, states } = reading({
      LB: `
        USUBJID  LBSEQ  LBTESTCD  LBDTC       LBORRES  LBORRESU
        001      1      ALB       2026-01-05  40       furlong
        001      2      ALB       2026-01-06  41       furlong
        001      3      ALB       2026-01-07  42       g/L
        001      4      VITB12    2026-01-07  42       furlong`,
    })
    expect(states).toHaveLength(4)
    expect(issues).toMatchObject([{ code: 'unknownUnit', where: { file: 'LB.csv', field: 'LBORRESU' } }])
    expect(issues[0]?.message).toContain('(2 rows)')
  })

  it('names analytes that are graded as the units know them', () => {
    const graded = analytes.map(({ name }) => name).filter((name) => !notInLaboratoryFiles.includes(name))
    expect(Object.values({ ...labTests, ...urineTests, blood: 'blood pH' })).toEqual(expect.arrayContaining(graded))
  })

  it('tells of an unknown test once, with the count of its rows', () => {
    const { issues, states } = reading({
      LB: `
        USUBJID  LBSEQ  LBTESTCD  LBDTC       LBORRES  LBORRESU
        001      1      XYZ       2026-01-05  1        g/L
        001      2      XYZ       2026-01-06  2        g/L
        001      3      ALB       2026-01-06  40       g/L`,
    })
    expect(states).toHaveLength(1)
    expect(issues).toMatchObject([{ code: 'unknownTest', where: { file: 'LB.csv', field: 'LBTESTCD' } }])
    expect(issues[0]?.message).toContain('(2 rows)')
  })
})
