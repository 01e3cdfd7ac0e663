import { recommendedOn, treats } from './acts.ts'
import type { LevelTally, Tally } from './design.ts'
import type { Draws } from './philox.ts'
import type { Totals } from './simulation-result.ts'
import { levelsFrom, untried } from './tally.ts'
import { endOf, type TrialGraph, type TrialNode, type TrialPlan } from './trial-graph.ts'

/** A participant has a DLT where their draw lies below this; the i-th participant of a trial has the same draw in every design. */
export const limitOf = (rate: number): number => Math.round(rate * 2 ** 32)

/** Where the trials of one design under one scenario ended in the table of its states. */
export class Ends {
  private counts = new Int32Array(1024)
  /** By level, from 1: below this a draw is a DLT. */
  readonly limits: Float64Array

  constructor(
    readonly graph: TrialGraph,
    truth: readonly number[],
  ) {
    this.limits = Float64Array.from([0, ...truth.map(limitOf)])
  }

  /** One trial more that ended at a node. */
  add(id: number): void {
    while (id >= this.counts.length) {
      const wider = new Int32Array(2 * this.counts.length)
      wider.set(this.counts)
      this.counts = wider
    }
    this.counts[id] = (this.counts[id] as number) + 1
  }

  /** Adds the trials to totals, and forgets them. */
  addTo(totals: Totals): void {
    this.counts.forEach((count, id) => {
      if (count === 0) return
      const { tally, mtd } = this.graph.node(id)
      totals.add(tally, mtd, count)
    })
    this.counts.fill(0)
  }
}

/**
 * One trial, drawn by the table alone; the draws are turned to it. False, and nothing counted, where it comes to a state that the table
 * does not list and this thread may not.
 */
export function walk(ends: Ends, draws: Draws): boolean {
  const { graph, limits } = ends
  const { nodes } = graph
  let id = 0
  let drawn = 0
  for (;;) {
    const size = nodes.size[id] as number
    if (size === 0) break
    const limit = limits[nodes.level[id] as number] as number
    let dlts = 0
    for (let i = 0; i < size; i++) if (draws.word(drawn++) < limit) dlts++
    const known = nodes.known[(nodes.first[id] as number) + dlts] as number
    id = known > 0 ? known : graph.child(id, dlts)
    if (id < 0) return false
  }
  ends.add(id)
  return true
}

/** The end of one trial by the design itself, without a graph; the same trial as `walks` draws. */
export function trialByDesign(
  plan: TrialPlan,
  truth: readonly number[],
  draws: Draws,
): Pick<TrialNode, 'tally' | 'mtd'> {
  const tally: LevelTally[] = levelsFrom(1, plan.levels).map(() => untried)
  const looksAtLast = plan.lastAgainst !== undefined
  let current = plan.start ?? 1
  let treated = 0
  for (;;) {
    const recommendation = recommendedOn(plan.design, tally, current)
    const { level } = recommendation
    const room = (plan.cap ?? Number.POSITIVE_INFINITY) - treated
    if (!treats(recommendation) || level === null || room <= 0)
      return { tally: tally.map(plain), mtd: endOf(plan, tally.map(plain), recommendation) }
    const size = Math.min(recommendation.more ?? plan.cohort ?? 3, room)
    const limit = limitOf(truth[level - 1] ?? 0)
    let dlts = 0
    for (let i = 0; i < size; i++) if (draws.word(treated++) < limit) dlts++
    const was = tally[level - 1] as LevelTally
    const [n, dlt] = [was.n + size, was.dlt + dlts]
    if (looksAtLast) tally[current - 1] = plain(tally[current - 1] as LevelTally)
    tally[level - 1] = looksAtLast ? { n, dlt, pending: 0, last: { n: size, dlt: dlts } } : { n, dlt, pending: 0 }
    current = level
  }
}

const plain = ({ n, dlt }: LevelTally): Tally[number] => ({ n, dlt, pending: 0 })
