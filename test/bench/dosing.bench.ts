import { blrmGrid, blrmPosterior } from '../../src/dosing/blrm-posterior.ts'
import { crmGrid, crmPosterior } from '../../src/dosing/crm-posterior.ts'
import type { DesignSpec } from '../../src/dosing/designs.schema.ts'
import type { SimulationJob } from '../../src/dosing/job.schema.ts'
import { type RunOptions, runJob } from '../../src/dosing/run-job.ts'

const truth = [0.05, 0.12, 0.25, 0.4, 0.55]
const accrual = { interval: 0.5, window: 1 }
const crm = { name: 'crm', model: 'empiric', skeleton: truth, target: 0.25 } as const
const blrm = {
  name: 'blrm',
  doses: [1, 2, 4, 8, 15],
  reference: 8,
  prior: { mean: [-0.847, 0.381], sd: [2.015, 1.027] },
  cuts: [0.2, 0.35],
} as const satisfies DesignSpec

type Case = {
  readonly title: string
  readonly design: DesignSpec
  readonly trials: number
  readonly timed?: boolean
  readonly withoutTable?: boolean
  /** The trials a second asked for. */
  readonly least?: number
}

const cases: readonly Case[] = [
  { title: '3+3, table', design: { name: '3+3', family: 'korn' }, trials: 1_000_000, least: 400_000 },
  { title: '3+3, plain', design: { name: '3+3', family: 'korn' }, trials: 200_000, withoutTable: true, least: 100_000 },
  { title: 'BOIN, table', design: { name: 'boin', target: 0.3 }, trials: 1_000_000, least: 400_000 },
  { title: 'BOIN, plain', design: { name: 'boin', target: 0.3 }, trials: 200_000, withoutTable: true, least: 100_000 },
  { title: 'keyboard, table', design: { name: 'keyboard', target: 0.3 }, trials: 1_000_000, least: 400_000 },
  {
    title: 'keyboard, plain',
    design: { name: 'keyboard', target: 0.3 },
    trials: 200_000,
    withoutTable: true,
    least: 100_000,
  },
  { title: 'CRM, plain', design: crm, trials: 40_000, withoutTable: true, least: 20_000 },
  { title: 'CRM, memory', design: crm, trials: 1_000_000, least: 100_000 },
  {
    title: 'TITE-BOIN, in time',
    design: { name: 'titeBoin', version: '2018', target: 0.3 },
    trials: 100_000,
    timed: true,
    least: 50_000,
  },
  { title: 'TITE-CRM, in time', design: { ...crm, timeToEvent: true }, trials: 10_000, timed: true, least: 5_000 },
]

const jobOf = (design: DesignSpec, trials: number, timed = false, rates = truth, cap = 30): SimulationJob => ({
  seed: 1,
  from: 0,
  to: trials,
  designs: [{ id: 'bench', design, ...(design.name === '3+3' ? {} : { cap }) }],
  scenarios: [{ id: 'bench', truth: rates }],
  ...(timed && { accrual }),
})

function perSecond(job: SimulationJob, options: RunOptions = {}): number {
  const start = performance.now()
  runJob(job, options)
  return (1000 * (job.to - job.from)) / (performance.now() - start)
}

const shown = (figure: number) => Math.round(figure).toLocaleString('en')

/** Trials a second on one core, 5 levels and 30 participants, beside what is asked; then growth, and the quadratures. */
export async function benchDosing(print: (line: string) => void): Promise<void> {
  print('dosing: trials a second, 5 levels, 30 participants in cohorts of 3, one core')
  for (const { title, design, trials, timed, withoutTable, least } of cases) {
    runJob(jobOf(design, 500, timed), withoutTable ? { withoutTable } : {})
    const rate = perSecond(jobOf(design, trials, timed), withoutTable ? { withoutTable } : {})
    print(`  ${title.padEnd(22)}${shown(rate).padStart(12)}${least ? `   (asked: ${shown(least)})` : ''}`)
  }
  benchBlrm(print)
  benchGrowth(print)
  benchQuadrature(print)
}

/** The BLRM's memory fills as its states are first reached; run twice, the second time it is full. */
function benchBlrm(print: (line: string) => void): void {
  const job = jobOf(blrm, 3_000)
  const twice = { ...job, scenarios: [...job.scenarios, { id: 'again', truth }] }
  const start = performance.now()
  let [done, filled] = [0, start]
  runJob(twice, {
    onProgress: (trials) => {
      done += trials
      if (done === job.to) filled = performance.now()
    },
  })
  const end = performance.now()
  const rate = (ms: number) => shown((1000 * job.to) / ms).padStart(12)
  print(`  ${'BLRM, memory empty'.padEnd(22)}${rate(filled - start)}`)
  print(`  ${'BLRM, memory full'.padEnd(22)}${rate(end - filled)}   (asked: 20,000)`)
}

function benchGrowth(print: (line: string) => void): void {
  print('growth (BOIN through its table, trials a second)')
  for (const levels of [3, 5, 8]) {
    const rates = Array.from({ length: levels }, (_, i) => (0.6 * (i + 1)) / levels)
    for (const cap of [15, 30, 60])
      print(
        `  ${levels} levels, ${cap} participants: ${shown(perSecond(jobOf({ name: 'boin', target: 0.3 }, 200_000, false, rates, cap)))}`,
      )
  }
}

const tally = [3, 6, 9, 6, 0].map((n, i) => ({ n, dlt: [0, 1, 2, 3, 0][i] ?? 0, pending: 0 }))

function benchQuadrature(print: (line: string) => void): void {
  const [one, two] = [crmGrid(crm), blrmGrid(blrm)]
  const time = (times: number, posterior: () => void) => {
    for (let i = 0; i < times / 10; i++) posterior()
    const start = performance.now()
    for (let i = 0; i < times; i++) posterior()
    return (1000 * (performance.now() - start)) / times
  }
  print('quadratures (every figure within 1e-8 of an independent one for up to 60 participants)')
  print(
    `  CRM posterior: ${time(20_000, () => crmPosterior(one, tally)).toFixed(1)} µs, ${one.nodes.length} nodes at most`,
  )
  print(
    `  BLRM posterior: ${time(200, () => blrmPosterior(two, tally)).toFixed(0)} µs, ${two.theta1.length} × ${two.theta2.length} nodes at most`,
  )
}
