import { before, type Checkpoints, forgetFrom, keep, shiftAfter } from './checkpoints.ts'
import { advanceLane, type Lane, type LaneEmitted, type LaneFact, startLane } from './lane.ts'
import { compareOrdered, type Ordered } from './order.ts'
import type { Machines } from './rules.ts'

/** One participant's facts in order, where they led, and checkpoints on the way. */
export type LaneHistory = {
  readonly facts: Ordered[]
  lane: Lane
  readonly checkpoints: Checkpoints<Lane>
  /** Laboratory results that changed nothing and told nothing: most of them. */
  readonly quiet: Set<Ordered>
}

/** What a lane told of one fact. */
export type Told = { readonly when: Ordered; readonly took: readonly LaneEmitted[] }

const EVERY = 64

export const startHistory = (machines: Machines, participant: string): LaneHistory => ({
  facts: [],
  lane: startLane(machines, participant),
  checkpoints: [],
  quiet: new Set(),
})

/** Takes the next fact; returns what the lane told of it. */
export function append(machines: Machines, history: LaneHistory, next: Ordered): readonly LaneEmitted[] {
  keep(history.checkpoints, history.facts.length, history.lane, EVERY)
  history.facts.push(next)
  const [lane, told] = advanceLane(machines, history.lane, next.posted as LaneFact)
  if (next.posted.type === 'labResult' && told.length === 0 && isSame(lane, history.lane)) history.quiet.add(next)
  else history.quiet.delete(next)
  history.lane = lane
  return told
}

/** Takes a fact that comes late: replays from the checkpoint before it. Returns what was told anew, or nothing if all stays as it was. */
export function insert(machines: Machines, history: LaneHistory, late: Ordered): readonly Told[] | undefined {
  const { facts, checkpoints } = history
  const at = firstAfter(facts, late)
  const start = before(checkpoints, at)
  if (start && leavesAsItWas(machines, start.state, facts.slice(start.index, at), late)) {
    facts.splice(at, 0, late)
    shiftAfter(checkpoints, at)
    return undefined
  }
  const from = start?.index ?? 0
  const tail = [...facts.slice(from, at), late, ...facts.slice(at)]
  facts.length = from
  forgetFrom(checkpoints, from)
  if (start) history.lane = start.state
  return tail.map((when) => ({
    when,
    took: staysQuiet(history, when, late) ? skip(history, when) : append(machines, history, when),
  }))
}

/** A result that was quiet is so again, unless the late fact is of its analyte, or changes how results are read. */
function staysQuiet({ quiet }: LaneHistory, when: Ordered, { posted: late }: Ordered): boolean {
  const one = when.posted
  if (one.type !== 'labResult' || late.type === 'dosed' || late.type === 'screened') return false
  return quiet.has(when) && !(late.type === 'labResult' && late.analyte === one.analyte)
}

function skip({ facts, checkpoints, lane }: LaneHistory, next: Ordered): readonly LaneEmitted[] {
  keep(checkpoints, facts.length, lane, EVERY)
  facts.push(next)
  return []
}

/** Whether a late fact changes nothing at its own moment: then nothing after it changes either. */
function leavesAsItWas(machines: Machines, from: Lane, between: readonly Ordered[], late: Ordered): boolean {
  if (late.posted.type !== 'labResult') return false
  const lane = between.reduce((state, { posted }) => advanceLane(machines, state, posted as LaneFact)[0], from)
  const [after, told] = advanceLane(machines, lane, late.posted)
  return told.length === 0 && isSame(after, lane)
}

const isSame = (a: Lane, b: Lane) => a.participant === b.participant && a.events === b.events && a.labs === b.labs

function firstAfter(facts: readonly Ordered[], late: Ordered): number {
  let [low, high] = [0, facts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareOrdered(facts[middle]!, late) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
