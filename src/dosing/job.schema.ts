import * as z from 'zod'
import { type DesignSpec, designSchemas } from './designs.schema.ts'
import { modifierSpecs } from './modifiers.schema.ts'
import { mostLevels } from './tally.ts'

const count = z.int().min(1)
const rate = z.number().min(0).max(1)

/** A design on the wire: its name and parameters. */
export const designSpec: z.ZodType<DesignSpec> = z.discriminatedUnion('name', [
  designSchemas['3+3'],
  designSchemas.acceleratedTitration,
  designSchemas.rapidTitration,
  designSchemas.rollingSix,
  designSchemas['i3+3'],
  designSchemas.mtpi,
  designSchemas.keyboard,
  designSchemas.boin,
  designSchemas.titeBoin,
  designSchemas.crm,
  designSchemas.blrm,
  designSchemas.toxicityMonitor,
  designSchemas.table,
])

const differ = (all: readonly { readonly id: string }[]): boolean =>
  new Set(all.map(({ id }) => id)).size === all.length

/** A design as it is simulated. */
export const SimulatedDesign = z.strictObject({
  id: z.string().min(1),
  design: designSpec,
  start: count.exactOptional(),
  cohort: count.exactOptional(),
  cap: count.exactOptional(),
  modifiers: modifierSpecs.exactOptional(),
})
export type SimulatedDesign = z.infer<typeof SimulatedDesign>

/** A true DLT rate for each level. */
export const Scenario = z.strictObject({ id: z.string().min(1), truth: z.array(rate).min(1).max(mostLevels) })
export type Scenario = z.infer<typeof Scenario>

/**
 * A simulation as plain JSON: every design under every scenario, for the trials numbered `from` to below `to`. Split the range and
 * the results add up to the same numbers.
 */
export const SimulationJob = z
  .strictObject({
    seed: z.int().min(0),
    from: z.int().min(0).default(0),
    to: z.int().min(1),
    designs: z.array(SimulatedDesign).min(1),
    scenarios: z.array(Scenario).min(1),
    /** The rate above which a participant counts as overdosed. */
    target: rate.exactOptional(),
    /** With it, trials run in time and their duration is reported; designs that weigh follow-up need it. */
    accrual: z
      .strictObject({
        interval: z.number().gt(0),
        pattern: z.enum(['even', 'random']).exactOptional(),
        window: z.number().gt(0),
      })
      .exactOptional(),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'expected a number above "from"' })
  .refine(({ designs }) => differ(designs), { path: ['designs'], message: 'expected ids that all differ' })
  .refine(({ scenarios }) => differ(scenarios), { path: ['scenarios'], message: 'expected ids that all differ' })
export type SimulationJob = z.infer<typeof SimulationJob>
