import type { Decision } from '../core/decision.schema.ts'
import type { Fact } from '../core/fact.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { atSite } from '../core/time.ts'
import { asOf } from '../machines/as-of.ts'
import type { Posted } from '../machines/router.ts'

/** What had happened by a moment of what is stated, at the sites' local time, the clock of every participant set to that moment. */
export function postedAt(
  { siteOffset }: Pick<Protocol, 'siteOffset'>,
  stated: readonly (Fact | Decision)[],
  moment: string,
): readonly Posted[] {
  const happened = asOf(stated.map((one) => ({ ...one, at: atSite(one.at, siteOffset) })) as readonly Posted[], moment)
  const participants = [...new Set(happened.flatMap((one) => ('participant' in one ? [one.participant] : [])))].sort()
  return [...happened, ...participants.map((participant) => ({ type: 'timePassed' as const, participant, at: moment }))]
}
