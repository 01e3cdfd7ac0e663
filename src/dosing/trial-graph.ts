import type { Design, LevelTally, Recommendation, Tally } from './design.ts'
import { treats } from './modifiers.ts'
import { StateList } from './state-list.ts'
import type { StateMemory } from './state-memory.ts'
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
  /** The design looks at the cohort treated last, beside the counts. */
  readonly looksAtLast?: boolean
  /** The design weighs pending participants by their follow-up. */
  readonly timeToEvent?: boolean
  /** What the design worked out for some counts it remembers: asking again with another cohort treated last costs little. */
  readonly remembersCounts?: boolean
}

/** A moment of a trial at which nobody is pending: what is seen, and where each outcome leads. */
export type TrialNode = {
  readonly tally: Tally
  readonly current: number
  /** The level of the next cohort, 0 at the trial's end. */
  readonly level: number
  /** The size of the next cohort, 0 at the trial's end. */
  readonly size: number
  /** At the trial's end: the MTD or selected level, `null` where there is none. */
  readonly mtd: number | null
}

/** How many nodes a graph may have before it gives up. */
export const mostNodes = 4_000_000

const mostAtALevel = 2 ** 16 - 1

type Ahead = Pick<TrialNode, 'level' | 'size' | 'mtd'>

/**
 * Every moment a trial of whole cohorts can come to, each worked out by the design once, when first reached. Where histories lead to
 * the same counts they share a node, so a simulation by this graph is a walk along numbers, and exact sums are possible. A memory
 * spares it what another thread has already worked out.
 */
export class TrialGraph {
  /** By node: next level, size of the next cohort, and place of its first child. */
  level = new Int32Array(1024)
  size = new Int32Array(1024)
  first = new Int32Array(1024)
  /** Node reached after 0, 1, … DLTs in the next cohort; −1 where not yet asked for. */
  children = new Int32Array(4096).fill(-1)
  private mtds = new Int32Array(1024)
  private used = 0
  /** By node: settled and DLTs of each level, the current level, and the cohort treated last. */
  private readonly states: StateList
  private readonly width: number
  private readonly state: Uint16Array

  constructor(
    readonly plan: TrialPlan,
    private readonly memory?: StateMemory,
  ) {
    this.width = 2 * plan.levels + 3
    this.states = new StateList(this.width)
    this.state = new Uint16Array(this.width)
    this.state[2 * plan.levels] = plan.start ?? 1
    this.enter()
  }

  /** How many nodes have been reached. */
  get count(): number {
    return this.states.count
  }

  /** A node with its counts. */
  node(id: number): TrialNode {
    const { levels } = this.plan
    const state = this.states.at(id)
    const ahead = { level: this.level[id] as number, size: this.size[id] as number, mtd: this.mtds[id] || null }
    return { tally: tallyIn(state, levels), current: state[2 * levels] as number, ...ahead }
  }

  /** The node after so many DLTs in the next cohort of a node. */
  child(id: number, dlts: number): number {
    const place = (this.first[id] as number) + dlts
    const known = this.children[place] as number
    if (known >= 0) return known
    const { state, width } = this
    const [level, size] = [this.level[id] as number, this.size[id] as number]
    state.set(this.states.at(id))
    const n = (state[2 * level - 2] as number) + size
    if (n > mostAtALevel)
      throw new RangeError(`level ${level}: expected at most ${mostAtALevel} participants, got ${n}`)
    state[2 * level - 2] = n
    state[2 * level - 1] = (state[2 * level - 1] as number) + dlts
    state[width - 3] = level
    if (this.plan.looksAtLast) {
      state[width - 2] = size
      state[width - 1] = dlts
    }
    const next = this.enter()
    this.children[place] = next
    return next
  }

  /** The node of the state at hand. */
  private enter(): number {
    const { state } = this
    const known = this.states.find(state)
    if (known >= 0) return known
    if (this.count >= mostNodes)
      throw new RangeError(`more than ${mostNodes} states: simulate without a table, or with fewer participants`)
    const ahead = this.ahead()
    const id = this.states.add(state)
    if (id >= this.level.length) this.growNodes()
    while (this.used + ahead.size + 1 > this.children.length) this.children = grown(this.children, -1)
    this.level[id] = ahead.level
    this.size[id] = ahead.size
    this.mtds[id] = ahead.mtd ?? 0
    this.first[id] = this.used
    this.used += ahead.size + 1
    return id
  }

  /** Where the trial goes from the state at hand: remembered, or asked of the design. */
  private ahead(): Ahead {
    const { state, plan, memory } = this
    const remembered = memory?.find(state) ?? 0
    if (remembered !== 0) return unpacked(remembered)
    if (memory && plan.remembersCounts) for (const other of withOtherLast(state, plan.levels)) this.asked(other)
    return this.asked(state)
  }

  /** What the design says of a state, put into the memory. */
  private asked(state: Uint16Array): Ahead {
    const { plan, memory } = this
    const ahead = aheadOf(plan, tallyIn(state, plan.levels), state[2 * plan.levels] as number)
    if (ahead.size < 2 ** sizeBits) memory?.keep(state, packed(ahead))
    return ahead
  }

  private growNodes(): void {
    this.level = grown(this.level, 0)
    this.size = grown(this.size, 0)
    this.first = grown(this.first, 0)
    this.mtds = grown(this.mtds, 0)
  }
}

/** The states of the same counts that another cohort of the same size, treated last, may have led to. */
function* withOtherLast(state: Uint16Array, levels: number): Generator<Uint16Array> {
  const [current, size = 0, dlts] = state.subarray(2 * levels)
  for (let level = 1; level <= levels; level++) {
    const [n = 0, dlt = 0] = state.subarray(2 * level - 2, 2 * level)
    for (let each = 0; n > 0 && n >= size && each <= Math.min(size, dlt); each++) {
      if (level === current && each === dlts) continue
      const other = state.slice()
      other.set([level, size, each], 2 * levels)
      yield other
    }
  }
}

const levelBits = 7
const sizeBits = 14
const present = 2 ** 30

const packed = ({ level, size, mtd }: Ahead): number =>
  present | level | (size << levelBits) | ((mtd ?? 0) << (levelBits + sizeBits))

const unpacked = (value: number): Ahead => ({
  level: value & (2 ** levelBits - 1),
  size: (value >>> levelBits) & (2 ** sizeBits - 1),
  mtd: (value >>> (levelBits + sizeBits)) & (2 ** levelBits - 1) || null,
})

function tallyIn(state: Uint16Array, levels: number): Tally {
  const tally: LevelTally[] = []
  const [current, n = 0, dlt = 0] = state.subarray(2 * levels)
  for (let i = 0; i < levels; i++) {
    const counts = { n: state[2 * i] as number, dlt: state[2 * i + 1] as number, pending: 0 }
    tally.push(n > 0 && i + 1 === current ? { ...counts, last: { n, dlt } } : counts)
  }
  return tally
}

function grown(was: Int32Array, fill: number): Int32Array<ArrayBuffer> {
  const now = new Int32Array(2 * was.length).fill(fill)
  now.set(was)
  return now
}

function aheadOf(plan: TrialPlan, tally: Tally, current: number): Ahead {
  const recommendation = plan.design(tally, current)
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
