import type { Protocol } from '../core/protocol.schema.ts'
import { type Episode, rangeOf } from '../scales/episode.ts'
import { type EpisodeBeside, episodeSideBySide, type Scale, type ScaleResult } from '../scales/index.ts'
import { optional } from './optional.ts'
import type { ReportedCrsGrade } from './reported-crs.ts'

/** An episode's peak by each scale, with what narrows a range, what was assumed, and why one differs from the first. */
export const crsGrades = (
  scales: readonly Scale[],
  episode: Episode,
  protocols: ReadonlySet<string>,
): readonly ReportedCrsGrade[] =>
  episodeSideBySide(scales, episode).map((view, i) => gradeBy(scales[i]!, scales[0]!, episode, view, protocols))

function gradeBy(
  scale: Scale,
  first: Scale,
  { assessments }: Episode,
  { peak, differs }: EpisodeBeside,
  protocols: ReadonlySet<string>,
): ReportedCrsGrade {
  const results = assessments.map(({ at, given }) => ({ at, result: scale.grade(given) }))
  const open = results.filter(({ result }) => rangeOf(result).atMost > peak.atLeast)
  const all = (of: (result: ScaleResult) => readonly string[] | undefined, among = results) => [
    ...new Set(among.flatMap(({ result }) => of(result) ?? [])),
  ]
  return {
    scale: scale.id,
    name: scaleName(scale),
    version: scale.version,
    ofProtocol: protocols.has(scale.id),
    peak: { atLeast: peak.atLeast, atMost: peak.atMost },
    at: peak.at,
    because: results.find(({ at }) => at === peak.at)?.result.because ?? '',
    needs: all(({ needs }) => needs, open),
    ...optional({ differs: differs?.replace(`where ${first.id} says`, `where ${scaleName(first)} says`) }),
    readings: all(({ readings }) => readings).map((reading) => inWords(scale, reading)),
    flags: all(({ flags }) => flags),
    assumed: all(({ assumed }) => assumed).map((input) => scale.inputs[input]?.says ?? input),
  }
}

/** A reading as the scale words it: "single-bolus: supportive care". */
function inWords({ readings }: Scale, reading: string): string {
  const [id = '', option = ''] = reading.split(': ')
  return `${id}: ${readings[id]?.options[option] ?? option}`
}

/** What people call a scale: its title without what it grades, and its version where the title does not say it. */
export function scaleName({ title, version }: Scale): string {
  const name = title.slice(title.indexOf(',') + 1).trim()
  return name.includes(version) ? name : `${name} ${version}`
}

/**
 * The scales the protocol grades CRS by: those of these that its rules name or, where they name none, that of the CTCAE version
 * it grades by.
 */
export function ofProtocol(protocol: Protocol, scales: readonly Scale[]): ReadonlySet<string> {
  const rules = [...protocol.dltRules, ...(protocol.titrationTrigger ? [protocol.titrationTrigger] : [])]
  const inRules = rules.flatMap(({ when }) => scalesIn(when))
  const named = scales.filter(({ id }) => inRules.includes(id))
  const ctcae = scales.filter(
    ({ id, version }) => id.startsWith('ctcae-') && `ctcae-${version}` === protocol.grading.table,
  )
  return new Set((named.length > 0 ? named : ctcae).map(({ id }) => id))
}

/** Every scale a criterion names. */
function scalesIn(node: unknown): readonly string[] {
  if (node === null || typeof node !== 'object') return []
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'scale' && typeof value === 'string' ? [value] : scalesIn(value),
  )
}
