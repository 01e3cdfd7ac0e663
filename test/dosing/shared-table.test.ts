import { expect, it } from 'vitest'
import { piecesRun } from '../../src/cli/simulation-share.ts'
import type { Design } from '../../src/dosing/design.ts'
import { GraphStore, none, sharedStore } from '../../src/dosing/graph-store.ts'
import { SimulationJob } from '../../src/dosing/job.schema.ts'
import { JobRun, runJob, type SharedTables, tablesFor } from '../../src/dosing/run-job.ts'
import { addResults, type SimulationResult } from '../../src/dosing/simulation-result.ts'
import { seen } from '../../src/dosing/tally.ts'
import { sharedStates, TrialGraph, type TrialPlan } from '../../src/dosing/trial-graph.ts'

const truth = [0.05, 0.25, 0.4]
const prior = { mean: [-0.847, 0.381], sd: [2.015, 1.027] }
const designs = [
  { name: 'crm', model: 'empiric', skeleton: truth, target: 0.25 },
  { name: 'blrm', doses: [1, 2, 4], reference: 4, prior, cuts: [0.2, 0.35] },
  { name: 'boin', target: 0.3 },
  { name: 'rollingSix' },
  { name: '3+3' },
]

const job = SimulationJob.parse({
  seed: 3,
  to: 1500,
  designs: designs.map((design) => ({ id: design.name, design })),
  scenarios: [
    { id: 'rising', truth },
    { id: 'two levels of them', truth: [0.2, 0.5, 0.6] },
  ],
})

/** The job run as two threads run it: each takes pieces in turn, the second leaves what it may not work out to the first. */
function asTwoThreads(tables: SharedTables): { readonly results: readonly SimulationResult[]; readonly left: number } {
  const [one, other] = [new JobRun(job, { tables }), new JobRun(job, { tables })]
  const taken = new SharedArrayBuffer(4 * one.parts)
  const threads = [one, other].map((run) => piecesRun(run, { taken, start: 0 }))
  while (threads.map((each) => !each.next().done).includes(true));
  const [theirs, left] = [other.results(), other.left()]
  one.finish(left)
  return { results: one.results().map((each, i) => addResults(each, theirs[i] ?? each)), left: left.flat().length }
}

it('what threads share changes no result, and a trial that one leaves another takes', () => {
  const tables = tablesFor(job)
  expect(tables.size).toBe(designs.length)
  const first = asTwoThreads(tables)
  expect(first.left).toBeGreaterThan(0)
  expect(first.results).toEqual(runJob(job))
  const again = asTwoThreads(tables)
  expect(again.results).toEqual(runJob(job))
})

const widthOfThreeLevels = 8

it('a thread that waits in vain for another to work out its states works them out itself', () => {
  const long = SimulationJob.parse({ ...job, to: 10_000, designs: [{ id: '3+3', design: { name: '3+3' } }] })
  const tables = tablesFor(long)
  for (const table of tables.values()) new GraphStore(widthOfThreeLevels, table).isFirstToExplore()
  const waiting = new JobRun(long, { tables })
  for (const _ of piecesRun(waiting, { taken: new SharedArrayBuffer(4 * waiting.parts), start: 0 }));
  waiting.finish()
  expect(waiting.results()).toEqual(runJob(long))
})

it.each([
  [1, 2 ** 20],
  [4, 2 ** 20],
  [5, 2 ** 19],
  [500, 2 ** 13],
])('%d designs: tables for %d states each', (count, states) => {
  const many = { ...job, designs: Array.from({ length: count }, () => job.designs[0] as (typeof job.designs)[number]) }
  const [table] = tablesFor(many).values()
  expect(table?.byteLength).toBe(sharedStates(3, states).byteLength)
})

it('where a shared table is full, trials go on by the design itself', () => {
  const full = new Map([...tablesFor(job).keys()].map((key) => [key, sharedStates(3, 16)]))
  expect(asTwoThreads(full).results).toEqual(runJob(job))
})

