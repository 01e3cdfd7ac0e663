import { visible } from '../html/markup.ts'

/** Rows of a table, each column as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => [...visible(row[i]!)].length)))
  return rows.map(
    (row) =>
      `  ${row
        .map((cell, i) => visible(cell).padEnd(widths[i]!))
        .join('  ')
        .trimEnd()}`,
  )
}
