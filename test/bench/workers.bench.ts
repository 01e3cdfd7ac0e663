import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { DesignSpec } from '../../src/dosing/designs.schema.ts'
import type { SimulationJob } from '../../src/dosing/job.schema.ts'

const truth = [0.05, 0.12, 0.25, 0.4, 0.55]
const accrual = { interval: 0.5, window: 1 }

type Case = { readonly title: string; readonly design: DesignSpec; readonly trials: number; readonly timed?: boolean }

/** So many trials take some two and a half seconds with one thread. */
const cases: readonly Case[] = [
  { title: 'BOIN', design: { name: 'boin', target: 0.3 }, trials: 3_200_000 },
  { title: 'CRM', design: { name: 'crm', model: 'empiric', skeleton: truth, target: 0.25 }, trials: 3_200_000 },
  {
    title: 'BLRM',
    design: {
      name: 'blrm',
      doses: [1, 2, 4, 8, 15],
      reference: 8,
      prior: { mean: [-0.847, 0.381], sd: [2.015, 1.027] },
      cuts: [0.2, 0.35],
    },
    trials: 1_800_000,
  },
  {
    title: 'TITE-BOIN, in time',
    design: { name: 'titeBoin', version: '2018', target: 0.3 },
    trials: 180_000,
    timed: true,
  },
]

/** How many times as many trials, and how often each way is taken in turn. */
const lengths = [
  { times: 1, turns: 3 },
  { times: 4, turns: 2 },
] as const

const jobOf = ({ design, trials, timed = false }: Case, times: number): SimulationJob => ({
  seed: 1,
  from: 0,
  to: times * trials,
  designs: [{ id: 'bench', design, cap: 30 }],
  scenarios: [{ id: 'bench', truth }],
  ...(timed && { accrual }),
})

/** One thread kept to one core, one with the machine to itself (it compiles on another core), and two. */
const ways = [
  { threads: 1, pinned: true },
  { threads: 1, pinned: false },
  { threads: 2, pinned: false },
] as const

const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0

type Once = { readonly seconds: number; readonly digest: string }

/** The simulation in a process of its own, so that nothing is compiled yet. */
function once(job: SimulationJob, { threads, pinned }: (typeof ways)[number]): Once {
  const run = [fileURLToPath(new URL('./simulate-once.js', import.meta.url)), JSON.stringify(job), String(threads)]
  const [command = '', ...args] = [...(pinned && canPin ? ['taskset', '-c', '0'] : []), process.execPath, ...run]
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

/** The same simulation with one thread and with two, in turns; the quickest of each. */
export function benchWorkers(print: (line: string) => void): void {
  print('two threads against one: seconds of the whole simulation in a new process, the quickest each (asked: 1.8)')
  if (!canPin) print('no taskset here: "one core" is not kept to one core')
  print(`  ${''.padEnd(20)}one core  one thread  two threads  against one core  against one thread`)
  for (const { times, turns } of lengths) for (const each of cases) print(`  ${lineOf(each, times, turns)}`)
}

function lineOf(each: Case, times: number, turns: number): string {
  const best = ways.map(() => Number.POSITIVE_INFINITY)
  const digests = new Set<string>()
  for (let turn = 0; turn < turns; turn++)
    ways.forEach((way, i) => {
      const { seconds, digest } = once(jobOf(each, times), way)
      best[i] = Math.min(best[i] as number, seconds)
      digests.add(digest)
    })
  const [pinned = 0, one = 0, two = 0] = best
  const figures = [
    pinned.toFixed(2).padStart(8),
    one.toFixed(2).padStart(10),
    two.toFixed(2).padStart(11),
    (pinned / two).toFixed(2).padStart(16),
    (one / two).toFixed(2).padStart(18),
  ]
  return `${each.title.padEnd(20)}${figures.join('  ')}${digests.size === 1 ? '' : '  RESULTS DIFFER'}`
}
