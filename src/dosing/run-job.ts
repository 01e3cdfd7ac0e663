import { listedFor } from './designs.ts'
import type { SimulationJob } from './job.schema.ts'
import { Draws, purposes } from './philox.ts'
import { planOf } from './plan.ts'
import { Ends, trialByDesign, walk } from './simulate.ts'
import { type SimulationResult, Totals } from './simulation-result.ts'
import { memoryBytes, StateMemory } from './state-memory.ts'
import { type Accrual, type TimedDraws, timedTrial } from './timed-trial.ts'
import { TrialGraph, type TrialPlan } from './trial-graph.ts'

/** How a job is run; what comes out is the same. */
export type RunOptions = {
  /** Ask the design at every step instead of remembering its states in a table. */
  readonly withoutTable?: boolean
  /** Called now and then with the trials done since the last call. */
  readonly onProgress?: (trials: number) => void
}

/** The results of a job, design by design and scenario by scenario, in the job's order. */
export function runJob(job: SimulationJob, options: RunOptions = {}): SimulationResult[] {
  const run = new JobRun(job, options)
  for (let part = 0; part < run.parts; part++)
    for (let piece = 0; piece < run.pieces; piece++) {
      const trials = run.piece(part, piece)
      options.onProgress?.(trials)
    }
  return run.results()
}

/** Trials to a piece: small enough that those who share a job finish together, large enough that asking for one costs nothing. */
const pieceSize = 256

/** DLT rates at which a design comes to escalate, stay, de-escalate, wait and stop. */
const extremes = [1, 0, 0.5, 0.2, 0.8]
const rehearsals = 12

type Part = {
  readonly plan: TrialPlan
  readonly truth: readonly number[]
  readonly totals: Totals
  /** The table of the design's states, and where the trials ended in it. */
  readonly ends?: Ends
}

/**
 * A job run piece by piece, in any order and by anybody: a part is one design under one scenario, a piece a short range of its trials.
 * What one run was given to do adds to what the others were. A design's states are remembered from piece to piece.
 */
export class JobRun {
  readonly parts: number
  /** How many pieces each part has. */
  readonly pieces: number
  private readonly known: (Part | undefined)[] = []
  private readonly graphs = new Map<string, TrialGraph>()
  private readonly rehearsed = new Set<number>()
  private readonly draws: TimedDraws

  constructor(
    private readonly job: SimulationJob,
    private readonly options: Pick<RunOptions, 'withoutTable'> & {
      readonly memories?: readonly SharedArrayBuffer[]
    } = {},
  ) {
    this.parts = job.designs.length * job.scenarios.length
    this.pieces = Math.max(0, Math.ceil((job.to - job.from) / pieceSize))
    const draws = (purpose: number) => new Draws(job.seed, purpose)
    this.draws = { dlt: draws(purposes.dlt), arrival: draws(purposes.arrival), onset: draws(purposes.onset) }
  }

  /** Runs a piece of a part; how many trials it had. */
  piece(part: number, piece: number): number {
    const from = this.job.from + piece * pieceSize
    const to = Math.min(this.job.to, from + pieceSize)
    const here = this.part(part)
    for (let trial = from; trial < to; trial++) this.trial(here, trial)
    return to - from
  }

  /** What has been run, part by part; a part nobody asked for has no trials. */
  results(): SimulationResult[] {
    return Array.from({ length: this.parts }, (_, i) => {
      const { totals, ends } = this.part(i)
      ends?.addTo(totals)
      return totals.result()
    })
  }

  private trial({ plan, truth, totals, ends }: Part, trial: number): void {
    const { dlt } = this.draws
    dlt.trial(trial)
    if (ends) walk(ends, dlt)
    else if (this.job.accrual) {
      const { tally, mtd, duration } = this.inTime(plan, truth, this.job.accrual, trial)
      totals.add(tally, mtd, 1, duration)
    } else {
      const { tally, mtd } = trialByDesign(plan, truth, dlt)
      totals.add(tally, mtd)
    }
  }

  private inTime(plan: TrialPlan, truth: readonly number[], accrual: Accrual, trial: number) {
    const { dlt, arrival, onset } = this.draws
    dlt.trial(trial)
    arrival.trial(trial)
    onset.trial(trial)
    return timedTrial(plan, truth, accrual, this.draws)
  }

  /**
   * Trials that nobody counts, at rates so far apart that a design gives every kind of answer. Machine code made before all of them
   * were seen is thrown away and made again, which costs more than these.
   */
  private rehearse(design: number, plan: TrialPlan, accrual: Accrual): void {
    if (this.rehearsed.has(design)) return
    this.rehearsed.add(design)
    for (let trial = 0; trial < rehearsals; trial++)
      for (const rate of extremes) this.inTime(plan, new Array<number>(plan.levels).fill(rate), accrual, trial)
  }

  private memoryFor(design: number, levels: number): StateMemory | undefined {
    const buffer = this.options.memories?.[design]
    return buffer && new StateMemory(buffer, levels)
  }

  private part(index: number): Part {
    this.known[index] ??= this.prepared(index)
    return this.known[index]
  }

  private prepared(index: number): Part {
    const { designs, scenarios, accrual, target } = this.job
    const nth = Math.floor(index / scenarios.length)
    const simulated = designs[nth]
    const scenario = scenarios[index % scenarios.length]
    if (!simulated || !scenario) throw new RangeError(`part ${index}: expected 0 to ${this.parts - 1}`)
    const { design: spec, id, ...rest } = simulated
    const { truth } = scenario
    const plan = planOf(spec, { ...rest, levels: truth.length })
    const above = target ?? listedFor(spec).target?.(spec)
    const totals = new Totals(
      id,
      scenario.id,
      truth,
      above,
      plan.cap ?? Number.POSITIVE_INFINITY,
      accrual !== undefined,
    )
    if (accrual) this.rehearse(nth, plan, accrual)
    if (accrual || this.options.withoutTable) return { plan, truth, totals }
    const key = `${nth} ${truth.length}`
    const graph = this.graphs.get(key) ?? new TrialGraph(plan, this.memoryFor(nth, truth.length))
    this.graphs.set(key, graph)
    return { plan, truth, totals, ends: new Ends(graph, truth) }
  }
}

/** Where the threads of a job remember its designs' states, one to a design; none where trials run in time, or levels differ. */
export function memoriesFor({ designs, scenarios, accrual }: SimulationJob): SharedArrayBuffer[] {
  const [levels = 0, ...others] = new Set(scenarios.map(({ truth }) => truth.length))
  if (accrual || others.length > 0) return []
  return designs.map(() => new SharedArrayBuffer(memoryBytes(levels)))
}
