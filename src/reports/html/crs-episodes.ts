import type { ReportedParticipant } from '../report.ts'
import type { ReportedCrs, ReportedCrsEpisode, ReportedCrsGrade, ReportedCrsTreatment } from '../reported-crs.ts'
import { investigators, resolved, scaleHead } from './crs.ts'
import { gradeOf } from './grades.ts'
import { html, type Markup, nothing } from './markup.ts'
import { described, list, table } from './table.ts'
import { unknown } from './unknown.ts'
import { dayOn, whenOn } from './when.ts'

/** The CRS of one participant: each episode by every scale side by side, and why they differ. */
export function crsEpisodes(participant: ReportedParticipant): Markup {
  const { crs } = participant
  if (!crs)
    return html`<p>${unknown('CRS not graded: no scale was handed in')}</p>
`
  if (crs.since === undefined)
    return html`<p class="none">CRS was not looked for: no dose of ${crs.agents.join(' or ')} is recorded.</p>${leftOver(crs, participant)}
`
  if (crs.episodes.length === 0)
    return html`<p>No episode of CRS is found in what was recorded since ${whenOn(crs.since)}.</p>${leftOver(crs, participant)}
`
  return html`${crs.episodes.map((one, i) => episode(one, i, crs, participant))}${leftOver(crs, participant)}`
}

function episode(one: ReportedCrsEpisode, i: number, crs: ReportedCrs, participant: ReportedParticipant): Markup {
  const { grades } = one
  const unclear = grades.some(({ needs }) => needs.length > 0)
  return html`<div class="episode">
${table(
  html`CRS episode ${i + 1} of ${participant.participant}: ${dayOn(participant, one.onset)}, ${ending(one)}`,
  ['Computed', ...grades.map(scaleHead)],
  [
    ['Peak', ...grades.map(({ peak }) => gradeOf(peak))],
    ['Surely reached', ...grades.map(({ at }) => whenOn(at))],
    ...(unclear ? [['For want of', ...grades.map(wanting)]] : []),
  ],
  { kind: 'crs' },
)}${described([
  ['Investigator', html`${investigators(one.reported, one.grades)}${differing(one)}`],
  [`Course by ${crs.foundBy}`, course(one, participant)],
  ['Why scales differ', why(grades, crs)],
  ['Given', list(one.treatments.map(treatment), 'no treatment recorded in the episode')],
  ['Recorded under it', under(one)],
  ...notes(one.grades),
  ['Taken for granted', list([...crs.assumes, ...assumedBy(one.grades)], 'nothing')],
])}</div>
`
}

const ending = (one: ReportedCrsEpisode): Markup =>
  one.resolved === undefined ? resolved(one) : html`resolved ${resolved(one)}`

const wanting = ({ needs, peak }: ReportedCrsGrade): Markup | string => {
  if (needs.length > 0) return needs.join('; ')
  return peak.atLeast === peak.atMost ? 'nothing' : unknown('not named')
}

const differing = ({ gradesDiffer }: ReportedCrsEpisode): Markup =>
  gradesDiffer ? html` <strong class="loud">DIFFERS</strong> from what the same scale gives from the facts` : nothing

const course = (one: ReportedCrsEpisode, participant: ReportedParticipant): Markup =>
  list(
    one.course.map(
      ({ at, needs, ...grade }) =>
        html`${dayOn(participant, at)}: ${gradeOf(grade)}${needs.length === 0 ? nothing : html`, for want of ${needs.join('; ')}`}`,
    ),
    unknown('no moment in the report'),
  )

const why = (grades: readonly ReportedCrsGrade[], { foundBy }: ReportedCrs): Markup =>
  list(
    grades.flatMap(({ name, differs, peak }) =>
      differs === undefined ? [] : [html`<strong>${name}</strong>, ${gradeOf(peak)}: ${differs}`],
    ),
    `every scale gives the peak of ${foundBy}`,
  )

const treatment = ({ at, until, name, kind, amount, unit }: ReportedCrsTreatment): Markup =>
  html`${name ?? kind}${name === undefined ? nothing : html` (${kind})`}${amount === undefined ? nothing : html` ${amount} ${unit ?? unknown('unit not recorded')}`}, ${whenOn(at)}${until === undefined ? html`, no end recorded` : html` to ${whenOn(until)}`}`

const under = ({ manifestations }: ReportedCrsEpisode): Markup =>
  list(
    manifestations.map(({ term, event, onset }) => html`${term} (record ${event}), ${whenOn(onset)}`),
    'no event recorded as its manifestation',
  )

function notes(grades: readonly ReportedCrsGrade[]): readonly (readonly [string, Markup])[] {
  const all = grades.flatMap(({ name, flags, readings }) => [
    ...flags.map((flag) => html`${name}: ${flag}`),
    ...readings.map((reading) => html`${name}: read as ${reading}`),
  ])
  return all.length === 0 ? [] : [['Flags and readings', list(all, '')]]
}

/** What nobody recorded and scales took as they declare, each with the scales that did. */
function assumedBy(grades: readonly ReportedCrsGrade[]): readonly string[] {
  const inputs = [...new Set(grades.flatMap(({ assumed }) => assumed))]
  if (inputs.length === 0) return []
  const told = inputs.map((input) => {
    const names = grades.filter(({ assumed }) => assumed.includes(input)).map(({ name }) => name)
    return `${input} (${names.length === grades.length ? 'every scale' : names.join(', ')})`
  })
  return [`not recorded, and taken as the scale declares: ${told.join('; ')}`]
}

/** What no episode holds: moments in doubt, records without a place in time, and what was reported without such facts. */
function leftOver({ undetermined, unplaced, unmatched }: ReportedCrs, participant: ReportedParticipant): Markup {
  const needs = [...new Set(undetermined.flatMap((moment) => moment.needs))]
  const [first, last] = [undetermined[0], undetermined.at(-1)]
  return html`${
    first && last
      ? html`<p>${unknown(`CRS neither shown nor excluded at ${undetermined.length} moments`)} from ${dayOn(participant, first.at)} to ${dayOn(participant, last.at)}, for want of ${needs.join('; ') || unknown('something not named')}.</p>
`
      : nothing
  }${
    unplaced.length > 0
      ? html`<p>${unknown('too partial a date to be placed')}: ${unplaced.map(({ what, at }) => `${what} ${at}`).join(', ')}.</p>
`
      : nothing
  }${unmatched.map(
    (event) =>
      html`<p><strong class="loud">Reported as CRS, no episode in the facts:</strong> ${event.term} (record ${event.event}), ${dayOn(participant, event.onset)}, ${investigators([event])}</p>
`,
  )}`
}
