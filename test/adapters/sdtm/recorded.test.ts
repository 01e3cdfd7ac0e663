import { describe, expect, it } from 'vitest'
import { compareExports } from '../../../src/adapters/sdtm/index.ts'
import { reading } from './read.ts'

const event = (grade: number, end: string) => `
  USUBJID  AESEQ  AETERM  AETOXGR  AEOUT               AESTDTC     AEENDTC
  001      1      ALT     ${grade}        RECOVERED/RESOLVED  2026-01-07  ${end}
  001      2      Fever   1        RECOVERED/RESOLVED  2026-01-08  2026-01-09`

const only = (seq: number) => `
  USUBJID  AESEQ  AETERM  AESTDTC
  001      ${seq}      ALT     2026-01-07`

describe('An export with an audit', () => {
  it('supersedes a row by the row of the same key that was recorded later', () => {
    const { records, issues } = reading({
      AE: `
        USUBJID  AESEQ  AETERM  AETOXGR  AEOUT               AESTDTC     AEENDTC     RECORDDTC                  RECORDBY  RECORDREASON
        001      1      ALT     3        RECOVERED/RESOLVED  2026-01-07  2026-01-10  2026-02-20T09:00:00+08:00  monitor   source checked
        001      1      ALT     2        RECOVERED/RESOLVED  2026-01-07  2026-01-10  2026-01-12                 site      -`,
    })
    expect(records).toMatchObject([
      { key: 'AE|001|1', recordedAt: '2026-01-12', by: 'site', states: [{}, { grade: 2 }, {}] },
      { key: 'AE|001|1', recordedAt: '2026-02-20T01:00:00Z', reason: 'source checked', states: [{}, { grade: 3 }, {}] },
    ])
    expect(issues).toEqual([])
  })

  it('states the peak until the course of grades was recorded, and the course from then on', () => {
    const { records } = reading({
      AE: `
        USUBJID  AESEQ  AETERM  AETOXGR  AEOUT               AESTDTC     AEENDTC     RECORDDTC
        001      1      ALT     3        RECOVERED/RESOLVED  2026-01-07  2026-01-10  2026-01-12`,
      FA: `
        USUBJID  FASEQ  FATESTCD  FAORRES  FADTC       FALNKID  RECORDDTC
        001      1      TOXGR     3        2026-01-07  1        2026-02-01`,
    })
    const types = records.map(({ recordedAt, states }) => [recordedAt, ...states.map(({ type }) => type)])
    expect(types).toEqual([
      ['2026-01-12', 'adverseEventReported', 'adverseEventPeaked', 'adverseEventEnded'],
      ['2026-02-01', 'adverseEventReported', 'adverseEventEnded'],
      ['2026-02-01'],
    ])
  })

  it('reports the grade at onset as it stood: a corrected assessment supersedes, in whatever order the rows come', () => {
    const header = 'USUBJID  FASEQ  FATESTCD  FAORRES  FADTC       FALNKID  RECORDDTC'
    const rows = ['001  1  TOXGR  1  2026-01-07  1  2026-01-08', '001  1  TOXGR  3  2026-01-07  1  2026-02-01']
    const AE = 'USUBJID  AESEQ  AETERM  AESTDTC  RECORDDTC\n001  1  ALT  2026-01-07  2026-01-08'
    for (const order of [rows, [...rows].reverse()]) {
      const { records } = reading({ AE, FA: [header, ...order].join('\n') })
      expect(records).toMatchObject([
        { key: 'AE|001|1', recordedAt: '2026-01-08', states: [{ grade: 1 }] },
        { key: 'AE|001|1', recordedAt: '2026-02-01', states: [{ grade: 3 }] },
        { key: 'FA|001|1', recordedAt: '2026-01-08', states: [] },
        { key: 'FA|001|1', recordedAt: '2026-02-01', states: [] },
      ])
    }
  })

  it('takes the time of recording from AUDIT.csv where the rows have none', () => {
    const { records } = reading({
      AE: only(1),
      AUDIT: `
        DOMAIN  KEY     RECORDDTC         BY    REASON
        AE      001|1   2026-01-12T10:00  site  entered late`,
    })
    expect(records).toMatchObject([{ recordedAt: '2026-01-12T10:00', by: 'site', reason: 'entered late' }])
  })

  it('takes the last entry of a row, and says that its earlier states are not there', () => {
    const { records, issues } = reading({
      AE: only(1),
      AUDIT: `
        DOMAIN  KEY    RECORDDTC                  REASON
        AE      001|1  2026-02-20T01:00:00+08:00  corrected
        AE      001|1  2026-02-19T16:30:00Z       entered`,
    })
    expect(records).toMatchObject([{ recordedAt: '2026-02-19T17:00:00Z', reason: 'corrected' }])
    expect(issues).toMatchObject([{ code: 'undeterminable', severity: 'query', where: { record: 'AE|001|1' } }])
  })

  it('names an entry of AUDIT.csv that is about no row', () => {
    const { issues } = reading({ AE: only(1), AUDIT: 'DOMAIN  KEY  RECORDDTC\nAE  001|9  2026-01-12' })
    expect(issues).toMatchObject([{ code: 'outOfPlace', where: { file: 'AUDIT.csv', record: 'AE|001|9' } }])
  })

  it('does not take a time of recording for the cut-off', () => {
    const { states } = reading({
      AE: 'USUBJID  AESEQ  AETERM  AETOXGR  AESTDTC  RECORDDTC\n001  1  ALT  3  2026-01-20  2026-09-09',
    })
    expect(states[1]).toMatchObject({ type: 'adverseEventPeaked', at: '2026-01-20' })
  })

  it('says so where a time of recording does not parse', () => {
    const { records, issues } = reading({
      AE: 'USUBJID  AESEQ  AETERM  AESTDTC  RECORDDTC\n001  1  ALT  2026-01-07  soon',
    })
    expect(records[0]).not.toHaveProperty('recordedAt')
    expect(issues).toMatchObject([{ code: 'unreadable', severity: 'error', where: { field: 'RECORDDTC', row: 2 } }])
  })
})

