import type { LevelTally, Tally } from './design.ts'
import { type Labels, labelOf } from './explain.ts'
import { levelsFrom, mostLevels } from './tally.ts'

/** Cohorts written as "1NNN 2NTP": level 2 has one without DLT (N), one with (T), one pending (P). After Brock (2019). */
export type Cohort = { readonly level: number; readonly outcomes: string }

/** The cohorts of an outcome string, their levels read as labels; throws on a word that is none, or that two labels can begin. */
export function cohortsOf(text: string, labels?: Labels): Cohort[] {
  return text
    .trim()
    .split(/\s+/)
    .filter((each) => each !== '')
    .map((each) => cohortOf(each, labels))
}

function cohortOf(word: string, labels: Labels | undefined): Cohort {
  const [cohort, ...others] = readingsOf(word, labels)
  if (cohort && cohort.level > mostLevels)
    throw new RangeError(`outcomes: expected a level up to ${mostLevels}; got "${word}"`)
  if (cohort === undefined)
    throw new SyntaxError(
      `outcomes: expected a level${labels ? ` (${labels.join(', ')})` : ''} and N, T or P, like ${labels?.[0] ?? 1}NNT; got "${word}"`,
    )
  if (others.length === 0) return cohort
  const told = [cohort, ...others].map(({ level, outcomes }) => `${outcomes} at level ${labelOf(level, labels)}`)
  throw new SyntaxError(
    `outcomes: "${word}" can be read as ${told.join(' or as ')}: give the counts as a tally instead`,
  )
}

/** Every way to read a word as a level and its outcomes: a label may itself end in N, T or P. */
const readingsOf = (word: string, labels: Labels | undefined): Cohort[] =>
  levelsFrom(1, word.length - 1).flatMap((length) => {
    const level = levelOf(word.slice(0, length), labels)
    const outcomes = word.slice(length)
    return level !== undefined && /^[NTP]+$/.test(outcomes) ? [{ level, outcomes }] : []
  })

/** The number of a level people call by this label; without labels, levels are called 1, 2, 3. */
export function levelOf(label: string | number, labels?: Labels): number | undefined {
  if (labels) {
    const index = labels.findIndex((each) => String(each) === String(label))
    return index < 0 ? undefined : index + 1
  }
  return /^[1-9]\d*$/.test(String(label)) ? Number(label) : undefined
}

const count = (text: string, letter: string) => text.split(letter).length - 1

/** The tally after these cohorts. */
export const tallyOf = (cohorts: readonly Cohort[], levels: number): Tally =>
  levelsFrom(1, levels).map((level): LevelTally => {
    const all = cohorts
      .filter((cohort) => cohort.level === level)
      .map(({ outcomes }) => outcomes)
      .join('')
    const dlt = count(all, 'T')
    return { n: count(all, 'N') + dlt, dlt, pending: count(all, 'P') }
  })

/** The level a trial that had these cohorts is at: that of the last one, or the first level. */
export const currentOf = (cohorts: readonly Cohort[]): number => cohorts.at(-1)?.level ?? 1

/** Cohorts written out again. */
export const written = (cohorts: readonly Cohort[], labels?: Labels): string =>
  cohorts.map(({ level, outcomes }) => `${labelOf(level, labels)}${outcomes}`).join(' ')
