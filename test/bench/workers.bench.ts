import { runSimulation } from '../../src/cli/run-simulation.ts'
import type { DesignSpec } from '../../src/dosing/designs.schema.ts'
import type { SimulationJob } from '../../src/dosing/job.schema.ts'

const truth = [0.05, 0.12, 0.25, 0.4, 0.55]
const accrual = { interval: 0.5, window: 1 }

type Case = { readonly title: string; readonly design: DesignSpec; readonly trials: number; readonly timed?: boolean }

/** Each takes some five seconds with one thread. */
const cases: readonly Case[] = [
  { title: 'BOIN', design: { name: 'boin', target: 0.3 }, trials: 8_000_000 },
  { title: 'CRM', design: { name: 'crm', model: 'empiric', skeleton: truth, target: 0.25 }, trials: 8_000_000 },
  {
    title: 'BLRM',
    design: {
      name: 'blrm',
      doses: [1, 2, 4, 8, 15],
      reference: 8,
      prior: { mean: [-0.847, 0.381], sd: [2.015, 1.027] },
      cuts: [0.2, 0.35],
    },
    trials: 4_000_000,
  },
  {
    title: 'TITE-BOIN, in time',
    design: { name: 'titeBoin', version: '2018', target: 0.3 },
    trials: 500_000,
    timed: true,
  },
]

const jobOf = ({ design, trials, timed = false }: Case): SimulationJob => ({
  seed: 1,
  from: 0,
  to: trials,
  designs: [{ id: 'bench', design, cap: 30 }],
  scenarios: [{ id: 'bench', truth }],
  ...(timed && { accrual }),
})

/** The same simulation with one thread and with two, in turns; the quickest of each, threads started anew every time. */
export async function benchWorkers(print: (line: string) => void): Promise<void> {
  print('two threads against one: seconds of the whole simulation, the quickest of three each (asked: 1.8)')
  for (const each of cases) {
    const best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    const said = new Set<string>()
    for (let turn = 0; turn < 3; turn++)
      for (const threads of [1, 2]) {
        const start = performance.now()
        said.add(JSON.stringify(await runSimulation(jobOf(each), threads, () => {})))
        best[threads - 1] = Math.min(best[threads - 1] ?? 0, (performance.now() - start) / 1000)
      }
    const [one = 0, two = 0] = best
    const same = said.size === 1 ? 'the same result' : 'RESULTS DIFFER'
    print(`  ${each.title.padEnd(20)}${one.toFixed(2)} s, ${two.toFixed(2)} s: ${(one / two).toFixed(2)} (${same})`)
  }
}
