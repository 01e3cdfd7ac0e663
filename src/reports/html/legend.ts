import { html, type Markup } from './markup.ts'

/** The fills that stand for grades, made once for the page. */
export const patterns: Markup = html`<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>${[
  0, 1, 2, 3, 4, 5,
].map(
  (grade) =>
    html`<pattern id="hatch-${grade}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="6" height="6"/><rect class="grade-${grade}" width="3.2" height="6"/></pattern>`,
)}</defs></svg>
`

/** How to read the timelines. */
export const legend: Markup = html`<figure class="legend"><svg viewBox="0 0 800 46" role="img" aria-labelledby="legend-title"><title id="legend-title">Legend of the timelines</title>
${[1, 2, 3, 4, 5].map((grade, i) => html`<rect class="solid grade-${grade}" x="${i * 34}" y="3" width="30" height="15"/><text class="${grade >= 4 ? 'grade light' : 'grade'}" x="${i * 34 + 15}" y="14.5" text-anchor="middle">${grade}</text>`)}
<text class="axis" x="176" y="15">grade recorded</text>
<rect class="hatched grade-3" x="272" y="3" width="42" height="15"/><rect class="halo" x="281" y="4.5" width="24" height="12"/><text class="grade" x="293" y="14.5" text-anchor="middle">2–3</text><text class="axis" x="320" y="15">range: which of them is not known</text>
<rect class="hatched grade-3" x="520" y="3" width="42" height="15"/><rect class="halo" x="534" y="4.5" width="16" height="12"/><text class="grade" x="542" y="14.5" text-anchor="middle">≤3</text><text class="axis" x="568" y="15">highest since onset; when is not known</text>
<rect class="outlined" x="0" y="31" width="42" height="9"/><text class="axis" x="48" y="40">grade not recorded</text>
<circle class="solid grade-2" cx="163" cy="35.5" r="8"/><text class="grade" x="163" y="39.5" text-anchor="middle">2</text><text class="axis" x="176" y="40">measured, at that moment only</text>
<path class="ongoing" d="M362 30l7 5.5l-7 5.5z"/><text class="axis" x="373" y="40">no end recorded</text>
<path class="ended" d="M476 26V45"/><text class="axis" x="482" y="40">ended</text>
<path class="uncertain" d="M526 27V43H550V27"/><text class="axis" x="554" y="40">onset anywhere here</text>
<path class="dose" d="M672 29h10l-5 11z"/><text class="axis" x="685" y="40">dose</text>
<line class="as-of" x1="724" x2="724" y1="26" y2="45"/><text class="axis" x="729" y="40">day of review</text>
</svg></figure>
`
