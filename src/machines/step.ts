import {
  type AnyStateMachine,
  createActor,
  type EventFromLogic,
  type InputFrom,
  initialTransition,
  type SnapshotFrom,
} from 'xstate'

/** A snapshot after an event, and what the machine emitted on the way. */
export type Step<M extends AnyStateMachine, E> = readonly [snapshot: SnapshotFrom<M>, emitted: readonly E[]]

type Executable = { readonly type: string; readonly params?: unknown }

/**
 * A machine's pure step: snapshot and event in, snapshot and emitted events out. It does what XState's `transition` does,
 * on one inert scope made once, where `transition` makes an actor for every event.
 */
export function stepper<M extends AnyStateMachine, E>(machine: M) {
  const executed: Executable[] = []
  let scope: Parameters<M['transition']>[2] | undefined
  const take = (): E[] => executed.splice(0).flatMap(emittedBy) as E[]
  return (snapshot: SnapshotFrom<M>, event: EventFromLogic<M>): Step<M, E> => {
    scope ??= inertScope(machine, snapshot, executed)
    const next = machine.transition(snapshot, event, scope) as SnapshotFrom<M>
    return [next, take()]
  }
}

/** The snapshot a machine starts in. */
export const startOf = <M extends AnyStateMachine>(machine: M, input: InputFrom<M>): SnapshotFrom<M> =>
  initialTransition(machine, input as never)[0] as SnapshotFrom<M>

function inertScope<M extends AnyStateMachine>(machine: M, snapshot: SnapshotFrom<M>, executed: Executable[]) {
  const self = createActor(machine, { snapshot } as never)
  return {
    self,
    id: '',
    sessionId: '',
    system: self.system,
    logger: () => {},
    defer: () => {},
    stopChild: () => {},
    emit: () => {},
    actionExecutor: (action: Executable) => executed.push(action),
  } as unknown as Parameters<M['transition']>[2]
}

/** XState's action union lacks `xstate.emit`: this is the one place that says what it carries. */
const emittedBy = ({ type, params }: Executable): unknown[] =>
  type === 'xstate.emit' ? [(params as { readonly event: unknown }).event] : []
