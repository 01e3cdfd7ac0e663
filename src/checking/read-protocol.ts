import type * as z from 'zod'
import { Protocol } from '../core/protocol.schema.ts'

/** A protocol, or why it is none: each fault names the field by its path, what was expected, and what came. */
export type ReadProtocol = { readonly protocol: Protocol } | { readonly faults: readonly string[] }

/** Reads a protocol from what came as JSON. */
export function readProtocol(value: unknown): ReadProtocol {
  const read = Protocol.safeParse(value)
  return read.success ? { protocol: read.data } : { faults: read.error.issues.map((issue) => faultOf(issue, value)) }
}

type Fault = z.core.$ZodIssue

/** The fault that a person would look for first: of alternatives, that of the one which came nearest. */
function faultOf(issue: Fault, value: unknown, above: readonly PropertyKey[] = []): string {
  const path = [...above, ...issue.path]
  const got = at(value, path)
  const alternatives = issue.code === 'invalid_union' ? alternativesOf(issue) : []
  const nearest = nearestOf(alternatives, got)
  if (nearest) return faultOf(nearest, value, path)
  const expected =
    alternatives.length > 0 ? expectedOf(alternatives, got) : issue.message.replace(/^Invalid input: /, '')
  return `${pathInWords(path)}: ${expected.replace(/, received .*$/, '')}; got ${written(got)}`
}

/** The faults of each alternative, alternatives within alternatives among them. */
const alternativesOf = ({ errors }: z.core.$ZodIssueInvalidUnion): readonly (readonly Fault[])[] =>
  errors.flatMap((faults) => {
    const inner = faults.length === 1 && faults[0]?.path.length === 0 ? faults[0] : undefined
    return inner?.code === 'invalid_union' ? alternativesOf(inner) : [faults]
  })

/** The alternative that was meant is the one whose own keys are there; of several, the one whose fault lies deepest. */
function nearestOf(alternatives: readonly (readonly Fault[])[], got: unknown): Fault | undefined {
  const depth = (faults: readonly Fault[]) => Math.max(...faults.map(({ path }) => path.length))
  const isMeant = (faults: readonly Fault[]) => faults.length > 0 && !faults.some((fault) => isOtherKind(fault, got))
  return alternatives.filter(isMeant).sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0]?.[0]
}

const isOtherKind = (fault: Fault, got: unknown): boolean =>
  (fault.path.length === 0 && fault.code !== 'unrecognized_keys') || isMissing(fault, got)

const isMissing = ({ path }: Fault, got: unknown): boolean => path.length === 1 && at(got, path) === undefined

/** What any of the alternatives would have taken. */
function expectedOf(alternatives: readonly (readonly Fault[])[], got: unknown): string {
  const faults = alternatives.flat()
  const keys = faults.filter((fault) => isMissing(fault, got)).map(({ path }) => String(path[0]))
  const types = faults.flatMap((fault) =>
    fault.code === 'invalid_type' && fault.path.length === 0 ? [fault.expected] : [],
  )
  if (types.length > 0) return `expected ${[...new Set(types)].join(' or ')}`
  return keys.length > 0 ? `expected one of the keys ${[...new Set(keys)].join(', ')}` : 'none of the alternatives fits'
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key], value)

const pathInWords = (path: readonly PropertyKey[]): string =>
  path.length === 0
    ? 'the whole'
    : path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`)).join('')

function written(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
