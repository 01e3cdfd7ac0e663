import { spanOf } from '../../core/time.ts'
import type { ReportedEvent, ReportedParticipant } from '../report.ts'
import { agentInWords } from './agent.ts'
import { type Axis, axisFor, dayZero, momentOf, ticksOf } from './axis.ts'
import { whenInWords } from './days.ts'
import { html, type Markup, nothing } from './markup.ts'
import { type Segment, segmentsOf } from './segments.ts'
import { wrapped } from './wrap.ts'

const WIDTH = 800
const LEFT = 210
const RIGHT = 786
const ROW = 26
const TOP = 24

/** One participant's course in time: doses, the DLT window, every event with its grades, and the day of review. */
export function timeline(participant: ReportedParticipant, asOf: string, index: number): Markup {
  const axis = axisFor(participant, asOf, LEFT, RIGHT)
  if (!axis) return html`<p class="none">No timeline: nothing dated is recorded.</p>`
  const shown = participant.events.map((event, i) => ({ event, i })).filter(({ event }) => isShown(event))
  const agents = [...new Set(participant.doses.map(({ agent }) => agent))]
  const rows = [
    ...agents.map((agent) => (y: number) => doseRow(participant, agent, axis, y)),
    (y: number) => windowRow(participant, axis, y),
    ...shown.map(
      ({ event, i }) =>
        (y: number) =>
          eventRow(event, i, axis, asOf, y),
    ),
  ]
  const bottom = TOP + rows.length * ROW
  const title = `timeline-${index}-title`
  return html`<figure class="timeline"><svg viewBox="0 0 ${WIDTH} ${bottom + 34}" role="img" aria-labelledby="${title}">
<title id="${title}">Timeline of ${participant.participant}: the tables below say the same in words</title>
${grid(axis, bottom)}${rows.map((row, i) => row(TOP + i * ROW))}${asOfLine(axis, asOf, bottom)}</svg>
${leftOut(participant.events.length - shown.length)}</figure>
`
}

/** Laboratory events that cannot have been above grade 1 are left to the table. */
const isShown = ({ source, worst, course }: ReportedEvent): boolean =>
  source === 'reported' || worst.atMost > 1 || course.length === 0

const leftOut = (n: number): Markup =>
  n === 0
    ? nothing
    : html`<figcaption>${n} laboratory event${n === 1 ? '' : 's'} of grade 1 at most ${n === 1 ? 'is' : 'are'} in the table and not drawn.</figcaption>`

function grid(axis: Axis, bottom: number): Markup {
  return html`${ticksOf(axis).map((day) => {
    const x = axis.x(momentOf(axis, day))
    return html`<line class="${day === 0 ? 'tick zero' : 'tick'}" x1="${x}" x2="${x}" y1="${TOP}" y2="${bottom}"/><text class="axis" x="${x}" y="${bottom + 13}" text-anchor="middle">${day < 0 ? `−${-day}` : day}</text>`
  })}<text class="axis" x="${RIGHT}" y="${bottom + 28}" text-anchor="end">days; day 0 = ${dayZero(axis)}</text>`
}

function asOfLine(axis: Axis, asOf: string, bottom: number): Markup {
  const now = spanOf(asOf)!.to
  const x = axis.x(now)
  const beyond = now > axis.to ? ' ▸' : ''
  const anchor = x > RIGHT - 60 ? 'end' : 'middle'
  return html`<line class="as-of" x1="${x}" x2="${x}" y1="${TOP - 8}" y2="${bottom}"/><text class="axis strong" x="${x}" y="${TOP - 11}" text-anchor="${anchor}">as of ${whenInWords(asOf)}${beyond}</text>`
}

function rowLabel(text: string, y: number): Markup {
  const lines = wrapped(text, 37).slice(0, 2)
  const start = y + (lines.length > 1 ? 11 : 17)
  return html`<text class="label">${lines.map((line, i) => html`<tspan x="0" y="${start + i * 11.5}">${line}</tspan>`)}</text>`
}

