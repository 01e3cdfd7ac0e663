import { describe, expect, it } from 'vitest'
import { reading } from './read.ts'

const header = 'USUBJID  AESEQ  AESPID  AETERM  AETOXGR  AESEV  AEOUT  AESTDTC  AEENDTC  AEENRTPT  AEENTPT  AESDTH'
const recovered = 'RECOVERED/RESOLVED'
const notRecovered = 'NOT RECOVERED/NOT RESOLVED'
const cutOff = '2026-06-30'

const events = (...rows: readonly string[]) => reading({ AE: [header, ...rows].join('\n') }, { cutOff })

describe('An adverse event without a course of grades', () => {
  it('was reported without a grade, peaked by its end, and ended', () => {
    const { states } = events(`001  1  -  Fever  3  -  ${recovered}  2026-01-07T08:30  2026-01-10  -  -  -`)
    expect(states).toEqual([
      expect.objectContaining({ type: 'adverseEventReported', at: '2026-01-07T08:30', event: '1', term: 'Fever' }),
      expect.objectContaining({ type: 'adverseEventPeaked', at: '2026-01-10', grade: 3 }),
      expect.objectContaining({ type: 'adverseEventEnded', at: '2026-01-10', outcome: 'recovered' }),
    ])
    expect(states[0]).not.toHaveProperty('grade')
  })

  it.each([
    ['no end', notRecovered, '-', '-', '-', cutOff],
    ['no outcome', '-', '-', '-', '-', cutOff],
    ['ongoing at a reference time', notRecovered, '-', 'ONGOING', '2026-02-20', '2026-02-20'],
    ['recovered without an end', recovered, '-', '-', '-', cutOff],
    ['an end before the time it was ongoing at', recovered, '2026-01-20', 'ONGOING', '2026-02-20', '2026-02-20'],
    ['an end that its outcome denies', notRecovered, '2026-01-20', '-', '-', '2026-01-20'],
    ['an end and no outcome', '-', '2026-01-20', '-', '-', '2026-01-20'],
  ])('with %s goes on, and peaked by the moment it is known until', (_, outcome, end, relation, point, at) => {
    const { states } = events(`001  1  -  Fever  3  -  ${outcome}  2026-01-07  ${end}  ${relation}  ${point}  -`)
    expect(states.map(({ type }) => type)).toEqual(['adverseEventReported', 'adverseEventPeaked'])
    expect(states[1]).toMatchObject({ at })
  })

  it.each([
    ['2026-01-20', 'ONGOING', '2026-01-15', '2026-01-20'],
    ['-', 'BEFORE', '2026-01-15', '2026-01-15'],
  ])('with end %s, %s %s, ended', (end, relation, point, at) => {
    const { states } = events(`001  1  -  Fever  3  -  ${recovered}  2026-01-07  ${end}  ${relation}  ${point}  -`)
    expect(states.at(-1)).toMatchObject({ type: 'adverseEventEnded', at })
  })

  it('says so where the latest date of the export stands for the cut-off', () => {
    const { states, issues } = reading({ AE: `${header}\n001  1  -  Fever  3  -  -  2026-01-20  -  -  -  -` })
    expect(states[1]).toMatchObject({ type: 'adverseEventPeaked', at: '2026-01-20' })
    expect(issues).toContainEqual(expect.objectContaining({ code: 'assumption', severity: 'note' }))
  })

  it.each(['MILD', 'MODERATE', 'SEVERE'])('that was %s has no grade, and none is made of it', (severity) => {
    const { states } = events(`001  1  -  Fever  -  ${severity}  ${recovered}  2026-01-07  2026-01-10  -  -  -`)
    expect(states.map(({ type }) => type)).toEqual(['adverseEventReported', 'adverseEventEnded'])
  })

  it('keeps a grade that does not parse out, and queries it', () => {
    const { states, issues } = events(`001  1  -  Fever  3-4  -  ${recovered}  2026-01-07  2026-01-10  -  -  -`)
    expect(states.map(({ type }) => type)).toEqual(['adverseEventReported', 'adverseEventEnded'])
    expect(issues).toMatchObject([{ code: 'unreadable', where: { file: 'AE.csv', row: 2, field: 'AETOXGR' } }])
  })

  it('keeps a partial date partial, and notes it', () => {
    const { states, issues } = events(`001  1  -  Fever  3  -  ${recovered}  2026-01  2026---14  -  -  -`)
    expect(states.map(({ at }) => at)).toEqual(['2026-01', '2026', '2026'])
    expect(issues.map(({ code }) => code)).toEqual(['partialDate', 'partialDate'])
  })

  it.each([
    ['FATAL', '-'],
    ['-', 'Y'],
  ])('with outcome %s and AESDTH %s was fatal', (outcome, death) => {
    const { states } = events(`001  1  -  Sepsis  5  -  ${outcome}  2026-01-07  2026-01-10  -  -  ${death}`)
    expect(states.at(-1)).toMatchObject({ type: 'adverseEventEnded', outcome: 'fatal', at: '2026-01-10' })
  })

  it('without an onset states nothing, and is queried', () => {
    const { states, issues } = events(`001  1  -  Fever  3  -  ${recovered}  -  2026-01-10  -  -  -`)
    expect(states).toEqual([])
    expect(issues).toMatchObject([{ code: 'missingField', where: { row: 2, field: 'AESTDTC' } }])
  })

  it('that ends before it begins is queried', () => {
    const { issues } = events(`001  1  -  Fever  3  -  ${recovered}  2026-01-07  2026-01-05  -  -  -`)
    expect(issues).toMatchObject([{ code: 'contradiction', where: { field: 'AEENDTC' } }])
  })
})

