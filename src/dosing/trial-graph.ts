import { recommendedOn, treats } from './acts.ts'
import { shareAgainst } from './decimal.ts'
import type { Design, LevelTally, Recommendation, Tally } from './design.ts'
import { type Ahead, GraphStore, mostNodes, none, sharedStore } from './graph-store.ts'
import { total } from './tally.ts'

/** How a design is run as a trial of whole cohorts. */
export type TrialPlan = {
  readonly design: Design
  readonly levels: number
  /** The level of the first cohort; 1 unless set. */
  readonly start?: number
  /** Participants to a cohort where the design names no number; 3 unless set. */
  readonly cohort?: number
  /** No more participants than this; the design alone ends the trial unless set. */
  readonly cap?: number
  /** The MTD of a trial that ends without declaring one. */
  readonly select?: (tally: Tally) => number | null
  /** Beside the counts, the design looks at whether the DLT share of the cohort treated last reaches this. */
  readonly lastAgainst?: number
  /** The design weighs pending participants by their follow-up. */
  readonly timeToEvent?: boolean
  /** What the design worked out for some counts it remembers: asking again with another cohort treated last costs little. */
  readonly remembersCounts?: boolean
}

/** A moment of a trial at which nobody is pending: what is seen, and where each outcome leads. */
export type TrialNode = Ahead & {
  readonly tally: Tally
  readonly current: number
}

/** Of the cohort treated last: whether its DLT share reaches what the design asks of it. */
const [notLooked, reached, notReached] = [0, 1, 2] as const

const mostAtALevel = 2 ** 16 - 1

/** A state: settled and DLTs of each level, the current level, and what is seen of the cohort treated last. */
const widthFor = (levels: number) => 2 * levels + 2

/** An empty store for so many states, a power of two, of a trial of so many levels, to be shared by threads. */
export const sharedStates = (levels: number, states: number): SharedArrayBuffer => sharedStore(widthFor(levels), states)

/**
 * Every moment a trial of whole cohorts can come to, each worked out by the design once, when first reached. Where histories lead to
 * the same counts they share a node, so a simulation by this graph is a walk along numbers, and exact sums are possible. Threads may
 * share the nodes; then each is worked out by one of them.
 */
export class TrialGraph {
  /** False to take what other threads have worked out, and to ask the design nothing. */
  explores = true
  readonly nodes: GraphStore
  private readonly state: Uint16Array
  private readonly lastOf: (n: number, dlt: number) => number

  constructor(
    readonly plan: TrialPlan,
    private readonly shared?: SharedArrayBuffer,
  ) {
    this.nodes = new GraphStore(widthFor(plan.levels), shared)
    this.state = new Uint16Array(widthFor(plan.levels))
    this.state[2 * plan.levels] = plan.start ?? 1
    const against = plan.lastAgainst === undefined ? undefined : shareAgainst(plan.lastAgainst)
    this.lastOf = (n, dlt) => (against ? (against(n, dlt) >= 0 ? reached : notReached) : notLooked)
    this.enter()
  }

  /** How many nodes have been reached. */
  get count(): number {
    return this.nodes.count
  }

  /** A node with its counts. */
  node(id: number): TrialNode {
    const { levels } = this.plan
    const state = this.nodes.state(id)
    return { tally: tallyIn(state, levels), current: state[2 * levels] as number, ...this.nodes.ahead(id) }
  }

  /**
   * The node after so many DLTs in the next cohort of a node; `none` where that is left to another thread, or where the shared store
   * is full.
   */
  child(id: number, dlts: number): number {
    const { nodes } = this
    const place = (nodes.first[id] as number) + dlts
    const known = nodes.child(place)
    if (known > 0) return known
    if (!this.explores || !nodes.claim(place)) return none
    let next = none
    try {
      this.turnTo(id, dlts)
      next = this.enter()
    } finally {
      nodes.settle(place, next)
    }
    return next
  }

  /** Puts the state after so many DLTs in the next cohort of a node at hand. */
  private turnTo(id: number, dlts: number): void {
    const { nodes, state } = this
    const { levels } = this.plan
    const { level, size } = nodes.ahead(id)
    state.set(nodes.state(id))
    const n = (state[2 * level - 2] as number) + size
    if (n > mostAtALevel)
      throw new RangeError(`level ${level}: expected at most ${mostAtALevel} participants, got ${n}`)
    state[2 * level - 2] = n
    state[2 * level - 1] = (state[2 * level - 1] as number) + dlts
    state[2 * levels] = level
    state[2 * levels + 1] = this.lastOf(size, dlts)
  }

  /** The node of the state at hand. */
  private enter(): number {
    const { nodes, state, plan, shared } = this
    const known = nodes.find(state)
    if (known !== none) return known
    if (shared && plan.remembersCounts)
      for (const other of withOtherLast(state, plan.levels)) if (nodes.find(other) === none) this.ask(other)
    const id = this.ask(state)
    if (id === none && !shared)
      throw new RangeError(`more than ${mostNodes} states: simulate without a table, or with fewer participants`)
    return id
  }

  /** Lists a state with what the design says of it. */
  private ask(state: Uint16Array): number {
    const { nodes, plan } = this
    return nodes.add(state, aheadOf(plan, tallyIn(state, plan.levels), state[2 * plan.levels] as number))
  }
}

/** The states of the same counts that another cohort, treated last, may have led to. */
function* withOtherLast(state: Uint16Array, levels: number): Generator<Uint16Array> {
  const [current, last] = state.subarray(2 * levels)
  for (let level = 1; level <= levels; level++) {
    const [n = 0, dlt = 0] = state.subarray(2 * level - 2, 2 * level)
    for (const each of [...(dlt > 0 ? [reached] : []), ...(dlt < n ? [notReached] : [])]) {
      if (level === current && each === last) continue
      const other = state.slice()
      other.set([level, each], 2 * levels)
      yield other
    }
  }
}

/** The counts of a state; a cohort treated last that the design looks at is one participant, with a DLT or without. */
function tallyIn(state: Uint16Array, levels: number): Tally {
  const tally: LevelTally[] = []
  const [current, last] = state.subarray(2 * levels)
  for (let i = 0; i < levels; i++) {
    const counts = { n: state[2 * i] as number, dlt: state[2 * i + 1] as number, pending: 0 }
    const isLast = i + 1 === current && last !== notLooked
    tally.push(isLast ? { ...counts, last: { n: 1, dlt: last === reached ? 1 : 0 } } : counts)
  }
  return tally
}

function aheadOf(plan: TrialPlan, tally: Tally, current: number): Ahead {
  const recommendation = recommendedOn(plan.design, tally, current)
  const room = (plan.cap ?? Number.POSITIVE_INFINITY) - total(tally)
  const { level } = recommendation
  if (treats(recommendation) && level !== null && room > 0)
    return { level, size: Math.min(recommendation.more ?? plan.cohort ?? 3, room), mtd: null }
  return { level: 0, size: 0, mtd: endOf(plan, tally, recommendation) }
}

/** The level a trial ends with: declared, named as tolerated, or selected; none where the rule says so. */
export function endOf(
  { select }: Pick<TrialPlan, 'select'>,
  tally: Tally,
  { mtd, action, level }: Recommendation,
): number | null {
  if (mtd !== undefined) return mtd
  if ((action === 'stop' || action === 'declare-mtd') && level !== null) return level
  return select?.(tally) ?? null
}
