import { compareExports, readSdtm, type SdtmMap, sdtmColumns } from '../adapters/sdtm/index.ts'
import type { Issue } from '../core/issue.ts'
import type { SourceRecord } from '../core/record.ts'
import { type ExportFolder, readExports } from '../node/export-folder.ts'
import { BadInput } from './failure.ts'

/** What an export folder came to: every state of every record, and the remarks on the latest export. */
export type ExportRead = { readonly records: readonly SourceRecord[]; readonly issues: readonly Issue[] }

/**
 * Reads an export folder, dated sub-folders compared in order. What cannot be read at all is refused, and so is an export without a
 * file of a domain that is `needed`: a file that is not there says nothing of whether there was anything to say.
 */
export async function exportOf(
  folder: string,
  map: Partial<SdtmMap> = {},
  needed: readonly string[] = [],
): Promise<ExportRead> {
  const exports = await readExports(folder).catch((error: Error) => {
    throw new BadInput(`--from: expected a folder of CSV files; ${error.message}`)
  })
  for (const one of exports) refuseOtherFormats(one)
  const read = exports.map(({ recordedOn, files }) => ({ recordedOn, ...readSdtm(files, map) }))
  if (read.every(({ records }) => records.length === 0))
    throw new BadInput(
      `${folder}: expected SDTM-style CSV files (DM.csv, EX.csv, AE.csv …); ${firstOf(read.flatMap((one) => one.issues))}`,
    )
  const latest = read.at(-1)!
  refuseErrors([...read.slice(0, -1).flatMap(({ issues }) => issues.filter(isNotMadeGoodIn(latest))), ...latest.issues])
  refuseAbsent(exports, needed, folder)
  return { records: recordsOf(read), issues: latest.issues }
}

const domainOf = (file: string): string => file.replace(/\..*$/, '').toUpperCase()

const known: ReadonlySet<string> = new Set(sdtmColumns.map(({ domain }) => domain))

/** A file of a domain in a format that is not read would be left out unseen. */
function refuseOtherFormats({ files, others = [] }: ExportFolder): void {
  const read = new Set(Object.keys(files).map(domainOf))
  const unread = others.find((name) => known.has(domainOf(name).replace(/^SUPP/, '')) && !read.has(domainOf(name)))
  if (unread !== undefined)
    throw new BadInput(
      `${unread}: expected ${domainOf(unread)}.csv or ${domainOf(unread)}.csv.gz; other formats are not read`,
    )
}

function refuseAbsent(exports: readonly ExportFolder[], needed: readonly string[], folder: string): void {
  const there = new Set(exports.flatMap(({ files }) => Object.keys(files).map(domainOf)))
  const absent = needed.filter((domain) => !there.has(domain)).map((domain) => `${domain}.csv`)
  if (absent.length > 0)
    throw new BadInput(
      `${folder}: expected ${absent.join(' and ')}, and there is none; where nothing was recorded yet, a file of its header row says so`,
    )
}

/** What could not be read at all stops the run: nothing is half-applied. */
function refuseErrors(issues: readonly Issue[]): void {
  const errors = issues.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return
  const lines = errors
    .slice(0, 10)
    .map(({ where, message }) => `  ${where.file ?? ''}${where.row ? ` row ${where.row}` : ''}: ${message}`)
  throw new BadInput(`the export cannot be used as it is (${errors.length} errors):\n${lines.join('\n')}`)
}

/** Whether an error of an earlier export still stands: one of a record that a later export states does not. */
function isNotMadeGoodIn({ records, issues }: ExportRead): (issue: Issue) => boolean {
  const wrong = new Set(issues.filter(({ severity }) => severity === 'error').map(({ where }) => where.record))
  const good = new Set(records.map(({ key }) => key).filter((key) => !wrong.has(key)))
  return ({ where }) => where.record === undefined || !good.has(where.record)
}

type ReadExport = ExportRead & { readonly recordedOn: string | undefined }

function recordsOf(read: readonly ReadExport[]): readonly SourceRecord[] {
  if (read[0]?.recordedOn === undefined) return read[0]?.records ?? []
  return compareExports(read.map(({ recordedOn = '', records }) => ({ recordedOn, records })))
}

const firstOf = (issues: readonly Issue[]): string => issues[0]?.message ?? 'no CSV file was found'
