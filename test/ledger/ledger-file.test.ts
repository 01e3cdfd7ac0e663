import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Statement } from '../../src/ledger/index.ts'
import { fileStore } from '../../src/node/index.ts'

const newFile = () => join(mkdtempSync(join(tmpdir(), 'gradus-')), 'ledger.ndjson')
const stated = (record: string, more: Partial<Statement> = {}): Statement => ({
  record,
  recordedAt: '2026-03-02',
  by: 'site',
  states: [{ type: 'screened', participant: '001', at: '2026-03-01' }],
  ...more,
})
const at = (day: string, more = {}): Partial<Statement> => ({
  states: [{ type: 'screened', participant: '001', at: day, ...more }],
})

/** A ledger of two entries in a file, with its text. */
async function two() {
  const file = newFile()
  await fileStore(file).append([stated('A'), stated('B')])
  return { file, text: readFileSync(file, 'utf8') }
}

describe('Appends at once take turns: the chain holds, and nothing is lost', () => {
  it.each([
    [
      'through one store',
      () => newFile(),
      (file: string) => {
        const store = fileStore(file)
        return () => store
      },
    ],
    ['through a store each', () => newFile(), (file: string) => () => fileStore(file)],
  ])('%s', async (_, place, storesOf) => {
    const file = place()
    const storeOf = storesOf(file)
    await Promise.all(Array.from({ length: 12 }, (_, i) => storeOf().append([stated(`R${i}`), stated(`S${i}`)])))
    const entries = await fileStore(file).read()
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1))
    expect(new Set(entries.map(({ record }) => record)).size).toBe(24)
  })

  it('and whoever reads meanwhile sees a whole ledger', async () => {
    const file = newFile()
    const store = fileStore(file)
    const bulk = Array.from({ length: 400 }, (_, i) => stated(`R${i}`))
    const appended = store.append(bulk).then(() => store.append(bulk))
    let done = false
    void appended.finally(() => {
      done = true
    })
    while (!done) expect([0, 400, 800]).toContain((await store.read()).length)
    await appended
  })
})

describe('What could not be read back is refused, and nothing is written', () => {
  it.each([
    ['a day that does not exist', at('2026-02-30'), /record "C": expected a ledger entry; states\.0/],
    ['a field nobody knows', at('2026-03-01', { colour: 'red' }), /record "C"/],
    ['an age that is no number', at('2026-03-01', { age: Number.NaN }), /record "C"/],
    ['nobody who recorded it', { by: '' }, /record "C": expected a ledger entry; by:/],
    ['a time of recording in words', { recordedAt: 'yesterday' }, /recordedAt/],
  ])('%s', async (_, more, message) => {
    const { file, text } = await two()
    await expect(fileStore(file).append([stated('D'), stated('C', more)])).rejects.toThrow(message)
    expect(readFileSync(file, 'utf8')).toBe(text)
    expect(readdirSync(dirname(file))).toEqual(['ledger.ndjson'])
    expect(await fileStore(file).append([stated('D')])).toMatchObject([{ seq: 3 }])
  })
})

describe('A ledger file that was cut, edited or left behind by a crash', () => {
  it('cut within its last line is refused, and says so', async () => {
    const { file, text } = await two()
    writeFileSync(file, text.slice(0, -30))
    await expect(fileStore(file).read()).rejects.toThrow(/line 2: .*the line is cut off, or is no JSON/)
    await expect(fileStore(file).append([stated('C')])).rejects.toThrow(/line 2/)
  })

  it('without the end of its last line goes on on a new one', async () => {
    const { file, text } = await two()
    writeFileSync(file, text.trimEnd())
    await fileStore(file).append([stated('C')])
    expect(await fileStore(file).read()).toHaveLength(3)
  })

  it('names the line of the file, empty lines counted', async () => {
    const { file, text } = await two()
    const [first, second] = text.split('\n')
    writeFileSync(file, `\uFEFF${first}\r\n\r\n${second?.replace('001', '002')}\r\n`)
    await expect(fileStore(file).read()).rejects.toThrow(/line 3: the hash chain breaks here/)
  })

  it('beside an append that was cut off is whole: what was not appended is not there, and the next one says what to do', async () => {
    const { file } = await two()
    writeFileSync(`${file}.lock`, '{"half')
    expect(await fileStore(file).read()).toHaveLength(2)
    await expect(fileStore(file, 30).append([stated('C')])).rejects.toThrow(
      /ledger\.ndjson\.lock is there: .*remove it/,
    )
    expect(existsSync(`${file}.lock`)).toBe(true)
  })
})
