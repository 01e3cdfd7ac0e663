import { type Cohort, written } from './outcomes.ts'
import { TrialGraph, type TrialNode, type TrialPlan } from './trial-graph.ts'

/** One way a trial can go: its cohorts, and the MTD it ends with. */
export type Path = { readonly cohorts: readonly Cohort[]; readonly node: TrialNode }

/** Every path of a trial, in order of the DLTs in its first cohort, then its second, and so on. */
export function* paths(plan: TrialPlan): Generator<Path> {
  const graph = new TrialGraph(plan)
  yield* below(graph, 0, [])
}

function* below(graph: TrialGraph, id: number, cohorts: readonly Cohort[]): Generator<Path> {
  const node = graph.node(id)
  if (node.size === 0) yield { cohorts, node }
  else
    for (let dlts = 0; dlts <= node.size; dlts++) {
      const outcomes = 'N'.repeat(node.size - dlts) + 'T'.repeat(dlts)
      yield* below(graph, graph.child(id, dlts), [...cohorts, { level: node.level, outcomes }])
    }
}

/** A path as people write it: "1NNN 2NNT". */
export const pathText = ({ cohorts }: Path): string => written(cohorts)

/** The probability of each count of DLTs in a cohort. */
export function binomial(size: number, rate: number): number[] {
  let open = [1]
  for (let n = 1; n <= size; n++)
    open = Array.from({ length: n + 1 }, (_, y) => (open[y] ?? 0) * (1 - rate) + (open[y - 1] ?? 0) * rate)
  return open
}

/** What is to be expected of a design under a true DLT rate at each level, exactly. */
export type Expectation = {
  /** The probability that each level is the MTD at the end. */
  readonly selected: readonly number[]
  /** The probability that none is. */
  readonly none: number
  /** Expected participants and DLTs at each level. */
  readonly participants: readonly number[]
  readonly dlts: readonly number[]
  /** The probability of each total number of participants, from 0. */
  readonly sizes: readonly number[]
  /** How many states the sum went through. */
  readonly states: number
}

/** Exact operating characteristics, summed over every state a trial can come to; each state is passed once. */
export function expected(plan: TrialPlan, truth: readonly number[], graph = new TrialGraph(plan)): Expectation {
  const selected = truth.map(() => 0)
  const participants = truth.map(() => 0)
  const sizes: number[] = []
  let none = 0
  let states = 0
  const after: Map<number, number>[] = [new Map([[0, 1]])]
  for (let treated = 0; treated < after.length; treated++) {
    for (const [id, probability] of after[treated] ?? []) {
      states++
      const { level, size, mtd } = graph.node(id)
      if (size === 0) {
        sizes[treated] = (sizes[treated] ?? 0) + probability
        if (mtd === null) none += probability
        else selected[mtd - 1] = (selected[mtd - 1] ?? 0) + probability
        continue
      }
      participants[level - 1] = (participants[level - 1] ?? 0) + probability * size
      after[treated + size] ??= new Map()
      const into = after[treated + size] as Map<number, number>
      binomial(size, truth[level - 1] ?? 0).forEach((chance, dlts) => {
        const child = graph.child(id, dlts)
        into.set(child, (into.get(child) ?? 0) + probability * chance)
      })
    }
  }
  const dlts = participants.map((n, i) => n * (truth[i] ?? 0))
  return { selected, none, participants, dlts, sizes: Array.from(sizes, (each) => each ?? 0), states }
}
