import { readSdtm, type SdtmMap } from '../../../src/adapters/sdtm/index.ts'
import type { Fact } from '../../../src/core/fact.schema.ts'

/** CSV text from a grid a clinician can correct: columns parted by two or more spaces, "-" for an empty cell. */
export function csv(grid: string): string {
  const rows = grid.trim().split('\n')
  return rows
    .map((row) =>
      row
        .trim()
        .split(/\s{2,}/)
        .map(cell)
        .join(','),
    )
    .join('\n')
}

const cell = (text: string): string =>
  text === '-' ? '' : /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** Two participants, screened and enrolled at two levels. */
export const demographics = csv(`
  USUBJID  SITEID  RFICDTC     RFSTDTC     AGE  SEX  ARMCD  ACTARMCD  COHORT
  001      01      2026-01-02  2026-01-05  61   F    L1     L1        colorectal
  002      01      2026-01-09  2026-01-12  54   M    L2     L2        gastric
`)

/** What an export of demographics and the given grids states, and what was wrong with it. */
export function reading(grids: Record<string, string>, map: Partial<SdtmMap> = {}) {
  const files = Object.entries(grids).map(([domain, grid]) => [`${domain}.csv`, csv(grid)])
  const { records, issues } = readSdtm({ 'DM.csv': demographics, ...Object.fromEntries(files) }, map)
  const own = records.filter((record) => Object.keys(grids).includes(record.key.split('|')[0] as string))
  return { records: own, issues, states: own.flatMap((record) => record.states) as readonly Fact[] }
}
