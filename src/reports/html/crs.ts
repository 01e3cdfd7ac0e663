import type { Report, ReportedParticipant } from '../report.ts'
import type { ReportedCrs, ReportedCrsEpisode, ReportedCrsEvent, ReportedCrsGrade } from '../reported-crs.ts'
import { gradeOf } from './grades.ts'
import { html, type Markup, nothing } from './markup.ts'
import { section, table } from './table.ts'
import { unknown } from './unknown.ts'
import { whenOn } from './when.ts'

/** Every episode of CRS in the trial by every scale, a line each, beside what the investigator reported. */
export function crs({ participants }: Report): Markup {
  const title = 'Cytokine release syndrome by every scale'
  const graded = participants.flatMap((one, i) => (one.crs === undefined ? [] : [{ one, crs: one.crs, i }]))
  if (graded.length === 0)
    return section('crs', title, html`<p>${unknown('no CRS scale was handed in: CRS was not looked for')}</p>`)
  const lines = graded.flatMap(({ one, crs: found, i }) => found.episodes.map((episode) => line(one, episode, i)))
  const scales = graded.flatMap(({ crs: found }) => found.episodes[0]?.grades ?? [])
  const named = scales.filter(({ scale }, i) => scales.findIndex((other) => other.scale === scale) === i)
  return section(
    'crs',
    title,
    lines.length === 0
      ? html`<p class="none">No episode of CRS is found in what was recorded.</p>`
      : table(
          `Peak of each episode, found and graded from the facts by ${graded[0]!.crs.foundBy} and graded again by the other scales, beside the investigator’s own grade. Why they differ is told with each participant.`,
          ['Who', 'Onset', 'Resolved', 'Investigator', ...named.map(scaleHead)],
          lines,
          { kind: 'crs' },
        ),
    others(graded),
    ungraded(participants),
  )
}

const line = ({ participant }: ReportedParticipant, episode: ReportedCrsEpisode, i: number): readonly Markup[] => [
  html`<a href="#participant-${i + 1}">${participant}</a>`,
  whenOn(episode.onset),
  resolved(episode),
  html`${investigators(episode.reported, episode.grades)}${episode.gradesDiffer ? html`<strong class="small loud">THEY DIFFER</strong>` : nothing}`,
  ...episode.grades.map(({ peak }) => gradeOf(peak)),
]

/** The name of a scale over its column, the protocol's marked. */
export const scaleHead = ({ name, ofProtocol }: ReportedCrsGrade): Markup =>
  html`${name}${ofProtocol ? html`<span class="small">the protocol’s</span>` : nothing}`

/** When an episode ended; without an end on record it is open as far as is known. */
export function resolved({ resolved: when, resolutionConfirmed }: ReportedCrsEpisode): Markup {
  if (when === undefined) return html`<strong>not resolved in the record</strong>`
  return html`${whenOn(when)}${resolutionConfirmed ? nothing : html` <span class="small">not yet confirmed: too short a time has passed since</span>`}`
}

/** The investigator's own grades, apart from any that was computed, each with its scale. */
export function investigators(reported: readonly ReportedCrsEvent[], grades: readonly ReportedCrsGrade[] = []): Markup {
  if (reported.length === 0) return html`<strong>not reported as CRS</strong>`
  const named = (id: string) => grades.find(({ scale }) => scale === id)?.name ?? id
  const by = (scale: string) => html`<span class="light">(${named(scale)})</span>`
  return html`${reported.map(
    ({ worst, scale, byOtherScales }) =>
      html`${worst === undefined ? unknown('no grade recorded') : gradeOf(worst)} ${by(scale)}${byOtherScales.map((other) => html`, ${gradeOf(other.worst)} ${by(other.scale)}`)} `,
  )}`
}

type Graded = { readonly one: ReportedParticipant; readonly crs: ReportedCrs }

/** Whoever stands in no line, and why. */
function others(graded: readonly Graded[]): Markup {
  const without = graded.filter(({ crs: { episodes } }) => episodes.length === 0)
  const told: readonly (readonly [string, readonly Graded[]])[] = [
    ['No episode found', without.filter(({ crs: found }) => found.since !== undefined && isPlain(found))],
    ['Not looked for, no cells given', without.filter(({ crs: found }) => found.since === undefined)],
    [
      'CRS neither shown nor excluded at some moments',
      graded.filter(({ crs: found }) => found.undetermined.length > 0),
    ],
    ['Records with a date too partial to be placed', graded.filter(({ crs: found }) => found.unplaced.length > 0)],
    ['Reported as CRS with no episode in the facts', graded.filter(({ crs: found }) => found.unmatched.length > 0)],
  ]
  return html`${told
    .filter(([, all]) => all.length > 0)
    .map(
      ([words, all]) => html`<p>${words}: ${all.map(({ one }) => one.participant).join(', ')}.</p>
`,
    )}`
}

function ungraded(participants: readonly ReportedParticipant[]): Markup {
  const none = participants.filter(({ crs: found }) => found === undefined)
  if (none.length === 0) return nothing
  return html`<p>Not graded by any scale: ${none.map(({ participant }) => participant).join(', ')}.</p>
`
}

const isPlain = ({ undetermined, unplaced, unmatched }: ReportedCrs): boolean =>
  undetermined.length + unplaced.length + unmatched.length === 0
