import type * as z from 'zod'
import { type DesignSpec, designSchemas } from './designs.schema.ts'
import { faultsOf } from './faults.schema.ts'
import { designSpec } from './job.schema.ts'

export { faultsOf }

/**
 * A design from words as typed on a command line: its name, or the whole of it as JSON, and parameters as `--target 0.3` or
 * `--p-saf=0.2`; lists with commas, a parameter alone is true. Throws with what was expected.
 */
export function specFrom(name: string, words: readonly string[]): DesignSpec {
  const given = name.startsWith('{') ? parsedObject(name) : { name }
  if (!('name' in given) || !Object.hasOwn(designSchemas, String(given.name)))
    throw new RangeError(`design: expected one of ${Object.keys(designSchemas).join(', ')}; got "${name}"`)
  const parameters = parametersFrom(words)
  const parsed = designSpec.safeParse({ ...given, ...parameters })
  if (parsed.success) return parsed.data
  const asText = designSpec.safeParse({ ...given, ...textWhereRefused(parameters, parsed.error) })
  if (asText.success) return asText.data
  throw new RangeError(`${given.name}: ${faultsOf(parsed.error, { ...given, ...parameters }, designSpec)}`)
}

/** A word like 2018 may be meant as text: numbers that were refused become text again. */
const textWhereRefused = (parameters: Record<string, unknown>, { issues }: z.ZodError) =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) =>
      typeof value === 'number' && issues.some(({ path }) => path[0] === name) ? [name, String(value)] : [name, value],
    ),
  )

function parsedObject(text: string): object {
  try {
    return JSON.parse(text) as object
  } catch {
    throw new RangeError(`design: expected JSON, got ${text}`)
  }
}

function parametersFrom(words: readonly string[]): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (let i = 0; i < words.length; i++) {
    const [, name, value] = /^--([A-Za-z][\w-]*)(?:=(.*))?$/.exec(words[i] ?? '') ?? []
    if (name === undefined) throw new RangeError(`expected --parameter value, got "${words[i]}"`)
    const next = words[i + 1]
    const follows = value === undefined && next !== undefined && !/^--[A-Za-z]/.test(next)
    if (follows) i++
    found[camel(name)] = readValue(value ?? (follows ? next : 'true'))
  }
  return found
}

const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

function readValue(text: string): unknown {
  if (/^[[{]/.test(text)) return parsedObject(text)
  if (/^(true|false)$/.test(text)) return text === 'true'
  if (/^[-+.\d][^,]*,/.test(text)) return numbersFrom(text)
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}

/** Numbers from a list with commas; throws on anything else. */
export function numbersFrom(text: string): number[] {
  return text.split(',').map((each) => {
    const number = Number(each)
    if (each.trim() === '' || !Number.isFinite(number))
      throw new RangeError(`expected numbers with commas, got "${text}"`)
    return number
  })
}

/** Labels of the levels from the command line: how many, or a list with commas. */
export const labelsFrom = (text: string): number | string[] => {
  if (/^\d+$/.test(text)) return Number(text)
  const labels = text.split(',').map((each) => each.trim())
  if (labels.length < 2 || labels.includes(''))
    throw new RangeError(`levels: expected a number or labels with commas, got "${text}"`)
  return labels
}