describe('One key twice without a time of recording', () => {
  it('keeps both statements, and queries them', () => {
    const { records, issues } = reading({
      AE: 'USUBJID  AESEQ  AETERM  AESTDTC\n001  1  ALT  2026-01-07\n001  1  AST  2026-01-07',
    })
    expect(records.map(({ key }) => key)).toEqual(['AE|001|1', 'AE|001|1#2'])
    expect(issues).toMatchObject([{ code: 'duplicate', severity: 'query' }])
  })
})

describe('Dated exports, compared in order', () => {
  const exported = (recordedOn: string, AE: string) => ({ recordedOn, records: reading({ AE }).records })
  const first = exported('2026-02-01', event(2, '2026-01-10'))
  const told = (exports: Parameters<typeof compareExports>[0]) =>
    compareExports(exports).map(
      ({ key, recordedAt, retracted }) => `${recordedAt} ${key}${retracted ? ' taken back' : ''}`,
    )

  it('tell what is new, and nothing twice', () => {
    const both = ['2026-02-01 AE|001|1', '2026-02-01 AE|001|2']
    expect(told([first])).toEqual(both)
    expect(told([first, { ...first, recordedOn: '2026-03-01' }])).toEqual(both)
  })

  it('tell what changed, whatever order they are handed in', () => {
    const second = exported('2026-03-01', event(3, '2026-01-10'))
    const expected = ['2026-02-01 AE|001|1', '2026-02-01 AE|001|2', '2026-03-01 AE|001|1']
    expect(told([first, second])).toEqual(expected)
    expect(told([second, first])).toEqual(expected)
  })

  it('tell what was taken back, and what came again', () => {
    const without = exported('2026-03-01', only(2))
    expect(told([exported('2026-02-01', only(1)), without, exported('2026-04-01', only(1))])).toEqual([
      '2026-02-01 AE|001|1',
      '2026-03-01 AE|001|2',
      '2026-03-01 AE|001|1 taken back',
      '2026-04-01 AE|001|1',
      '2026-04-01 AE|001|2 taken back',
    ])
  })

  it('date what came again by the export it came again in, whatever its audit says', () => {
    const dated = (seq: number) => `
      USUBJID  AESEQ  AETERM  AESTDTC     RECORDDTC
      001      ${seq}      ALT     2026-01-07  2026-01-08`
    const [one, two] = [dated(1), dated(2)]
    const exports = [exported('2026-02-01', one), exported('2026-03-01', two), exported('2026-04-01', one)]
    expect(told(exports)).toEqual([
      '2026-01-08 AE|001|1',
      '2026-01-08 AE|001|2',
      '2026-03-01 AE|001|1 taken back',
      '2026-04-01 AE|001|1',
      '2026-04-01 AE|001|2 taken back',
    ])
  })

  it('date a silent change, under an old time of recording, by the export that shows it', () => {
    const dated = (term: string) => `
      USUBJID  AESEQ  AETERM  AESTDTC     RECORDDTC
      001      1      ${term}  2026-01-07  2026-01-08`
    const exports = [exported('2026-02-01', dated('ALT')), exported('2026-03-01', dated('AST'))]
    expect(told(exports)).toEqual(['2026-01-08 AE|001|1', '2026-03-01 AE|001|1'])
  })

  it('take nothing back where a file was left out', () => {
    expect(told([first, { recordedOn: '2026-03-01', records: [] }])).toHaveLength(2)
  })
})
