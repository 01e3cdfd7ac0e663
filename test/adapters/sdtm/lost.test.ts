import { describe, expect, it } from 'vitest'
import { readSdtm } from '../../../src/adapters/sdtm/index.ts'
import { cases } from '../../../src/testing/index.ts'
import { csv, demographics, reading } from './read.ts'

const event = (at: string, grade = '4') =>
  reading({ AE: `USUBJID  AESEQ  AETERM  AETOXGR  AESTDTC  AEENDTC\n001  1  CRS  ${grade}  ${at}  2026-03-30` })
const severities = ({ issues }: Pick<ReturnType<typeof reading>, 'issues'>) => issues.map(({ severity }) => severity)

describe('A date that does not exist counts as far as it stands, and is queried', () => {
  it.each(
    cases(`
    written                at
    2026-02-30             2026-02
    2026-03-32             2026-03
    2026-13-01             2026
    2026-3-4               2026
    2026-03-04T25:00       2026-03-04
    2026-03-04T08:00+0800  2026-03-04
  `),
  )('$written is $at', ({ written, at }) => {
    const { states, issues } = event(written!)
    expect(states[0]).toMatchObject({ type: 'adverseEventReported', at })
    expect(issues).toContainEqual(
      expect.objectContaining({ severity: 'query', message: expect.stringContaining(`"${written}"; read as ${at}`) }),
    )
  })
})

describe('A row that would be a fact lost is an error, never a mere query', () => {
  it.each([
    ['an event without an onset', event('-')],
    ['an event with a date in words', event('04MAR2026')],
    ['an event with days and months changed about', event('25/03/2026')],
    ['a dose without a date', reading({ EX: 'USUBJID  EXSEQ  EXTRT  EXDOSE  EXSTDTC\n001  1  CAR-T  1e7  -' })],
    [
      'a grade without a date',
      reading({ FA: 'USUBJID  FASEQ  FATESTCD  FAORRES  FADTC  FALNKID\n001  1  TOXGR  4  -  1' }),
    ],
    [
      'a grade of no event',
      reading({ FA: 'USUBJID  FASEQ  FATESTCD  FAORRES  FADTC  FALNKID\n001  1  TOXGR  4  2026-03-01  -' }),
    ],
    [
      'a laboratory result without a date',
      reading({ LB: 'USUBJID  LBSEQ  LBTESTCD  LBORRES  LBDTC\n001  1  ALT  900  -' }),
    ],
    [
      'a death of no known day',
      reading({ DS: 'USUBJID  DSSEQ  DSCAT  DSDECOD  DSSTDTC\n001  1  DISPOSITION EVENT  DEATH  -' }),
    ],
    ['a death flag without a date', readSdtm({ 'DM.csv': 'USUBJID,RFICDTC,DTHFL\n001,2026-01-02,Yes' })],
    [
      'a decision without its reason',
      reading({ DECISIONS: 'DECDTC  DECISION  DECBY  REASON\n2026-03-02  SUSPEND ENROLLMENT  SRC  -' }),
    ],
  ])('%s', (_, read) => expect(severities(read)).toContain('error'))

  it.each([
    [
      'a test not done on no day',
      reading({ LB: 'USUBJID  LBSEQ  LBTESTCD  LBORRES  LBSTAT  LBDTC\n001  1  ALT  -  NOT DONE  -' }),
    ],
    [
      'a dose not given on no day',
      reading({ EX: 'USUBJID  EXSEQ  EXTRT  EXDOSE  EXOCCUR  EXSTDTC\n001  1  CAR-T  -  N  -' }),
    ],
    ['a drug begun on no known day', reading({ CM: 'USUBJID  CMSEQ  CMTRT  CMSTDTC\n001  1  aspirin  -' })],
  ])('but not %s', (_, read) => expect(severities(read)).toEqual(['query']))

  it('nor an earlier state of it that a later one made good', () => {
    const rows = (...onsets: readonly string[]) =>
      reading({
        AE: [
          'USUBJID  AESEQ  AETERM  AESTDTC  RECORDDTC',
          ...onsets.map((at, i) => `001  1  CRS  ${at}  2026-03-0${i + 1}`),
        ].join('\n'),
      })
    expect(severities(rows('-', '2026-03-01'))).toEqual(['query'])
    expect(severities(rows('2026-03-01', '-'))).toEqual(['error'])
  })
})

describe('A grade of 0 to 5', () => {
  it.each(['4', 'Grade 4', 'GRADE4', 'G4', '4.0'])('may be written %s', (written) =>
    expect(event('2026-03-01', written).states).toContainEqual(
      expect.objectContaining({ type: 'adverseEventPeaked', grade: 4 }),
    ),
  )
  it.each(['3.5', 'IV', 'SEVERE', '3-4', '6', '>3'])('is not %s, which is queried', (written) => {
    const { states, issues } = event('2026-03-01', written)
    expect(states.some((one) => 'grade' in one)).toBe(false)
    expect(issues).toContainEqual(expect.objectContaining({ code: 'unreadable', severity: 'query' }))
  })
})

it.each(['Y', 'y', 'Yes', 'YES'])('AESDTH "%s" says that the event led to death', (written) => {
  const { records } = readSdtm({
    'DM.csv': demographics,
    'AE.csv': csv(
      `USUBJID  AESEQ  AETERM  AESDTH  AESTDTC  AEENDTC\n001  1  Sepsis  ${written}  2026-03-01  2026-03-05`,
    ),
  })
  expect(records[0]?.states).toContainEqual(expect.objectContaining({ type: 'adverseEventEnded', outcome: 'fatal' }))
})
