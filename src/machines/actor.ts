import { type ActorSystem, fromTransition, type TransitionActorLogic } from 'xstate'
import type { Emitted } from './emitted.ts'
import { add, type Replay, replay, worldOf } from './replay.ts'
import type { Posted, World } from './router.ts'
import type { Machines } from './rules.ts'

/** A live trial's snapshot: the entries it was posted, the first `length` of a list that only grows. */
export type Live = { readonly posted: readonly Posted[]; readonly length: number }

/** Actor logic of a live trial, with a way to see where its machines stand. */
export type TrialLogic = TransitionActorLogic<Live, Posted, undefined, Emitted> & {
  /** Where every machine of the trial stands. */
  readonly worldOf: (live: Live) => World
}

/**
 * A live trial as XState actor logic: every fact or decision sent to it goes through the router that replay uses, so that what
 * `actor.on` hears and what replay emits is one list. A persisted snapshot holds the entries; restoring replays them.
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
  const logic = fromTransition<Live, Posted, ActorSystem<never>, undefined, Emitted>(
    (live, posted, { emit }) => {
      const state = replayOf(live)
      for (const news of add(state, posted)) emit(news)
      const entries = live.posted.length === live.length ? live.posted : live.posted.slice(0, live.length)
      const came = [posted, ...state.trial.stands.splice(0)]
      ;(entries as Posted[]).push(...came)
      const next: Live = { posted: entries, length: live.length + came.length }
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
