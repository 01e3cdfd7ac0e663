import { listedFor } from './designs.ts'
import type { Scenario, SimulatedDesign, SimulationJob } from './job.schema.ts'
import { Draws, purposes } from './philox.ts'
import { planOf } from './plan.ts'
import { trialByDesign, walks } from './simulate.ts'
import { type SimulationResult, Totals } from './simulation-result.ts'
import { timedTrial } from './timed-trial.ts'
import { TrialGraph, type TrialPlan } from './trial-graph.ts'

/** How a job is run; what comes out is the same. */
export type RunOptions = {
  /** Ask the design at every step instead of remembering its states in a table. */
  readonly withoutTable?: boolean
  /** Called now and then with the trials done since the last call. */
  readonly onProgress?: (trials: number) => void
}

const chunk = 4096

/** The results of a job, design by design and scenario by scenario, in the job's order. */
export function runJob(job: SimulationJob, options: RunOptions = {}): SimulationResult[] {
  return job.designs.flatMap((each) => {
    const graphs = new Map<number, TrialGraph>()
    return job.scenarios.map((scenario) => runOne(job, each, scenario, graphs, options))
  })
}

/** The number of trials a job asks for, over its designs and scenarios. */
export const trialsOf = ({ from, to, designs, scenarios }: SimulationJob): number =>
  (to - from) * designs.length * scenarios.length

function runOne(
  job: SimulationJob,
  simulated: SimulatedDesign,
  { id, truth }: Scenario,
  graphs: Map<number, TrialGraph>,
  options: RunOptions,
): SimulationResult {
  const { design: spec, id: name, ...rest } = simulated
  const plan = planOf(spec, { ...rest, levels: truth.length })
  const target = job.target ?? listedFor(spec).target?.(spec)
  const totals = new Totals(name, id, truth, target, plan.cap ?? Number.POSITIVE_INFINITY, job.accrual !== undefined)
  for (let from = job.from; from < job.to; from += chunk) {
    const to = Math.min(job.to, from + chunk)
    if (job.accrual) addTimed(totals, plan, truth, job, from, to)
    else if (options.withoutTable) addPlain(totals, plan, truth, job.seed, from, to)
    else addWalks(totals, graphFor(graphs, plan), truth, job.seed, from, to)
    options.onProgress?.(to - from)
  }
  return totals.result()
}

function graphFor(graphs: Map<number, TrialGraph>, plan: TrialPlan): TrialGraph {
  const graph = graphs.get(plan.levels) ?? new TrialGraph(plan)
  graphs.set(plan.levels, graph)
  return graph
}

function addWalks(totals: Totals, graph: TrialGraph, truth: readonly number[], seed: number, from: number, to: number) {
  for (const [id, times] of walks(graph, truth, seed, from, to)) {
    const node = graph.nodes[id]
    if (node) totals.add(node.tally, node.mtd, times)
  }
}

function addPlain(totals: Totals, plan: TrialPlan, truth: readonly number[], seed: number, from: number, to: number) {
  const draws = new Draws(seed, purposes.dlt)
  for (let trial = from; trial < to; trial++) {
    draws.trial(trial)
    const { tally, mtd } = trialByDesign(plan, truth, draws)
    totals.add(tally, mtd)
  }
}

function addTimed(
  totals: Totals,
  plan: TrialPlan,
  truth: readonly number[],
  job: SimulationJob,
  from: number,
  to: number,
) {
  if (!job.accrual) return
  const draws = {
    dlt: new Draws(job.seed, purposes.dlt),
    arrival: new Draws(job.seed, purposes.arrival),
    onset: new Draws(job.seed, purposes.onset),
  }
  for (let trial = from; trial < to; trial++) {
    for (const each of Object.values(draws)) each.trial(trial)
    const { tally, mtd, duration } = timedTrial(plan, truth, job.accrual, draws)
    totals.add(tally, mtd, 1, duration)
  }
}