const state = (number: number) => Uint16Array.from({ length: 12 }, (_, i) => Math.floor(number / 7 ** (i % 8)) % 7)
const nowhere = { level: 0, size: 0, mtd: null }

it('another thread finds what one has listed, and nothing else', () => {
  const buffer = sharedStore(12, 2 ** 15)
  const [one, other] = [new GraphStore(12, buffer), new GraphStore(12, buffer)]
  for (let i = 0; i < 30_000; i++) one.add(state(i), { level: i % 5, size: 3, mtd: i % 4 || null })
  expect(other.count).toBe(30_000)
  for (let i = 0; i < 30_000; i++) if (other.find(state(i)) !== i) throw new Error(`state ${i}: not found`)
  for (let i = 30_000; i < 60_000; i++) expect(other.find(state(i))).toBe(none)
  expect(other.ahead(7)).toEqual({ level: 2, size: 3, mtd: 3 })
  expect(other.add(state(7), nowhere)).toBe(7)
})

it('a store of one thread grows, a shared one says that it is full', () => {
  const [own, shared] = [new GraphStore(12), new GraphStore(12, sharedStore(12, 4))]
  for (let i = 0; i < 5000; i++) own.add(state(i), { level: 1, size: i % 9, mtd: null })
  for (let i = 0; i < 5000; i++) expect([own.find(state(i)), own.ahead(i).size]).toEqual([i, i % 9])
  expect([0, 1, 2, 3].map((i) => shared.add(state(i), nowhere))).toEqual([0, 1, 2, 3])
  expect([shared.isFull, shared.add(state(4), nowhere), shared.isFull]).toEqual([false, none, true])
  expect(shared.find(state(3))).toBe(3)
})

it('a child is worked out by the thread that claims it first, and is free again where that fails', () => {
  const rule = { id: 'stay', says: 'one level', source: 'this test' }
  let fails = true
  const design: Design = (tally, current) => {
    if (fails && tally[0]?.n === 2) throw new Error('not now')
    return { action: 'stay', level: 1, rule, considered: [], excluded: [], saw: seen(tally, current) }
  }
  const shared = sharedStates(1, 64)
  const [one, other] = [1, 2].map(() => new TrialGraph({ design, levels: 1, cohort: 2, cap: 4 }, shared)) as [
    TrialGraph,
    TrialGraph,
  ]
  other.explores = false
  expect(() => one.child(0, 1)).toThrow('not now')
  expect(other.child(0, 1)).toBe(none)
  fails = false
  const node = one.child(0, 1)
  expect(other.child(0, 1)).toBe(node)
  expect(other.node(node).tally).toEqual([{ n: 2, dlt: 1, pending: 0 }])
})

it('states worked out together with others of the same counts are what they would have been alone', () => {
  const rule = { id: 'all', says: 'all of the last cohort had a DLT: the second level', source: 'this test' }
  const byLast: Design = (tally, current) => {
    const level = tally.some(({ last }) => last?.dlt === last?.n && last !== undefined) ? 2 : 1
    const action = level > current ? 'escalate' : level < current ? 'de-escalate' : 'stay'
    return { action, level, rule, considered: [], excluded: [], saw: seen(tally, current) }
  }
  const plan: TrialPlan = { design: byLast, levels: 2, cohort: 2, cap: 12, lastAgainst: 1 }
  const alone = new TrialGraph(plan)
  const together = new TrialGraph({ ...plan, remembersCounts: true }, sharedStates(2, 1024))
  const compared = new Set<number>()
  const compareFrom = (one: number, other: number): void => {
    if (compared.has(one)) return
    compared.add(one)
    expect(together.node(other)).toEqual(alone.node(one))
    for (let dlts = 0; dlts <= alone.node(one).size && alone.node(one).level > 0; dlts++)
      compareFrom(alone.child(one, dlts), together.child(other, dlts))
  }
  compareFrom(0, 0)
  expect(compared.size).toBeGreaterThan(50)
  expect(together.count).toBeGreaterThan(alone.count)
})
