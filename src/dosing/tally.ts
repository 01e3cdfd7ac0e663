import type { LevelTally, Tally } from './design.ts'

/** A level nobody has been treated at. */
export const untried: LevelTally = { n: 0, dlt: 0, pending: 0 }

/** The counts at a level, numbered from 1. */
export const at = (tally: Tally, level: number): LevelTally => tally[level - 1] ?? untried

/** Everyone dosed and evaluable or still open: settled and pending. */
export const enrolled = ({ n, pending }: LevelTally): number => n + pending

/** Everyone in the trial: settled and pending, over all levels. */
export function total(tally: Tally): number {
  let sum = 0
  for (const { n, pending } of tally) sum += n + pending
  return sum
}

/** Whether anyone is pending. */
export function hasPending(tally: Tally): boolean {
  for (const { pending } of tally) if (pending > 0) return true
  return false
}

/** The levels with someone pending, lowest first. */
export function pendingLevels(tally: Tally): number[] {
  const levels: number[] = []
  for (let i = 0; i < tally.length; i++) if ((tally[i] as LevelTally).pending > 0) levels.push(i + 1)
  return levels
}

/** What a rule saw at a level, for its recommendation. */
export const seen = (tally: Tally, level: number) => {
  const { n, dlt, pending } = at(tally, level)
  return { level, n, dlt, pending }
}

/** Levels `first` to `last`, both included. */
export function levelsFrom(first: number, last: number): readonly number[] {
  if (last < first) return none
  const levels: number[] = []
  for (let level = first; level <= last; level++) levels.push(level)
  return levels
}

const none: readonly number[] = Object.freeze([])

/** A trial has no more levels than this. */
export const mostLevels = 100

/** No level of a request has more settled, or more pending, than this: posterior probabilities are tested up to here. */
export const mostAtALevel = 1000

/** The tally with one level's counts replaced. */
export const withLevel = (tally: Tally, level: number, counts: LevelTally): Tally =>
  tally.map((was, i) => (i === level - 1 ? counts : was))

/** Throws unless a tally's counts are whole, in order (`dlt` within `n`) and `current` is one of its levels. */
export function assertTally(tally: Tally, current: number): void {
  if (tally[current - 1] === undefined) throw new RangeError(`current level ${current}: expected 1 to ${tally.length}`)
  for (let i = 0; i < tally.length; i++) {
    const level = tally[i] as LevelTally
    const { n, dlt, pending } = level
    const isSound = isCount(n) && isCount(dlt) && isCount(pending) && dlt <= n
    if (!isSound || level.followUp || level.triggers || !isWithin(level.last, n, dlt)) assertLevel(level, i + 1)
  }
}

/** The cohort treated last is part of what has settled at its level. */
const isWithin = (last: LevelTally['last'], n: number, dlt: number): boolean =>
  last === undefined || (isCount(last.dlt) && last.dlt <= last.n && last.n <= n && last.dlt <= dlt)

const isCount = (x: number): boolean => x >= 0 && Number.isInteger(x)

function assertLevel(level: LevelTally, number: number): void {
  const fault = faultOf(level)
  if (fault) throw new RangeError(`level ${number}: ${fault}`)
}

function faultOf({ n, dlt, pending, followUp, triggers = 0, last }: LevelTally): string | undefined {
  if (!isCount(n) || !isCount(dlt) || !isCount(pending))
    return `n ${n}, dlt ${dlt}, pending ${pending}: expected whole numbers`
  if (dlt > n) return `${dlt} DLTs among ${n} settled participants (a DLT settles a participant)`
  if (!isCount(triggers) || triggers > n - dlt + pending)
    return `${triggers} triggers among ${n - dlt + pending} without DLT`
  if (last && !isWithin(last, n, dlt))
    return `last cohort ${last.dlt} of ${last.n} with DLT: expected part of the ${dlt} of ${n} settled there`
  if (followUp && followUp.length !== pending) return `${followUp.length} follow-up fractions for ${pending} pending`
  for (const f of followUp ?? []) if (!(f >= 0 && f <= 1)) return `follow-up ${f}: expected a fraction from 0 to 1`
  return undefined
}
