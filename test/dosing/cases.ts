import type { Design, Tally } from '../../src/dosing/design.ts'
import { cohortsOf, currentOf, tallyOf } from '../../src/dosing/outcomes.ts'

/** Reads a table a clinician could have typed: columns split by two or more spaces. */
export function cases<Column extends string>(text: string): Record<Column, string>[] {
  const [head = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s{2,}/))
  return rows.map(
    (cells) => Object.fromEntries(head.map((name, i) => [name, cells[i] ?? '-'])) as Record<Column, string>,
  )
}

/** '1NNN 2NTP' as a tally and the level it ends at. */
export function outcomes(text: string, levels: number): { tally: Tally; current: number } {
  const cohorts = cohortsOf(text === '-' ? '' : text)
  return { tally: tallyOf(cohorts, levels), current: currentOf(cohorts) }
}

/** A recommendation in the words of a grid: "stay 1 +3", "declare-mtd 2", "stop none". */
export function said(design: Design, text: string, levels: number): string {
  const { tally, current } = outcomes(text, levels)
  const { action, level, more } = design(tally, current)
  return `${action} ${level ?? 'none'}${more === undefined ? '' : ` +${more}`}`
}
