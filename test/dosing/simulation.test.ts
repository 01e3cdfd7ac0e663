import { describe, expect, it } from 'vitest'
import { piecesRun } from '../../src/cli/simulation-share.ts'
import type { DesignSpec } from '../../src/dosing/designs.schema.ts'
import { expected } from '../../src/dosing/enumerate.ts'
import { SimulationJob } from '../../src/dosing/job.schema.ts'
import { treats } from '../../src/dosing/modifiers.ts'
import { philox } from '../../src/dosing/philox.ts'
import { planOf } from '../../src/dosing/plan.ts'
import { JobRun, runJob } from '../../src/dosing/run-job.ts'
import { addResults, summarise } from '../../src/dosing/simulation-result.ts'
import { endOf, TrialGraph } from '../../src/dosing/trial-graph.ts'

const truth = [0.05, 0.12, 0.25, 0.4, 0.55]
const skeleton = [0.05, 0.12, 0.25, 0.4, 0.55]
const specs: readonly DesignSpec[] = [
  { name: '3+3', family: 'korn' },
  { name: 'boin', target: 0.3 },
  { name: 'keyboard', target: 0.3 },
  { name: 'rollingSix' },
  { name: 'crm', model: 'empiric', skeleton, target: 0.25 },
]

const job = (design: DesignSpec, to: number, more: object = {}) =>
  SimulationJob.parse({
    seed: 20260101,
    to,
    designs: [{ id: 'a', design }],
    scenarios: [
      { id: 's', truth },
      { id: 't', truth: truth.map((p) => p / 2) },
    ],
    target: 0.3,
    ...more,
  })

it.each([
  ['a range that ends before it begins', { from: 20, to: 10 }, 'to'],
  [
    'two scenarios by one id',
    {
      scenarios: [
        { id: 's', truth: [0.1] },
        { id: 's', truth: [0.2] },
      ],
    },
    'scenarios',
  ],
])('a job with %s is refused', (_, wrong, where) => {
  const one = {
    seed: 1,
    to: 9,
    designs: [{ id: 'd', design: { name: '3+3' } }],
    scenarios: [{ id: 's', truth: [0.1] }],
  }
  expect(SimulationJob.safeParse({ ...one, ...wrong }).error?.issues[0]?.path).toEqual([where])
})

