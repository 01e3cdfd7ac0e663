import { iceScore } from './iceScore.ts'
import type { Scale } from './result.ts'
import type { ScaleTable } from './scale.schema.ts'
import { tableScale } from './tableScale.ts'

export { isInvalid, readGiven } from './given.ts'
export type { DomainResult, Given, GradeOptions, Invalid, Readings, Scale, ScaleResult, Unlisted } from './result.ts'
export type { ScaleTable } from './scale.schema.ts'
export { tableScale } from './tableScale.ts'

/** The scales whose rule is an algorithm or a formula rather than a table. */
export const algorithms: readonly Scale[] = [iceScore]

export type ScaleRegistry = ReadonlyMap<string, Scale>

/** All scales by id: the algorithms and the tables handed in, a site's own among them. */
export function scaleRegistry(tables: readonly ScaleTable[]): ScaleRegistry {
  const scales = [...algorithms, ...tables.map(tableScale)]
  const registry = new Map(scales.map((scale) => [scale.id, scale]))
  if (registry.size !== scales.length) throw new Error('two scales share an id')
  return registry
}
