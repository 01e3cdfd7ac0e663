import type { Protocol } from '../core/protocol.schema.ts'
import type { ReportedAssumption } from './report.ts'
import { gradesHold } from './unseen.ts'

/** What every report takes for granted, then all that a protocol assumed because its source leaves it open, in its own order. */
export const assumptionsOf = (protocol: Protocol): readonly ReportedAssumption[] => [
  { about: 'grades over time', section: 'every report', note: gradesHold },
  ...walk(protocol, []),
]

function walk(node: unknown, path: readonly string[]): readonly ReportedAssumption[] {
  if (node === null || typeof node !== 'object') return []
  const inner = Object.entries(node).flatMap(([key, value]) => walk(value, [...path, nameOf(value, key)]))
  return isAssumption(node)
    ? [{ section: node.section, about: path.join(' '), note: node.note ?? '' }, ...inner]
    : inner
}

const isAssumption = (node: object): node is { section: string; assumed: true; note?: string } =>
  'assumed' in node && node.assumed === true && 'section' in node

const nameOf = (value: unknown, key: string): string => {
  const named = value as { id?: unknown; name?: unknown } | null
  if (typeof named === 'object' && named !== null && (named.id ?? named.name)) return String(named.id ?? named.name)
  return key
}
