import * as z from 'zod'
import { analyteNamed } from '../core/analytes.ts'
import { isUnitOf } from '../core/units.ts'
import { isBound, readBound } from './bound.ts'
import { Cell } from './clause.schema.ts'
import { quantitiesOf } from './gaps.ts'

const Navigation = z.strictObject({
  kind: z.enum(['synonym', 'redirect', 'exclusive', 'consider also', 'other']),
  terms: z.array(z.string()).optional(),
  grades: z.array(z.int().min(1).max(5)).optional(),
  remark: z.string().optional(),
})

const TermShape = z.strictObject({
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

/** A term whose measured quantities can be held against its cuts: each plain number has a unit they are reported in. */
export const Term = TermShape.superRefine((term, context) => {
  for (const { quantity, unit, bounds, percent } of Object.values(term.grades).flatMap((cell) =>
    quantitiesOf(cell ?? []),
  )) {
    const plain = bounds.some((bound) => isBound(bound) && readBound(bound).of === 'none')
    if (!plain || percent || !(quantity in (term.measures ?? {})) || !analyteNamed(quantity)) continue
    if (unit === undefined || !isUnitOf(quantity, unit))
      context.addIssue({
        code: 'custom',
        message: `${term.term}: ${quantity} ${bounds.join(' ')} needs a unit of its own`,
      })
  }
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
  chapters: z
    .array(Chapter)
    .min(1)
    .superRefine((chapters, context) => {
      const names = chapters.flatMap(({ terms }) => terms.map(({ term }) => term.toLowerCase()))
      for (const name of new Set(names.filter((one, at) => names.indexOf(one) !== at)))
        context.addIssue({ code: 'custom', message: `two terms are called ${name}` })
    }),
})
