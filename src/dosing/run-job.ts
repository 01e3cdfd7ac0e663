import { listedFor } from './designs.ts'
import type { SimulationJob } from './job.schema.ts'
import { Draws, purposes } from './philox.ts'
import { planOf } from './plan.ts'
import { Ends, trialByDesign, walk } from './simulate.ts'
import { type SimulationResult, Totals } from './simulation-result.ts'
import { type TimedDraws, timedTrial } from './timed-trial.ts'
import { sharedStates, TrialGraph, type TrialPlan } from './trial-graph.ts'

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
  /** Trials that came to a state which another thread was to work out. */
  aside: number[]
}

/** The tables that the threads of a job share, by design and number of levels. */
export type SharedTables = ReadonlyMap<string, SharedArrayBuffer>

const tableKey = (design: number, levels: number) => `${design} ${levels}`

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
    private readonly options: Pick<RunOptions, 'withoutTable'> & { readonly tables?: SharedTables } = {},
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

  /** How many trials of a part are set aside, since another thread is to work out the states they come to. */
  aside(part: number): number {
    return this.known[part]?.aside.length ?? 0
  }

  /**
   * Runs the trials of a part that were set aside once more, and works out what they come to itself if told; how many had to be set
   * aside again. Without shared tables there are none.
   */
  again(part: number, explores = false): number {
    const here = this.part(part)
    if (here.ends && explores) here.ends.graph.explores = true
    const trials = here.aside
    here.aside = []
    for (const trial of trials) this.trial(here, trial)
    return here.aside.length
  }

  /** The trials of each part that are still set aside, for another run to take. */
  left(): number[][] {
    return Array.from({ length: this.parts }, (_, i) => this.known[i]?.aside ?? [])
  }

  /** Takes the trials that another run has left, and works out what nobody has. */
  finish(left: readonly (readonly number[])[] = []): void {
    for (let part = 0; part < this.parts; part++) {
      const here = this.part(part)
      here.aside = [...here.aside, ...(left[part] ?? [])]
      this.again(part, true)
    }
  }

  /** What has been run, part by part; a part nobody asked for has no trials. */
  results(): SimulationResult[] {
    return Array.from({ length: this.parts }, (_, i) => {
      const { totals, ends } = this.part(i)
      ends?.addTo(totals)
      return totals.result()
    })
  }

  private trial({ plan, truth, totals, ends, aside }: Part, trial: number): void {
    const { dlt } = this.draws
    dlt.trial(trial)
    if (ends && walk(ends, dlt)) return
    if (ends && !ends.graph.nodes.isFull) aside.push(trial)
    else if (this.job.accrual) {
      this.turnTo(trial)
      const { tally, mtd, duration } = timedTrial(plan, truth, this.job.accrual, this.draws)
      totals.add(tally, mtd, 1, duration)
    } else {
      const { tally, mtd } = trialByDesign(plan, truth, dlt)
      totals.add(tally, mtd)
    }
  }

  private turnTo(trial: number): void {
    const { dlt, arrival, onset } = this.draws
    dlt.trial(trial)
    arrival.trial(trial)
    onset.trial(trial)
  }

  /**
   * Trials that nobody counts, at rates so far apart that a design gives every kind of answer. Machine code made before all of them
   * were seen is thrown away and made again, which costs more than these.
   */
  private rehearse(levels: number, trial: (rates: readonly number[]) => unknown): void {
    for (const rate of extremes) {
      const rates = new Array<number>(levels).fill(rate)
      for (let each = 0; each < rehearsals; each++) {
        this.turnTo(each)
        trial(rates)
      }
    }
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
    if (accrual && !this.rehearsed.has(nth))
      this.rehearse(plan.levels, (rates) => timedTrial(plan, rates, accrual, this.draws))
    this.rehearsed.add(nth)
    if (accrual || this.options.withoutTable) return { plan, truth, totals, aside: [] }
    return { plan, truth, totals, ends: new Ends(this.graph(nth, plan), truth), aside: [] }
  }

  /**
   * The table of a design. Of the threads that share it the first works its states out, since what is compiled for that is compiled by
   * each thread anew; only where a state takes long do they share the work.
   */
  private graph(nth: number, plan: TrialPlan): TrialGraph {
    const key = tableKey(nth, plan.levels)
    const known = this.graphs.get(key)
    if (known) return known
    const graph = new TrialGraph(plan, this.options.tables?.get(key))
    graph.explores = graph.nodes.isFirstToExplore() || plan.remembersCounts === true
    this.graphs.set(key, graph)
    if (graph.explores) this.rehearse(plan.levels, (rates) => walk(new Ends(graph, rates), this.draws.dlt))
    return graph
  }
}

/** All tables of a job together have places for so many states, one table for so many; what finds none is worked out again. */
const [mostShared, mostInOne, leastInOne] = [2 ** 22, 2 ** 20, 2 ** 12]

/** Empty tables for the threads of a job to share; none where trials run in time. */
export function tablesFor({ designs, scenarios, accrual }: SimulationJob): SharedTables {
  if (accrual) return new Map()
  const levels = [...new Set(scenarios.map(({ truth }) => truth.length))]
  const tables = designs.flatMap((_, nth) => levels.map((each) => ({ key: tableKey(nth, each), levels: each })))
  const fair = 2 ** Math.floor(Math.log2(mostShared / tables.length))
  const states = Math.min(mostInOne, Math.max(leastInOne, fair))
  return new Map(tables.map(({ key, levels: each }) => [key, sharedStates(each, states)]))
}
