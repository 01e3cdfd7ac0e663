import { expect, it } from 'vitest'
import type { Design } from '../../src/dosing/design.ts'
import { SimulationJob } from '../../src/dosing/job.schema.ts'
import { JobRun, memoriesFor, runJob } from '../../src/dosing/run-job.ts'
import { memoryBytes, StateMemory } from '../../src/dosing/state-memory.ts'
import { seen } from '../../src/dosing/tally.ts'
import { TrialGraph, type TrialPlan } from '../../src/dosing/trial-graph.ts'

/** Five levels, the current one, and the cohort treated last. */
const state = (number: number) =>
  Uint16Array.from({ length: 13 }, (_, i) => Math.floor(number / 7 ** (i % 8)) % (i < 10 ? 7 : 5))

it('another thread finds what one has kept, and nothing else', () => {
  const buffer = new SharedArrayBuffer(memoryBytes(5))
  const [one, other] = [new StateMemory(buffer, 5), new StateMemory(buffer, 5)]
  for (let i = 1; i <= 30_000; i++) one.keep(state(i), i)
  for (let i = 1; i <= 30_000; i++) if (other.find(state(i)) !== i) throw new Error(`state ${i}: not found`)
  for (let i = 30_001; i <= 60_000; i++) expect(other.find(state(i))).toBe(0)
})

it('a count too large for a key is not remembered at all', () => {
  const memory = new StateMemory(new SharedArrayBuffer(memoryBytes(1)), 1)
  memory.keep(Uint16Array.of(64, 0, 1, 0, 0), 5)
  expect(memory.find(Uint16Array.of(64, 0, 1, 0, 0))).toBe(0)
  expect(memory.find(Uint16Array.of(0, 1, 1, 0, 0))).toBe(0)
})

it('what is remembered changes no result', () => {
  const truth = [0.05, 0.25, 0.4]
  const crm = { name: 'crm', model: 'empiric', skeleton: truth, target: 0.25 }
  const prior = { mean: [-0.847, 0.381], sd: [2.015, 1.027] }
  const blrm = { name: 'blrm', doses: [1, 2, 4], reference: 4, prior, cuts: [0.2, 0.35] }
  const designs = [crm, blrm, { name: 'rollingSix' }, { name: '3+3' }].map((design) => ({ id: design.name, design }))
  const job = SimulationJob.parse({ seed: 3, to: 600, designs, scenarios: [{ id: 's', truth }] })
  const memories = memoriesFor(job)
  expect(memories).toHaveLength(4)
  const resultsOf = () => {
    const run = new JobRun(job, { memories })
    for (let part = 0; part < run.parts; part++) for (let i = 0; i < run.pieces; i++) run.piece(part, i)
    return run.results()
  }
  expect(resultsOf()).toEqual(runJob(job))
  expect(resultsOf()).toEqual(runJob(job))
})

it('states worked out together with others of the same counts are what they would have been alone', () => {
  const rule = { id: 'two', says: 'two DLTs in the last cohort: the second level', source: 'this test' }
  const byLast: Design = (tally, current) => {
    const level = tally.some(({ last }) => last?.dlt === 2) ? 2 : 1
    const action = level > current ? 'escalate' : level < current ? 'de-escalate' : 'stay'
    return { action, level, rule, considered: [], excluded: [], saw: seen(tally, current) }
  }
  const plan: TrialPlan = { design: byLast, levels: 2, cohort: 2, cap: 12, looksAtLast: true }
  const alone = new TrialGraph(plan)
  const memory = new StateMemory(new SharedArrayBuffer(memoryBytes(2)), 2)
  const together = new TrialGraph({ ...plan, remembersCounts: true }, memory)
  const compared = new Set<number>()
  const compareFrom = (one: number, other: number): void => {
    if (compared.has(one)) return
    compared.add(one)
    expect(together.node(other)).toEqual(alone.node(one))
    for (let dlts = 0; dlts <= alone.node(one).size && alone.node(one).level > 0; dlts++)
      compareFrom(alone.child(one, dlts), together.child(other, dlts))
  }
  compareFrom(0, 0)
  expect(compared.size).toBeGreaterThan(100)
})
