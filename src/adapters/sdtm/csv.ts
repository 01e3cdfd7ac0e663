import Papa from 'papaparse'
import type { Issue } from '../../core/issue.ts'
import type { Cells } from './cells.ts'

/** A CSV file as rows of cells by column, each with its row number, the header being row 1. */
export type Table = {
  readonly columns: readonly string[]
  readonly lines: readonly { readonly row: number; readonly cells: Cells }[]
  readonly issues: readonly Issue[]
}

/** Reads CSV text. A text that does not parse as a whole gives no lines and an error; a line askew is left out with one. */
export function readCsv(file: string, csv: string, blank: readonly string[]): Table {
  const text = csv.includes('\r') ? csv.replace(/\r\n?/g, '\n') : csv
  const parsed = Papa.parse<string[]>(text, { delimiter: delimiterOf(text), newline: '\n' })
  const columns = (parsed.data[0] ?? []).map((name) => name.trim().toUpperCase())
  const broken = wrongWhole(columns, parsed.errors)
  if (broken !== undefined) {
    return { columns: [], lines: [], issues: [unreadableAt({ file }, `${broken}; nothing was read from it`)] }
  }
  const numbered = parsed.data.map((values, index) => ({ row: index + 1, values })).slice(1)
  const filled = numbered.filter(({ values }) => values.some((value) => value.trim() !== ''))
  const askew = filled.filter(({ values }) => !fits(values, columns.length))
  return {
    columns,
    lines: filled
      .filter(({ values }) => fits(values, columns.length))
      .map(({ row, values }) => ({ row, cells: cellsOf(columns, values, blank) })),
    issues: askew.map(({ row, values }) =>
      unreadableAt({ file, row }, `expected ${columns.length} cells, and came ${values.length}; the row was not read`),
    ),
  }
}

const unreadableAt = (where: Issue['where'], message: string): Issue => ({
  code: 'unreadable',
  severity: 'error',
  where,
  message,
})

function wrongWhole(columns: readonly string[], errors: readonly Papa.ParseError[]): string | undefined {
  const quotes = errors.find((error) => error.type === 'Quotes')
  if (quotes !== undefined) return `the file is no CSV (row ${(quotes.row ?? 0) + 1}: ${quotes.message})`
  const named = columns.filter((name) => name !== '')
  if (named.length === 0) return 'the file is empty; expected a header row'
  const twice = named.find((name, index) => named.indexOf(name) !== index)
  return twice === undefined ? undefined : `column ${twice} is there twice`
}

function delimiterOf(csv: string): string {
  const header = csv.slice(0, csv.search(/[\r\n]|$/))
  const count = (mark: string) => header.split(mark).length
  return [';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',')
}

const fits = (values: readonly string[], width: number): boolean =>
  values.length >= width && values.slice(width).every((value) => value.trim() === '')

function cellsOf(columns: readonly string[], values: readonly string[], blank: readonly string[]): Cells {
  const cells: Record<string, string> = {}
  columns.forEach((name, index) => {
    const value = (values[index] ?? '').trim()
    if (name !== '') cells[name] = blank.includes(value) ? '' : value
  })
  return cells
}
