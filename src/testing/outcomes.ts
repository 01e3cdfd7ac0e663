import type { Protocol } from '../core/protocol.schema.ts'
import type { Length } from '../core/time.ts'
import { cohortsOf } from '../dosing/outcomes.ts'
import type { Posted } from '../machines/router.ts'
import type { Machines } from '../machines/rules.ts'
import { adjudicated, decided, enrolled, followedUp, type Happening, infused } from './words.ts'

/** How outcomes become facts, where a specification wants it otherwise than the protocol plans. */
export type OutcomeWords = {
  /** What somebody with a DLT (T) had, from the day of the first dose. Without it the first rule is adjudicated as met. */
  readonly dlt?: (day: number) => Happening
  /** Days from one cohort's first dose to the next one's; by default the window's length and a week. */
  readonly apart?: number
}

/**
 * A whole timeline from outcomes: "1NNN 2NTP" treats three at level 1 and three at level 2, each as the protocol plans; N is seen
 * at the window's end without DLT, T has one, P is still inside the window. Participants are 001, 002, … in that order; the
 * committee decides each change of level. Throws on a word that is no outcome or names a level the protocol does not have.
 */
export function outcomes(
  { judges: { protocol } }: Machines,
  text: string,
  words: OutcomeWords = {},
): readonly Posted[] {
  const labels = protocol.levels.map(({ label }) => label)
  const cohorts = cohortsOf(text, labels)
  const { apart = windowDays(protocol) + 7 } = words
  const last = cohorts.length * apart
  let count = 0
  return cohorts.flatMap(({ level, outcomes: letters }, i) => {
    const day = i * apart
    const label = labels[level - 1]!
    const before = cohorts[i - 1]?.level ?? level
    const participants = [...letters].flatMap((letter) => {
      count++
      const start = letter === 'P' ? last : day
      return happened(protocol, label, letter, start, words)(String(count).padStart(3, '0'))
    })
    return [
      ...(before === level ? [] : decided(day - 1, before < level ? 'escalate' : 'de-escalate', label)),
      ...participants,
    ]
  })
}

const happened =
  (protocol: Protocol, level: string, letter: string, day: number, { dlt }: OutcomeWords): Happening =>
  (participant) => {
    const happenings = [...treatedAsPlanned(protocol, level, day)]
    if (letter === 'N') happenings.push(followedUp(day + windowDays(protocol) + 1))
    if (letter === 'T') happenings.push((dlt ?? firstRuleMet(protocol))(day))
    return happenings.flatMap((happens) => happens(participant))
  }

const firstRuleMet =
  ({ dltRules }: Protocol) =>
  (day: number): Happening =>
    adjudicated(dltRules[0]!.id, day + 1, 'met', 'told as an outcome')

/** Enrolled at a level and given what the window opens and closes with, on consecutive days. */
export function treatedAsPlanned(protocol: Protocol, level: string, day: number): readonly Happening[] {
  const { window, evaluability, escalated, levels } = protocol
  const step = levels.find(({ label }) => label === level)
  const amount = step?.amount !== undefined ? { amount: step.amount, unit: step.unit } : {}
  const agents = [...new Set([window.opens.agent, escalated, window.closes.after.agent])]
  return [
    enrolled(day - 7, level),
    ...agents.flatMap((agent) =>
      Array.from({ length: evaluability.infusions }, (_, infusion) =>
        infused(agent, day + infusion, {
          ...(agent === escalated ? amount : {}),
          infusion: infusion + 1,
          cycle: agent === window.closes.after.agent ? window.closes.after.cycle : window.opens.cycle,
        }),
      ),
    ),
  ]
}

/** Days from the first dose to the last day of the window. */
function windowDays({ window, evaluability }: Protocol): number {
  return evaluability.infusions - 1 + daysOf(window.closes.length)
}

const daysOf = (length: Length): number => ('days' in length ? length.days : Math.ceil(length.hours / 24))
