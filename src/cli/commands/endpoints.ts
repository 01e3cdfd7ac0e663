import { readFile, stat } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Fact } from '../../core/fact.schema.ts'
import { Fact as FactSchema } from '../../core/fact.schema.ts'
import type { Protocol } from '../../core/protocol.schema.ts'
import { spanOf } from '../../core/time.ts'
import { endpointsOf } from '../../endpoints/index.ts'
import { current } from '../../ledger/known-on.ts'
import { endpoints as inWords } from '../../reports/text/endpoints.ts'
import { BadInput, failed } from '../failure.ts'
import { protocolNamed, readTrial } from '../review-of.ts'

type Options = { readonly at: string; readonly json?: boolean }

/** `gradus endpoints`: every endpoint of a protocol from an export folder or a file of facts. */
export function endpoints(program: Command): void {
  program
    .command('endpoints')
    .description('the endpoints of a protocol: responses, counts by schedule, survival, kinetics, subgroups')
    .argument('<protocol>', 'the protocol, such as NCT07021534')
    .argument('<source>', 'a folder of SDTM-style CSV files, or a file of facts, one JSON object a line')
    .requiredOption('--at <date>', 'what had happened by then')
    .option('--json', 'print the result as JSON instead of the summary')
    .action((protocol: string, source: string, options: Options) => run(protocol, source, options).catch(failed))
}

async function run(name: string, source: string, { at, json }: Options): Promise<void> {
  if (!spanOf(at)) throw new BadInput(`--at: expected an ISO date such as 2026-03-01; got "${at}"`)
  const protocol = protocolNamed(name)
  if (!protocol.endpoints) throw new BadInput(`${protocol.id} names no endpoints`)
  const found = endpointsOf(protocol.endpoints, await factsFrom(protocol, source), at, protocol.siteOffset)
  process.stdout.write(json ? `${JSON.stringify(found)}\n` : `${inWords(found).join('\n')}\n`)
}

async function factsFrom(protocol: Protocol, source: string): Promise<readonly Fact[]> {
  const about = await stat(source).catch((error: Error) => {
    throw new BadInput(`expected a folder or a file of facts; ${error.message}`)
  })
  if (!about.isDirectory()) return factsIn(await readFile(source, 'utf8'))
  const { ledger } = (await readTrial(protocol, source)).import
  return current(ledger).filter((one): one is Fact => 'participant' in one && one.type !== 'adjudicated')
}

/** A line that is no fact stops the run: what is left out of an endpoint silently would change it. */
function factsIn(text: string): readonly Fact[] {
  return text.split(/\r?\n/).flatMap((line, i) => {
    if (line.trim() === '') return []
    const read = FactSchema.safeParse(parsed(line, i + 1))
    if (!read.success) throw new BadInput(`line ${i + 1}: expected a fact; ${read.error.issues[0]?.message ?? ''}`)
    return [read.data]
  })
}

function parsed(line: string, number: number): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new BadInput(`line ${number}: expected a JSON object, got what is not JSON`)
  }
}
