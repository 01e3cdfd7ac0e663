import type { Design, LevelTally, Recommendation, Tally } from './design.ts'
import { treats } from './modifiers.ts'
import { levelsFrom, total, untried } from './tally.ts'

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
}

/** A moment of a trial at which nobody is pending: what is seen, what is recommended, and where each outcome leads. */
export type TrialNode = {
  readonly tally: Tally
  readonly current: number
  readonly recommendation: Recommendation
  /** The level of the next cohort, 0 at the trial's end. */
  readonly level: number
  /** The size of the next cohort, 0 at the trial's end. */
  readonly size: number
  /** At the trial's end: the MTD or selected level, `null` where there is none. */
  readonly mtd: number | null
}

/** How many nodes a graph may have before it gives up: some 2 GB. */
export const mostNodes = 4_000_000

/**
 * Every moment a trial of whole cohorts can come to, each worked out by the design once, when first reached. Where histories lead to
 * the same counts they share a node, so a simulation by this graph is a walk along numbers, and exact sums are possible.
 */
export class TrialGraph {
  readonly nodes: TrialNode[] = []
  /** By node: next level, size of the next cohort, and place of its first child. */
  level = new Int32Array(1024)
  size = new Int32Array(1024)
  first = new Int32Array(1024)
  /** Node reached after 0, 1, … DLTs in the next cohort; −1 where not yet asked for. */
  children = new Int32Array(4096).fill(-1)
  private used = 0
  private readonly ids = new Map<string, number>()

  constructor(readonly plan: TrialPlan) {
    const tally = levelsFrom(1, plan.levels).map(() => untried)
    this.enter(tally, plan.start ?? 1)
  }

  /** The node after so many DLTs in the next cohort of a node. */
  child(id: number, dlts: number): number {
    const place = (this.first[id] as number) + dlts
    const known = this.children[place] as number
    if (known >= 0) return known
    const { tally, level, size } = this.nodes[id] as TrialNode
    const next = this.enter(
      tally.map((each, i) => this.after(each, i === level - 1, size, dlts)),
      level,
    )
    this.children[place] = next
    return next
  }

  private after(was: LevelTally, isTreated: boolean, size: number, dlts: number): LevelTally {
    if (!isTreated) return was.last ? { n: was.n, dlt: was.dlt, pending: 0 } : was
    const counts = { n: was.n + size, dlt: was.dlt + dlts, pending: 0 }
    return this.plan.looksAtLast ? { ...counts, last: { n: size, dlt: dlts } } : counts
  }

  private enter(tally: Tally, current: number): number {
    const key = keyOf(tally, current)
    const known = this.ids.get(key)
    if (known !== undefined) return known
    const id = this.nodes.length
    if (id >= mostNodes)
      throw new RangeError(`more than ${mostNodes} states: simulate without a table, or with fewer participants`)
    const node = nodeOf(this.plan, tally, current)
    this.nodes.push(node)
    this.ids.set(key, id)
    if (id >= this.level.length) this.growNodes()
    while (this.used + node.size + 1 > this.children.length) this.growChildren()
    this.level[id] = node.level
    this.size[id] = node.size
    this.first[id] = this.used
    this.used += node.size + 1
    return id
  }

  private growNodes(): void {
    this.level = grown(this.level, 0)
    this.size = grown(this.size, 0)
    this.first = grown(this.first, 0)
  }

  private growChildren(): void {
    this.children = grown(this.children, -1)
  }
}

function grown(was: Int32Array, fill: number): Int32Array<ArrayBuffer> {
  const now = new Int32Array(2 * was.length).fill(fill)
  now.set(was)
  return now
}

const keyOf = (tally: Tally, current: number): string => {
  let key = String(current)
  for (const { n, dlt, last } of tally) key += last ? `,${n}/${dlt}<${last.dlt}/${last.n}` : `,${n}/${dlt}`
  return key
}

function nodeOf(plan: TrialPlan, tally: Tally, current: number): TrialNode {
  const recommendation = plan.design(tally, current)
  const room = (plan.cap ?? Number.POSITIVE_INFINITY) - total(tally)
  const { level } = recommendation
  if (treats(recommendation) && level !== null && room > 0) {
    const size = Math.min(recommendation.more ?? plan.cohort ?? 3, room)
    return { tally, current, recommendation, level, size, mtd: null }
  }
  return { tally, current, recommendation, level: 0, size: 0, mtd: endOf(plan, tally, recommendation) }
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
