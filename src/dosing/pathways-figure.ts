import type { Action } from './design.ts'
import { type Labels, labelOf } from './explain.ts'
import type { Pathway } from './pathways.ts'

const colours: Readonly<Record<Action, string>> = {
  escalate: '#1b7837',
  stay: '#4d4d4d',
  'de-escalate': '#b2182b',
  stop: '#67001f',
  'declare-mtd': '#2166ac',
  wait: '#8c6d1f',
  suspend: '#8c6d1f',
  switch: '#5e3c99',
}

const rowHeight = 22
const columnWidth = 210

type Placed = { readonly pathway: Pathway; readonly x: number; readonly y: number; readonly next: readonly Placed[] }

/** Leaves go to rows in order; a step stands midway between its first and its last. */
function place(pathway: Pathway, depth: number, rows: { count: number }): Placed {
  const next = pathway.next.map((each) => place(each, depth + 1, rows))
  const [first, last] = [next[0], next.at(-1)]
  const y = first && last ? (first.y + last.y) / 2 : rows.count++ * rowHeight + rowHeight
  return { pathway, x: depth * columnWidth + 10, y, next }
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const words = ({ after, action, level }: Pathway, labels?: Labels) =>
  `${after || 'now'}: ${action}${level === null ? '' : ` ${labelOf(level, labels)}`}`

function drawn({ pathway, x, y, next }: Placed, labels?: Labels): string {
  const lines = next.map((each) => {
    const [from, to] = [x + columnWidth - 40, each.x - 6]
    return `<path d="M${from} ${y} C${from + 20} ${y} ${to - 20} ${each.y} ${to} ${each.y}" fill="none" stroke="#999"/>`
  })
  const why = `<title>${escaped(`${pathway.rule.id}: ${pathway.rule.says}`)}</title>`
  const said = escaped(words(pathway, labels))
  const rule = `<tspan fill="#666" font-size="8" x="${x}" dy="9">${escaped(pathway.rule.id)}</tspan>`
  const text = `<text x="${x}" y="${y}" fill="${colours[pathway.action]}">${why}${said}${rule}</text>`
  return [...lines, text, ...next.map((each) => drawn(each, labels))].join('\n')
}

const depthOf = ({ next }: Pathway): number => 1 + Math.max(0, ...next.map(depthOf))

/** The pathways as an SVG figure, read from left to right; the words carry the meaning, the colours only repeat it. */
export function pathwaysSvg(pathway: Pathway, labels?: Labels): string {
  const rows = { count: 0 }
  const placed = place(pathway, 0, rows)
  const [width, height] = [depthOf(pathway) * columnWidth + 20, (rows.count + 1) * rowHeight]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img">
<title>Dose-transition pathways</title>
${drawn(placed, labels)}
</svg>
`
}