describe('Philox4x32-10', () => {
  it.each([
    ['zeros', [0, 0, 0, 0], [0, 0], ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']],
    ['ones', [-1, -1, -1, -1], [-1, -1], ['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd']],
    [
      'pi',
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      ['d16cfe09', '94fdcceb', '5001e420', '24126ea1'],
    ],
  ])('draws what its authors publish: %s', (_, [a = 0, b = 0, c = 0, d = 0], [k = 0, l = 0], words) => {
    const out = new Uint32Array(4)
    philox(a, b, c, d, k, l, out)
    expect([...out].map((word) => word.toString(16).padStart(8, '0'))).toEqual(words)
  })
})

describe('simulation', () => {
  it.each(specs)('$name: by its table as by the design itself', (spec) => {
    expect(runJob(job(spec, 400))).toEqual(runJob(job(spec, 400), { withoutTable: true }))
  })

  it.each(specs)('$name: every state of its table is what the design says', (spec) => {
    const plan = planOf(spec, { levels: 3, cap: 12 })
    const graph = new TrialGraph(plan)
    for (let id = 0; id < graph.count; id++) {
      const node = graph.node(id)
      const next = plan.design(node.tally, node.current)
      const room = 12 - node.tally.reduce((sum, { n }) => sum + n, 0)
      const goesOn = treats(next) && room > 0
      const ahead = goesOn ? [next.level, Math.min(next.more ?? 3, room), null] : [0, 0, endOf(plan, node.tally, next)]
      expect([node.level, node.size, node.mtd]).toEqual(ahead)
      for (let dlts = 0; dlts <= node.size && node.size > 0; dlts++) {
        const child = graph.node(graph.child(id, dlts))
        const at = node.level - 1
        expect(child.tally[at]).toMatchObject({
          n: (node.tally[at]?.n ?? 0) + node.size,
          dlt: (node.tally[at]?.dlt ?? 0) + dlts,
        })
      }
    }
  })

  it.each(specs)('$name: agrees with the exact operating characteristics within Monte-Carlo error', (spec) => {
    const exact = expected(planOf(spec, { levels: 5 }), truth)
    const [first] = runJob(job(spec, 20_000))
    if (!first) throw new Error('no result')
    const { selected, none, size } = summarise(first)
    for (const [i, { value, se }] of selected.entries())
      expect(Math.abs(value - (exact.selected[i] ?? 0))).toBeLessThan(4 * se + 1e-3)
    expect(Math.abs(none.value - exact.none)).toBeLessThan(4 * none.se + 1e-3)
    const mean = exact.sizes.reduce((sum, p, n) => sum + p * n, 0)
    expect(Math.abs(size.value - mean)).toBeLessThan(4 * size.se + 1e-9)
  })

  it('the trials of a range do not depend on how it is cut, in time or not', () => {
    const timed = { accrual: { interval: 0.4, window: 1 } }
    for (const one of [
      job({ name: 'boin', target: 0.3 }, 5000),
      job({ name: 'titeBoin', version: '2018', target: 0.3 }, 700, timed),
    ])
      for (const parts of [2, 3, 7]) {
        const edge = (i: number) => Math.floor((one.to * i) / parts)
        const cut = Array.from({ length: parts }, (_, i) => runJob({ ...one, from: edge(i), to: edge(i + 1) }))
        const added = cut.reduce((all, part) => all.map((each, i) => addResults(each, part[i] ?? each)))
        expect(JSON.stringify(added)).toBe(JSON.stringify(runJob(one)))
      }
  })

  it('nor on who takes which piece', () => {
    const one = job({ name: 'boin', target: 0.3 }, 3000)
    const runs = [0, 1, 1].map((start) => ({ run: new JobRun(one), start }))
    const taken = new SharedArrayBuffer(8)
    const open = runs.map(({ run, start }) => piecesRun(run, { taken, start }))
    let left = true
    while (left) left = open.map((each) => !each.next().done).includes(true)
    const added = runs
      .map(({ run }) => run.results())
      .reduce((all, part) => all.map((each, i) => addResults(each, part[i] ?? each)))
    expect(runs.every(({ run }) => run.results().length === 2)).toBe(true)
    expect(JSON.stringify(added)).toBe(JSON.stringify(runJob(one)))
  })

  it('results of other designs or scenarios do not add', () => {
    const [a, b] = runJob(job({ name: 'boin', target: 0.3 }, 10))
    if (!a || !b) throw new Error('no result')
    expect(() => addResults(a, b)).toThrow('do not add')
  })

  it('in time, a design that weighs follow-up is quicker than the same waiting', () => {
    const timed = { accrual: { interval: 0.25, pattern: 'even', window: 1 } }
    const mean = (spec: DesignSpec) => summarise(runJob(job(spec, 300, timed))[0] ?? fail()).duration?.value ?? 0
    expect(mean({ name: 'titeBoin', version: '2018', target: 0.3 })).toBeLessThan(
      0.8 * mean({ name: 'boin', target: 0.3 }),
    )
  })

  it('in time, a cohort that was opened is left off once its DLTs close the level', () => {
    const accrual = { interval: 2, pattern: 'even', window: 1 }
    const one = job({ name: '3+3' }, 20, { accrual, scenarios: [{ id: 's', truth: [1, 1] }] })
    expect(runJob(one)[0]).toMatchObject({ none: 20, participants: [40, 0], dlts: [40, 0] })
  })

  it('in time, the whole cohorts of a design that waits are those of the same trial without time', () => {
    const timed = runJob(
      job({ name: 'boin', target: 0.3, cutoff: 0.999999999999 }, 500, { accrual: { interval: 0.25, window: 1 } }),
    )
    const plain = runJob(job({ name: 'boin', target: 0.3, cutoff: 0.999999999999 }, 500))
    expect(timed.map(({ selected, participants }) => [selected, participants])).toEqual(
      plain.map(({ selected, participants }) => [selected, participants]),
    )
  })
})

const fail = (): never => {
  throw new Error('no result')
}
