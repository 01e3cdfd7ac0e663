import type { Observation } from './kaplan-meier.ts'
import type { TimeToEvent } from './time-to-event.ts'

export const tooMany = Symbol('too many possibilities')
/** Kaplan-Meier is computed for each: more would take noticeable time. */
const MOST = 5000

/**
 * Every set of observations that partial dates and open assessments leave possible, as far as they can differ in an estimate:
 * a time matters only by its order among the other times and the landmarks. Earlier events do not always lower an estimate
 * where others are censored in between, so the two extremes would not bound it.
 */
export function worldsOf(
  all: readonly TimeToEvent[],
  landmarks: readonly number[],
): readonly (readonly Observation[])[] | typeof tooMany {
  const turning = turningPoints(all, landmarks)
  const choices = all.map((one) => choicesOf(one, turning))
  const count = choices.reduce((product, each) => Math.min(product * each.length, MOST + 1), 1)
  if (count > MOST) return tooMany
  return choices.reduce<readonly (readonly Observation[])[]>(
    (worlds, each) => worlds.flatMap((world) => each.map((one) => [...world, one])),
    [[]],
  )
}

/** The times at which an order can change: every end of a range, every landmark, and the days beside them. */
function turningPoints(all: readonly TimeToEvent[], landmarks: readonly number[]): readonly number[] {
  const ends = all.flatMap(({ possible }) => possible.flatMap(({ least, most }) => [least, most]))
  return [...new Set([...ends, ...landmarks].flatMap((time) => [time - 1, time, time + 1]))]
}

const choicesOf = ({ possible }: TimeToEvent, turning: readonly number[]): readonly Observation[] =>
  possible.flatMap(({ least, most, event }) =>
    (least === most
      ? [least]
      : [...new Set([least, most, ...turning.filter((time) => time > least && time < most)])]
    ).map((time) => ({ time, event })),
  )
