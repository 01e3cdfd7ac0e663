import { before, type Checkpoints, forgetFrom, keep } from './checkpoints.ts'
import { advanceHall, type Hall, type HallDecision, type HallEmitted, startHall } from './hall.ts'
import { isNews, isStanding, placeOfStanding, stillStands } from './hall-news.ts'
import type { LaneEmitted } from './lane.ts'
import { compareOrdered, momentOf, type Ordered } from './order.ts'
import { rememberingSteps } from './remembered-steps.ts'
import type { Machines } from './rules.ts'
import { suspensionThatStands } from './standing-suspension.ts'
import type { SuspensionStands } from './trial-context.ts'

/** What the trial's own machines took, in order: what one lane told, or a decision; and what came of it. */
export type HallStep = {
  readonly when: Ordered
  took: readonly LaneEmitted[] | HallDecision
  emitted: readonly HallEmitted[]
}

/** The steps of the trial's own machines, where they led, and checkpoints on the way. */
export type HallHistory = {
  steps: HallStep[]
  /** The steps, each by the fact that led to it. */
  readonly taken: Map<Ordered, HallStep>
  hall: Hall
  readonly checkpoints: Checkpoints<Hall>
  /** Suspensions that a late fact would have undone: entries of their own, for whoever keeps the entries. */
  readonly stands: HallDecision[]
}

const EVERY = 16

export const startHallHistory = (machines: Machines): HallHistory => ({
  steps: [],
  taken: new Map(),
  hall: startHall(machines),
  checkpoints: [],
  stands: [],
})

/** Takes the next step; returns what came of it. */
export function appendStep(machines: Machines, history: HallHistory, step: HallStep): readonly HallEmitted[] {
  keep(history.checkpoints, history.steps.length, history.hall, EVERY)
  history.steps.push(step)
  history.taken.set(step.when, step)
  const [hall, emitted] = advanceHall(rememberingSteps(machines), history.hall, step.took)
  history.hall = hall
  step.emitted = emitted
  step.took = onItsBasis(step.took, emitted)
  return emitted
}

/** A decision keeps what it stood on when it was taken, however that is known later. */
function onItsBasis(took: HallStep['took'], emitted: readonly HallEmitted[]): HallStep['took'] {
  if (!('type' in took) || took.type !== 'doseDecided' || took.basis) return took
  const taken = emitted.find((one) => one.type === 'decisionTaken')
  return taken ? { ...took, basis: taken.basis } : took
}

/**
 * Replays from where these steps first differ from those taken, until nothing differs any more; returns what is told that had not
 * been told. A suspension that a rule once brought about stands, though what met the rule has been corrected.
 */
export function replaySteps(
  machines: Machines,
  history: HallHistory,
  steps: readonly HallStep[],
): readonly HallEmitted[] {
  const { hall } = history
  const { basis, suspension } = hall.trial.context
  const redone = redo(machines, history, steps)
  const stands = suspension && suspensionThatStands(hall, history.hall, redone.emitted, suspension.at)
  if (stands) {
    history.stands.push(stands)
    redo(machines, history, merged(steps, [suspensionStep(stands)]))
  }
  const emitted = history.steps.slice(redone.from).flatMap((step) => step.emitted)
  const told = new Set(redone.was.filter(isNews).map((one) => JSON.stringify(one)))
  const moved = !isSame(basis, history.hall.trial.context.basis)
  const last = new Map(emitted.filter(isStanding).map((one) => [placeOfStanding(one), one]))
  return emitted.filter((one) => {
    if (one.type === 'doseRecommended') return moved && last.get(one.type) === one
    if (isStanding(one))
      return last.get(placeOfStanding(one)) === one && stillStands(history.hall, one) && !told.has(JSON.stringify(one))
    return isNews(one) && !told.has(JSON.stringify(one))
  })
}

type Redone = { readonly from: number; readonly was: readonly HallEmitted[]; readonly emitted: readonly HallEmitted[] }

/** Takes the steps from where they first differ; from which on, and what they told before and tell now. */
function redo(machines: Machines, history: HallHistory, steps: readonly HallStep[]): Redone {
  if (steps === history.steps) return { from: steps.length, was: [], emitted: [] }
  const same = firstDifference(history.steps, steps)
  if (same === history.steps.length && same === steps.length) return { from: steps.length, was: [], emitted: [] }
  const settled = steps.length - sameAtEnd(history.steps, steps, same)
  const shift = steps.length - history.steps.length
  const start = before(history.checkpoints, same)
  const from = start?.index ?? 0
  const was = { ...history, steps: history.steps.slice(from), checkpoints: [...history.checkpoints] }
  const told = was.steps.flatMap((step) => step.emitted)
  for (const { when } of was.steps) history.taken.delete(when)
  history.hall = start?.state ?? startHall(machines)
  history.steps.length = from
  forgetFrom(history.checkpoints, from)
  const emitted: HallEmitted[] = []
  for (let i = from; i < steps.length; i++) {
    const then = i >= settled ? was.checkpoints.find(({ index }) => index === i - shift) : undefined
    if (then && isSame(then.state, history.hall)) {
      for (const step of steps.slice(i)) emitted.push(...step.emitted)
      history.steps.push(...steps.slice(i))
      for (const step of steps.slice(i)) history.taken.set(step.when, step)
      const later = was.checkpoints.filter(({ index }) => index >= then.index)
      history.checkpoints.push(...later.map((one) => ({ ...one, index: one.index + shift })))
      history.hall = was.hall
      break
    }
    emitted.push(...appendStep(machines, history, steps[i]!))
  }
  return { from, was: told, emitted }
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

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b)

const suspensionStep = (posted: SuspensionStands): HallStep => ({
  when: { posted, moment: momentOf(posted) },
  took: posted,
  emitted: [],
})

function firstDifference(a: readonly HallStep[], b: readonly HallStep[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return i
  return length
}

/** How many steps at the end are the same, not counting those before `from`. */
function sameAtEnd(a: readonly HallStep[], b: readonly HallStep[], from: number): number {
  const most = Math.min(a.length, b.length) - from
  for (let i = 0; i < most; i++) if (a.at(-1 - i) !== b.at(-1 - i)) return i
  return most
}
