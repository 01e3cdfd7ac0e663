import { describe, expect, it } from 'vitest'
import { readSdtm, type SdtmMap } from '../../../src/adapters/sdtm/index.ts'
import { csv, reading } from './read.ts'

const dm = (header: string, row: string, map: Partial<SdtmMap> = {}) =>
  readSdtm({ 'DM.csv': csv(`USUBJID  RFICDTC  ${header}\n001  2026-01-02  ${row}`) }, map)

describe('Demographics', () => {
  it('state that the participant was screened, and enrolled at the assigned level', () => {
    const { records } = dm('RFSTDTC  AGE  SEX  ARMCD  ACTARMCD', '2026-01-05  61  F  B  A', { levels: { B: '3e7' } })
    expect(records[0]?.states).toEqual([
      { type: 'screened', participant: '001', at: '2026-01-02', id: 'DM|001', age: 61, sex: 'F' },
      { type: 'enrolled', participant: '001', at: '2026-01-05', id: 'DM|001', level: '3e7' },
    ])
  })

  it.each(['SCRNFAIL', 'NOTASSGN'])('enrol nobody under the arm %s', (arm) => {
    const { records, issues } = dm('RFSTDTC  ARMCD', `2026-01-05  ${arm}`)
    expect(records[0]?.states.map(({ type }) => type)).toEqual(['screened'])
    expect(issues).toEqual([])
  })

  it('read an age in months, and query one that is no number', () => {
    expect(dm('AGE  AGEU', '42  MONTHS').records[0]?.states[0]).toMatchObject({ age: 3.5 })
    expect(dm('AGE  AGEU', 'old  YEARS').issues).toMatchObject([{ code: 'unreadable', where: { field: 'AGE' } }])
  })

  it('state the death, with the event that was fatal, and query one without a date', () => {
    const { records } = readSdtm({
      'DM.csv': csv('USUBJID  RFICDTC  DTHFL  DTHDTC\n001  2026-01-02  Y  2026-02-01'),
      'AE.csv': csv('USUBJID  AESEQ  AETERM  AEOUT  AESTDTC\n001  4  Sepsis  FATAL  2026-01-28'),
    })
    expect(records.flatMap(({ states }) => states)).toMatchObject([
      { type: 'adverseEventReported', event: '4' },
      { type: 'adverseEventEnded', at: '2026-02-01', outcome: 'fatal' },
      { type: 'screened' },
      { type: 'died', at: '2026-02-01', event: '4' },
    ])
    expect(dm('DTHFL', 'Y').issues).toMatchObject([{ code: 'missingField', where: { field: 'DTHDTC' } }])
  })
})

describe('Disposition', () => {
  const disposed = (row: string) => reading({ DS: `USUBJID  DSSEQ  DSCAT  DSSCAT  DSDECOD  DSTERM  DSSTDTC\n${row}` })

  it.each([
    ['PROTOCOL MILESTONE  -  INFORMED CONSENT OBTAINED  -', { type: 'assessed', instrument: 'informed consent' }],
    ['PROTOCOL MILESTONE  -  RANDOMIZED  -', { type: 'enrolled', level: 'L1' }],
    ['DISPOSITION EVENT  STUDY PARTICIPATION  COMPLETED  -', { type: 'completed' }],
    ['DISPOSITION EVENT  STUDY TREATMENT  COMPLETED  -', { type: 'assessed', instrument: 'end of treatment' }],
    [
      'DISPOSITION EVENT  -  LOST TO FOLLOW-UP  no answer',
      { type: 'withdrew', reason: 'LOST TO FOLLOW-UP: no answer' },
    ],
    ['DISPOSITION EVENT  -  DEATH  -', { type: 'died' }],
    ['OTHER EVENT  -  FINAL LAB VISIT  -', { type: 'followedUp' }],
  ])('%s', (row, fact) => {
    expect(disposed(`001  1  ${row}  2026-02-01`).states).toMatchObject([{ ...fact, at: '2026-02-01' }])
  })

  it('dates the enrolment and the death where it has them, and demographics then do not', () => {
    const { records } = readSdtm({
      'DM.csv': csv('USUBJID  RFICDTC  RFSTDTC  ARMCD  DTHDTC\n001  2026-01-02  2026-01-05  L1  2026-03-01'),
      'DS.csv': csv('USUBJID  DSSEQ  DSDECOD  DSSTDTC\n001  1  ENROLLED  2026-01-04\n001  2  DEATH  2026-03-01'),
    })
    expect(records.map(({ states }) => states.map(({ type, at }) => `${type} ${at}`))).toEqual([
      ['screened 2026-01-02'],
      ['enrolled 2026-01-04'],
      ['died 2026-03-01'],
    ])
  })

  it('of another kind is queried', () => {
    const { states, issues } = disposed('001  1  OTHER EVENT  -  MOON LANDING  -  2026-02-01')
    expect(states).toEqual([])
    expect(issues).toMatchObject([{ code: 'unknownCode', where: { field: 'DSDECOD' } }])
  })
})

describe('Exposure', () => {
  const dosed = (columns: string, row: string, map: Partial<SdtmMap> = {}) =>
    reading({ EX: `USUBJID  EXSEQ  EXTRT  EXSTDTC  EXDOSE  ${columns}\n001  1  NKG2D  2026-01-05T09:00  ${row}` }, map)

  it('states the dose as it was given, planned and weighed', () => {
    const { states, issues } = dosed(
      'EXDOSU  EXPDOSE  EXWEIGHT  EXWTDTC  EXLOT  EXINFUS  EPOCH',
      '1.4E7  cells/kg  1.5E7  60.5  2026-01-04  A-1  2  CYCLE 1',
      { agents: { NKG2D: 'CAR-T' } },
    )
    expect(states).toEqual([
      {
        type: 'dosed',
        participant: '001',
        at: '2026-01-05T09:00',
        id: 'EX|001|1',
        agent: 'CAR-T',
        amount: '1.4E7',
        unit: 'cells/kg',
        per: 'kg',
        weight: { kg: '60.5', at: '2026-01-04' },
        planned: '1.5E7',
        level: 'L1',
        product: 'NKG2D',
        lot: 'A-1',
        infusion: 2,
        cycle: 1,
      },
    ])
    expect(issues).toEqual([])
  })

  it('queries an adjusted dose without its plan, an empty amount and a cycle that is no number', () => {
    const { issues } = dosed('EXADJ  EXCYCLE', '-  toxicity  one')
    expect(issues.map(({ code, where }) => `${code} ${where.field}`)).toEqual([
      'unreadable EXCYCLE',
      'missingField EXDOSE',
      'missingField EXPDOSE',
    ])
  })

  it('states a planned dose that was not given as that', () => {
    expect(dosed('EXOCCUR', '-  N').states).toMatchObject([
      { type: 'assessed', instrument: 'dose given', value: false },
    ])
  })
})
