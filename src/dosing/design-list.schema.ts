import { type DesignName, designSchemas, parametersOf } from './designs.schema.ts'
import { designs } from './designs.ts'

/** Every design as it is listed: name, title, citation, whether that is confirmed, and parameters. */
export const designList = () =>
  (Object.keys(designSchemas) as DesignName[]).map((name) => {
    const { title, citation, confirmed } = designs[name]
    return { name, title, citation, confirmed, parameters: parametersOf(name) }
  })

/** A listed design as text. */
export const listedText = ({ parameters, ...listed }: ReturnType<typeof designList>[number]): string =>
  [
    `${listed.name}: ${listed.title}`,
    `  ${listed.citation}${listed.confirmed ? '' : '  [not confirmed]'}`,
    ...parameters.map((each) => `  ${each.name}${each.required ? ' (required)' : ''}: ${each.says}`),
    '',
  ].join('\n')
