import type { Issue } from '../../core/issue.ts'
import type { SourceRecord } from '../../core/record.ts'
import { contextOf } from './context.ts'
import { domains } from './domains.ts'
import { issuesOf, sortIssues } from './issues.ts'
import { readLines } from './lines.ts'
import { defaultMap, type SdtmMap } from './map.ts'
import { distinctRecords, sortRecords } from './records.ts'
import { strangers } from './strangers.ts'
import { readTables } from './tables.ts'

export type { Cells, Remark } from './cells.ts'
export { sdtmColumns } from './columns.ts'
export { compareExports, type DatedExport } from './compare.ts'
export { type LabRow, labRow } from './lb.ts'
export { defaultMap, type SdtmMap } from './map.ts'

/** What an export came to: its records in a settled order, and what was wrong with it. */
export type SdtmReading = { readonly records: readonly SourceRecord[]; readonly issues: readonly Issue[] }

/**
 * Reads an SDTM-style export: CSV text by file name (DM.csv, AE.csv, SUPPAE.csv …, in any case).
 * A file that cannot be read as a whole gives an error and no records; every row of the others gives a record or an issue.
 */
export function readSdtm(files: Readonly<Record<string, string>>, map: Partial<SdtmMap> = {}): SdtmReading {
  const spellings = { ...defaultMap, ...map }
  const { tables, issues: ofFiles } = readTables(files, spellings)
  const { lines, issues: ofLines } = readLines(tables, spellings)
  const context = contextOf(spellings, lines)
  const stated = domains.flatMap((reader) => reader.read(lines.get(reader.domain) ?? [], context))
  const [records, duplicates] = distinctRecords(sortRecords(stated))
  const ofRows = issuesOf([...lines.values()].flat())
  return { records, issues: sortIssues([ofFiles, ofLines, strangers(lines), duplicates, ofRows].flat()) }
}
