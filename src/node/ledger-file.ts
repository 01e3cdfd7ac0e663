import { appendFile, open, readFile } from 'node:fs/promises'
import { fromLines, toLines } from '../ledger/file-format.ts'
import { append } from '../ledger/ledger.ts'
import type { LedgerStore } from '../ledger/store.ts'

/** A ledger in a file of one entry a line. Reading checks the hash chain; appending is flushed to disk before it returns. */
export function fileStore(path: string): LedgerStore {
  const read = async () => {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw error
    })
    const { entries, issues } = fromLines(text, path)
    if (issues[0]) throw new Error(`${path}, line ${issues[0].where.row}: ${issues[0].message}`)
    return entries
  }
  return {
    read,
    append: async (statements) => {
      const before = await read()
      const added = append(before, statements).slice(before.length)
      await appendFile(path, toLines(added), 'utf8')
      const file = await open(path, 'r')
      await file.sync().finally(() => file.close())
      return added
    },
  }
}
