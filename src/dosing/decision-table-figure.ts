import { cellLetter, type DecisionTable, type TableCell, tableLegend } from './decision-table.ts'

const size = 30

const fills: Readonly<Record<TableCell['action'], string>> = {
  escalate: '#d9f0d3',
  stay: '#f0f0f0',
  'de-escalate': '#f4c7ab',
  stop: '#e08a7a',
  'declare-mtd': '#d1e5f0',
  wait: '#fff3c4',
  suspend: '#fff3c4',
  switch: '#e0d5ee',
}

const pendingOf = (pending: number) => (pending === 0 ? 'nobody' : String(pending))

/** What of the table is not in the figure. */
function elsewhere(cells: DecisionTable['cells'], pending: number): string {
  const others = [...new Set(cells.map((cell) => cell.pending))].filter((each) => each !== pending)
  return others.length === 0 ? '' : `; not drawn: ${others.map(pendingOf).join(', ')} pending`
}

/**
 * The part of a table with so many pending, as an SVG figure; letters carry the meaning, the present cell has a heavy border, and the
 * caption says what is drawn.
 */
export function tableSvg({ cells }: DecisionTable, pending = 0): string {
  const here = cells.filter((cell) => cell.pending === pending)
  const ns = [...new Set(here.map(({ n }) => n))]
  const most = Math.max(0, ...ns)
  const left = (n: number) => (ns.indexOf(n) + 1) * size
  const top = (dlt: number) => (dlt + 1) * size
  const text = (x: number, y: number, words: string | number) =>
    `<text x="${x}" y="${y}" text-anchor="middle">${words}</text>`
  const square = (cell: TableCell) => {
    const [x, y] = [left(cell.n), top(cell.dlt)]
    const border = cell.isCurrent ? 'stroke="#000" stroke-width="3"' : 'stroke="#999"'
    return `<rect x="${x}" y="${y}" width="${size}" height="${size}" fill="${fills[cell.action]}" ${border}/>${text(x + size / 2, y + 20, cellLetter(cell))}`
  }
  const ordered = [...here.filter(({ isCurrent }) => !isCurrent), ...here.filter(({ isCurrent }) => isCurrent)]
  const across = ns.map((n) => text(left(n) + size / 2, 20, n))
  const down = Array.from({ length: most + 1 }, (_, dlt) => text(size / 2, top(dlt) + 20, dlt))
  const [width, height] = [Math.max((ns.length + 1) * size + 10, 620), (most + 3) * size + 15]
  const caption = `Settled participants across, DLTs down; ${pendingOf(pending)} pending${elsewhere(cells, pending)}`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img">
<title>Decision table: ${caption}</title>
${[...across, ...down, ...ordered.map(square)].join('\n')}
<text x="5" y="${height - 25}" font-size="10">${caption}</text>
<text x="5" y="${height - 10}" font-size="10">${tableLegend}</text>
</svg>
`
}
