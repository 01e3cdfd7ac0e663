import { describe, expect, it } from 'vitest'
import { ctcae50 } from '../../grading-tables/index.ts'
import { checkProtocol } from '../../src/checking/index.ts'
import type { InfusionGate } from '../../src/core/eligibility.schema.ts'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import type { StoppingRule } from '../../src/core/stopping.schema.ts'
import { broken } from './protocol.ts'

const contradictions = (protocol: Protocol) =>
  checkProtocol(protocol, ctcae50).contradictions.map(({ where, says }) => `${where}: ${says}`)

describe('infusion gates', () => {
  const gate: InfusionGate = {
    id: 'G-1',
    section: '6',
    says: 'before the second infusion',
    opens: { agent: 'drug', cycle: 1, infusion: 2 },
    intervals: [
      {
        id: 'I-1',
        section: '6',
        says: 'a day',
        after: { agent: 'drug' },
        earliest: { hours: 24 },
        latest: { days: 2 },
      },
    ],
    requires: [],
  }
  const gated = (changes: Partial<InfusionGate>, more: Partial<Protocol> = {}) =>
    contradictions(broken({ infusionGates: [{ ...gate, ...changes }], ...more }))

  it('a sound one', () => expect(gated({})).toEqual([]))
  it('agents that the protocol does not name', () =>
    expect(
      gated({
        opens: { agent: 'x' },
        requires: [
          { id: 'R-1', section: '6', says: 'given', when: { given: { agent: 'y' } }, otherwise: 'hold' },
          {
            id: 'R-2',
            section: '6',
            says: 'no event',
            when: {
              not: {
                adverseEvent: 'ongoing',
                gradeAtLeast: 3,
                attributedTo: ['z'],
                atLeast: 'possible',
                seenWithin: { days: 1 },
              },
            },
            otherwise: 'hold',
          },
        ],
      }),
    ).toEqual([
      'G-1 (6): names the agent "x": expected one of drug',
      'R-1 (6): names the agent "y": expected one of drug',
      'R-2 (6): names the agent "z": expected one of drug',
    ]))
  it('an interval that is over before it begins', () =>
    expect(gated({ intervals: [{ ...gate.intervals[0]!, latest: { hours: 23 } }] })).toEqual([
      'I-1 (6): is over before it begins: its latest time lies before its earliest',
    ]))
  it('a requirement that nobody meets', () =>
    expect(
      gated({
        requires: [
          { id: 'R-1', section: '6', says: 'x', when: { age: { atLeast: 75, atMost: 18 } }, otherwise: 'stop' },
        ],
      }),
    ).toEqual(['R-1 (6): can never be met: age ≥ 75, and age ≤ 18']))
  it('criteria of a gate that nobody asks at, and a gate that asks criteria there are none of', () => {
    const criterion = {
      id: 'E-1',
      kind: 'exclusion',
      section: '4',
      says: 'pregnant',
      when: { finding: 'pregnancy' },
    } as const
    const eligibility = (gateName: string) => ({ section: '4', criteria: [{ ...criterion, gate: gateName }] })
    expect(gated({ eligibilityGate: 'second' }, { eligibility: eligibility('second') })).toEqual([])
    expect(gated({ eligibilityGate: 'second' }, { eligibility: eligibility('third') })).toEqual([
      'E-1 (4): is asked at the gate "third", which no infusion gate asks at',
      'G-1 (6): asks the criteria of "second", and none is of it',
    ])
  })
})

describe('stopping rules', () => {
  const rule: StoppingRule = {
    id: 'STOP-1',
    section: '8',
    says: 'two deaths',
    counts: { died: {} },
    over: 'trial',
    bound: { atLeast: 2, amongFirst: 10 },
  }
  const stopped = (changes: Partial<StoppingRule>) => contradictions(broken({ stopping: [{ ...rule, ...changes }] }))

  it('a sound one', () => expect(stopped({})).toEqual([]))
  it('more than there are', () => {
    expect(stopped({ bound: { atLeast: 2, amongFirst: 2 } })).toEqual([])
    expect(stopped({ bound: { atLeast: 3, amongFirst: 2 } })).toEqual([
      'STOP-1 (8): can never be met: at least 3 among the first 2',
    ])
    expect(
      stopped({
        bound: {
          rows: [
            { atLeast: 2, amongFirst: 5 },
            { atLeast: 7, amongFirst: 6 },
          ],
        },
      }),
    ).toEqual(['STOP-1 (8): can never be met: at least 7 among the first 6'])
    expect(stopped({ over: 'doseFinding', bound: { atLeast: 19 } })).toEqual([
      'STOP-1 (8): can never be met: at least 19 of at most 18 participants',
    ])
  })
  it('of expansion cohorts, where there are none', () =>
    expect(stopped({ over: 'expansionCohort' })).toEqual([
      'STOP-1 (8): can never be met: it looks at expansion cohorts, and there is none',
    ]))
  it('an event that nothing is, and an agent that nobody knows', () => {
    expect(stopped({ counts: { event: { grade: { atLeast: 4, atMost: 3 } } } })).toEqual([
      'STOP-1 (8): can never be met: grade at least 4 and at most 3',
    ])
    expect(stopped({ counts: { died: { attributedTo: { agents: ['x'], atLeast: 'possible' } } } })).toEqual([
      'STOP-1 (8): names the agent "x": expected one of drug',
    ])
  })
})
