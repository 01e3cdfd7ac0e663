import { expect, it } from 'vitest'
import { SimulationJob } from '../../src/dosing/job.schema.ts'
import { JobRun, memoriesFor, runJob } from '../../src/dosing/run-job.ts'
import { memoryBytes, StateMemory } from '../../src/dosing/state-memory.ts'

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
  const designs = [crm, { name: 'rollingSix' }, { name: '3+3' }].map((design) => ({ id: design.name, design }))
  const job = SimulationJob.parse({ seed: 3, to: 600, designs, scenarios: [{ id: 's', truth }] })
  const memories = memoriesFor(job)
  expect(memories).toHaveLength(3)
  const resultsOf = () => {
    const run = new JobRun(job, { memories })
    for (let part = 0; part < run.parts; part++) for (let i = 0; i < run.pieces; i++) run.piece(part, i)
    return run.results()
  }
  expect(resultsOf()).toEqual(runJob(job))
  expect(resultsOf()).toEqual(runJob(job))
})
