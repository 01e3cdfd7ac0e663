import type { Protocol } from '../core/protocol.schema.ts'
import { type Checked, finding } from './finding.ts'

type Assumed = { readonly section: string; readonly note?: string }

/** Everything a protocol assumes is listed; an assumption that does not say what was assumed is a fault. */
export function checkAssumptions(protocol: Protocol): Checked {
  const all = assumedIn(protocol, 'protocol')
  const isExplained = ({ note = '' }: Assumed) => note.trim() !== ''
  return {
    contradictions: all
      .filter(({ element }) => !isExplained(element))
      .map(({ path }) => finding('unexplained', path, 'is assumed, and no note says what was assumed and why')),
    notices: all
      .filter(({ element }) => isExplained(element))
      .map(({ path, element }) => finding('assumption', `${path} (${element.section})`, element.note!)),
  }
}

function assumedIn(node: unknown, path: string): readonly { readonly path: string; readonly element: Assumed }[] {
  if (typeof node !== 'object' || node === null) return []
  const { id, name } = node as { id?: unknown; name?: unknown }
  const own = path !== 'protocol' && typeof (id ?? name) === 'string' ? `${id ?? name}` : path
  const inner = Object.entries(node).flatMap(([key, value]) => assumedIn(value, Array.isArray(node) ? own : key))
  const isAssumed = 'assumed' in node && node.assumed === true && 'section' in node
  return isAssumed ? [{ path: own, element: node as unknown as Assumed }, ...inner] : inner
}