describe('The identifier of an event', () => {
  it('is AESPID where it tells the events of a participant apart, else AESEQ', () => {
    const { states } = events(
      `001  1  E1  Fever   1  -  ${recovered}  2026-01-07  2026-01-10  -  -  -`,
      `001  2  E2  Nausea  1  -  ${recovered}  2026-01-07  2026-01-10  -  -  -`,
      `002  1  E1  Fever   1  -  ${recovered}  2026-01-17  2026-01-20  -  -  -`,
      `002  2  E1  Fever   2  -  ${recovered}  2026-01-20  2026-01-22  -  -  -`,
    )
    const named = states.filter(({ type }) => type === 'adverseEventReported') as { event: string }[]
    expect(named.map(({ event }) => event)).toEqual(['E1', 'E2', '1', '2'])
  })
})

describe('Attribution', () => {
  const attributed = (columns: string, row: string, map = {}) =>
    reading({ AE: `USUBJID  AESEQ  AETERM  AESTDTC  ${columns}\n001  1  Fever  2026-01-07  ${row}` }, map)

  it.each([
    ['NOT', 'unrelated'],
    ['NONE', 'unrelated'],
    ['NOT RELATED', 'unrelated'],
    ['N', 'unrelated'],
    ['REMOTE', 'unlikely'],
    ['UNLIKELY RELATED', 'unlikely'],
    ['possible', 'possible'],
    ['POSSIBLY RELATED', 'possible'],
    ['Y', 'possible'],
    ['PROBABLE', 'probable'],
    ['RELATED', 'probable'],
    ['DEFINITE', 'definite'],
  ])('%s is %s', (spelling, attribution) => {
    expect(attributed('AEREL', spelling).states[0]).toMatchObject({ attribution: { 'study treatment': attribution } })
  })

  it.each(['-', 'UNKNOWN', 'NOT ASSESSED'])('%s is nobody’s answer, never "unrelated"', (spelling) => {
    const { states, issues } = attributed('AEREL', spelling)
    expect(states[0]).not.toHaveProperty('attribution')
    expect(issues).toEqual([])
  })

  it('in a spelling no map names is queried, and is no attribution', () => {
    const { states, issues } = attributed('AEREL', 'PERHAPS')
    expect(states[0]).not.toHaveProperty('attribution')
    expect(issues).toMatchObject([{ code: 'unknownCode', where: { file: 'AE.csv', field: 'AEREL' } }])
  })

  it('is kept apart for each agent', () => {
    const { states } = attributed('AEREL  AERELCT  AERELLD', 'NOT  POSSIBLE  NONE', {
      attributionColumns: { AEREL: 'study treatment', AERELCT: 'CAR-T', AERELLD: 'fludarabine' },
    })
    expect(states[0]).toMatchObject({
      attribution: { 'study treatment': 'unrelated', 'CAR-T': 'possible', fludarabine: 'unrelated' },
    })
  })

  it('to several agents at once goes behind an answer for one of them', () => {
    const { states } = attributed('AEREL  AERELCT', 'NOT  POSSIBLE', {
      attributionColumns: { AEREL: ['CAR-NK', 'CAR-T'], AERELCT: 'CAR-T' },
    })
    expect(states[0]).toMatchObject({ attribution: { 'CAR-NK': 'unrelated', 'CAR-T': 'possible' } })
  })

  it('to an agent no map names is queried', () => {
    const { issues } = attributed('AEREL  AERELX', 'NOT  POSSIBLE')
    expect(issues).toMatchObject([{ code: 'unknownCode', where: { field: 'AERELX' } }])
  })
})

describe('A manifestation', () => {
  it('names its parent by any of the parent’s identifiers', () => {
    const { states } = reading({
      AE: `
        USUBJID  AESEQ  AESPID  AETERM  AESTDTC     AEPARENT
        001      1      E7      CRS     2026-01-07  -
        001      2      E8      Fever   2026-01-07  1`,
    })
    expect(states[1]).toMatchObject({ event: 'E8', manifestationOf: 'E7' })
  })

  it('of an event nobody reported is queried', () => {
    const { issues } = reading({ AE: 'USUBJID  AESEQ  AETERM  AESTDTC  AEPARENT\n001  1  Fever  2026-01-07  9' })
    expect(issues).toMatchObject([{ code: 'unknownEvent' }])
  })
})

describe('What a row states of its event', () => {
  it.each([
    ['Y', '-', { 'hospitalization indicated': true }],
    ['N', '-', { 'hospitalization indicated': false }],
    ['N', 'Y', { 'hospitalization indicated': false, 'life-threatening consequences': true }],
    ['-', 'N', { 'life-threatening consequences': false }],
  ])('hospitalised %s, threat to life %s: a no is kept as well as a yes', (hospitalised, lifeThreatening, facts) => {
    const AE = `USUBJID  AESEQ  AETERM  AESTDTC  AESHOSP  AESLIFE
      001  1  Fever  2026-01-07  ${hospitalised}  ${lifeThreatening}`
    expect(reading({ AE }, { cutOff }).states[0]).toMatchObject({ facts })
  })

  it('an empty cell states nothing', () => {
    const AE = `USUBJID  AESEQ  AETERM  AESTDTC  AESHOSP  AESLIFE
      001  1  Fever  2026-01-07  -  -`
    expect(reading({ AE }, { cutOff }).states[0]).not.toHaveProperty('facts')
  })
})
