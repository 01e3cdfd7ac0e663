/**
 * Rows of a text table as objects: columns are split at two or more spaces, the first line names them, "-" leaves one out.
 * A grid that a clinician can read and correct.
 */
export function cases(grid: string): readonly Readonly<Record<string, string>>[] {
  const lines = grid
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const [head = '', ...rows] = lines
  const names = head.split(/\s{2,}/)
  return rows.map((row) => {
    const cells = row.split(/\s{2,}/)
    if (cells.length !== names.length)
      throw new RangeError(`expected ${names.length} columns (${names.join(', ')}); got "${row}"`)
    return Object.fromEntries(names.flatMap((name, i) => (cells[i] === '-' ? [] : [[name, cells[i]!]])))
  })
}
