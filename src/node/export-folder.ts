import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { spanOf } from '../core/time.ts'

/** The CSV files of an export by name, `.csv.gz` unpacked. */
export type CsvFiles = Readonly<Record<string, string>>

const isCsv = (name: string): boolean => /\.csv(\.gz)?$/i.test(name)

/** Reads every CSV file of a folder. Throws where one cannot be read, or is there both packed and unpacked. */
export async function readCsvFolder(folder: string): Promise<CsvFiles> {
  const names = (await readdir(folder)).filter(isCsv).sort()
  const unpacked = names.map((name) => name.replace(/\.gz$/i, ''))
  const twice = unpacked.find((name, i) => unpacked.indexOf(name) !== i)
  if (twice !== undefined)
    throw new Error(`${join(folder, twice)} is there twice, once packed (.gz); expected one of them`)
  const texts = await Promise.all(names.map((name) => readCsvFile(join(folder, name))))
  return Object.fromEntries(unpacked.map((name, i) => [name, texts[i]!]))
}

/** The text of a CSV file, unpacked where its name ends in `.gz`. Throws, naming the file, where it is no UTF-8 text. */
export async function readCsvFile(path: string): Promise<string> {
  const read = await readFile(path).catch((error: Error) => {
    throw new Error(`${path}: ${error.message}`)
  })
  const bytes = /\.gz$/i.test(path) ? await unpackedFrom(read, path) : read
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const [before = ''] = bytes.toString('utf8').split('\uFFFD', 1)
    throw new Error(
      `${path}: expected UTF-8 text; line ${before.split('\n').length} holds bytes of another encoding (saved as "CSV UTF-8", it can be read)`,
    )
  }
}

const unpackedFrom = (packed: Buffer, path: string): Promise<Buffer> =>
  promisify(gunzip)(packed).catch((error: Error) => {
    throw new Error(`${path}: expected a gzip file; ${error.message}`)
  })

/** An export taken on a day, or one undated. `others` are the names of files that are no CSV and were not read. */
export type ExportFolder = {
  readonly recordedOn?: string
  readonly files: CsvFiles
  readonly others?: readonly string[]
}

/**
 * A folder of one export, or of dated exports in sub-folders named by their day (2026-03-01), earliest first. Throws where files
 * beside or within such sub-folders would be left out.
 */
export async function readExports(folder: string): Promise<readonly ExportFolder[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const dated = entries.filter((entry) => entry.isDirectory() && /^\d{4}/.test(entry.name)).map(({ name }) => name)
  if (dated.length === 0) return [await exportIn(folder)]
  const beside = entries.find((entry) => !entry.isDirectory() && isCsv(entry.name))
  if (beside) throw new Error(`${beside.name} lies beside dated folders (${dated[0]}); expected it in one of them`)
  const undated = dated.find((name) => !/^\d{4}-\d{2}-\d{2}$/.test(name) || !spanOf(name))
  if (undated !== undefined) throw new Error(`${undated} is no day; expected dated folders such as 2026-03-01`)
  return Promise.all(dated.sort().map(async (day) => ({ recordedOn: day, ...(await exportOn(join(folder, day))) })))
}

async function exportOn(folder: string): Promise<ExportFolder> {
  const found = await exportIn(folder)
  if (Object.keys(found.files).length === 0) throw new Error(`${folder} holds no CSV file; expected an export`)
  return found
}

async function exportIn(folder: string): Promise<ExportFolder> {
  const names = await readdir(folder)
  return { files: await readCsvFolder(folder), others: names.filter((name) => !isCsv(name)).sort() }
}
