import { type AnyMachineSnapshot, type AnyStateMachine, type AnyTransitionDefinition, createActor } from 'xstate'

type Node = AnyStateMachine['root']

/** Every transition of a machine's states, the ones that follow by themselves among them; the answer to what is out of place is none. */
function transitionsOf(node: Node): readonly AnyTransitionDefinition[] {
  const own = [...node.transitions].flatMap(([event, transitions]) => (event === '*' ? [] : transitions))
  return [
    ...own,
    ...(node.always ?? []),
    ...Object.values(node.states).flatMap((inner) => transitionsOf(inner as Node)),
  ]
}

const named = ({ source, eventType, guard, target }: AnyTransitionDefinition): string => {
  const where = source.path.join('.') || source.id
  const to = target?.map(({ path }) => path.join('.')).join() ?? 'stays'
  return `${where}: ${eventType || 'always'}${guard ? ` if ${guardName(guard)}` : ''} → ${to}`
}

const guardName = (guard: unknown): string =>
  typeof guard === 'string' ? guard : ((guard as { type?: string }).type ?? 'guarded')

/**
 * The transitions that no event takes in any of these states, by name: all of a machine's, or of those asked for. Where the states are
 * all that a machine can be in, what is left can never be taken.
 */
export function untaken(
  machine: AnyStateMachine,
  states: readonly AnyMachineSnapshot[],
  events: readonly object[],
  asked?: readonly string[],
): readonly string[] {
  const all = transitionsOf(machine.root)
  const left = new Set(asked ? all.filter((one) => asked.includes(named(one))) : all)
  for (const snapshot of states)
    for (const event of left.size > 0 ? events : []) for (const one of taken(machine, snapshot, event)) left.delete(one)
  return [...left].map(named).sort()
}

/** The transitions that a machine takes from a state when an event reaches it. */
function taken(
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  event: object,
): readonly AnyTransitionDefinition[] {
  const seen: AnyTransitionDefinition[] = []
  const actor = createActor(machine, {
    snapshot: snapshot as never,
    inspect: (step) => {
      if (step.type === '@xstate.microstep') seen.push(...step._transitions)
    },
  })
  actor.start().send(event as never)
  actor.stop()
  return seen
}
