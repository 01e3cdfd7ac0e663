import type { LevelTally, Tally } from './design.ts'

/** A level nobody has been treated at. */
export const untried: LevelTally = { n: 0, dlt: 0, pending: 0 }

/** The counts at a level, numbered from 1. */
export const at = (tally: Tally, level: number): LevelTally => tally[level - 1] ?? untried

/** Everyone dosed and evaluable or still open: settled and pending. */
export const enrolled = ({ n, pending }: LevelTally): number => n + pending

/** Everyone in the trial: settled and pending, over all levels. */
export const total = (tally: Tally): number => tally.reduce((sum, level) => sum + enrolled(level), 0)

/** The levels with someone pending, lowest first. */
export const pendingLevels = (tally: Tally): number[] => tally.flatMap(({ pending }, i) => (pending > 0 ? [i + 1] : []))

/** What a rule saw at a level, for its recommendation. */
export const seen = (tally: Tally, level: number) => {
  const { n, dlt, pending } = at(tally, level)
  return { level, n, dlt, pending }
}

/** Levels `first` to `last`, both included. */
export const levelsFrom = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)

/** The tally with one level's counts replaced. */
export const withLevel = (tally: Tally, level: number, counts: LevelTally): Tally =>
  tally.map((was, i) => (i === level - 1 ? counts : was))

/** Throws unless a tally's counts are whole, in order (`dlt` within `n`) and `current` is one of its levels. */
export function assertTally(tally: Tally, current: number): void {
  if (tally[current - 1] === undefined) throw new RangeError(`current level ${current}: expected 1 to ${tally.length}`)
  tally.forEach((level, i) => {
    const fault = faultOf(level)
    if (fault) throw new RangeError(`level ${i + 1}: ${fault}`)
  })
}

function faultOf({ n, dlt, pending, followUp, triggers = 0 }: LevelTally): string | undefined {
  const whole = (x: number) => Number.isInteger(x) && x >= 0
  if (!whole(n) || !whole(dlt) || !whole(pending))
    return `n ${n}, dlt ${dlt}, pending ${pending}: expected whole numbers`
  if (dlt > n) return `${dlt} DLTs among ${n} settled participants (a DLT settles a participant)`
  if (!whole(triggers) || triggers > n - dlt + pending)
    return `${triggers} triggers among ${n - dlt + pending} without DLT`
  if (followUp && followUp.length !== pending) return `${followUp.length} follow-up fractions for ${pending} pending`
  if (followUp?.some((f) => !(f >= 0 && f <= 1))) return `follow-up ${followUp.join(', ')}: expected fractions 0 to 1`
  return undefined
}
