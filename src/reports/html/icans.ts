import { doubtsInWords, type IcansIs, icansIs, iceInWords, type ReportedIcans } from '../icans.ts'
import type { Report } from '../report.ts'
import { investigators } from './crs.ts'
import { gradeOf } from './grades.ts'
import { html, type Markup, nothing } from './markup.ts'
import { section, table } from './table.ts'
import { unknown } from './unknown.ts'
import { whenOn } from './when.ts'

/** ICANS of every participant given cells, a line each; nothing where it was not graded in this trial. */
export function icans({ participants }: Report): Markup {
  const graded = participants.flatMap(({ participant, icans: found }, i) => (found ? [{ participant, found, i }] : []))
  const dosed = graded.filter(({ found }) => found.since !== undefined)
  const others = graded.filter(({ found }) => found.since === undefined)
  if (graded.length === 0) return nothing
  return section(
    'icans',
    'Neurotoxicity (ICANS)',
    dosed.length === 0
      ? html`<p class="none">No dose of cells is recorded: ICANS was not looked for.</p>`
      : table(
          `ICANS by ${dosed[0]!.found.gradedBy}, from the ICE scores and findings since the first dose of cells, beside the investigator’s own grade. A score tells of its own time; between two scores nothing is known.`,
          ['Who', 'ICE', 'ICANS', 'Investigator'],
          dosed.map(({ participant, found, i }) => [
            html`<a href="#participant-${i + 1}">${participant}</a>`,
            iceInWords(found),
            verdict(found),
            found.reported.length === 0 ? 'not reported as ICANS' : investigators(found.reported),
          ]),
        ),
    others.length === 0
      ? nothing
      : html`<p>Not looked for, no cells given: ${others.map(({ participant }) => participant).join(', ')}.</p>
`,
  )
}

const verdict = (found: ReportedIcans): Markup => html`${answers[icansIs(found)](found)}${doubts(found)}`

const answers: Readonly<Record<IcansIs, (found: ReportedIcans) => Markup>> = {
  found: ({ episodes }) =>
    html`${episodes.map(
      ({ onset, resolved, peak, needs }) =>
        html`${gradeOf(peak)}, ${whenOn(onset)} ${resolved === undefined ? html`<strong>not resolved in the record</strong>` : html`to ${whenOn(resolved)}`}${needs.length === 0 ? nothing : html`, for want of ${needs.join('; ')}`}. `,
    )}`,
  'not found': ({ byIceAlone }) => html`no ICANS found${byIceAlone === undefined ? nothing : ' by ICE'}`,
  'not known': () => unknown('ICANS cannot be known'),
  'not looked for': () => html`not looked for`,
}

/** What leaves the answer open. */
const doubts = (found: ReportedIcans): Markup => html`${doubtsInWords(found).map((words) => html`, ${unknown(words)}`)}`
