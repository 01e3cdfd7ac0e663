import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fact } from '../../src/core/fact.schema.ts'
import { canonical } from '../../src/ledger/canonical.ts'
import {
  append,
  current,
  type Entry,
  findTampering,
  fromLines,
  knownOn,
  type LedgerStore,
  memoryStore,
  type Statement,
  toLines,
} from '../../src/ledger/index.ts'
import { fileStore } from '../../src/node/index.ts'

const regraded = (grade: number): Fact => ({
  type: 'adverseEventRegraded',
  participant: '001',
  at: '2026-03-02',
  event: 'E1',
  grade,
})
const stated = (record: string, recordedAt: string, ...states: Fact[]): Statement => ({
  record,
  recordedAt,
  by: 'site',
  states,
})

const ledger = append(
  [],
  [
    stated('FA|001|1', '2026-03-03', regraded(2)),
    stated('FA|001|2', '2026-03-04', regraded(1)),
    { ...stated('FA|001|1', '2026-03-10', regraded(3)), reason: 'source verification' },
  ],
)

describe('a correction is a new entry that names the one it supersedes', () => {
  it('nothing is overwritten', () => {
    expect(ledger.map(({ seq, supersedes }) => [seq, supersedes])).toEqual([
      [1, null],
      [2, null],
      [3, 1],
    ])
    expect(current(ledger)).toEqual([regraded(3), regraded(1)])
  })
  it('what was known on a day is what had been recorded by then', () => {
    expect(knownOn(ledger, '2026-03-03')).toEqual([regraded(2)])
    expect(knownOn(ledger, '2026-03-09')).toEqual([regraded(2), regraded(1)])
    expect(knownOn(ledger, '2026-03-10')).toEqual([regraded(3), regraded(1)])
  })
  it('a record taken back states nothing any more, and stays in the ledger', () => {
    const retracted = append(ledger, [stated('FA|001|2', '2026-03-11')])
    expect(current(retracted)).toEqual([regraded(3)])
    expect(retracted).toHaveLength(4)
  })
})

describe('the chain', () => {
  const altered = (change: (entries: Entry[]) => Entry[]) => findTampering(change([...ledger]))?.seq
  it('holds as written', () => expect(findTampering(ledger)).toBeUndefined())
  it('finds an altered entry', () => expect(altered(([a, b, c]) => [a!, { ...b!, by: 'somebody else' }, c!])).toBe(2))
  it('finds a removed entry', () => expect(altered(([a, , c]) => [a!, c!])).toBe(3))
  it('finds a removed first entry', () => expect(altered(([, b, c]) => [b!, c!])).toBe(2))
  it('finds two entries that changed places', () => expect(altered(([a, b, c]) => [b!, a!, c!])).toBe(2))
})

it('canonical JSON does not depend on the order an object was built in', () =>
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse())
      expect(canonical(reversed)).toBe(canonical(value))
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  ))

describe('the file format', () => {
  it('reads what it wrote', () => expect(fromLines(toLines(ledger)).entries).toEqual(ledger))
  it('refuses a line that is no entry, naming it', () =>
    expect(fromLines(`${toLines(ledger)}{"seq":4}\n`, 'trial.ndjson')).toMatchObject({
      entries: [],
      issues: [{ where: { file: 'trial.ndjson', row: 4 } }],
    }))
  it('refuses a broken chain, naming the entry', () =>
    expect(fromLines(toLines(ledger).replace('"grade":1', '"grade":2'))).toMatchObject({
      entries: [],
      issues: [{ where: { row: 2 } }],
    }))
})

const stores: Record<string, () => Promise<LedgerStore>> = {
  memory: async () => memoryStore(),
  file: async () => fileStore(join(await mkdtemp(join(tmpdir(), 'gradus-')), 'ledger.ndjson')),
}

describe.each(Object.entries(stores))('contract of every store: %s', (_name, open) => {
  it('starts empty, appends, and reads back in order', async () => {
    const store = await open()
    expect(await store.read()).toEqual([])
    const [first] = await store.append([stated('A', '2026-03-03', regraded(2))])
    const [second] = await store.append([stated('A', '2026-03-04', regraded(3))])
    expect(second).toMatchObject({ seq: 2, supersedes: 1, previous: first!.hash })
    expect(await store.read()).toEqual([first, second])
  })
})