function doseRow({ doses }: ReportedParticipant, agent: string, axis: Axis, y: number): Markup {
  const given = doses.filter((dose) => dose.agent === agent)
  return html`${rowLabel(agent, y)}${given.map((dose) => {
    const { at, amount, unit, cycle } = dose
    const span = spanOf(at)
    if (!span) return nothing
    const x = axis.x(span.from)
    return html`<path class="dose" d="M${x - 5} ${y + 6}h10l-5 11z"><title>${agentInWords(dose)} ${amount ?? 'amount not recorded'} ${unit ?? ''} cycle ${cycle}, ${whenInWords(at)}</title></path>`
  })}
`
}

function windowRow({ window }: ReportedParticipant, axis: Axis, y: number): Markup {
  const opens = window && spanOf(window.opens)
  if (!opens) return html`${rowLabel('DLT window', y)}<text class="axis" x="${LEFT}" y="${y + 17}">? not opened</text>`
  const closes = spanOf(window.closes ?? '')
  const [x, end] = [axis.x(opens.from), closes ? axis.x(closes.to) : RIGHT]
  const words = closes ? `closes ${window.closes}` : '? end not known yet'
  return html`${rowLabel('DLT window', y)}<rect class="${closes ? 'window' : 'window open'}" x="${x}" y="${y + 5}" width="${width(x, end)}" height="14"/><text class="axis" x="${x + 5}" y="${y + 16}">${words}</text>
`
}

function eventRow(event: ReportedEvent, i: number, axis: Axis, asOf: string, y: number): Markup {
  const now = Math.min(spanOf(asOf)!.to, axis.to)
  const name = `E${i + 1} ${event.term}${event.source === 'laboratory' ? ' (lab)' : ''}`
  return html`${rowLabel(name, y)}${uncertainOnset(event, axis, y)}${segmentsOf(event, now).map((one) => segment(one, axis, y))}${end(event, axis, now, y)}
`
}

/** The days in which an event dated only in part may have begun. */
function uncertainOnset({ onset }: ReportedEvent, axis: Axis, y: number): Markup {
  const span = spanOf(onset)
  if (!span || span.to - span.from <= 86_400_000) return nothing
  const [x, last] = [axis.x(span.from), axis.x(span.to)]
  return html`<path class="uncertain" d="M${x} ${y + 4}V${y + 22}M${x} ${y + 22}H${last}V${y + 4}"><title>onset ${whenInWords(onset)}: anywhere in this span</title></path>`
}

function segment({ from, to, fill, grade, label, says, point }: Segment, axis: Axis, y: number): Markup {
  const [x, last] = [axis.x(from), axis.x(to)]
  const paint = fill === 'outlined' ? 'outlined' : `${fill} grade-${grade}`
  if (point) {
    const half = label.length > 1 ? 3.5 * label.length + 5 : 8
    return html`<rect class="${paint}" x="${x - half}" y="${y + 4.5}" width="${2 * half}" height="16" rx="8"><title>${says}</title></rect>${labelled(label, x, y, fill, grade)}`
  }
  const box = html`<rect class="${paint}" x="${x}" y="${fill === 'outlined' ? y + 8 : y + 5}" width="${width(x, last)}" height="${fill === 'outlined' ? 9 : 15}"><title>${says}</title></rect>`
  return html`${box}${last - x >= 7 * label.length ? labelled(label, (x + last) / 2, y, fill, grade) : nothing}`
}

function labelled(label: string, x: number, y: number, fill: Segment['fill'], grade: number): Markup {
  if (label === '') return nothing
  const halo =
    fill === 'hatched'
      ? html`<rect class="halo" x="${x - 3.5 * label.length - 1}" y="${y + 7}" width="${7 * label.length + 2}" height="11"/>`
      : nothing
  return html`${halo}<text class="${fill === 'solid' && grade >= 4 ? 'grade light' : 'grade'}" x="${x}" y="${y + 16.5}" text-anchor="middle">${label}</text>`
}

function end({ ended, source }: ReportedEvent, axis: Axis, now: number, y: number): Markup {
  if (ended === undefined && source === 'laboratory') return nothing
  if (ended === undefined)
    return html`<path class="ongoing" d="M${axis.x(now)} ${y + 7}l7 5.5l-7 5.5z"><title>no end recorded</title></path>`
  const span = spanOf(ended)
  if (!span) return nothing
  const x = axis.x(span.to)
  return html`<path class="ended" d="M${x} ${y + 3}V${y + 22}"><title>ended ${whenInWords(ended)}</title></path>`
}

const width = (from: number, to: number): number => Math.max(2, Math.round((to - from) * 10) / 10)
