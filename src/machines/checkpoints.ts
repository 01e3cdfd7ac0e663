/** States kept along a history, each before the step at its index: where replaying from the middle may start. */
export type Checkpoints<State> = { readonly index: number; readonly state: State }[]

/** Keeps the state before the step at `index`, if the last one kept is `every` steps behind. */
export function keep<State>(checkpoints: Checkpoints<State>, index: number, state: State, every: number): void {
  const last = checkpoints.at(-1)
  if (!last || index - last.index >= every) checkpoints.push({ index, state })
}

/** The last checkpoint at or before an index. */
export const before = <State>(checkpoints: Checkpoints<State>, index: number) =>
  checkpoints.findLast((one) => one.index <= index)

/** Forgets the checkpoints at or after an index. */
export function forgetFrom<State>(checkpoints: Checkpoints<State>, index: number): void {
  while ((checkpoints.at(-1)?.index ?? -1) >= index) checkpoints.pop()
}

/** After a step was put in at `index`: the later checkpoints are one step further on. */
export function shiftAfter<State>(checkpoints: Checkpoints<State>, index: number): void {
  for (const [i, one] of checkpoints.entries()) if (one.index > index) checkpoints[i] = { ...one, index: one.index + 1 }
}
