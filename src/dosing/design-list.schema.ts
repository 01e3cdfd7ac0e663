import { type DesignName, designSchemas, parametersOf } from './designs.schema.ts'
import { designs } from './designs.ts'

/** Every design as it is listed: name, title, citation and parameters. */
export const designList = () =>
  (Object.keys(designSchemas) as DesignName[]).map((name) => {
    const { title, citation } = designs[name]
    return { name, title, citation, parameters: parametersOf(name) }
  })

/** A listed design as text. */
export const listedText = ({ name, title, citation, parameters }: ReturnType<typeof designList>[number]): string =>
  [
    `${name}: ${title}`,
    `  ${citation}`,
    ...parameters.map((each) => `  ${each.name}${each.required ? ' (required)' : ''}: ${each.says}`),
    '',
  ].join('\n')
