import type { Protocol } from '../core/protocol.schema.ts'
import type { Recommendation } from '../dosing/design.ts'
import type { Member } from './trial-context.ts'

/** Whether somebody was dosed at a level that is not known, or that the protocol does not have: no tally can count them. */
export const isUnplaced = ({ levels }: Protocol, member: Member | undefined): boolean =>
  member?.dosed !== undefined &&
  member.expansion === undefined &&
  member.is !== 'notEvaluable' &&
  !levels.some(({ label }) => label === member.level)

const goesOn: readonly string[] = ['escalate', 'stay', 'switch', 'declare-mtd']

/** What is recommended while some are unplaced: nobody may be treated as if they were not there. */
export function awaitingLevels(
  recommendation: Recommendation,
  protocol: Protocol,
  members: readonly Member[],
): Recommendation {
  const unplaced = members.filter((member) => isUnplaced(protocol, member)).map(({ participant }) => participant)
  if (unplaced.length === 0 || !goesOn.includes(recommendation.action)) return recommendation
  const { more: _, until: __, mtd: ___, awaits: ____, ...rest } = recommendation
  return {
    ...rest,
    action: 'wait',
    level: recommendation.saw.level,
    rule: {
      id: 'LEVEL',
      says: `the dose level of ${unplaced.sort().join(', ')} is not known, so that nobody can be counted without them`,
      source: 'the protocol’s dose levels',
    },
  }
}
