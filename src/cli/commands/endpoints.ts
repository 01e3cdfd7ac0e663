import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { spanOf } from '../../core/time.ts'
import { type EndpointsResult, endpointRows, endpointsOf, survivalRows } from '../../endpoints/index.ts'
import { endpoints as inWords } from '../../reports/text/endpoints.ts'
import { csvText } from '../csv-text.ts'
import { factsFrom } from '../facts-from.ts'
import { BadInput, failed } from '../failure.ts'
import { protocolNamed } from '../review-of.ts'

type Options = { readonly at: string; readonly json?: boolean; readonly csv?: string }

/** `gradus endpoints`: every endpoint of a protocol from an export folder or a file of facts. */
export function endpoints(program: Command): void {
  program
    .command('endpoints')
    .description('the endpoints of a protocol: responses, counts by schedule, survival, kinetics, subgroups')
    .argument('<protocol>', 'the protocol, such as NCT07021534')
    .argument('<source>', 'a folder of SDTM-style CSV files, or a file of facts, one JSON object a line')
    .requiredOption('--at <date>', 'what had happened by then')
    .option('--json', 'print the result as JSON instead of the summary')
    .option(
      '--csv <path>',
      'write a row for each participant and endpoint to this .csv file, or endpoints.csv and survival.csv to this folder',
    )
    .action((protocol: string, source: string, options: Options) => run(protocol, source, options).catch(failed))
}

async function run(name: string, source: string, { at, json, csv }: Options): Promise<void> {
  if (!spanOf(at)) throw new BadInput(`--at: expected an ISO date such as 2026-03-01; got "${at}"`)
  const protocol = protocolNamed(name)
  if (!protocol.endpoints) throw new BadInput(`${protocol.id} names no endpoints`)
  const found = endpointsOf(protocol.endpoints, await factsFrom(protocol, source), at, protocol.siteOffset)
  if (csv !== undefined) await writeCsv(found, csv)
  process.stdout.write(json ? `${JSON.stringify(found)}\n` : `${inWords(found).join('\n')}\n`)
}

const rowColumns = ['participant', 'endpoint', 'part', 'is', 'value', 'unit', 'date', 'note'] as const
const timeColumns = ['participant', 'endpoint', 'from', 'leastDays', 'mostDays', 'status', 'censoring', 'note'] as const

async function writeCsv(found: EndpointsResult, path: string): Promise<void> {
  const rows = csvText(rowColumns, endpointRows(found))
  try {
    if (/\.csv$/i.test(path)) return await writeFile(path, rows)
    await mkdir(path, { recursive: true })
    await writeFile(join(path, 'endpoints.csv'), rows)
    await writeFile(join(path, 'survival.csv'), csvText(timeColumns, survivalRows(found)))
  } catch (error) {
    throw new BadInput(`--csv: expected a .csv file or a folder that can be written; ${(error as Error).message}`)
  }
}
