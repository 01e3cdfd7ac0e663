import * as z from 'zod'
import { isBound, leavesRoom } from './bound.ts'
import type * as Plain from './clause.ts'
import { circumstances } from './clause.ts'
import { acuityBounds } from './visual-acuity.ts'

const VisualAcuity = z.strictObject({
  acuity: z.array(z.enum(acuityBounds)).min(1).max(2),
  lines: z.enum(['<=3', '>3']).optional(),
  corrected: z.literal(true).optional(),
  as: z.string().min(1).optional(),
  eye: z.literal('affected').optional(),
})

const word = z
  .string()
  .min(1)
  .refine((text) => !text.includes(';'), 'a clause holds no ";"')
const Bound = z.string().refine(isBound, 'expected a bound such as "<LLN", ">=10.0" or "<=1.5 x ULN"')

const Range = z
  .array(Bound)
  .min(1)
  .max(2)
  .refine((bounds) => !bounds.every(isBound) || leavesRoom(bounds), 'no value lies between the bounds')

const wording = { wording: word.max(120).optional() }

export const QuantityClause = z.strictObject({
  quantity: word,
  bounds: Range,
  unit: word.optional(),
  rise: z.enum(['baseline', 'ULN']).optional(),
  fall: z.enum(['baseline', 'LLN']).optional(),
  change: z.literal('baseline').optional(),
  percent: z.literal(true).optional(),
  if: z.enum(circumstances).optional(),
  as: z.string().optional(),
  unitAs: z.string().optional(),
  style: z.enum(['each with unit', 'first only', 'bare', 'named', 'but', 'to', 'full']).optional(),
  reading: word.optional(),
  ...wording,
})

/** Every kind of clause a cell can hold: a closed vocabulary, so that no table can bring code. */
export const Clause: z.ZodType<Plain.Clause> = z.union([
  QuantityClause,
  z.strictObject({ death: z.enum(['death', 'neonatal', 'fetal']), ...wording }),
  z.strictObject({ consequence: word, ...wording }),
  z.strictObject({ severity: word, of: word.optional(), ...wording }),
  z.strictObject({ adl: word, ...wording }),
  z.strictObject({ hospitalization: word, ...wording }),
  z.strictObject({ intervention: word, status: word.optional(), urgency: word.optional(), ...wording }),
  z.strictObject({ observationsOnly: word, ...wording }),
  z.strictObject({ medicallySignificant: word, ...wording }),
  z.strictObject({ extent: word, ...wording }),
  z.strictObject({ pattern: word, ...wording }),
  z.strictObject({ psychosocialImpact: word, ...wording }),
  z.strictObject({ function: word, is: word, ...wording }),
  z.strictObject({ bodySurface: z.array(Bound).min(1).max(2), of: word.optional(), ...wording }),
  z.strictObject({ visualAcuity: z.union([word, VisualAcuity]), ...wording }),
  z.strictObject({ finding: word, level: word.optional(), ...wording }),
]) as z.ZodType<Plain.Clause>

const nested = (depth: number): z.ZodType<Plain.CellCriterion> => {
  if (depth === 0) return Clause as z.ZodType<Plain.CellCriterion>
  const part = nested(depth - 1)
  return z.union([
    Clause,
    z.strictObject({ all: z.array(part).min(1), joined: z.string().optional(), ...wording }),
    z.strictObject({ any: z.array(part).min(1), joined: z.string().optional(), ...wording }),
    z.strictObject({ not: part, joined: z.string().optional(), ...wording }),
  ]) as z.ZodType<Plain.CellCriterion>
}

/** A criterion over clauses, nested at most four deep. */
export const CellCriterion: z.ZodType<Plain.CellCriterion> = nested(4)
const PopulationBlock: z.ZodType<Plain.Block> = z.strictObject({ for: word, any: z.array(CellCriterion).min(1) })
export const Cell = z.array(z.union([CellCriterion, PopulationBlock])).min(1)
