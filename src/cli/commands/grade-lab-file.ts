import type { Writable } from 'node:stream'
import { readCsv, type Table } from '../../adapters/sdtm/csv.ts'
import { defaultMap } from '../../adapters/sdtm/map.ts'
import type { CompiledTable } from '../../grading/compile.ts'
import type { Unreported } from '../../grading/outcome.ts'
import { readCsvFile } from '../../node/export-folder.ts'
import { csvText } from '../csv-text.ts'
import { BadInput } from '../failure.ts'
import { written } from '../written.ts'
import { countsOf, printCounts } from './grade-counts.ts'
import { gradeLabRows, type LabLine } from './grade-lab-rows.ts'

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

/** Grades a whole SDTM LB file. What cannot be read, or written, is bad input. */
export async function gradeLabFile(
  table: CompiledTable,
  request: Request,
  streams: { readonly output: Writable; readonly report: Writable },
): Promise<void> {
  const lb = await linesOf(request.lb, [['USUBJID'], ['LBTESTCD'], ['LBDTC'], ['LBORRES', 'LBSTRESC']])
  const dm = await linesOf(request.dm, [['USUBJID']])
  const ex = request.ex === undefined ? [] : await linesOf(request.ex, [['USUBJID'], ['EXSTDTC']])
  const source = { lb: lb.map(cellsIn), rows: lb.map(({ row }) => row), dm: dm.map(cellsIn), ex: ex.map(cellsIn) }
  const graded = gradeLabRows(table, source, request.unreported ?? 'absent')
  const rows = inFormat(graded.lines, request.format)
  if (request.out === undefined) streams.output.write(rows)
  else await written('--out', request.out, rows)
  const counts = countsOf(graded)
  const report = request.out === undefined ? streams.report : streams.output
  report.write(request.json ? `${JSON.stringify(counts)}\n` : printCounts(counts))
}

function inFormat(lines: readonly LabLine[], format: 'csv' | 'ndjson'): string {
  if (format === 'ndjson') return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  return csvText(columns, lines)
}

type CsvLine = Table['lines'][number]

const cellsIn = ({ cells }: CsvLine) => cells

/** The lines of a CSV file, packed or not; of each group of columns it must have one. A file that cannot be read whole is refused. */
async function linesOf(path: string, needed: readonly (readonly string[])[]): Promise<readonly CsvLine[]> {
  const text = await readCsvFile(path).catch((error: Error) => {
    throw new BadInput(error.message)
  })
  const { columns, lines, issues } = readCsv(path, text, defaultMap.blank)
  const [wrong] = issues
  if (wrong) throw new BadInput(`${path}${wrong.where.row ? ` row ${wrong.where.row}` : ''}: ${wrong.message}`)
  const absent = needed.filter((group) => !group.some((column) => columns.includes(column)))
  if (absent.length > 0)
    throw new BadInput(
      `${path}: expected the columns ${absent.map((group) => group.join(' or ')).join(', ')}; it has ${columns.join(', ')}`,
    )
  return lines
}
