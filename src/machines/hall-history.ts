import { before, type Checkpoints, forgetFrom, keep } from './checkpoints.ts'
import { advanceHall, type Hall, type HallDecision, type HallEmitted, startHall } from './hall.ts'
import type { LaneEmitted } from './lane.ts'
import { compareOrdered, type Ordered } from './order.ts'
import type { Machines } from './rules.ts'

/** What the trial's own machines took, in order: what one lane told, or a decision; and what came of it. */
export type HallStep = {
  readonly when: Ordered
  readonly took: readonly LaneEmitted[] | HallDecision
  emitted: readonly HallEmitted[]
}

/** The steps of the trial's own machines, where they led, and checkpoints on the way. */
export type HallHistory = { steps: HallStep[]; hall: Hall; readonly checkpoints: Checkpoints<Hall> }

const EVERY = 32

export const startHallHistory = (machines: Machines): HallHistory => ({
  steps: [],
  hall: startHall(machines),
  checkpoints: [],
})

/** Takes the next step; returns what came of it. */
export function appendStep(machines: Machines, history: HallHistory, step: HallStep): readonly HallEmitted[] {
  keep(history.checkpoints, history.steps.length, history.hall, EVERY)
  history.steps.push(step)
  const [hall, emitted] = advanceHall(machines, history.hall, step.took)
  history.hall = hall
  step.emitted = emitted
  return emitted
}

/** Replays from where these steps first differ from those taken; returns what is told that had not been told. */
export function replaySteps(
  machines: Machines,
  history: HallHistory,
  steps: readonly HallStep[],
): readonly HallEmitted[] {
  const same = firstDifference(history.steps, steps)
  if (same === history.steps.length && same === steps.length) return []
  const start = before(history.checkpoints, same)
  const from = start?.index ?? 0
  const told = new Set(history.steps.slice(from).flatMap((step) => step.emitted.map((one) => JSON.stringify(one))))
  const basis = JSON.stringify(history.hall.trial.context.basis)
  history.hall = start?.state ?? startHall(machines)
  history.steps.length = from
  forgetFrom(history.checkpoints, from)
  const emitted = steps.slice(from).flatMap((step) => appendStep(machines, history, step))
  const moved = JSON.stringify(history.hall.trial.context.basis) !== basis
  const recommended = moved ? emitted.findLast((one) => one.type === 'doseRecommended') : undefined
  return emitted.filter((one) => (one === recommended || isLasting(one)) && !told.has(JSON.stringify(one)))
}

/** Steps with more steps put in where they happened. */
export function merged(steps: readonly HallStep[], more: readonly HallStep[]): readonly HallStep[] {
  const all: HallStep[] = []
  let i = 0
  for (const step of more) {
    while (i < steps.length && compareOrdered(steps[i]!.when, step.when) <= 0) all.push(steps[i++]!)
    all.push(step)
  }
  return [...all, ...steps.slice(i)]
}

/** Of what is told again only this is news; the rest was how things stood on the way. */
const isLasting = ({ type }: HallEmitted) =>
  type === 'decisionBasisChanged' || type === 'issueRaised' || type === 'decisionTaken'

function firstDifference(a: readonly HallStep[], b: readonly HallStep[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return i
  return length
}
