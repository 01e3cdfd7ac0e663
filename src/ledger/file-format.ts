import { withoutByteOrderMark } from '../core/byte-order-mark.ts'
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
  const rows: number[] = []
  for (const [i, line] of withoutByteOrderMark(text).split('\n').entries()) {
    if (line.trim() === '') continue
    const read = entryIn(line)
    if (typeof read === 'string') return broken(file, i + 1, read)
    entries.push(read)
    rows.push(i + 1)
  }
  const tampered = findTampering(entries)
  if (tampered)
    return broken(
      file,
      rows[entries.indexOf(tampered)] ?? 0,
      'the hash chain breaks here: this entry or the one before it was altered',
    )
  return { entries, issues: [] }
}

/** Why the first of these entries that could not be read back cannot be, if one cannot. */
export function unreadableIn(entries: readonly Entry[]): string | undefined {
  for (const entry of entries) {
    const read = entryIn(canonical(entry))
    if (typeof read === 'string') return `record "${entry.record}": ${read}`
  }
  return undefined
}

/** The entry a line holds, or why it holds none. */
function entryIn(line: string): Entry | string {
  const value = parsed(line)
  if (value === undefined) return 'expected a ledger entry; the line is cut off, or is no JSON'
  const read = LedgerEntry.safeParse(value)
  if (read.success) return read.data as Entry
  const [issue] = read.error.issues
  return `expected a ledger entry; ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'got something else'}`
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
