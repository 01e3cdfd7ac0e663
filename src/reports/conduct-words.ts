import type { ReportedConduct, ReportedExpansion, ReportedStopping } from './reported-conduct.ts'

const truths = { met: 'MET', 'not met': 'not met', unknown: 'NOT KNOWN' } as const

/** A stopping rule's answer in a few words; what suspends or may suspend is in capitals. */
export const truthInWords = ({ is }: Pick<ReportedStopping, 'is'>): string => truths[is]

const phases: Readonly<Record<string, string>> = {
  titration: 'titration',
  escalation: 'escalation',
  singleArm: 'one dose, no escalation',
  rp2d: 'RP2D declared',
  expansion: 'expansion',
  suspended: 'SUSPENDED',
  complete: 'complete',
}

export const phaseInWords = (phase: string): string => phases[phase] ?? phase

/** Why the trial is suspended, and what has become of it since: ", what met STOP-1 has since been withdrawn; it stands until …". */
export function suspensionInWords({ why, noLongerMet = [] }: NonNullable<ReportedConduct['suspension']>): string {
  if (noLongerMet.length === 0) return why
  return `${why}. What met ${noLongerMet.join(', ')} has since been withdrawn; the suspension stands until somebody resumes`
}

/** The fewest DLTs that hold a cohort, at each number settled where it changes: "2 of 3, 3 of 5". */
export const boundaryInWords = ({ boundary }: Pick<ReportedExpansion, 'boundary'>): string =>
  boundary
    .filter(({ dlts }, i) => dlts !== boundary[i - 1]?.dlts)
    .map(({ settled, dlts }) => `${dlts} from ${settled}`)
    .join(', ')

/** How many places are taken, and how many there are. */
export const placesInWords = ({ dosed, minimum, maximum }: ReportedExpansion): string =>
  `${dosed} of ${minimum} to ${maximum}`

export function replacementsInWords({ made, maximum, maximumEach }: ReportedConduct['replacements']): string {
  const who = made.length === 0 ? 'none' : made.map(({ replaced, by }) => `${by} for ${replaced}`).join(', ')
  const limits = [
    ...(maximum === undefined ? [] : [`at most ${maximum} in the trial`]),
    ...(maximumEach === undefined ? [] : [`at most ${maximumEach} at a level or in a cohort`]),
  ]
  return `${who}${limits.length === 0 ? '' : ` (${limits.join(', ')})`}`
}
