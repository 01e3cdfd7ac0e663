import { describe, expect, it } from 'vitest'
import { scaleTables } from '../../grading-tables/scales/index.ts'
import type { Fact } from '../../src/core/fact.schema.ts'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import type { EventSummary } from '../../src/dlt/event.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { reportedCrs } from '../../src/reports/crs.ts'
import { crsScales, type Scale, tableScale } from '../../src/scales/index.ts'

const scales = crsScales.flatMap((id) => scaleTables.filter((table) => table.id === id).map(tableScale)) as [
  Scale,
  ...Scale[],
]
const participant = '001'
const dosed = (agent: string, at: string): Fact => ({ type: 'dosed', participant, at, agent, cycle: 1, infusion: 1 })
const hot = (at: string, value = '38.9'): Fact => ({
  type: 'vitalSign',
  participant,
  at,
  sign: 'temperature',
  value,
  unit: 'C',
})
const found = (item: string, at: string, value: boolean): Fact => ({
  type: 'assessed',
  participant,
  at,
  instrument: 'CRS',
  item,
  value,
})
const pressor = (at: string): Fact => ({
  type: 'intervention',
  participant,
  at,
  kind: 'vasopressor',
  name: 'NOREPINEPHRINE',
})
const crsReported = (at: string): Fact => ({
  type: 'adverseEventReported',
  participant,
  at,
  event: 'AE1',
  term: 'Cytokine release syndrome',
})
const event = (grade: number, onset: string): EventSummary => ({
  participant,
  event: 'AE1',
  term: 'Cytokine release syndrome',
  source: 'reported',
  scale: 'ctcae-5.0',
  onset,
  course: [{ at: onset, atLeast: grade, atMost: grade, as: 'change' }],
  attribution: {},
})

const fever = [
  dosed('CAR-T', '2026-03-01T10:00'),
  hot('2026-03-02T08:00'),
  found('hypotension', '2026-03-02T08:00', false),
]
const of = (
  facts: readonly Fact[],
  events: Readonly<Record<string, EventSummary>> = {},
  protocol: Protocol = nct07021534,
) => reportedCrs(protocol, scales, facts, events)

describe('CRS of a participant in the report', () => {
  it('is looked for from the first dose of cells on, not of lymphodepletion', () => {
    expect(of([dosed('lymphodepletion', '2026-02-25'), hot('2026-02-26T08:00')])).toMatchObject({ episodes: [] })
    expect(of([dosed('lymphodepletion', '2026-02-25'), hot('2026-02-26T08:00')]).since).toBeUndefined()
    expect(of(fever)).toMatchObject({ since: '2026-03-01T10:00', episodes: [{ onset: '2026-03-02T08:00' }] })
  })

  it('shows a peak that is not known as a range with what would settle it', () => {
    const [first] = of([dosed('CAR-T', '2026-03-01T10:00'), hot('2026-03-02T08:00')]).episodes
    expect(first?.grades[0]).toMatchObject({ peak: { atLeast: 1, atMost: 2 }, needs: ['hypotension'] })
  })

  it('shows the moments that may have been CRS, and what has no place in time', () => {
    const doubtful = of([
      dosed('CAR-T', '2026-03-01T10:00'),
      found('hypotension', '2026-03-02T08:00', true),
      hot('2026-03'),
    ])
    expect(doubtful.episodes).toEqual([])
    expect(doubtful.undetermined).toMatchObject([{ at: '2026-03-02T08:00', atLeast: 0 }])
    expect(doubtful.undetermined[0]?.needs).not.toEqual([])
    expect(doubtful.unplaced).toEqual([{ at: '2026-03', what: 'temperature' }])
  })

  it('keeps what the investigator reported without such facts', () =>
    expect(
      of([dosed('CAR-T', '2026-03-01'), crsReported('2026-03-03')], { AE1: event(2, '2026-03-03') }),
    ).toMatchObject({
      episodes: [],
      unmatched: [{ event: 'AE1', worst: { atLeast: 2, atMost: 2 } }],
    }))

  it.each([
    [1, false],
    [3, true],
  ])('the investigator’s grade %i beside the computed grade 1: differs %s', (grade, differs) =>
    expect(
      of([...fever, crsReported('2026-03-02T08:00')], { AE1: event(grade, '2026-03-02T08:00') }).episodes[0],
    ).toMatchObject({ gradesDiffer: differs, reported: [{ event: 'AE1' }] }),
  )

  it('does not hold an investigator’s grade by one scale against another', () => {
    const own = { ...event(3, '2026-03-02T08:00'), scale: 'site-scale' }
    expect(of([...fever, crsReported('2026-03-02T08:00')], { AE1: own }).episodes[0]?.gradesDiffer).toBe(false)
  })

  it('marks the scale the protocol’s rules name before that of its CTCAE', () => {
    const [rule, ...others] = nct07021534.dltRules
    const named = { ...rule!, when: { grade: { atLeast: 3, scale: 'lee-2014-crs' } } }
    const marked = (protocol: Protocol) =>
      of(fever, {}, protocol).episodes[0]?.grades.flatMap(({ name, ofProtocol }) => (ofProtocol ? [name] : []))
    expect(marked(nct07021534)).toEqual(['CTCAE v5.0'])
    expect(marked({ ...nct07021534, dltRules: [named, ...others] })).toEqual(['Lee 2014'])
    expect(marked({ ...nct07021534, grading: { ...nct07021534.grading, table: 'site-table' } })).toEqual([])
  })

  it('is the same whatever the order of the facts', () => {
    const facts = [
      ...fever,
      pressor('2026-03-02T10:00'),
      found('hypotension', '2026-03-02T10:00', true),
      hot('2026-03-02T10:00'),
    ]
    expect(JSON.stringify(of(facts.toReversed()))).toBe(JSON.stringify(of(facts)))
  })

  it('leaves absent what is absent', () => expect(JSON.parse(JSON.stringify(of(fever)))).toStrictEqual(of(fever)))
})
