import * as z from 'zod'
import { Cell } from './clause.schema.ts'

const Navigation = z.strictObject({
  kind: z.enum(['synonym', 'redirect', 'exclusive', 'consider also', 'other']),
  terms: z.array(z.string()).optional(),
  grades: z.array(z.int().min(1).max(5)).optional(),
  remark: z.string().optional(),
})

export const Term = z.strictObject({
  term: z.string().min(1),
  grades: z.strictObject({
    1: Cell.optional(),
    2: Cell.optional(),
    3: Cell.optional(),
    4: Cell.optional(),
    5: Cell.optional(),
  }),
  measures: z.record(z.string(), z.enum(['low', 'high'])).optional(),
  measuredAs: z.array(z.string()).min(2).optional(),
  standsFor: z.record(z.string(), z.string()).optional(),
  inSteps: z
    .strictObject({ quantity: z.string().min(1), under: z.string().min(1), yields: z.literal(true).optional() })
    .optional(),
  together: z.literal(true).optional(),
  navigation: z.array(Navigation).optional(),
})

export const Chapter = z.strictObject({ soc: z.string().min(1), terms: z.array(Term).min(1) })

/** A grading table as data, checked whole: shipped tables when built, a caller's own at run time. */
export const Table = z.strictObject({
  id: z.string().regex(/^[a-z0-9.-]+$/),
  scale: z.string().min(1),
  version: z.string().min(1),
  published: z.string().min(1),
  source: z.string().min(1),
  sha256: z.string().min(1),
  readings: z.array(
    z.strictObject({ id: z.string().min(1), matter: z.string().min(1), options: z.array(z.string()).min(1) }),
  ),
  words: z.record(z.string().min(2), z.array(z.string()).min(1)).optional(),
  chapters: z.array(Chapter).min(1),
})
