import * as z from 'zod'

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
