import type { EndpointResult } from '../../endpoints/index.ts'
import { html, type Markup, nothing } from './markup.ts'

type Survival = Extract<EndpointResult, { kind: 'survival' }>
type Point = { readonly time: number; readonly value: number }

const box = { left: 60, right: 980, top: 12, bottom: 262 }

/** The Kaplan-Meier curve, or the band of every curve still possible, with the number at risk below. */
export function survivalFigure(one: Survival): Markup {
  const ticks = one.atRisk.map(({ time }) => time)
  const last = Math.max(1, ticks.at(-1) ?? 1, one.curve?.until ?? 0, ...(one.band ?? []).map(({ time }) => time))
  if (one.observations.length === 0 || one.notComputed !== undefined) return nothing
  const x = (time: number) => rounded(box.left + ((box.right - box.left) * time) / last)
  const y = (value: number) => rounded(box.bottom - (box.bottom - box.top) * value)
  return html`<figure>
<svg viewBox="0 0 1000 330" role="img" aria-label="${one.says}: ${one.observations.length} participants">
${[0, 0.25, 0.5, 0.75, 1].map((value) => html`<line class="tick" x1="${box.left}" x2="${box.right}" y1="${y(value)}" y2="${y(value)}"/><text class="axis" x="${box.left - 8}" y="${y(value) + 4}" text-anchor="end">${value * 100} %</text>`)}
${ticks.map((time) => html`<line class="tick" x1="${x(time)}" x2="${x(time)}" y1="${box.bottom}" y2="${box.bottom + 5}"/><text class="axis" x="${x(time)}" y="${box.bottom + 18}" text-anchor="middle">${time}</text>`)}
<text class="axis" x="${box.right}" y="${box.bottom + 33}" text-anchor="end">days</text>
${one.curve ? curveOf(one.curve, x, y) : bandOf(one.band ?? [], x, y)}
<text class="label strong" x="4" y="${box.bottom + 52}">At risk</text>
${one.atRisk.map(({ time, least, most }) => html`<text class="axis" x="${x(time)}" y="${box.bottom + 52}" text-anchor="middle">${least === most ? least : html`${least}–${most}`}</text>`)}
</svg>
<figcaption>${one.curve ? 'Kaplan-Meier estimate; dashed: 95 % limits (log-log); a stroke marks who was censored.' : 'Lowest and highest Kaplan-Meier estimate over every way the partial dates and open assessments can come out.'}</figcaption>
</figure>
`
}

type Scale = (value: number) => number

function curveOf({ steps, until }: NonNullable<Survival['curve']>, x: Scale, y: Scale): Markup {
  const line = (value: (step: (typeof steps)[number]) => number | undefined) =>
    pathOf(
      [{ time: 0, value: 1 }, ...steps.map((step) => ({ time: step.time, value: value(step) ?? step.survival }))],
      until,
      x,
      y,
    )
  const censored = steps.filter((step) => step.censored > 0)
  return html`<path d="${line(({ low }) => low)}" fill="none" stroke="#7d8793" stroke-dasharray="4 3"/>
<path d="${line(({ high }) => high)}" fill="none" stroke="#7d8793" stroke-dasharray="4 3"/>
<path d="${line(({ survival }) => survival)}" fill="none" stroke="#16395f" stroke-width="2"/>
${censored.map(({ time, survival }) => html`<line class="ended" x1="${x(time)}" x2="${x(time)}" y1="${y(survival) - 6}" y2="${y(survival) + 6}"/>`)}
`
}

function bandOf(band: NonNullable<Survival['band']>, x: Scale, y: Scale): Markup {
  const until = band.at(-1)?.time ?? 0
  const line = (end: 'least' | 'most') =>
    pathOf([{ time: 0, value: 1 }, ...band.map((at) => ({ time: at.time, value: at[end] }))], until, x, y)
  return html`<path d="${line('most')}" fill="none" stroke="#16395f" stroke-width="2"/>
<path d="${line('least')}" class="uncertain"/>
`
}

/** A step function: level until the next time, then down. */
function pathOf(points: readonly Point[], until: number, x: Scale, y: Scale): string {
  const [first, ...rest] = points
  const steps = rest.map(({ time, value }) => `H${x(time)}V${y(value)}`).join('')
  return `M${x(first!.time)} ${y(first!.value)}${steps}H${x(until)}`
}

const rounded = (value: number): number => Math.round(value * 10) / 10
