import type { DesignSpec } from './designs.schema.ts'
import { listedFor, selectionFor, startOf } from './designs.ts'
import { makeModifier } from './modifier-spec.ts'
import type { ModifierSpec } from './modifiers.schema.ts'
import { modified } from './modifiers.ts'
import { mostLevels } from './tally.ts'
import type { TrialPlan } from './trial-graph.ts'

/** What a trial is run with, beside its design. */
export type PlanOptions = {
  readonly levels: number
  readonly start?: number
  readonly cohort?: number
  readonly cap?: number
  readonly modifiers?: readonly ModifierSpec[]
}

/** Designs that never end by themselves stop at this many participants unless told otherwise. */
const usualCap = 30
const endsByItself = new Set(['3+3', 'acceleratedTitration', 'rapidTitration', 'rollingSix'])

/** The plan of a trial by a design on the wire. */
export function planOf(spec: DesignSpec, options: PlanOptions): TrialPlan {
  const { levels, start, cohort, modifiers = [], cap = endsByItself.has(spec.name) ? undefined : usualCap } = options
  if (levels > mostLevels) throw new RangeError(`levels: expected at most ${mostLevels}; got ${levels}`)
  const listed = listedFor(spec)
  const first = start ?? startOf(spec, levels)
  if (first > levels) throw new RangeError(`start: expected a level from 1 to ${levels}; got ${first}`)
  const lastAgainst = listed.lastAgainst?.(spec)
  return {
    design: modified(
      (listed.bare ?? listed.make)(spec),
      modifiers.map((each) => makeModifier(each)),
    ),
    levels,
    select: selectionFor(spec),
    timeToEvent: listed.timeToEvent?.(spec) ?? false,
    remembersCounts: listed.remembersCounts ?? false,
    start: first,
    ...(lastAgainst !== undefined && { lastAgainst }),
    ...(cohort !== undefined && { cohort }),
    ...(cap !== undefined && { cap }),
  }
}
