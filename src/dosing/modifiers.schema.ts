import * as z from 'zod'
import { spanOf } from '../core/time.ts'

const count = z.int().min(1)
const share = z.number().gt(0).lt(1)

const isMoment = (text: string) => /^\d{4}-\d\d-\d\d/.test(text) && spanOf(text) !== undefined

const modifiersWith = <Level extends z.ZodType>(level: Level) =>
  z.discriminatedUnion('name', [
    z.strictObject({ name: z.literal('stopAt'), cap: count }),
    z.strictObject({ name: z.literal('noSkipping') }),
    z.strictObject({ name: z.literal('atLeastAt'), n: count }),
    z.strictObject({
      name: z.literal('stopWhenTooToxic'),
      limit: share,
      threshold: share,
      minimum: count.default(1),
    }),
    z.strictObject({ name: z.literal('excludeForGood'), level }),
    z.strictObject({ name: z.literal('committeeCap'), level }),
    z.strictObject({
      name: z.literal('stagger'),
      until: z.string().refine(isMoment, 'expected an ISO date or date-time such as 2026-03-01'),
    }),
  ])

/** A modifier on the wire; levels by their numbers. */
export const ModifierSpec = modifiersWith(count)
export type ModifierSpec = z.infer<typeof ModifierSpec>

/** Modifiers in the order they are applied: the last has the last word. */
export const modifierSpecs = z.array(ModifierSpec)

const label = z.union([z.string().min(1), z.number()])

/** The same in a request, which may call levels by their labels. */
export const labelledModifierSpec = modifiersWith(label)
