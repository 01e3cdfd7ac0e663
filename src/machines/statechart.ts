import type { AnyStateMachine } from 'xstate'
import { whatStays } from './statechart-stays.ts'

type Node = AnyStateMachine['root']
type Transition = NonNullable<Node['always']>[number]

/** A machine drawn from its own definition. */
export type Statechart = {
  /** Mermaid text (`stateDiagram-v2`): every state, and every transition that leaves one. */
  readonly mermaid: string
  /** What each state takes without being left, state by state: `takes` acts, `leavesBe` rightly does nothing. */
  readonly stays: readonly {
    readonly state: string
    readonly takes: readonly string[]
    readonly leavesBe: readonly string[]
  }[]
}

/**
 * A machine's statechart from its definition, so that the picture cannot drift. A transition between states of different depth is
 * drawn where their common parent is, between that parent's own children, and says which inner state it is about.
 */
export function statechart(machine: AnyStateMachine): Statechart {
  const { root } = machine
  const edges = edgesOf(root)
  const body = root.type === 'parallel' ? drawn(root, edges, '  ') : inside(root, edges, '  ')
  return { mermaid: ['stateDiagram-v2', ...body].join('\n'), stays: whatStays(root) }
}

type Edge = { readonly parent: Node; readonly from: Node; readonly to: Node; readonly label: string }

/** Every transition that leads elsewhere, by the parent in which it is drawn. */
function edgesOf(root: Node): readonly Edge[] {
  return nodesBelow(root).flatMap((node) =>
    transitionsOf(node).flatMap((transition) =>
      (transition.target ?? []).flatMap((target: Node) => {
        const parent = commonParent(node, target)
        const [from, to] = [childOf(parent, node), childOf(parent, target)]
        if (from === to) return []
        return [
          {
            parent,
            from,
            to,
            label: labelOf(transition, node === from ? '' : node.key, target === to ? '' : target.key),
          },
        ]
      }),
    ),
  )
}

export const nodesBelow = (node: Node): readonly Node[] => children(node).flatMap((one) => [one, ...nodesBelow(one)])
const children = (node: Node): readonly Node[] => Object.values(node.states)

/** What a state does on events, and of itself. */
export const transitionsOf = (node: Node): readonly Transition[] => [
  ...(node.always ?? []),
  ...[...node.transitions.values()].flat(),
]

function commonParent(a: Node, b: Node): Node {
  const above = new Set(ancestors(a))
  return ancestors(b).find((node) => above.has(node))!
}

const ancestors = (node: Node): readonly Node[] => (node.parent ? [node.parent, ...ancestors(node.parent)] : [])

function childOf(parent: Node, node: Node): Node {
  return node.parent === parent || !node.parent ? node : childOf(parent, node.parent)
}

function labelOf(transition: Transition, from: string, to: string): string {
  const inner = from === '' ? '' : `in ${inWords(from)}: `
  const event = eventInWords(transition)
  return `${inner}${event}${to === '' ? '' : ` (to ${inWords(to)})`}`.replaceAll(':', ',')
}

/** An event with its guard: "adverseEventEnded [recovers]"; a transition of its own accord shows its guard alone. */
export function eventInWords({ eventType, guard, source }: Transition): string {
  const alternatives = eventType === '' ? source.always : source.transitions.get(eventType)
  const isElse = guard === undefined && alternatives?.some((other: Transition) => other.guard !== undefined)
  const condition = guard === undefined ? (isElse ? 'otherwise' : '') : `[${guardInWords(guard)}]`
  return [eventType, condition].filter((part) => part !== '').join(' ')
}

function guardInWords(guard: unknown): string {
  if (typeof guard === 'string') return inWords(guard)
  const { type, name, guards, check } = guard as {
    type?: string
    name?: string
    guards?: unknown[]
    check?: { name: string }
  }
  if (guards) return `${check?.name.replace(/^check/, '').toLowerCase() ?? ''}(${guards.map(guardInWords).join(', ')})`
  return inWords(type ?? name ?? 'a condition')
}

function inside(node: Node, edges: readonly Edge[], margin: string): readonly string[] {
  if (node.type === 'parallel')
    return children(node).flatMap((region, i) => [...(i === 0 ? [] : [`${margin}--`]), ...drawn(region, edges, margin)])
  const first = node.initial?.target?.[0] as Node | undefined
  return [
    ...children(node).flatMap((child) => drawn(child, edges, margin)),
    ...(first ? [`${margin}[*] --> ${idOf(childOf(node, first))}`] : []),
    ...arrows(edges.filter(({ parent }) => parent === node)).map((line) => `${margin}${line}`),
  ]
}

function drawn(node: Node, edges: readonly Edge[], margin: string): readonly string[] {
  const named = `${margin}state "${inWords(node.key)}" as ${idOf(node)}`
  if (children(node).length === 0) return [named]
  return [`${named} {`, ...inside(node, edges, `${margin}  `), `${margin}}`]
}

/** One arrow from a state to another, whatever the number of events that take it. */
function arrows(edges: readonly Edge[]): readonly string[] {
  const labels = new Map<string, string[]>()
  for (const { from, to, label } of edges) {
    const arrow = `${idOf(from)} --> ${idOf(to)}`
    const known = labels.get(arrow) ?? []
    if (!known.includes(label)) known.push(label)
    labels.set(arrow, known)
  }
  return [...labels].map(([arrow, all]) => `${arrow} : ${all.join(' / ')}`)
}

const idOf = (node: Node): string => (node.path.length === 0 ? node.key : node.path.join('_'))

/** A name as people write it: "inDltWindow" as "in DLT window". */
export const inWords = (name: string): string =>
  name
    .replace(/([a-z])([A-Z0-9])/g, (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`)
    .replace(/\bdlt\b/g, 'DLT')
    .replace(/\brp 2d\b|\brp2d\b/g, 'RP2D')
