import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { tables } from '../../../grading-tables/index.ts'
import { checkedInWords, checkProtocol, readProtocol } from '../../checking/index.ts'
import type { Protocol } from '../../core/protocol.schema.ts'
import { protocols } from '../../protocols/index.ts'
import { BadInput, failed } from '../failure.ts'
import { shippedProtocol } from '../review-of.ts'

/** `gradus check`: whether a protocol as data holds together. */
export function check(program: Command): void {
  program
    .command('check')
    .description(
      'validate a protocol: fields, rules that can never fire, levels, window, cap, eligibility; and notices',
    )
    .argument('<protocol>', 'a JSON file, or the registry number of a protocol that comes with Gradus')
    .option('--json', 'print what was found as JSON')
    .action((name: string, options: { readonly json?: boolean }) => run(name, options).catch(failed))
}

async function run(name: string, { json }: { readonly json?: boolean }): Promise<void> {
  const protocol = shippedProtocol(name) ?? (await protocolIn(name))
  const table = Object.values(tables).find(({ id }) => id === protocol.grading.table)
  if (!table) {
    const known = Object.values(tables).map(({ id }) => id)
    throw new BadInput(`${name}: grading.table: expected one of ${known.join(', ')}; got "${protocol.grading.table}"`)
  }
  const checked = checkProtocol(protocol, table)
  process.stdout.write(
    json ? `${JSON.stringify({ protocol: protocol.id, ...checked })}\n` : checkedInWords(protocol, checked),
  )
  if (checked.contradictions.length > 0) process.exitCode = 1
}

async function protocolIn(file: string): Promise<Protocol> {
  const read = readProtocol(parsed(file, await text(file)))
  if ('protocol' in read) return read.protocol
  throw new BadInput(read.faults.map((fault) => `${file}: ${fault}`).join('\ngradus: '))
}

async function text(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const known = Object.keys(protocols).join(', ')
    throw new BadInput(`${file}: expected a JSON file, or one of ${known}; ${error.message}`)
  })
}

function parsed(file: string, json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw new BadInput(`${file}: expected JSON; ${(error as Error).message}`)
  }
}
