import type * as z from 'zod'
import { nameLike } from '../core/likeness.ts'
import { knownKeys } from './known-keys.schema.ts'

type Fault = z.core.$ZodIssue

/**
 * What is wrong with a value by its schema, in one line: where, what was expected and, where the value is at hand, what came. A name
 * that is none is told with the name it is like.
 */
export const faultsOf = (error: z.ZodError, given?: unknown, schema?: z.core.$ZodType): string =>
  error.issues.map((fault) => faultIn(fault, given, schema)).join('; ')

function faultIn(fault: Fault, given: unknown, schema: z.core.$ZodType | undefined): string {
  const where = pathOf(fault.path)
  const says = `${where === '' ? '' : `${where}: `}${expected(fault)}`
  if (fault.code === 'unrecognized_keys' && schema)
    return says + meant(fault.keys, knownKeys(schema, fault.path, given))
  if (given === undefined || fault.code === 'unrecognized_keys') return says
  return `${says}; got ${shown(valueAt(given, fault.path))}`
}

function expected(fault: Fault): string {
  switch (fault.code) {
    case 'invalid_type':
      return `expected ${article(fault.expected)}`
    case 'too_small':
      return `expected ${fault.inclusive ? 'at least' : 'more than'} ${fault.minimum}${counted(fault.origin)}`
    case 'too_big':
      return `expected ${fault.inclusive ? 'at most' : 'less than'} ${fault.maximum}${counted(fault.origin)}`
    case 'invalid_value':
      return `expected ${oneOf(fault.values)}`
    case 'unrecognized_keys':
      return `no property is called ${fault.keys.map((key) => `"${key}"`).join(', ')}`
    case 'invalid_union':
      return 'options' in fault && Array.isArray(fault.options) && fault.options.length > 0
        ? `expected ${oneOf(fault.options)}`
        : `expected ${[...new Set(fault.errors.flat().map(expected))].map((each) => each.replace(/^expected /, '')).join(', or ')}`
    default:
      return fault.message
  }
}

/** What the names that are none were likely meant for. */
function meant(keys: readonly string[], known: readonly string[]): string {
  const names = keys.flatMap((key) => nameLike(key, known) ?? [])
  return names.length === 0 ? '' : `: did you mean ${names.map((name) => `"${name}"`).join(', ')}?`
}

const oneOf = (values: readonly unknown[]) =>
  `${values.length === 1 ? '' : 'one of '}${values.map((value) => JSON.stringify(value)).join(', ')}`

const counted = (origin: string) => (origin === 'array' ? ' of them' : origin === 'string' ? ' characters' : '')

const typeNames: Readonly<Record<string, string>> = { int: 'whole number', tuple: 'list' }

function article(type: string): string {
  const name = typeNames[type] ?? type
  return `${/^[aeio]/.test(name) ? 'an' : 'a'} ${name}`
}

/** A path as people write it: tally[0].dlt. */
const pathOf = (path: readonly PropertyKey[]) =>
  path.reduce<string>(
    (text, each) => (typeof each === 'number' ? `${text}[${each}]` : `${text}${text === '' ? '' : '.'}${String(each)}`),
    '',
  )

const valueAt = (given: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined | null)?.[key], given)

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
