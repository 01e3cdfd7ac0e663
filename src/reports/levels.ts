import type { Protocol } from '../core/protocol.schema.ts'
import { countsOf } from '../machines/cohort.ts'
import type { Basis } from '../machines/emitted.ts'
import type { Hall } from '../machines/hall.ts'
import type { ReportedLevel, ReportedParticipant } from './report.ts'

/** The cohort table: every level with who is dosed, evaluable, with a DLT, pending and not evaluable. */
export function reportedLevels(
  protocol: Protocol,
  { cohorts }: Hall,
  basis: Basis,
  participants: readonly ReportedParticipant[],
): readonly ReportedLevel[] {
  return protocol.levels.map(({ label, amount, unit }, i) => {
    const cohort = cohorts[label]
    const counts = cohort && countsOf(cohort.context)
    return {
      label,
      amount: amount === undefined ? 'dose not stated,' : String(amount),
      unit,
      current: basis.current === i + 1,
      excluded: basis.recommendation.excluded.includes(i + 1),
      dosed: counts?.dosed ?? 0,
      evaluable: counts?.settled ?? 0,
      dlt: counts?.dlt ?? 0,
      pending: counts?.pending ?? 0,
      notEvaluable: counts?.notEvaluable ?? 0,
      participants: participants
        .filter((one) => counted(protocol, one) && (one.level ?? one.assigned) === label)
        .map((one) => one.participant),
    }
  })
}

/** Participants of the expansion are counted in their cohort, and at a level only where the protocol says so. */
const counted = ({ expansion }: Protocol, one: ReportedParticipant): boolean =>
  one.expansion === undefined || expansion?.countsForDose === true
