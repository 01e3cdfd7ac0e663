import type { Report } from '../report.ts'
import { cssString, html, type Markup, verbatim } from './markup.ts'
import { print } from './style-print.ts'

/** The page's style sheet: readable in black and white, on a desk and on A4. */
export const style = (report: Report): Markup => html`<style>${verbatim(screen)}${verbatim(print)}
@page { @bottom-left { content: ${cssString(footer(report))}; font: 7.5pt system-ui, sans-serif; color: #444 } }
</style>`

const footer = ({ protocol, asOf, knownOn, basis }: Report): string =>
  `${protocol.id}, as of ${asOf}, ${knownOn === undefined ? 'everything recorded' : `known on ${knownOn}`}, ledger ${basis.head.slice(0, 12) || 'empty'}`

const screen = `
:root { --ink: #1b1f24; --soft: #4a525c; --line: #c9ced6; --accent: #16395f; --loud: #9b1111; --paper: #fff }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 24px 32px 64px; max-width: 1240px; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: var(--ink); background: var(--paper) }
h1 { font-size: 26px; line-height: 1.25; margin: 4px 0 16px; color: var(--accent) }
h2 { font-size: 20px; margin: 40px 0 12px; padding-bottom: 4px; border-bottom: 2px solid var(--accent); color: var(--accent) }
h3 { font-size: 17px; margin: 28px 0 8px }
.alert h2, .alert h3 { margin: 0 0 6px; padding: 0; border: 0; font-size: 16px; color: var(--loud) }
a { color: #0b4a8f }
p, ul { margin: 8px 0 }
ul { padding-left: 18px }
code { font: 13px ui-monospace, "DejaVu Sans Mono", Consolas, monospace; overflow-wrap: anywhere }
.kicker { margin: 0; text-transform: uppercase; letter-spacing: .06em; font-size: 12.5px; color: var(--soft) }
.stance { padding: 8px 12px; border: 1px solid var(--line); background: #f4f6f9 }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 18px; padding: 8px 0; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line) }
dl { margin: 8px 0; display: grid; gap: 4px }
dl > div { display: grid; grid-template-columns: 190px 1fr; gap: 14px }
dt { color: var(--soft) }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere }
dd > ul, td > ul, li > ul { margin: 0 }
.participant > dl { grid-template-columns: repeat(auto-fill, minmax(330px, 1fr)); gap: 2px 28px }
.participant > dl > div { grid-template-columns: 105px 1fr; gap: 8px }
.alert { border: 2px solid var(--loud); border-left-width: 10px; padding: 10px 16px; margin: 14px 0; background: #fdf3f2 }
.loud { color: var(--loud); font-weight: 700 }
.box { border: 2px solid var(--accent); border-left-width: 10px; padding: 12px 18px; margin: 0 0 14px; background: #f2f6fb }
.box.action-wait, .box.action-suspend { border-color: #8a5a00; border-style: dashed; border-left-style: solid; background: #fff9ea }
.box.action-stop, .box.action-de-escalate { border-color: var(--loud); background: #fdf3f2 }
.headline { font-size: 24px; line-height: 1.25; font-weight: 700; margin: 0 0 4px }
.because { margin: 0 }
cite { font-style: normal; color: var(--soft) }
.wide { overflow-x: auto; margin: 14px 0 }
table { border-collapse: collapse; width: 100%; font-size: 13.5px; line-height: 1.4 }
caption { text-align: left; font-weight: 600; padding: 0 0 6px; color: var(--ink) }
th, td { border: 1px solid var(--line); padding: 5px 8px; text-align: left; vertical-align: top; overflow-wrap: break-word }
thead th { background: #e8edf4; border-bottom: 2px solid var(--accent) }
tbody th { font-weight: 600 }
tfoot th, tfoot td { border-top: 2px solid var(--accent); font-weight: 600 }
td ul { padding-left: 12px }
tbody th { min-width: 4.6em }
.counts td { font-variant-numeric: tabular-nums }
.small { display: block; font-size: 12px; line-height: 1.35; color: var(--soft); font-weight: 400 }
.small.loud { color: var(--loud); font-weight: 700 }
.light { font-weight: 400 }
.none { color: var(--soft) }
.tag { display: inline-block; border: 1px solid currentColor; padding: 0 5px; font-size: 11.5px; font-weight: 600 }
.who { white-space: nowrap }
.badge { display: inline-block; padding: 0 7px; border: 1.5px solid #5b6470; border-radius: 3px; font-size: 13px; font-weight: 600; line-height: 1.5; background: #fff; color: var(--ink) }
.badge.is-met { background: var(--loud); border-color: var(--loud); color: #fff }
.badge.is-notMet { background: #e6f2ea; border-color: #27633d; color: #1a4a2c; font-weight: 400 }
.badge.is-soFar { border-style: dotted; font-weight: 400 }
.badge.is-pending { background: #fff2cc; border: 2px dashed #7a5000; color: #4f3400 }
.badge.is-undeterminable { background: #efe3f7; border: 3px double #5b2a86; color: #43176b }
.badge.is-notEvaluable { background: #e4e7eb; border-color: #333 }
.matrix td:nth-child(3) { min-width: 10em }
.badge.is-triggered { background: #fbe3c6; border: 2px solid #7a5000 }
.badge.is-outside { border: 2px dashed var(--loud); color: var(--loud) }
.badge.is-notAsked { border-style: dotted; font-weight: 400; color: var(--soft) }
.unknown { background: #efe3f7; text-decoration: underline dotted #5b2a86 1.5px; text-underline-offset: 2px; color: #43176b; padding: 0 3px; font-weight: 600 }
.participant { border-top: 1px solid var(--line); padding-top: 4px; margin-top: 26px }
.participant h3 { font-size: 19px; margin-top: 14px }
figure { margin: 12px 0 }
figure svg { display: block; width: 100%; max-width: 1000px; height: auto }
figcaption { font-size: 12.5px; color: var(--soft) }
.patterns { position: absolute }
svg text { font-family: inherit; fill: var(--ink) }
.label { font-size: 11px } .axis { font-size: 10.5px } .strong { font-weight: 700 }
.grade { font-size: 11px; font-weight: 700 } svg text.light { fill: #fff }
.tick { stroke: #dfe3e8; stroke-width: 1 } .tick.zero { stroke: #7d8793 }
.as-of { stroke: #000; stroke-width: 1.5; stroke-dasharray: 5 3 }
.window { fill: #dbe6f3; stroke: var(--accent); stroke-width: 1 } .window.open { stroke-dasharray: 4 3; fill: #fff }
.dose { fill: var(--accent) }
.outlined { fill: #fff; stroke: #5b6470; stroke-width: 1; stroke-dasharray: 3 2 }
.solid, .hatched { stroke: #33393f; stroke-width: .8 }
.hatch-ground, .halo { fill: #fff }
.grade-0 { fill: #fff } .grade-1 { fill: #fdf3c7 } .grade-2 { fill: #f7c95c } .grade-3 { fill: #e8873a } .grade-4 { fill: #b3202a } .grade-5 { fill: #2c0a10 }
${[0, 1, 2, 3, 4, 5].map((grade) => `.hatched.grade-${grade} { fill: url(#hatch-${grade}) }`).join(' ')}
.uncertain { fill: none; stroke: #5b2a86; stroke-width: 1.5; stroke-dasharray: 2 2 }
.ongoing { fill: #33393f } .ended { stroke: #000; stroke-width: 2; fill: none }
.line { display: inline-block; min-width: 60%; border-bottom: 1px solid var(--ink); height: 1.3em }
.when { white-space: nowrap }
.events { table-layout: fixed } .events th:nth-child(1) { width: 13% } .events th:nth-child(2) { width: 9% } .events th:nth-child(3) { width: 12% } .events th:nth-child(4) { width: 9% } .events th:nth-child(5) { width: 25% } .events th:nth-child(6) { width: 13% } .events th:nth-child(7) { width: 11% } .events th:nth-child(8) { width: 8% }
.rules { table-layout: fixed } .rules th:nth-child(1) { width: 28% } .rules th:nth-child(2) { width: 19% } .rules th:nth-child(3) { width: 31% } .rules th:nth-child(4) { width: 22% }
.eligible { table-layout: fixed } .eligible th:nth-child(1) { width: 10% } .eligible th:nth-child(2) { width: 14% } .eligible th:nth-child(3) { width: 26% } .eligible th:nth-child(4) { width: 25% } .eligible td p { margin: 3px 0 }
.crs td, .crs thead th { padding: 4px 5px } .crs td:nth-child(4) .light { font-size: 12px; color: var(--soft) }
.episode { margin: 18px 0 }
.grid { table-layout: fixed } .grid th:first-child { width: 5em } .grid td { padding: 2px }
.cell { display: block; padding: 3px 5px; border: 1px solid transparent }
.cell.settles { border: 2px dashed #5b2a86 } .cell.now { border: 3px solid #000 }
.cell.action-escalate { background: #e3f2dd } .cell.action-wait, .cell.action-suspend { background: #fff2cc } .cell.action-de-escalate { background: #f9ddc9 } .cell.action-stop { background: #f6cfc9 } .cell.action-declare-mtd { background: #dbe9f5 } .cell.action-switch { background: #ece4f5 }
.pathways td { vertical-align: middle } .then { display: block; font-weight: 600 }
.then.action-stop, .then.action-de-escalate { color: var(--loud) } .then.action-escalate { color: #14591f } .then.action-declare-mtd { color: #0b4a8f }
.deciding { table-layout: fixed } .deciding th:nth-child(1) { width: 14% } .deciding th:nth-child(2) { width: 18% } .deciding th:nth-child(3) { width: 38% }
.signature { table-layout: fixed } .signature th:nth-child(1) { width: 23% } .signature th:nth-child(2) { width: 17% } .signature th:nth-child(3) { width: 13% } .signature th:nth-child(4) { width: 19% }
.signature tbody th, .signature tbody td { height: 46px }
`
