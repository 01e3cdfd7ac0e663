import { describe, expect, it } from 'vitest'
import type { Fact } from '../../src/core/fact.schema.ts'
import { gateOf } from '../../src/eligibility/index.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { cases, dateOf } from '../../src/testing/index.ts'
import { assessed } from './facts.ts'

const at = (day: number, time?: string) => (time ? `${dateOf(day)}T${time}` : dateOf(day))
const about = { participant: '001', event: 'AE01' } as const
const reported = (when: string, grade?: number): Fact => ({
  type: 'adverseEventReported',
  ...about,
  at: when,
  term: 'Rash',
  attribution: { 'CAR-NK': 'possible' },
  ...(grade === undefined ? {} : { grade }),
})
const regraded = (when: string, grade: number): Fact => ({ type: 'adverseEventRegraded', ...about, at: when, grade })
const peaked = (when: string, grade: number, scale?: string): Fact => ({
  type: 'adverseEventPeaked',
  ...about,
  at: when,
  grade,
  ...(scale ? { scale } : {}),
})

/** The second CAR-NK infusion, on day 1 at noon. */
const asked = (...facts: readonly Fact[]) =>
  gateOf(
    nct07021534,
    'G-NK-2',
    [
      { type: 'dosed', participant: '001', at: at(0, '12:00'), agent: 'CAR-NK', infusion: 1, cycle: 1 },
      { type: 'followedUp', participant: '001', at: at(1, '09:00') },
      assessed('infection requiring intravenous antibiotics', false, undefined, 0),
      ...facts,
    ],
    at(1, '12:00'),
    '001',
  )
const related = (...facts: readonly Fact[]) => {
  const gate = asked(...facts)
  const of = (id: string) => gate.requires.find((one) => one.id === id)!
  return { gate, ongoing: of('G-NK-2-AE3'), ever: of('G-NK-2-AE4') }
}
const told = (one: ReturnType<typeof related>['ever']) => one.grounds[0]!.saw

describe('a maximum recorded later bounds the grade at the infusion: no event of grade 3 ongoing, none of grade 4 ever', () => {
  it.each(
    cases(`
      peak  of the  scale             ongoing  ever
      -     -       -                 unknown  unknown
      2     5       -                 met      met
      2     5       ctcae-5.0         met      met
      2     5       astct-crs-2019    unknown  unknown
      3     5       -                 unknown  met
      4     5       -                 unknown  unknown
    `),
  )('a rash without a grade, grade $peak at most by day $of the, on $scale', (row) => {
    const facts = row.peak ? [peaked(at(Number(row['of the'])), Number(row.peak), row.scale)] : []
    const { ongoing, ever } = related(reported('2026-03'), ...facts)
    expect({ ongoing: ongoing.is, ever: ever.is }).toEqual({ ongoing: row.ongoing, ever: row.ever })
  })
  it('the gate is open, and says what closed the question', () => {
    const { gate, ongoing } = related(reported('2026-03'), peaked(at(5), 2))
    expect(gate).toMatchObject({ is: 'go', needs: [] })
    expect(told(ongoing)).toBe('Rash grade 1 to 2, onset 2026-03; never above grade 2 until 2026-03-06')
  })
  it('a maximum of another event, or of another participant, says nothing of it', () => {
    const others = [
      { ...peaked(at(5), 2), event: 'AE02' },
      { ...peaked(at(5), 2), participant: '002' },
    ] as Fact[]
    expect(related(reported('2026-03'), ...others).ongoing.is).toBe('unknown')
  })
  it('a grade on record stays, though a later maximum contradicts it', () =>
    expect(related(reported(at(0), 3), peaked(at(5), 2)).ongoing.is).toBe('not met'))
})

describe('since when the grade has been so, and the onset as the onset', () => {
  it.each(
    cases(`
      course                         said
      0:3                            Rash grade 3 since 2026-03-01T08:00, onset 2026-03-01T08:00
      0:1 1:3                        Rash grade 3 since 2026-03-02T08:00, onset 2026-03-01T08:00
      0:3 1:4                        Rash grade 4 since 2026-03-02T08:00, grade 3 or more since 2026-03-01T08:00, onset 2026-03-01T08:00
      -1:3 0:1 1:3                   Rash grade 3 since 2026-03-02T08:00, onset 2026-02-28T08:00
      -1:4 0:3 1:3                   Rash grade 3 since 2026-03-01T08:00, onset 2026-02-28T08:00
      0:1                            Rash grade 1 since 2026-03-01T08:00, onset 2026-03-01T08:00
    `),
  )('$course: $said', ({ course, said }) => {
    const [first, ...later] = course!.split(' ').map((step) => step.split(':').map(Number) as [number, number])
    const facts = later.map(([day, grade]) => regraded(at(day, '08:00'), grade))
    expect(told(related(reported(at(first![0], '08:00'), first![1]), ...facts).ongoing)).toBe(said)
  })
  it('what ever was, when it was first reached', () =>
    expect(told(related(reported(at(-1), 1), regraded(at(0, '08:00'), 4), regraded(at(0, '20:00'), 2)).ever)).toBe(
      `Rash grade 4 reached ${at(0, '08:00')}, onset ${at(-1)}`,
    ))
  it('a maximum: not when, but until when', () =>
    expect(told(related({ ...reported(at(-1), 1) }, peaked(at(0), 4)).ever)).toBe(
      `Rash grade 4 at some time until ${at(0)}, onset ${at(-1)}`,
    ))
  it('a death: its day', () => {
    const died: Fact = { type: 'adverseEventEnded', ...about, at: at(1, '08:00'), outcome: 'fatal' }
    const { ongoing, ever } = related(reported(at(0), 4), died)
    expect(told(ongoing)).toBe(`Rash grade 5 on ${at(1, '08:00')}, onset ${at(0)}`)
    expect(told(ever)).toBe(`Rash grade 4 reached ${at(0)}, onset ${at(0)}`)
  })
})
