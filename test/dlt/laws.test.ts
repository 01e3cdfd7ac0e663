import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DltRule } from '../../src/core/protocol.schema.ts'
import { judge } from '../../src/dlt/participant.ts'
import { inOrder } from '../../src/machines/order.ts'
import { add, replay } from '../../src/machines/replay.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { timelines } from '../support/timelines.ts'
import { machinesWith } from '../support/trial.ts'

const rule = (id: string, when: DltRule['when']): DltRule => ({ id, section: 'x', says: id, when })
const { window, evaluability } = nct07021534
/** A protocol that uses every word a rule can be made of. */
const machines = machinesWith({
  window: { ...window, alsoCycles: [2], boundary: 'later' },
  evaluability: {
    ...evaluability,
    assessments: [
      { section: 'x', name: 'ICE', from: 0, to: 20, missed: 'notEvaluable' },
      { section: 'x', name: 'ferritin', from: 0, to: 20, missed: 'committee' },
    ],
  },
  dltRules: [
    rule('DLT-1', { all: [{ category: 'haematologic' }, { grade: { atLeast: 3, aboveBaseline: 2 } }] }),
    rule('DLT-2', {
      grade: { atLeast: 3 },
      atLeastFor: { days: 5 },
      unsupported: { by: ['platelets', 'growthFactor'], for: { days: 7 } },
    }),
    rule('DLT-3', {
      all: [{ not: { category: 'haematologic' } }, { fact: 'optimalSupportiveCare' }, { serious: false }],
    }),
    rule('DLT-4', { any: [{ outcome: ['fatal'] }, { manifestationOf: ['Nausea'] }] }),
    rule('DLT-5', { all: [{ source: 'laboratory' }, { grade: { atLeast: 2 }, longerThan: { hours: 12 } }] }),
  ],
})
const RUNS = Number(process.env.TIMELINES ?? 50)
const json = (value: unknown) => JSON.stringify(value)

describe('with every word a rule can be made of, of every timeline', { timeout: 120_000 }, () => {
  const holds = (law: (posted: Parameters<typeof replay>[1]) => void) => () =>
    fc.assert(fc.property(timelines, law), { numRuns: RUNS })

  it(
    'no judgement throws, and each is what its participant’s summary says',
    holds((posted) => {
      for (const { lane } of replay(machines, posted).lanes.values()) {
        const { summary, judgement } = lane.participant.context
        const again = judge(machines.judges.protocol, summary)
        expect(json(judgement.rules)).toBe(json(again.rules))
        expect(json(judgement.outside)).toBe(json(again.outside))
      }
    }),
  )

  it(
    'late facts give the same judgements as timely ones',
    holds((posted) => {
      const ordered = inOrder(posted).map((one) => one.posted)
      const isLate = ({ type }: { readonly type: string }, i: number) => i % 3 === 1 && type !== 'adverseEventReported'
      const late = replay(
        machines,
        ordered.filter((one, i) => !isLate(one, i)),
      )
      for (const one of ordered.filter(isLate)) add(late, one)
      const judgements = ({ lanes }: typeof late) =>
        [...lanes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { lane }]) => lane.participant.context.judgement)
      expect(json(judgements(late))).toBe(json(judgements(replay(machines, posted))))
    }),
  )
})
