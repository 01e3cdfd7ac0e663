import { describe, expect, it } from 'vitest'
import { reading } from './read.ts'

const answered = (row: string) =>
  reading({ FA: `USUBJID  FASEQ  FATESTCD  FACAT  FAOBJ  FAORRES  FAORRESU  FADTC  FALNKID  FASTAT\n${row}` })
const measuredBy = (domain: 'EG' | 'CV', row: string) =>
  reading({ [domain]: `USUBJID  ${domain}SEQ  ${domain}TESTCD  ${domain}ORRES  ${domain}ORRESU  ${domain}DTC\n${row}` })

describe('What is asked of a participant by its name (FA with OCCUR, DUR, NUM or STATUS)', () => {
  it.each([
    ['OCCUR', 'HIV infection', 'N', '-', { value: false }],
    ['occur', 'Liver metastases', 'Y', '-', { value: true }],
    ['DUR', 'expected survival', '20', 'weeks', { value: 20, unit: 'weeks' }],
    ['NUM', 'prior lines of treatment', '3', '-', { value: 3 }],
    ['STATUS', 'NKG2D ligand expression', 'moderate', '-', { value: 'moderate' }],
  ])('%s of %s: %s %s', (test, object, written, unit, said) => {
    const { states, issues } = answered(`001  1  ${test}  SCREENING  ${object}  ${written}  ${unit}  2026-01-02  -  -`)
    expect(states).toEqual([
      { type: 'assessed', participant: '001', at: '2026-01-02', id: 'FA|001|1', instrument: object, ...said },
    ])
    expect(issues).toEqual([])
  })

  it('not done is no answer, never a no', () => {
    const { states } = answered('001  1  OCCUR  -  HIV infection  N  -  2026-01-02  -  NOT DONE')
    expect(states).toMatchObject([{ instrument: 'HIV infection' }])
    expect(states[0]).not.toHaveProperty('value')
  })

  it('of nothing named states nothing, and the site is asked', () => {
    const { states, issues } = answered('001  1  OCCUR  SCREENING  -  N  -  2026-01-02  -  -')
    expect(states).toEqual([])
    expect(issues).toMatchObject([{ code: 'missingField', where: { field: 'FAOBJ' } }])
  })
})

describe('Measurements of the heart (EG, CV)', () => {
  it.each([
    ['EG', 'QTCFAG', '421', 'ms', { instrument: 'QTc', value: 421, unit: 'ms' }],
    ['EG', 'PRAG', '160', 'ms', { instrument: 'PR interval', value: 160, unit: 'ms' }],
    ['CV', 'LVEF', '62', '%', { instrument: 'ejection fraction', value: 62, unit: '%' }],
  ] as const)('%s %s %s %s', (domain, code, value, unit, said) =>
    expect(measuredBy(domain, `001  1  ${code}  ${value}  ${unit}  2026-01-02`).states).toMatchObject([said]),
  )

  it('a test that no map names states nothing, and is told', () => {
    const { states, issues } = measuredBy('EG', '001  1  QRSAG  92  ms  2026-01-02')
    expect(states).toEqual([])
    expect(issues).toMatchObject([{ code: 'unknownTest', where: { field: 'EGTESTCD' } }])
  })
})

it('the slice thickness of an image goes with the diameter measured in it', () =>
  expect(
    reading({
      TR: 'USUBJID  TRSEQ  TRLNKID  TRGRPID  TRTESTCD  TRORRES  TRORRESU  TRSLTHK  TRDTC\n001  1  T01  TARGET  LDIAM  32  mm  5  2026-01-02',
    }).states,
  ).toMatchObject([{ longestDiameter: '32', sliceThickness: '5' }]))
