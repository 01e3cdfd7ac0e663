import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

/** The CSV files of an export by name, `.csv.gz` unpacked. */
export type CsvFiles = Readonly<Record<string, string>>

/** Reads every CSV file of a folder. */
export async function readCsvFolder(folder: string): Promise<CsvFiles> {
  const names = (await readdir(folder)).filter((name) => /\.csv(\.gz)?$/i.test(name)).sort()
  const texts = await Promise.all(names.map((name) => readCsvFile(join(folder, name))))
  return Object.fromEntries(names.map((name, i) => [name.replace(/\.gz$/i, ''), texts[i]!]))
}

/** The text of a CSV file, unpacked where its name ends in `.gz`. */
export async function readCsvFile(path: string): Promise<string> {
  const bytes = await readFile(path)
  return (/\.gz$/i.test(path) ? await promisify(gunzip)(bytes) : bytes).toString('utf8')
}

/** An export taken on a day, or one undated. */
export type ExportFolder = { readonly recordedOn?: string; readonly files: CsvFiles }

/** A folder of one export, or of dated exports in sub-folders named by their day (2026-03-01), earliest first. */
export async function readExports(folder: string): Promise<readonly ExportFolder[]> {
  const dated = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && /^\d{4}-\d{2}-\d{2}$/.test(entry.name))
    .map((entry) => entry.name)
    .sort()
  if (dated.length === 0) return [{ files: await readCsvFolder(folder) }]
  return Promise.all(dated.map(async (day) => ({ recordedOn: day, files: await readCsvFolder(join(folder, day)) })))
}
