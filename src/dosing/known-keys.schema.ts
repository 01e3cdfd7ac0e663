import * as z from 'zod'

type Schema = z.core.$ZodType

/** The names a schema knows for the properties of what stands at a path of a value. */
export function knownKeys(schema: Schema, path: readonly PropertyKey[], given: unknown): readonly string[] {
  let [here, value] = [opened(schema, given), given]
  for (const key of path) {
    value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key]
    here = here.flatMap((each) => within(each, key)).flatMap((each) => opened(each, value))
  }
  return [...new Set(here.flatMap((each) => (each instanceof z.ZodObject ? Object.keys(each.shape) : [])))]
}

function within(schema: Schema, key: PropertyKey): readonly Schema[] {
  if (schema instanceof z.ZodArray) return [schema.element]
  const inner = schema instanceof z.ZodObject ? (schema.shape[String(key)] as Schema | undefined) : undefined
  return inner ? [inner] : []
}

/** What a schema comes to without defaults and options: of a union, the parts a value may be meant for. */
function opened(schema: Schema, value: unknown): readonly Schema[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((each) => opened(each, value))
  if (schema instanceof z.ZodObject) return isOfKind(schema, value) ? [schema] : []
  if (schema instanceof z.ZodArray) return [schema]
  return 'unwrap' in schema ? opened((schema as z.ZodOptional).unwrap(), value) : []
}

/** Whether the value has the names that an object's schema fixes, such as that of a design. */
const isOfKind = ({ shape }: z.ZodObject, value: unknown): boolean =>
  Object.entries(shape).every(([key, each]) => {
    const said = (value as Record<string, unknown> | null | undefined)?.[key]
    return !(each instanceof z.ZodLiteral) || said === undefined || each.values.has(said as string)
  })
