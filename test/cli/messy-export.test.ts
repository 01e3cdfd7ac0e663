import { appendFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { exportOf } from '../../src/cli/export-of.ts'
import { bundleFolder, root } from '../support/bundle.ts'

const demo = join(root, 'src/protocols/nct07021534-demo')
const place = bundleFolder()
let number = 0

/** The demonstration export, changed; each in a folder of its own. */
function messy(change: (file: (name: string) => string) => unknown): string {
  const folder = join(place, `export-${++number}`)
  cpSync(demo, folder, { recursive: true })
  change((name) => join(folder, name))
  return folder
}

const read = (folder: string) => exportOf(folder, {}, ['DM', 'EX', 'AE'])

describe('An export is refused where something in it would be left out unseen', () => {
  it.each<readonly [string, (file: (name: string) => string) => unknown, RegExp]>([
    [
      'no file of adverse events',
      (file) => [rmSync(file('AE.csv')), rmSync(file('SUPPAE.csv'))],
      /expected AE\.csv, and there is none/,
    ],
    ['a file in another format', (file) => renameSync(file('LB.csv'), file('lb.xpt')), /lb\.xpt: expected LB\.csv/],
    [
      'Latin-1',
      (file) => appendFileSync(file('AE.csv'), Buffer.from('Naus\xe9a', 'latin1')),
      /AE\.csv: expected UTF-8 text; line \d+/,
    ],
    [
      'UTF-16',
      (file) => writeFileSync(file('AE.csv'), '\uFEFFUSUBJID,AESEQ', 'utf16le'),
      /AE\.csv: expected UTF-8 text; line 1/,
    ],
    [
      'a file packed and unpacked',
      (file) => writeFileSync(file('AE.csv.gz'), gzipSync('USUBJID')),
      /AE\.csv is there twice/,
    ],
    [
      'a broken gzip file',
      (file) => [rmSync(file('LB.csv')), writeFileSync(file('LB.csv.gz'), 'x')],
      /LB\.csv\.gz: expected a gzip file/,
    ],
    [
      'a folder in the place of a file',
      (file) => [rmSync(file('LB.csv')), mkdirSync(file('LB.csv'))],
      /LB\.csv: EISDIR/,
    ],
    ['files beside dated folders', (file) => mkdirSync(file('2026-03-01')), /lies beside dated folders \(2026-03-01\)/],
    [
      'a participant under two spellings',
      (file) => appendFileSync(file('SV.csv'), 'X,SV,0 01,99,DAY 99,2026-06-01,,,\n'),
      /"0 01" of SV\.csv is "001" in the demographics/,
    ],
  ])('%s', async (_, change, message) => expect(read(messy(change))).rejects.toThrow(message))

  it.each([
    [['2026-03-01', '2026-3-15'], /2026-3-15 is no day/],
    [['2026-02-30'], /2026-02-30 is no day/],
  ])('dated folders of which one is no day: %j', async (days, message) => {
    const folder = join(place, `dated-${++number}`)
    for (const day of days) cpSync(demo, join(folder, day), { recursive: true })
    await expect(read(folder)).rejects.toThrow(message)
  })

  it('a dated folder without any file', async () => {
    const folder = join(place, `dated-${++number}`)
    cpSync(demo, join(folder, '2026-03-01'), { recursive: true })
    mkdirSync(join(folder, '2026-03-15'))
    await expect(read(folder)).rejects.toThrow(/2026-03-15 holds no CSV file/)
  })
})

describe('An export is read', () => {
  it('with a file of nothing but its header: nothing was recorded, and that is said', async () => {
    const folder = messy((file) => {
      for (const name of ['AE.csv', 'SUPPAE.csv'])
        writeFileSync(file(name), readFileSync(file(name), 'utf8').split('\n', 1)[0] ?? '')
    })
    const { records } = await read(folder)
    expect(records.some(({ key }) => key.startsWith('AE|'))).toBe(false)
  })

  it('with line ends of two kinds in one file, as with those of one', async () => {
    const mixed = messy((file) => {
      const [header, ...rows] = readFileSync(file('AE.csv'), 'utf8').split('\n')
      writeFileSync(
        file('AE.csv'),
        `\uFEFF${header}\r\n${rows.slice(0, 5).join('\r\n')}\r\n${rows.slice(5).join('\n')}`,
      )
    })
    expect(await read(mixed)).toEqual(await read(demo))
  })
})
