import { loadTable } from '../../grading-tables/load.ts'
import { scaleTables } from '../../grading-tables/scales/index.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { sdtmMapFor } from '../adapters/for-protocol.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { judgesFor } from '../machines/judges.ts'
import { type Machines, machinesFor } from '../machines/rules.ts'
import { protocols } from '../protocols/index.ts'
import { type Imported, imported } from '../reports/import.ts'
import type { Report } from '../reports/report.ts'
import { review } from '../reports/review.ts'
import { crsScales, icansScale, tableScale } from '../scales/index.ts'
import { exportOf } from './export-of.ts'
import { BadInput } from './failure.ts'

/** A trial as the command line works with it: its machines and what its export states. */
export type Trial = { readonly machines: Machines; readonly import: Imported }

export const software = `gradus ${packageJson.version}`

/** The protocol of a registry number, if it comes with Gradus. */
export const shippedProtocol = (name: string): Protocol | undefined =>
  Object.hasOwn(protocols, name.toLowerCase()) ? protocols[name.toLowerCase()] : undefined

/** A protocol by its registry number. */
export function protocolNamed(name: string): Protocol {
  const found = shippedProtocol(name)
  if (!found) throw new BadInput(`--protocol: expected one of ${Object.keys(protocols).join(', ')}; got "${name}"`)
  return found
}

/** The machines of a protocol, with the grading table it names. */
async function machinesOf(protocol: Protocol): Promise<Machines> {
  const table = await loadTable(protocol.grading.table)
  if (!table) throw new BadInput(`${protocol.id}: no grading table ${protocol.grading.table} is shipped`)
  return machinesFor(judgesFor(protocol, table))
}

/** Reads an export folder, dated sub-folders compared in order; `needed` are the domains it must have a file of. */
export async function readTrial(protocol: Protocol, folder: string, needed: readonly string[] = []): Promise<Trial> {
  const { records, issues } = await exportOf(folder, sdtmMapFor(protocol), needed)
  return { machines: await machinesOf(protocol), import: imported(records, issues, 'EDC export') }
}

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
