import { readFile, stat } from 'node:fs/promises'
import { withoutByteOrderMark } from '../core/byte-order-mark.ts'
import { Fact } from '../core/fact.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { current } from '../ledger/known-on.ts'
import { BadInput } from './failure.ts'
import { readTrial } from './review-of.ts'

/** The facts in a file of one JSON object a line, or those an export folder states now. */
export async function factsFrom(protocol: Protocol, from: string): Promise<readonly Fact[]> {
  const found = await stat(from).catch((error: NodeJS.ErrnoException) => {
    throw new BadInput(`${from}: expected a file of facts or a folder of CSV files; ${error.message}`)
  })
  if (!found.isDirectory()) return factsInLines(await readFile(from, 'utf8'), from)
  const { ledger } = (await readTrial(protocol, from)).import
  return current(ledger).filter((one): one is Fact => 'participant' in one && one.type !== 'adjudicated')
}

function factsInLines(text: string, from: string): readonly Fact[] {
  return withoutByteOrderMark(text)
    .split('\n')
    .flatMap((line, i) => {
      if (line.trim() === '') return []
      const read = Fact.safeParse(parsed(line, `${from} line ${i + 1}`))
      if (read.success) return [read.data]
      const [issue] = read.error.issues
      throw new BadInput(
        `${from} line ${i + 1}: expected a fact; ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
      )
    })
}

function parsed(line: string, where: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new BadInput(`${where}: expected JSON; ${error instanceof Error ? error.message : String(error)}`)
  }
}
