import { createWriteStream, readFileSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { gunzipSync } from 'node:zlib'
import Papa from 'papaparse'
import type { CompiledTable } from '../../grading/compile.ts'
import type { Unreported } from '../../grading/outcome.ts'
import { csvText } from '../csv-text.ts'
import { countsOf, printCounts } from './grade-counts.ts'
import { gradeLabRows, type LabLine, type LabSource } from './grade-lab-rows.ts'

type Request = {
  readonly lb: string
  readonly dm: string
  readonly ex?: string
  readonly out?: string
  readonly format: 'csv' | 'ndjson'
  readonly json?: boolean
  readonly unreported?: Unreported
}

const columns = [
  'row',
  'participant',
  'at',
  'analyte',
  'value',
  'unit',
  'term',
  'direction',
  'grade',
  'possible',
  'clause',
  'readings',
  'flags',
  'reason',
] as const

/** Grades a whole SDTM LB file; returns what made it impossible, if anything did. */
export async function gradeLabFile(
  table: CompiledTable,
  request: Request,
  streams: { readonly output: Writable; readonly report: Writable },
): Promise<string | undefined> {
  let source: LabSource
  try {
    source = {
      lb: readCsvFile(request.lb),
      dm: readCsvFile(request.dm),
      ex: request.ex === undefined ? [] : readCsvFile(request.ex),
    }
  } catch (error) {
    return (error as Error).message
  }
  const graded = gradeLabRows(table, source, request.unreported ?? 'absent')
  const rows = request.out === undefined ? streams.output : createWriteStream(request.out)
  rows.write(inFormat(graded.lines, request.format))
  if (request.out !== undefined) {
    rows.end()
    await finished(rows)
  }
  const counts = countsOf(graded)
  const report = request.out === undefined ? streams.report : streams.output
  report.write(request.json ? `${JSON.stringify(counts)}\n` : printCounts(counts))
  return undefined
}

function inFormat(lines: readonly LabLine[], format: 'csv' | 'ndjson'): string {
  if (format === 'ndjson') return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  return csvText(columns, lines)
}

/** The rows of a CSV file by upper-case column name; a file ending in .gz is unpacked. */
function readCsvFile(path: string): readonly Record<string, string>[] {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '')
  const parsed = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (name) => name.trim().toUpperCase(),
  })
  const broken = parsed.errors.find(({ type }) => type === 'Quotes')
  if (broken) throw new TypeError(`${path} is no CSV: ${broken.message} (row ${(broken.row ?? 0) + 2})`)
  return parsed.data
}
