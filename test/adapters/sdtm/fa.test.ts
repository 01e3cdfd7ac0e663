import { describe, expect, it } from 'vitest'
import crs from '../../../grading-tables/scales/astct-crs-2019.json' with { type: 'json' }
import icans from '../../../grading-tables/scales/astct-icans-2019-adult.json' with { type: 'json' }
import { defaultMap } from '../../../src/adapters/sdtm/index.ts'
import { reading } from './read.ts'

const AE = `
  USUBJID  AESEQ  AETERM  AETOXGR  AEOUT               AESTDTC     AEENDTC
  001      1      CRS     3        RECOVERED/RESOLVED  2026-01-07  2026-01-12`

const course = (...rows: readonly string[]) =>
  reading({ AE, FA: ['USUBJID  FASEQ  FATESTCD  FAORRES  FADTC  FALNKID  FACAT', ...rows].join('\n') })

const told = (states: readonly object[]) =>
  states.map((state) => {
    const { type, at, grade } = state as { type: string; at: string; grade?: number }
    return `${type} ${at}${grade === undefined ? '' : ` ${grade}`}`
  })

describe('An adverse event with a course of grades', () => {
  it('was reported with the grade at its onset, and regraded at each further assessment; it has no peak', () => {
    const { states, issues } = course(
      '001  1  TOXGR  1  2026-01-07T09:00  1  -',
      '001  2  TOXGR  3  2026-01-08T09:00  1  -',
      '001  3  TOXGR  2  2026-01-10T09:00  1  -',
    )
    expect(told(states)).toEqual([
      'adverseEventReported 2026-01-07 1',
      'adverseEventEnded 2026-01-12',
      'adverseEventRegraded 2026-01-08T09:00 3',
      'adverseEventRegraded 2026-01-10T09:00 2',
    ])
    expect(issues).toEqual([])
  })

  it('has no grade at onset where none was assessed then', () => {
    expect(told(course('001  1  TOXGR  3  2026-01-08  1  -').states)).toEqual([
      'adverseEventReported 2026-01-07',
      'adverseEventEnded 2026-01-12',
      'adverseEventRegraded 2026-01-08 3',
    ])
  })

  it('dated by its month has no grade at onset, though one was assessed in that month', () => {
    const { states } = reading({
      AE: 'USUBJID  AESEQ  AETERM  AESTDTC\n001  1  CRS  2026-01',
      FA: 'USUBJID  FASEQ  FATESTCD  FAORRES  FADTC  FALNKID\n001  1  TOXGR  2  2026-01-08  1',
    })
    expect(told(states)).toEqual(['adverseEventReported 2026-01', 'adverseEventRegraded 2026-01-08 2'])
  })

  it('keeps a highest grade above its course as a peak, and queries it', () => {
    const { states, issues } = course('001  1  TOXGR  2  2026-01-08  1  -')
    expect(told(states)).toContain('adverseEventPeaked 2026-01-12 3')
    expect(issues).toMatchObject([{ code: 'contradiction', where: { field: 'AETOXGR' } }])
  })

  it.each([
    ['1', '2', 0],
    ['1', '1', 2],
  ])('need not have known its highest grade at first: %s, then %s', (first, then, queries) => {
    const row = (grade: string, recorded: string) => `001  1  CRS  ${grade}  2026-01-07  ${recorded}`
    const { issues } = reading({
      AE: [
        'USUBJID  AESEQ  AETERM  AETOXGR  AESTDTC  RECORDDTC',
        row(first, '2026-01-09'),
        row(then, '2026-01-10'),
      ].join('\n'),
      FA: 'USUBJID  FASEQ  FATESTCD  FAORRES  FADTC  FALNKID  RECORDDTC\n001  1  TOXGR  2  2026-01-08  1  2026-01-09',
    })
    expect(issues.filter(({ code }) => code === 'contradiction')).toHaveLength(queries)
  })

  it('keeps a consensus grade on its own scale, beside the highest CTCAE grade', () => {
    const { states } = course('001  1  CRSGR  2  2026-01-07  1  -')
    expect(told(states)).toEqual([
      'adverseEventReported 2026-01-07',
      'adverseEventPeaked 2026-01-12 3',
      'adverseEventEnded 2026-01-12',
      'adverseEventRegraded 2026-01-07 2',
    ])
    expect(states.at(-1)).toMatchObject({ scale: 'astct-crs-2019' })
  })
})

describe('Findings about events', () => {
  it('carry the names the consensus scales ask for', () => {
    const inputs = [crs, icans].flatMap(({ inputs }) => Object.keys(inputs))
    const named = Object.values(defaultMap.findings).filter((name) => name !== 'fever')
    expect(inputs).toEqual(expect.arrayContaining(named))
  })

  it('are assessments of their instrument, linked to the event', () => {
    const { states } = course('001  1  HYPOTENS  Y  2026-01-08  1  CRS', '001  2  O2FLOW  4  2026-01-08  1  CRS')
    expect(states.slice(-2)).toMatchObject([
      { type: 'assessed', instrument: 'CRS', item: 'hypotension', value: true, event: '1' },
      { type: 'assessed', instrument: 'CRS', item: 'oxygen.flowLpm', value: 4, event: '1' },
    ])
  })

  it('of a name no map has are kept under it, and queried once', () => {
    const { states, issues } = course('001  1  ZZZ  Y  2026-01-08  1  CRS', '001  2  ZZZ  N  2026-01-09  1  CRS')
    expect(states.slice(-2)).toMatchObject([
      { item: 'ZZZ', value: true },
      { item: 'ZZZ', value: false },
    ])
    expect(issues).toMatchObject([{ code: 'unknownCode', where: { field: 'FATESTCD' } }])
  })

  it('of a name that two events share are kept, and queried', () => {
    const { states, issues } = reading({
      AE: `
        USUBJID  AESEQ  AESPID  AETERM  AESTDTC
        001      1      E1      CRS     2026-01-07
        001      2      E1      CRS     2026-01-17`,
      FA: 'USUBJID  FASEQ  FATESTCD  FAORRES  FADTC  FALNKID\n001  1  TOXGR  2  2026-01-08  E1',
    })
    expect(states.at(-1)).toMatchObject({ type: 'adverseEventRegraded', event: 'E1' })
    expect(issues).toMatchObject([{ code: 'unknownEvent', where: { file: 'FA.csv' } }])
  })

  it('of an event nobody reported are kept, and queried', () => {
    const { states, issues } = course('001  1  TOXGR  4  2026-01-08  77  -')
    expect(states.at(-1)).toMatchObject({ type: 'adverseEventRegraded', event: '77', grade: 4 })
    expect(issues).toMatchObject([{ code: 'unknownEvent', where: { file: 'FA.csv', row: 2 } }])
  })
})
