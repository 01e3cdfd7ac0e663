import { type BackfillSpec, backfillModifier } from './backfill-spec.ts'
import type { Modifier } from './design.ts'
import type { Labels } from './explain.ts'
import { makeModifier } from './modifier-spec.ts'
import type { ModifierSpec } from './modifiers.schema.ts'
import { stopAt } from './modifiers.ts'
import { levelOf } from './outcomes.ts'
import type { RequestedModifier } from './request.schema.ts'
import { total } from './tally.ts'

/** A requested modifier, its levels by their numbers. */
export type NumberedModifier = ModifierSpec | BackfillSpec

/** Whether a modifier is a backfill beside the escalation. */
const isBackfill = (modifier: NumberedModifier): modifier is BackfillSpec => modifier.name === 'backfill'

/**
 * The modifiers in their order. Backfill participants count to a cap on the trial, of whichever kind they are; a cap applied before
 * a pooled backfill finds them in the tally it is shown. Their rules call levels by these labels.
 */
export const modifiersOf = (specs: readonly NumberedModifier[], labels?: Labels): Modifier[] =>
  specs.map((spec, i) => {
    if (isBackfill(spec)) return backfillModifier(spec)
    if (spec.name !== 'stopAt') return makeModifier(spec, labels)
    const beside = specs.filter((other, j) => isBackfill(other) && (j < i || other.counted === 'apart'))
    return stopAt(spec.cap, { beside: backfilled(beside) })
  })

/** The backfills asked for, each knowing how many participants the rest of the trial leaves of its cap. */
export function backfillsOf(specs: readonly NumberedModifier[]): BackfillSpec[] {
  const cap = Math.min(...specs.map((spec) => (spec.name === 'stopAt' ? spec.cap : Number.POSITIVE_INFINITY)))
  const all = specs.filter(isBackfill)
  return all.map((spec) => ({ ...spec, trialCap: cap - backfilled(all.filter((other) => other !== spec)) }))
}

const backfilled = (specs: readonly NumberedModifier[]): number =>
  specs.filter(isBackfill).reduce((sum, { tally }) => sum + total(tally), 0)

/** The levels there are, for a message. */
export const levelNames = (levels: number, labels?: Labels): string =>
  labels ? `one of the levels ${labels.join(', ')}` : `a level from 1 to ${levels}`

/** A requested modifier with every level by its number; throws with what was expected where there is no such level. */
export function numbered(
  modifier: RequestedModifier,
  where: string,
  levels: number,
  labels?: Labels,
): NumberedModifier {
  const numberOf = (label: string | number, at: string): number => {
    const level = levelOf(label, labels)
    if (level !== undefined && level <= levels) return level
    throw new RangeError(`${where}.${at}: expected ${levelNames(levels, labels)}; got ${JSON.stringify(label)}`)
  }
  if (modifier.name === 'backfill') {
    const { caps, active, ...rest } = modifier
    if (rest.tally.length > levels)
      throw new RangeError(`${where}.tally: expected at most ${levels} levels; got ${rest.tally.length}`)
    return {
      ...rest,
      ...(caps && { caps: caps.map(({ level, cap }, i) => ({ level: numberOf(level, `caps[${i}].level`), cap })) }),
      ...(active && { active: active.map((level, i) => numberOf(level, `active[${i}]`)) }),
    }
  }
  return 'level' in modifier ? { ...modifier, level: numberOf(modifier.level, 'level') } : modifier
}
