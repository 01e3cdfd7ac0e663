import { type BackfillSpec, backfillModifier } from './backfill-spec.ts'
import type { Modifier } from './design.ts'
import type { Labels } from './explain.ts'
import { makeModifier } from './modifier-spec.ts'
import type { ModifierSpec } from './modifiers.schema.ts'
import { levelOf } from './outcomes.ts'
import type { RequestedModifier } from './request.schema.ts'

/** A requested modifier, its levels by their numbers. */
export type NumberedModifier = ModifierSpec | BackfillSpec

/** Whether a modifier is a backfill beside the escalation. */
export const isBackfill = (modifier: NumberedModifier): modifier is BackfillSpec => modifier.name === 'backfill'

/** The modifier itself. */
export const modifierOf = (spec: NumberedModifier): Modifier =>
  isBackfill(spec) ? backfillModifier(spec) : makeModifier(spec)

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
