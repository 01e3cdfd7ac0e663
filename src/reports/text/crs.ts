import { withoutT } from '../html/days.ts'
import { gradeInWords } from '../participants.ts'
import type { Report } from '../report.ts'
import type { ReportedCrs, ReportedCrsEpisode } from '../reported-crs.ts'

/** Every episode of CRS by every scale, a line each; a range is marked. */
export function crs({ participants }: Report): readonly string[] {
  const graded = participants.flatMap(({ participant, crs: found }) => (found ? [{ participant, found }] : []))
  if (graded.length === 0) return ['CRS: no scale was handed in, not looked for']
  const episodes = graded.flatMap(({ participant, found }) =>
    found.episodes.map((one) => `  ${participant}, ${line(one)}`),
  )
  const doubts = graded.flatMap(({ participant, found }) => doubt(found).map((words) => `  ? ${participant}: ${words}`))
  return [
    'CRS, PEAK BY EVERY SCALE (? a range, * the protocol’s scale)',
    ...(episodes.length > 0 ? episodes : ['  no episode']),
    ...doubts,
  ]
}

function line({ onset, resolved, grades, reported, gradesDiffer }: ReportedCrsEpisode): string {
  const peaks = [...new Set(grades.map(({ peak }) => marked(peak)))]
  const byEach = grades.map(({ name, peak, ofProtocol }) => `${name}${ofProtocol ? '*' : ''} ${marked(peak)}`)
  const computed = peaks.length === 1 ? `every scale ${peaks[0]}` : byEach.join(', ')
  const end = resolved === undefined ? 'not resolved' : `to ${resolved}`
  return `${withoutT(`${onset}, ${end}`)}: ${computed}; investigator ${reportedGrades(reported) || 'none'}${gradesDiffer ? ', THEY DIFFER' : ''}`
}

/** The investigator's own grades, each with its scale. */
export const reportedGrades = (reported: ReportedCrsEpisode['reported']): string =>
  reported
    .flatMap(({ worst, scale, byOtherScales }) => [{ worst, scale }, ...byOtherScales])
    .map(({ worst, scale }) => `${worst ? marked(worst) : 'no grade'} by ${scale}`)
    .join(', ')

/** A grade, a range marked. */
export const marked = (grade: { readonly atLeast: number; readonly atMost: number }): string =>
  `${grade.atLeast === grade.atMost ? '' : '?'}${gradeInWords(grade)}`

const doubt = ({ undetermined, unplaced, unmatched }: ReportedCrs): readonly string[] => [
  ...(undetermined.length > 0 ? [`CRS neither shown nor excluded at ${undetermined.length} moments`] : []),
  ...(unplaced.length > 0 ? [`${unplaced.length} records with a date too partial to be placed`] : []),
  ...unmatched.map(({ term, event }) => `${term} (record ${event}) is reported with no episode in the facts`),
]
