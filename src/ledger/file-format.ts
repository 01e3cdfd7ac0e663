import type { Issue } from '../core/issue.ts'
import { canonical } from './canonical.ts'
import { LedgerEntry } from './entry.schema.ts'
import { type Entry, findTampering } from './ledger.ts'

/** The ledger as text: one canonical JSON object a line, ready to be appended to. */
export const toLines = (entries: readonly Entry[]): string => entries.map((entry) => `${canonical(entry)}\n`).join('')

/** A ledger read from its file format. A line that cannot be read, or a broken chain, is an error and gives no entries. */
export function fromLines(
  text: string,
  file = 'ledger',
): { readonly entries: readonly Entry[]; readonly issues: readonly Issue[] } {
  const entries: Entry[] = []
  const lines = text.split('\n').filter((line) => line !== '')
  for (const [i, line] of lines.entries()) {
    const read = LedgerEntry.safeParse(parsed(line))
    if (!read.success)
      return broken(file, i + 1, `expected a ledger entry; ${read.error.issues[0]?.message ?? 'got something else'}`)
    entries.push(read.data as Entry)
  }
  const tampered = findTampering(entries)
  if (tampered)
    return broken(
      file,
      entries.indexOf(tampered) + 1,
      'the hash chain breaks here: this entry or the one before it was altered',
    )
  return { entries, issues: [] }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const broken = (file: string, row: number, message: string) => ({
  entries: [],
  issues: [{ code: 'unreadable', severity: 'error', where: { file, row }, message } satisfies Issue],
})
