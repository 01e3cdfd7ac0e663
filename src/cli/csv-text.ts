import Papa from 'papaparse'

/** Rows as CSV under a header of their columns. Lists are joined by "; "; what is absent is empty. */
export function csvText<C extends string>(
  columns: readonly C[],
  rows: readonly Readonly<Partial<Record<C, unknown>>>[],
): string {
  const cells = rows.map((row) => columns.map((column) => cellOf(row[column])))
  return `${Papa.unparse([[...columns], ...cells], { newline: '\n' })}\n`
}

const cellOf = (value: unknown): string =>
  Array.isArray(value) ? value.join('; ') : value === undefined ? '' : String(value)
