import { html, type Markup, nothing } from './markup.ts'

type Cell = Markup | string | number

/** A table with its caption and column headers; the first cell of a row names the row. */
export function table(
  caption: Cell,
  columns: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  { kind = '', foot = [] }: { readonly kind?: string; readonly foot?: readonly Cell[] } = {},
): Markup {
  return html`<div class="wide"><table class="${kind}">
<caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>
${rows.map(rowOf)}</tbody>
${foot.length === 0 ? nothing : html`<tfoot>${rowOf(foot)}</tfoot>`}</table></div>
`
}

const rowOf = ([head = '', ...cells]: readonly Cell[]): Markup =>
  html`<tr><th scope="row">${head}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`

/** A list, an item a line; `none` says so where it is empty. */
export const list = (items: readonly Cell[], none: Cell): Markup =>
  items.length === 0 ? html`<p class="none">${none}</p>` : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`

/** Names with what each is. */
export const described = (pairs: readonly (readonly [Cell, Cell])[]): Markup =>
  html`<dl>${pairs.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>
`,
  )}</dl>
`

/** A part of the report under a heading that the table of contents links to. */
export const section = (id: string, title: Cell, ...body: readonly Markup[]): Markup =>
  html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}</section>
`
