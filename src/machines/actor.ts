import { createActor, fromTransition } from 'xstate'
import type { Emitted } from './emitted.ts'
import { add, type Replay, replay, worldOf } from './replay.ts'
import type { Posted, World } from './router.ts'
import type { Machines } from './rules.ts'

/** What a live trial keeps: the entries it was posted. Where the machines stand follows from them. */
export type Live = { readonly posted: readonly Posted[] }

/**
 * A live trial as XState actor logic: every fact or decision sent to it goes through the same router that replay uses, so that
 * what `actor.on` hears and what replay emits is one list. A snapshot persists as the entries; restoring replays them.
 */
export function trialLogic(machines: Machines) {
  const replays = new WeakMap<object, Replay>()
  const replayOf = (live: Live): Replay => {
    const known = replays.get(live)
    if (known) return known
    const made = replay(machines, live.posted)
    replays.set(live, made)
    return made
  }
  return {
    ...fromTransition<Live, Posted, never, never, Emitted>(
      (live, posted, { emit }) => {
        const state = replayOf(live)
        for (const news of add(state, posted)) emit(news)
        const next: Live = { posted: [...live.posted, posted] }
        replays.set(next, state)
        return next
      },
      { posted: [] },
    ),
    /** Where every machine of the trial stands. */
    worldOf: (live: Live): World => worldOf(replayOf(live)),
  }
}
export { createActor }
