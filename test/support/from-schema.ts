import fc from 'fast-check'
import type * as z from 'zod'

type Def = {
  readonly type: string
  readonly values?: readonly unknown[]
  readonly entries?: Readonly<Record<string, unknown>>
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>
  readonly options?: readonly z.core.$ZodType[]
  readonly element?: z.core.$ZodType
  readonly innerType?: z.core.$ZodType
  readonly keyType?: z.core.$ZodType
  readonly valueType?: z.core.$ZodType
}

const defOf = (schema: z.core.$ZodType): Def => schema._zod.def as unknown as Def

/** Values for fields by their names, in place of any that the schema allows. */
export type Named = Readonly<Record<string, fc.Arbitrary<unknown>>>

/** Anything a schema allows; every optional field is there or not. Throws on a kind of schema it does not know. */
export function fromSchema(schema: z.core.$ZodType, named: Named): fc.Arbitrary<unknown> {
  const def = defOf(schema)
  const inside = (one: z.core.$ZodType | undefined) => fromSchema(one!, named)
  switch (def.type) {
    case 'literal':
      return fc.constantFrom(...def.values!)
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries!))
    case 'string':
      return fc.oneof(fc.constantFrom('', 'x', '-1', '<40'), fc.string({ maxLength: 5 }))
    case 'number':
      return fc.integer({ min: 0, max: 5 })
    case 'boolean':
      return fc.boolean()
    case 'optional':
      return inside(def.innerType)
    case 'nullable':
      return fc.option(inside(def.innerType))
    case 'array':
      return fc.array(inside(def.element), { maxLength: 3 })
    case 'record':
      return fc.dictionary(fc.constantFrom('CAR-T', 'CAR-NK', 'x'), inside(def.valueType), { maxKeys: 3 })
    case 'union':
      return fc.oneof(...def.options!.map(inside))
    case 'object':
      return fromShape(def.shape!, named)
    default:
      throw new TypeError(`from schema: expected a kind of schema that is known; got "${def.type}"`)
  }
}

function fromShape(shape: NonNullable<Def['shape']>, named: Named): fc.Arbitrary<unknown> {
  const fields = Object.entries(shape)
  const requiredKeys = fields.filter(([, field]) => defOf(field).type !== 'optional').map(([key]) => key)
  const arbitraries = Object.fromEntries(fields.map(([key, field]) => [key, named[key] ?? fromSchema(field, named)]))
  return fc.record(arbitraries, { requiredKeys })
}

/** The `type` of each member of a union of facts or decisions. */
export const typesOf = (schema: z.core.$ZodType): readonly string[] =>
  defOf(schema).options!.map((option) => String(defOf(defOf(option).shape!.type!).values![0]))
