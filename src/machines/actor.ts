import { type ActorSystem, fromTransition, type TransitionActorLogic } from 'xstate'
import type { Emitted } from './emitted.ts'
import { heldAs } from './replace.ts'
import { add, type Correction, correct, type Replay, replay, worldOf } from './replay.ts'
import type { Posted, World } from './router.ts'
import type { Machines } from './rules.ts'

/** A live trial's snapshot: the entries it was posted, the first `length` of a list that only grows. */
export type Live = { readonly posted: readonly Posted[]; readonly length: number }

/** Actor logic of a live trial, with a way to see where its machines stand. */
export type TrialLogic = TransitionActorLogic<Live, Posted | Correction, undefined, Emitted> & {
  /** Where every machine of the trial stands. */
  readonly worldOf: (live: Live) => World
}

/**
 * A live trial as XState actor logic: every fact or decision sent to it goes through the router that replay uses, so that what
 * `actor.on` hears and what replay emits is one list. A persisted snapshot holds the entries; restoring replays them. A correction
 * takes an entry out and puts others in its place.
 */
export function trialLogic(machines: Machines): TrialLogic {
  const replays = new WeakMap<object, Replay>()
  const replayOf = (live: Live): Replay => {
    const known = replays.get(live)
    if (known) return known
    const made = replay(machines, live.posted.slice(0, live.length))
    replays.set(live, made)
    return made
  }
  const logic = fromTransition<Live, Posted | Correction, ActorSystem<never>, undefined, Emitted>(
    (live, posted, { emit }) => {
      const state = replayOf(live)
      const emitted = posted.type === 'corrected' ? correct(state, posted) : add(state, posted)
      for (const news of emitted) emit(news)
      const next = after(live, posted, state)
      replays.delete(live)
      replays.set(next, state)
      return next
    },
    () => ({ posted: [], length: 0 }),
  )
  return {
    ...logic,
    getPersistedSnapshot: (snapshot: ReturnType<typeof logic.getInitialSnapshot>) => ({
      ...snapshot,
      context: { ...snapshot.context, posted: snapshot.context.posted.slice(0, snapshot.context.length) },
    }),
    worldOf: (live) => worldOf(replayOf(live)),
  }
}

/** The entries after one more: dose decisions with what they stood on, a correction made, and suspensions that stand all the same. */
function after(live: Live, posted: Posted | Correction, { trial }: Replay): Live {
  const stands = trial.stands.splice(0)
  if (posted.type === 'corrected') {
    const held = live.posted.slice(0, live.length)
    const was = heldAs(held, posted.was)
    const now = posted.now.map((one) => onItsBasis(one, trial))
    const entries = [...held.filter((one) => one !== was), ...now, ...stands]
    return { posted: entries, length: entries.length }
  }
  const entries = (live.posted.length === live.length ? live.posted : live.posted.slice(0, live.length)) as Posted[]
  entries.push(onItsBasis(posted, trial), ...stands)
  return { posted: entries, length: entries.length }
}

/** A dose decision keeps what it stood on when it was taken, however that is known later. */
function onItsBasis(posted: Posted, { steps }: Replay['trial']): Posted {
  if (posted.type !== 'doseDecided' || 'basis' in posted) return posted
  const taken = steps.findLast(({ when }) => when.posted === posted)?.took
  return taken && 'basis' in taken ? { ...posted, basis: taken.basis } : posted
}
