import type { AnyStateMachine } from 'xstate'
import { eventInWords, inWords, nodesBelow, type Statechart, transitionsOf } from './statechart.ts'

type Node = AnyStateMachine['root']
type Transition = NonNullable<Node['always']>[number]

/** What each state takes without being left; a state that is never told anything without moving on is not listed. */
export function whatStays(root: Node): Statechart['stays'] {
  return [root, ...nodesBelow(root)].flatMap((node) => {
    const staying = transitionsOf(node).filter((transition) => isStaying(node, transition))
    const doesNothing = ({ actions, target }: Transition) => actions.length === 0 && target === undefined
    const takes = staying.filter((transition) => !doesNothing(transition))
    const leavesBe = staying.filter(doesNothing)
    return staying.length === 0
      ? []
      : [{ state: nameOf(node), takes: distinct(takes.map(told)), leavesBe: distinct(leavesBe.map(told)) }]
  })
}

const isStaying = (node: Node, { target }: Transition): boolean =>
  target === undefined || target.every((one: Node) => isWithin(one, node) || isWithin(node, one))

const isWithin = (inner: Node, outer: Node): boolean =>
  inner === outer || (inner.parent !== undefined && isWithin(inner.parent, outer))

const told = (transition: Transition): string => {
  if (transition.eventType === '*') return 'anything else'
  const [event, ...condition] = eventInWords(transition).split(' ')
  const enters = (transition.target ?? []).map((one: Node) => `enters ${inWords(one.key)}`)
  return [`\`${event}\``, ...condition, ...(enters.length > 0 ? [`(${enters.join(', ')})`] : [])].join(' ')
}

const nameOf = (node: Node): string => (node.path.length === 0 ? 'any state' : node.path.map(inWords).join(', '))
const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)]
