import { withoutT } from '../html/days.ts'
import { doubtsInWords, type IcansIs, icansIs, iceInWords, type ReportedIcans } from '../icans.ts'
import type { Report } from '../report.ts'
import { marked, reportedGrades } from './crs.ts'

/** ICANS of everybody given cells, a line each; a range and a doubt are marked. Nothing where it was not graded in this trial. */
export function icans({ participants }: Report): readonly string[] {
  const graded = participants.flatMap(({ participant, icans: found }) => (found ? [{ participant, found }] : []))
  if (graded.length === 0) return []
  const dosed = graded.filter(({ found }) => found.since !== undefined)
  const others = graded.filter(({ found }) => found.since === undefined).map(({ participant }) => participant)
  return [
    `ICANS, BY ${graded[0]!.found.gradedBy} (? a range, or not known; between two scores nothing is known)`,
    ...dosed.map(({ participant, found }) => `  ${participant}, ${line(found)}`),
    ...(others.length > 0 ? [`  Not looked for, no cells given: ${others.join(', ')}.`] : []),
  ]
}

function line(found: ReportedIcans): string {
  const doubts = doubtsInWords(found).map((words) => `; ? ${words}`)
  const own = found.reported.length === 0 ? 'not reported as ICANS' : `investigator ${reportedGrades(found.reported)}`
  return withoutT(`${iceInWords(found)}: ${answers[icansIs(found)](found)}${doubts.join('')}; ${own}`)
}

const answers: Readonly<Record<IcansIs, (found: ReportedIcans) => string>> = {
  found: ({ episodes }) => episodes.map(episode).join('; '),
  'not found': ({ byIceAlone }) => `no ICANS found${byIceAlone === undefined ? '' : ' by ICE'}`,
  'not known': () => '? ICANS CANNOT BE KNOWN',
  'not looked for': () => 'not looked for',
}

function episode({ onset, resolved, peak, needs }: ReportedIcans['episodes'][number]): string {
  const end = resolved === undefined ? 'not resolved' : `to ${resolved}`
  return `grade ${marked(peak)}, ${onset}, ${end}${needs.length === 0 ? '' : `, for want of ${needs.join(', ')}`}`
}
