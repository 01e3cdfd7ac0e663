import type { Hall, HallEmitted } from './hall.ts'
import type { SuspensionStands } from './trial-context.ts'

/**
 * The suspension by a stopping rule that a late fact or a correction would have undone: it was so, and only a named person lifts it.
 * Nothing where the trial is suspended all the same, or where somebody let it go on.
 */
export function suspensionThatStands(
  before: Hall,
  after: Hall,
  told: readonly HallEmitted[],
  at: string,
): SuspensionStands | undefined {
  const { suspension } = before.trial.context
  const isOver = after.trial.value === 'suspended' || after.trial.value === 'complete'
  if (before.trial.value !== 'suspended' || !suspension || suspension.rules.length === 0 || isOver) return undefined
  if (told.some(({ type }) => type === 'enrollmentResumed')) return undefined
  return { type: 'suspensionStands', at, rules: suspension.rules, why: suspension.why }
}
