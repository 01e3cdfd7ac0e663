import { describe, expect, it } from 'vitest'
import { readSdtm } from '../../../src/adapters/sdtm/index.ts'
import { csv, reading } from './read.ts'

const columns = 'APID  RSUBJID  SREL  LBSEQ  LBTESTCD  LBSPEC  LBORRES  LBORRESU  LBDTC'
const ofDonors = (...rows: string[]) => reading({ APLB: [columns, ...rows].join('\n') })

describe("A donor's facts (AP--, associated persons)", () => {
  it('are about the donor of the participant, and no other row takes their place', () => {
    const { states, issues } = reading({
      APLB: `${columns}\nD1  001  DONOR  1  HGB  BLOOD  141  g/L  2025-12-20\nD2  001  DONOR  1  HGB  BLOOD  118  g/L  2025-12-20`,
      LB: 'USUBJID  LBSEQ  LBTESTCD  LBSPEC  LBORRES  LBORRESU  LBDTC\n001  1  HGB  BLOOD  95  g/L  2026-01-05',
    })
    expect(issues).toEqual([])
    expect(states).toMatchObject([
      { participant: '001', donor: 'D1', id: 'APLB|001|D1|1', value: '141' },
      { participant: '001', donor: 'D2', id: 'APLB|001|D2|1', value: '118' },
      { participant: '001', id: 'LB|001|1', value: '95' },
    ])
    expect(states[2]).not.toHaveProperty('donor')
  })

  it.each(['CHILD, BIOLOGICAL', 'PARTNER', 'DONORS CLUB'])(
    'a %s is no donor: nothing is stated, and that is told',
    (relation) => {
      const { states, issues } = ofDonors(`P1  001  ${relation}  1  HGB  BLOOD  141  g/L  2025-12-20`)
      expect(states).toEqual([])
      expect(issues).toMatchObject([{ code: 'outOfPlace', where: { field: 'SREL' } }])
    },
  )

  it('a relation that is not stated is asked for; it is never taken for a donor, nor for the participant', () => {
    const { states, issues } = ofDonors('D1  001  -  1  HGB  BLOOD  141  g/L  2025-12-20')
    expect(states).toEqual([])
    expect(issues).toMatchObject([{ code: 'missingField', where: { field: 'SREL' } }])
  })

  it('a donor nobody names is no fact of the participant', () => {
    const { states, issues } = ofDonors('-  001  DONOR  1  HGB  BLOOD  141  g/L  2025-12-20')
    expect(states).toEqual([])
    expect(issues).toMatchObject([{ severity: 'error', where: { file: 'APLB.csv' } }])
  })
})

describe('Units, routes and persons where SDTM has a place for them', () => {
  it('the unit of a score is that of the result that is read', () => {
    const scored = (row: string) =>
      reading({
        QS: `USUBJID  QSSEQ  QSDTC  QSCAT  QSTESTCD  QSORRES  QSORRESU  QSSTRESN  QSSTRESU\n001  1  2026-01-08  WALK  SIXMW  ${row}`,
      }).states[0]
    expect(scored('1312  ft  400  m')).toMatchObject({ value: 400, unit: 'm' })
    expect(scored('1312  ft  -  m')).toMatchObject({ value: 1312, unit: 'ft' })
    expect(scored('1312  ft  400  -')).not.toHaveProperty('unit')
    expect(scored('-  ft  -  m')).not.toHaveProperty('unit')
  })

  it('so is that of a finding', () => {
    const asked = (row: string) =>
      reading({
        FA: `USUBJID  FASEQ  FADTC  FATESTCD  FAOBJ  FAORRES  FAORRESU  FASTRESC  FASTRESU  FALNKID\n001  1  2026-01-02  DUR  expected survival  ${row}  -`,
      }).states[0]
    expect(asked('20  weeks  -  -')).toMatchObject({ value: 20, unit: 'weeks' })
    expect(asked('20  weeks  5  MONTHS')).toMatchObject({ value: 5, unit: 'MONTHS' })
    expect(asked('20  weeks  5  -')).not.toHaveProperty('unit')
  })

  it.each(['CM', 'PR'])('the route of an intervention (%s) is kept as written', (domain) =>
    expect(
      reading({
        [domain]: `USUBJID  ${domain}SEQ  ${domain}STDTC  ${domain}TRT  ${domain}ROUTE\n001  1  2026-01-08  dexamethasone  ORAL\n001  2  2026-01-08  dexamethasone  -`,
      }).states,
    ).toMatchObject([{ route: 'ORAL' }, expect.not.objectContaining({ route: expect.anything() })]),
  )

  it('who somebody is, under whatever number, comes as a qualifier of demographics', () => {
    const { records, issues } = readSdtm({
      'DM.csv': csv('USUBJID  RFICDTC\n001  2026-01-02\n009  2026-02-02'),
      'SUPPDM.csv': csv('USUBJID  IDVAR  IDVARVAL  QNAM  QVAL\n001  -  -  PERSON  K7\n009  -  -  PERSON  K7'),
    })
    expect(issues).toEqual([])
    expect(records.flatMap(({ states }) => states)).toMatchObject([
      { participant: '001', person: 'K7' },
      { participant: '009', person: 'K7' },
    ])
  })
})
