import { cockcroftGault } from './cockcroftGault.ts'
import { dltEvaluable } from './dltEvaluable.ts'
import { dltTemplate } from './dltTemplate.ts'
import { highDoseScale } from './highDoseScale.ts'
import { hysLaw } from './hysLaw.ts'
import { icahtEarly, icahtLate } from './icaht.ts'
import { iceScore } from './iceScore.ts'
import { iecHsCriteria } from './iecHsCriteria.ts'
import { qtc } from './qtc.ts'
import { response } from './response.ts'
import type { Scale } from './result.ts'
import { rValue } from './rValue.ts'
import type { ScaleTable } from './scale.schema.ts'
import { tableScale } from './tableScale.ts'
import { teae } from './teae.ts'
import { tIcahtEarly, tIcahtLate } from './tIcaht.ts'

export { type CrsOptions, crsEpisodes } from './crsEpisodes.ts'
export type { Assessment, Course, Episode, GradeRange, Reached } from './episode.ts'
export { isInvalid, readGiven } from './given.ts'
export { type IcansOptions, icansEpisodes, icansScale } from './icansEpisodes.ts'
export type { DomainResult, Given, GradeOptions, Invalid, Readings, Scale, ScaleResult, Unlisted } from './result.ts'
export type { ScaleTable } from './scale.schema.ts'
export { type Beside, crsScales, type EpisodeBeside, episodeSideBySide, sideBySide } from './sideBySide.ts'
export { tableScale } from './tableScale.ts'

/** The scales whose rule is an algorithm or a formula rather than a table. */
export const algorithms: readonly Scale[] = [
  cockcroftGault,
  dltEvaluable,
  dltTemplate,
  highDoseScale,
  hysLaw,
  icahtEarly,
  icahtLate,
  iceScore,
  iecHsCriteria,
  qtc,
  response,
  rValue,
  teae,
  tIcahtEarly,
  tIcahtLate,
]

export type ScaleRegistry = ReadonlyMap<string, Scale>

/** All scales by id: the algorithms and the tables handed in, a site's own among them. */
export function scaleRegistry(tables: readonly ScaleTable[]): ScaleRegistry {
  const scales = [...algorithms, ...tables.map(tableScale)]
  const registry = new Map(scales.map((scale) => [scale.id, scale]))
  if (registry.size !== scales.length) throw new Error('two scales share an id')
  return registry
}

/** What no primary source has confirmed, scale by scale, for the documentation to print. */
export const unconfirmedIn = (
  registry: ScaleRegistry,
): readonly { readonly scale: string; readonly evidence: string; readonly points: readonly string[] }[] =>
  [...registry.values()]
    .filter(({ evidence, unconfirmed }) => evidence !== 'A' || unconfirmed.length > 0)
    .map(({ id, evidence, unconfirmed }) => ({ scale: id, evidence, points: unconfirmed }))
