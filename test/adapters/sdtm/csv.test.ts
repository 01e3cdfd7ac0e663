import { describe, expect, it } from 'vitest'
import { readSdtm } from '../../../src/adapters/sdtm/index.ts'
import { csv, demographics, reading } from './read.ts'

const ages = (text: string) =>
  readSdtm({ 'dm.CSV': text }).records.map(({ states }) => (states[0] as { age?: number } | undefined)?.age)

describe('A file', () => {
  it.each([
    ['commas', 'USUBJID,RFICDTC,AGE\n001,2026-01-02,61'],
    ['semicolons', 'USUBJID;RFICDTC;AGE\n001;2026-01-02;61'],
    ['tabs', 'USUBJID\tRFICDTC\tAGE\n001\t2026-01-02\t61'],
    ['a byte order mark and CRLF', '\uFEFFUSUBJID,RFICDTC,AGE\r\n001,2026-01-02,61\r\n'],
    ['quotes, spaces and lower case', '"usubjid", rficdtc ,"Age"\n"001", 2026-01-02 ,"61"'],
    ['empty lines', 'USUBJID,RFICDTC,AGE\n\n001,2026-01-02,61\n,,\n'],
  ])('with %s is read', (_, text) => expect(ages(text)).toEqual([61]))

  it('with a row of another width leaves that row out, and says which', () => {
    const { records, issues } = readSdtm({ 'DM.csv': 'USUBJID,RFICDTC,AGE\n001,2026-01-02\n002,2026-01-02,61' })
    expect(records.map(({ key }) => key)).toEqual(['DM|002'])
    expect(issues).toMatchObject([{ code: 'unreadable', severity: 'error', where: { file: 'DM.csv', row: 2 } }])
  })

  it('with a column twice is not read', () => {
    const { records, issues } = readSdtm({ 'DM.csv': 'USUBJID,AGE,AGE\n001,61,62' })
    expect(records).toEqual([])
    expect(issues[0]).toMatchObject({ code: 'unreadable', severity: 'error' })
  })

  it('that is empty, of no domain, or the second of its domain is named', () => {
    const { issues } = readSdtm({ 'DM.csv': demographics, 'dm.csv': demographics, 'XX.csv': 'A\n1', 'AE.csv': '' })
    expect(issues.map(({ code, where }) => `${code} ${where.file}`)).toEqual([
      'unreadable AE.csv',
      'outOfPlace XX.csv',
      'duplicate dm.csv',
    ])
  })

  it('without a participant in a row leaves that row out, and says which', () => {
    const { issues } = readSdtm({ 'DM.csv': 'USUBJID,RFICDTC\n,2026-01-02' })
    expect(issues).toMatchObject([{ code: 'missingField', where: { row: 2, field: 'USUBJID' } }])
  })
})

describe('An export', () => {
  it('without demographics says so once', () => {
    const { issues } = readSdtm({ 'AE.csv': csv('USUBJID  AESEQ  AETERM  AESTDTC\n001  1  Fever  2026-01-07') })
    expect(issues).toMatchObject([{ code: 'missingField', severity: 'error', where: { file: 'DM.csv' } }])
  })

  it('keeps the facts of a participant whom the demographics do not have, and queries it once a file', () => {
    const { states, issues } = reading({
      AE: 'USUBJID  AESEQ  AETERM  AESTDTC\n009  1  Fever  2026-01-07\n009  2  Nausea  2026-01-07',
    })
    expect(states).toHaveLength(2)
    expect(issues).toMatchObject([{ code: 'unknownParticipant', where: { file: 'AE.csv', participant: '009' } }])
  })
})

describe('Supplemental qualifiers', () => {
  const AE = 'USUBJID  AESEQ  AETERM  AESTDTC\n001  1  CRS  2026-01-07\n001  2  Fever  2026-01-07'
  const supp = (...rows: readonly string[]) =>
    reading({ AE, SUPPAE: ['USUBJID  IDVAR  IDVARVAL  QNAM  QVAL', ...rows].join('\n') })

  it('are columns of the row they qualify', () => {
    const { states, issues } = supp('001  AESEQ  2.0  AEPARENT  1', '001  AESEQ  1  AERELCT  POSSIBLE')
    expect(states[0]).toMatchObject({ attribution: { 'CAR-T': 'possible' } })
    expect(states[1]).toMatchObject({ manifestationOf: '1' })
    expect(issues).toEqual([])
  })

  it('of no row, or saying two things, are queried', () => {
    const { issues } = supp('001  AESEQ  7  AEPARENT  1', '001  AESEQ  1  AETOX  Fever', '001  AESEQ  1  AETOX  Chills')
    expect(issues.map(({ code }) => code).sort()).toEqual(['contradiction', 'outOfPlace'])
  })

  it('of a domain that is not there are named', () => {
    const { issues } = readSdtm({
      'DM.csv': demographics,
      'SUPPAE.csv': 'USUBJID,IDVAR,IDVARVAL,QNAM,QVAL\n001,AESEQ,1,AETOX,Fever',
    })
    expect(issues).toMatchObject([{ code: 'outOfPlace', severity: 'error', where: { file: 'SUPPAE.csv' } }])
  })

  it('of demographics need no identifying column', () => {
    const { records } = readSdtm({
      'DM.csv': csv('USUBJID  RFICDTC\n001  2026-01-02'),
      'SUPPDM.csv': csv('USUBJID  IDVAR  IDVARVAL  QNAM  QVAL\n001  -  -  COHORT  colorectal'),
    })
    expect(records[0]?.states[0]).toMatchObject({ type: 'screened', cohort: 'colorectal' })
  })
})
