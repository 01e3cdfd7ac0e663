import { loadTable } from '../../grading-tables/load.ts'
import { scaleTables } from '../../grading-tables/scales/index.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { sdtmMapFor } from '../adapters/for-protocol.ts'
import { compareExports, readSdtm } from '../adapters/sdtm/index.ts'
import type { Issue } from '../core/issue.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import type { SourceRecord } from '../core/record.ts'
import { judgesFor } from '../machines/judges.ts'
import { type Machines, machinesFor } from '../machines/rules.ts'
import { type ExportFolder, readExports } from '../node/export-folder.ts'
import { protocols } from '../protocols/index.ts'
import { type Imported, imported } from '../reports/import.ts'
import type { Report } from '../reports/report.ts'
import { review } from '../reports/review.ts'
import { crsScales, icansScale, tableScale } from '../scales/index.ts'
import { BadInput } from './failure.ts'

/** A trial as the command line works with it: its machines and what its export states. */
export type Trial = { readonly machines: Machines; readonly import: Imported }

export const software = `gradus ${packageJson.version}`

/** A protocol by its registry number. */
export function protocolNamed(name: string): Protocol {
  const found = protocols[name.toLowerCase()]
  if (!found) throw new BadInput(`--protocol: expected one of ${Object.keys(protocols).join(', ')}; got "${name}"`)
  return found
}

/** The machines of a protocol, with the grading table it names. */
async function machinesOf(protocol: Protocol): Promise<Machines> {
  const table = await loadTable(protocol.grading.table)
  if (!table) throw new BadInput(`${protocol.id}: no grading table ${protocol.grading.table} is shipped`)
  return machinesFor(judgesFor(protocol, table))
}

/** Reads an export folder, dated sub-folders compared in order. */
export async function readTrial(protocol: Protocol, folder: string): Promise<Trial> {
  const exports = await readExports(folder).catch((error: NodeJS.ErrnoException) => {
    throw new BadInput(`--from: expected a folder of CSV files; ${error.message}`)
  })
  return trialFrom(protocol, exports, folder)
}

/** A trial from export files that have been read. */
async function trialFrom(protocol: Protocol, exports: readonly ExportFolder[], source: string): Promise<Trial> {
  const read = exports.map(({ recordedOn, files }) => ({ recordedOn, ...readSdtm(files, sdtmMapFor(protocol)) }))
  if (read.every(({ records }) => records.length === 0))
    throw new BadInput(
      `${source}: expected SDTM-style CSV files (DM.csv, EX.csv, AE.csv …); ${firstOf(read.flatMap((one) => one.issues))}`,
    )
  const latest = read.at(-1)!
  refuseErrors([...read.slice(0, -1).flatMap(({ issues }) => issues.filter(isNotMadeGoodIn(latest))), ...latest.issues])
  return {
    machines: await machinesOf(protocol),
    import: imported(recordsOf(read), latest.issues, 'EDC export'),
  }
}

/** Whether an error of an earlier export still stands: one of a record that a later export states does not. */
function isNotMadeGoodIn({ records, issues }: ReadExport): (issue: Issue) => boolean {
  const wrong = new Set(issues.filter(({ severity }) => severity === 'error').map(({ where }) => where.record))
  const good = new Set(records.map(({ key }) => key).filter((key) => !wrong.has(key)))
  return ({ where }) => where.record === undefined || !good.has(where.record)
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

type ReadExport = {
  readonly recordedOn: string | undefined
  readonly records: readonly SourceRecord[]
  readonly issues: readonly Issue[]
}

function recordsOf(read: readonly ReadExport[]): readonly SourceRecord[] {
  if (read[0]?.recordedOn === undefined) return read[0]?.records ?? []
  return compareExports(read.map(({ recordedOn = '', records }) => ({ recordedOn, records })))
}

const firstOf = (issues: readonly Issue[]): string => issues[0]?.message ?? 'no CSV file was found'

/** Reviews a trial as of a day, as known on a day; without a day, as of the last day anything happened. */
export function reviewOf({ machines, import: from }: Trial, asOf?: string, knownOn?: string): Report {
  if (knownOn !== undefined && from.undated) {
    const { where, key } = from.undated
    throw new BadInput(
      `--known-on: the export does not say when everything was recorded (first: ${where.file ?? ''}, record ${key}); expected a recording-time column, an AUDIT.csv, or dated export folders`,
    )
  }
  const of = {
    asOf: asOf ?? from.lastDay,
    ...(knownOn === undefined ? {} : { knownOn }),
    software,
    crsScales: shipped(crsScales),
    icansScale: shipped([icansScale])[0]!,
  }
  return review(machines, from.ledger, of, from.issues)
}

/** The scales of these names that are shipped, in this order. */
const shipped = (ids: readonly string[]) =>
  ids.flatMap((id) => scaleTables.filter((table) => table.id === id).map(tableScale))
