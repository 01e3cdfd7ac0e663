import type { Protocol } from '../core/protocol.schema.ts'
import { sameName } from './clause.ts'
import type { ParticipantSummary } from './participant.ts'

/** The phase that enrolment records for the expansion cohorts. */
export const expansionPhase = ({ expansion }: Protocol): string => expansion?.phase ?? 'IB'

/**
 * The expansion cohort a participant belongs to, as the protocol spells it; `null` where the participant is of the expansion and the
 * cohort is not one of the protocol's, or not known; `undefined` where the participant is not of the expansion.
 */
export function expansionCohortOf(
  protocol: Protocol,
  { phase, cohort }: Pick<ParticipantSummary, 'phase' | 'cohort'>,
): string | null | undefined {
  const { expansion } = protocol
  if (!expansion || phase === undefined || !sameName([expansionPhase(protocol)], phase)) return undefined
  return expansion.cohorts.find((name) => cohort !== undefined && sameName([name], cohort)) ?? null
}
