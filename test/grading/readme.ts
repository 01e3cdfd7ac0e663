type Difference = { readonly term: string; readonly grade: string; readonly rendered: string; readonly reason: string }
type Reading = { readonly id: string; readonly matter: string; readonly options: readonly string[] }
type Version = {
  readonly id: string
  readonly readings: readonly Reading[]
  readonly differences: readonly Difference[]
}

const cell = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('\n', '<br>').replaceAll('<br><br>', '<br>')
const code = (text: string): string => cell(text).replaceAll('<', '&lt;').replaceAll('&lt;br>', '<br>')

/** The differing cells of a version as the tables' README prints them. */
export const differencesOf = ({ id, differences }: Version): string =>
  [
    `### ${id}: ${differences.length} cells`,
    '',
    '| term | grade | rendered | reason |',
    '|---|---|---|---|',
    ...differences.map(
      ({ term, grade, rendered, reason }) => `| ${cell(term)} | ${grade} | ${code(rendered)} | ${cell(reason)} |`,
    ),
  ].join('\n')

/** The readings of all versions, each once where they agree, the default option first. */
export function readingsOf(versions: readonly Version[]): string {
  const rows = new Map<string, string[]>()
  for (const { id, readings } of versions)
    for (const { id: reading, matter, options } of readings) {
      const row = `| ${reading} | ${code(matter)} | ${options.join(' · ')} |`
      rows.set(row, [...(rows.get(row) ?? []), id.replace('ctcae-', 'v')])
    }
  const lines = [...rows].map(([row, ids]) => `${row} ${ids.length === versions.length ? 'all' : ids.join(', ')} |`)
  return ['| id | matter | options | versions |', '|---|---|---|---|', ...lines.sort()].join('\n')
}
