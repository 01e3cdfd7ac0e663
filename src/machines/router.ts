import type { Emitted } from './emitted.ts'
import { advanceHall, type Hall, type HallDecision, startHall } from './hall.ts'
import { advanceLane, type Lane, type LaneFact, startLane } from './lane.ts'
import type { Machines } from './rules.ts'

/** Where every machine of a trial stands: a value that goes to JSON and back. A cache of the ledger, never the truth. */
export type World = { readonly hall: Hall; readonly lanes: Readonly<Record<string, Lane>> }

/** What may be posted to a trial: a fact, a decision, or the clock. */
export type Posted = LaneFact | HallDecision

export const emptyWorld = (machines: Machines): World => ({ hall: startHall(machines), lanes: {} })

/**
 * Hands a fact or decision to its machine, each event it emits to the next machine up by one routing table, first in first out,
 * until nothing is left: adverse event, participant, cohort, trial. Returns the next world and all that was emitted, in order.
 */
export function post(machines: Machines, world: World, posted: Posted): readonly [World, readonly Emitted[]] {
  if (isOfDonor(posted)) return [world, []]
  if (!concernsOne(posted)) {
    const [hall, emitted] = advanceHall(machines, world.hall, posted)
    return [{ ...world, hall }, emitted]
  }
  const { participant } = posted
  const [lane, told] = advanceLane(machines, world.lanes[participant] ?? startLane(machines, participant), posted)
  const [hall, emitted] = advanceHall(machines, world.hall, told)
  return [{ hall, lanes: { ...world.lanes, [participant]: lane } }, [...told, ...emitted]]
}

/** Whether this is about one participant, or about the trial. */
export const concernsOne = (posted: Posted): posted is LaneFact => 'participant' in posted

/** Whether this is about a donor of a participant's cells: recorded, and never judged as the participant's. */
export const isOfDonor = (posted: Posted): boolean => 'donor' in posted && posted.donor !== undefined
