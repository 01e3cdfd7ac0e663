import type { LevelTally, Tally } from './design.ts'
import { type Labels, labelOf } from './explain.ts'
import { levelsFrom } from './tally.ts'

/** Cohorts written as "1NNN 2NTP": level 2 has one without DLT (N), one with (T), one pending (P). After Brock (2019). */
export type Cohort = { readonly level: number; readonly outcomes: string }

const word = /^(.+?)([NTP]+)$/

/** The cohorts of an outcome string, their levels read as labels; throws on a word that is none. */
export function cohortsOf(text: string, labels?: Labels): Cohort[] {
  return text
    .trim()
    .split(/\s+/)
    .filter((each) => each !== '')
    .map((each) => {
      const [, label = '', outcomes = ''] = word.exec(each) ?? []
      const level = levelOf(label, labels)
      if (level === undefined)
        throw new SyntaxError(
          `outcomes: expected a level${labels ? ` (${labels.join(', ')})` : ''} and N, T or P, like ${labels?.[0] ?? 1}NNT; got "${each}"`,
        )
      return { level, outcomes }
    })
}

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
