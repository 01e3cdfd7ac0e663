import { actSeenFrom, commits, goesOn, instead, treats } from './acts.ts'
import { keptBelow } from './closed-levels.ts'
import type { Modifier, Recommendation, Rule, Tally } from './design.ts'
import { type Labels, labelOf } from './explain.ts'
import { settlements, waitInstead } from './settle.ts'
import { enrolled, hasPending, levelsFrom, pendingLevels, seen, total } from './tally.ts'

export { treats } from './acts.ts'

const rule = (id: string, says: string): Rule => ({ id, says, source: 'an option of the protocol' })

/** A design with modifiers around it, the first applied first: the last one has the last word. */
export const modified = (design: Parameters<Modifier>[0], modifiers: readonly Modifier[]) =>
  modifiers.reduce((inner, modifier) => modifier(inner), design)

/**
 * Never more than this many participants in the trial: at the cap the answer is "stop: cap reached", the MTD left unsaid. Participants
 * `beside` the tally count too, and so do those `lost` to evaluation, who are in no tally.
 */
export const stopAt =
  (cap: number, { beside = 0, lost = 0 }: { readonly beside?: number; readonly lost?: number } = {}): Modifier =>
  (design) =>
  (tally, current) => {
    const next = design(tally, current)
    const room = cap - total(tally) - beside - lost
    if (!treats(next)) return next
    if (room > 0) return next.more !== undefined && next.more > room ? { ...next, more: room } : next
    return instead(next, { action: 'stop', level: null, rule: rule('cap', capReached(cap, lost)) })
  }

const capReached = (cap: number, lost: number): string =>
  `stop: cap reached (${cap} participants${lost === 0 ? '' : `, ${lost} of them not evaluable`})`

/** How many the design asks for, where it says: the number stays where another level takes the place of the one it names. */
const moreOf = ({ more }: Pick<Recommendation, 'more'>) => (more === undefined ? {} : { more })

/** Never up by more than one level from the current one. */
export const noSkipping: Modifier = (design) => (tally, current) => {
  const next = design(tally, current)
  if (next.action !== 'escalate' || next.level === null || next.level <= current + 1) return next
  return instead(next, {
    ...moreOf(next),
    action: 'escalate',
    level: current + 1,
    rule: rule('no skipping', 'up one level at a time'),
  })
}

/** No MTD, and no end at a tolerated level, before this many have been treated there. */
export const atLeastAt =
  (needed: number): Modifier =>
  (design) =>
  (tally, current) => {
    const next = design(tally, current)
    if (!(next.action === 'declare-mtd' || next.action === 'stop') || next.level === null) return next
    const { level } = next
    const saw = seen(tally, level)
    const short = needed - enrolled(saw)
    const why = rule('at least', `a level is named only with ${needed} participants treated and settled there`)
    if (short > 0) {
      const action = level < current ? 'de-escalate' : level > current ? 'escalate' : 'stay'
      return instead(next, { action, level, more: short, rule: why, saw })
    }
    if (saw.pending === 0) return next
    return instead(next, { action: 'wait', level, rule: why, saw, awaits: pendingLevels(tally) })
  }

/**
 * Stop once this holds of the trial so far, whatever the design would do: say, a posterior bound at the lowest level. While somebody
 * pending could make it hold, nobody goes up and no level is named. `judged` is the level it looks at, for the counts it is told by.
 */
export const stopWhenTooToxic =
  (tooToxic: (tally: Tally) => boolean, says: string, judged?: number): Modifier =>
  (design) =>
  (tally, current) => {
    const next = design(tally, current)
    if (tooToxic(tally)) {
      const excluded = levelsFrom(1, tally.length)
      const saw = judged === undefined ? next.saw : seen(tally, judged)
      return instead(next, { action: 'stop', level: null, mtd: null, excluded, rule: rule('too toxic', says), saw })
    }
    if (!commits(next) || !hasPending(tally)) return next
    for (const settled of settlements(tally)) if (tooToxic(settled)) return waitInstead(next, tally, current)
    return next
  }

/** A level once excluded, and those above it, stay excluded though later data would lift it; reopening needs a committee. */
export const excludeForGood = (from: number, labels?: Labels): Modifier => {
  const why = rule('excluded', `level ${labelOf(from, labels)} was excluded and has not been reopened`)
  return (design) => (tally, current) => keptBelow(design, tally, current, { from, rule: why, saw: seen(tally, from) })
}

/**
 * Nobody above this level until the committee says so: at the cap the trial waits for its decision. From above it, the design says
 * what follows at the cap.
 */
export const committeeCap =
  (cap: number, labels?: Labels): Modifier =>
  (design) =>
  (tally, current) => {
    const next = design(tally, current)
    if (!goesOn(next) || next.level === null || next.level <= cap) return next
    const why = rule(
      'committee cap',
      `the committee allows nobody above level ${labelOf(cap, labels)} until it decides`,
    )
    if (current < cap) return instead(next, { ...moreOf(next), action: 'escalate', level: cap, rule: why })
    const here = current > cap ? design(tally, cap) : next
    const goesUp = here.level !== null && here.level > cap
    const act = goesUp ? ({ action: 'wait', level: cap } as const) : actSeenFrom(current, here)
    return instead(next, { ...act, rule: why, saw: here.saw })
  }

/** Nobody is dosed before this moment: dosing waits, and a move down keeps its name with the moment added. */
export const stagger =
  (until: string | undefined): Modifier =>
  (design) =>
  (tally, current) => {
    const next = design(tally, current)
    if (until === undefined || !treats(next)) return next
    if (next.action === 'de-escalate') return { ...next, until }
    const why = rule('stagger', `the interval since the last participant dosed runs until ${until}`)
    return instead(next, { action: 'wait', level: next.level, rule: why, until })
  }
