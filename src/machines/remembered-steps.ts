import type { Machines } from './rules.ts'

const wrapped = new WeakMap<Machines, Machines>()

/**
 * The machines, with what a cohort's step from a snapshot by an event came to kept as long as both are held. A late fact moves the
 * cohort that it bears on; the others are led through the same events again, and need not be asked again.
 */
export function rememberingSteps(machines: Machines): Machines {
  const known = wrapped.get(machines)
  if (known) return known
  const made = { ...machines, cohort: remembering(machines.cohort) }
  wrapped.set(machines, made)
  return made
}

type Stepper<S extends object, E extends object, R> = { readonly step: (snapshot: S, event: E) => R }

function remembering<S extends object, E extends object, R, M extends Stepper<S, E, R>>(
  machine: M & Stepper<S, E, R>,
): M {
  const steps = new WeakMap<S, WeakMap<E, { readonly result: R }>>()
  const step = (snapshot: S, event: E): R => {
    const from = steps.get(snapshot) ?? new WeakMap()
    steps.set(snapshot, from)
    const known = from.get(event)
    if (known) return known.result
    const result = machine.step(snapshot, event)
    from.set(event, { result })
    return result
  }
  return { ...machine, step }
}
