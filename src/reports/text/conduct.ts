import {
  boundaryInWords,
  phaseInWords,
  placesInWords,
  replacementsInWords,
  suspensionInWords,
  truthInWords,
} from '../conduct-words.ts'
import { whenInWords } from '../html/days.ts'
import type { Report } from '../report.ts'
import type { ReportedConduct, ReportedStopping } from '../reported-conduct.ts'
import { columns } from './columns.ts'

/** Suspension and holds, stopping rules, gates, expansion cohorts and replacements. */
export const conduct = ({ conduct: one }: Report): readonly string[] =>
  one ? [...state(one), ...stopping(one), ...expansion(one)] : []

function state({
  phase,
  suspension,
  held,
  earliestNext,
  rp2d,
  gates,
  replacements,
}: ReportedConduct): readonly string[] {
  return [
    `ENROLLMENT: ${suspension ? `SUSPENDED since ${whenInWords(suspension.at)}: ${suspensionInWords(suspension)}` : phaseInWords(phase)}`,
    ...held.map(
      ({ by, why, until, needs, cohort }) =>
        `  Held${cohort === undefined ? '' : `, cohort ${cohort},`} by ${by}${until === undefined ? '' : ` until ${whenInWords(until)}`}: ${why}${needs.length === 0 ? '' : `; for want of ${needs.map(({ fact }) => fact).join('; ')}`}.`,
    ),
    ...(earliestNext
      ? [
          `  Level ${earliestNext.level}: not before ${whenInWords(earliestNext.date)}, ${earliestNext.says} (${earliestNext.rule}).`,
        ]
      : []),
    ...(rp2d === undefined ? [] : [`  RP2D: level ${rp2d}.`]),
    ...(gates.length === 0
      ? []
      : [`  Gates: ${gates.map(({ id, open }) => `${id} ${open ? 'open' : 'not open'}`).join(', ')}.`]),
    ...(replacements.made.length === 0 ? [] : [`  Replacements: ${replacementsInWords(replacements)}.`]),
  ]
}

const stopping = ({ stopping: all }: ReportedConduct): readonly string[] =>
  all.filter(hasBegun).map((one) => {
    const needs = one.needs.length === 0 ? '' : `; for want of ${one.needs.map(({ fact }) => fact).join('; ')}`
    return `  ${one.rule}${one.where === undefined ? '' : `, ${one.where}`}, ${one.says}: ${truthInWords(one)}, ${one.saw}${needs}.`
  })

/** A rule of an expansion cohort where nobody has settled says nothing yet. */
const hasBegun = ({ where, is, saw }: ReportedStopping): boolean =>
  where === undefined || is !== 'not met' || !saw.startsWith('0 of 0')

function expansion({ expansion: all }: ReportedConduct): readonly string[] {
  const begun = all.some(({ state: is, participants }) => is !== 'closed' || participants.length > 0)
  if (!begun) return []
  const rows = all.map((one) => [
    one.cohort,
    one.state === 'held' ? 'HELD' : one.state,
    placesInWords(one),
    ...[one.evaluable, one.dlt, one.pending, one.notEvaluable].map(String),
  ])
  const bound =
    all[0] && all[0].boundary.length > 0 ? [`  Held at DLTs, from settled: ${boundaryInWords(all[0])}.`] : []
  return [
    '  EXPANSION',
    ...columns([['Cohort', 'State', 'Dosed', 'Evaluable', 'DLT', 'Pending', 'Not evaluable'], ...rows]),
    ...bound,
  ]
}
