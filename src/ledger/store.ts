import { append, type Entry, type Statement } from './ledger.ts'

/** Where a ledger is kept. `append` adds and returns the new entries; nothing is ever changed or removed. */
export type LedgerStore = {
  readonly read: () => Promise<readonly Entry[]>
  readonly append: (statements: readonly Statement[]) => Promise<readonly Entry[]>
}

/** A ledger in memory, for tests and for embedding systems that keep the entries themselves. */
export function memoryStore(initial: readonly Entry[] = []): LedgerStore {
  let ledger = initial
  return {
    read: async () => ledger,
    append: async (statements) => {
      const before = ledger.length
      ledger = append(ledger, statements)
      return ledger.slice(before)
    },
  }
}
