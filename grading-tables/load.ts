import type { Table } from '../src/grading/table.ts'

/** How to load each shipped table by itself, so that a process reads only the one it uses. */
const loaders: Readonly<Record<string, () => Promise<Table>>> = {
  'ctcae-4.03': async () => (await import('./ctcae-4.03.ts')).ctcae403,
  'ctcae-5.0': async () => (await import('./ctcae-5.0.ts')).ctcae50,
  'ctcae-6.0': async () => (await import('./ctcae-6.0.ts')).ctcae60,
}

/** Identifiers of the tables that can be loaded. */
export const tableIds: readonly string[] = Object.keys(loaders)

/** The table of that id, or undefined. */
export const loadTable = async (id: string): Promise<Table | undefined> =>
  Object.hasOwn(loaders, id) ? loaders[id]?.() : undefined
