import { remembering } from '../core/remembering.ts'
import type { Machines } from './rules.ts'

/**
 * The machines, with what a cohort's step from a snapshot by an event came to kept as long as both are held. A late fact moves the
 * cohort that it bears on; the others are led through the same events again, and need not be asked again.
 */
export const rememberingSteps: (machines: Machines) => Machines = remembering((machines) => ({
  ...machines,
  cohort: withMemory(machines.cohort),
}))

type Stepper<S extends object, E extends object, R> = { readonly step: (snapshot: S, event: E) => R }

function withMemory<S extends object, E extends object, R, M extends Stepper<S, E, R>>(
  machine: M & Stepper<S, E, R>,
): M {
  const stepsFrom = remembering((snapshot: S) => remembering((event: E) => machine.step(snapshot, event)))
  return { ...machine, step: (snapshot: S, event: E): R => stepsFrom(snapshot)(event) }
}
