import * as z from 'zod'
import { tailExceeds } from './beta.ts'
import type { Modifier } from './design.ts'
import { atLeastAt, committeeCap, excludeForGood, noSkipping, stagger, stopAt, stopWhenTooToxic } from './modifiers.ts'

const count = z.int().min(1)

/** A modifier on the wire. */
export const ModifierSpec = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('stopAt'), cap: count }),
  z.strictObject({ name: z.literal('noSkipping') }),
  z.strictObject({ name: z.literal('atLeastAt'), n: count }),
  z.strictObject({
    name: z.literal('stopWhenTooToxic'),
    limit: z.number().gt(0).lt(1),
    threshold: z.number().gt(0).lt(1),
    minimum: count.default(1),
  }),
  z.strictObject({ name: z.literal('excludeForGood'), level: count }),
  z.strictObject({ name: z.literal('committeeCap'), level: count }),
  z.strictObject({ name: z.literal('stagger'), until: z.string() }),
])
export type ModifierSpec = z.infer<typeof ModifierSpec>

/** Modifiers in the order they are applied: the last has the last word. */
export const modifierSpecs = z.array(ModifierSpec)

/** The modifier a spec on the wire asks for. */
export function makeModifier(spec: ModifierSpec): Modifier {
  switch (spec.name) {
    case 'stopAt':
      return stopAt(spec.cap)
    case 'noSkipping':
      return noSkipping
    case 'atLeastAt':
      return atLeastAt(spec.n)
    case 'stopWhenTooToxic': {
      const { limit, threshold, minimum } = spec
      const says = `at the lowest level P(DLT rate > ${limit}) exceeds ${threshold}`
      return stopWhenTooToxic(([lowest]) => {
        if (!lowest || lowest.n < minimum) return false
        return tailExceeds(limit, threshold, 1 + lowest.dlt, 1 + lowest.n - lowest.dlt)
      }, says)
    }
    case 'excludeForGood':
      return excludeForGood(spec.level)
    case 'committeeCap':
      return committeeCap(spec.level)
    case 'stagger':
      return stagger(spec.until)
  }
}
