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

/** The part of a table with so many pending, as an SVG figure; letters carry the meaning, and the present cell has a heavy border. */
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
  const [width, height] = [Math.max((ns.length + 1) * size + 10, 620), (most + 3) * size]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img">
<title>Decision table: settled participants across, DLTs down</title>
${[...across, ...down, ...ordered.map(square)].join('\n')}
<text x="5" y="${height - 10}" font-size="10">${tableLegend}</text>
</svg>
`
}
