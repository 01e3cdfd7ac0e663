import type { Protocol } from '../core/protocol.schema.ts'
import { type EventSummary, worstGrade } from '../dlt/event.ts'
import { optional } from './optional.ts'
import type { CrsGrade, ReportedCrsEvent, ReportedCrsGrade } from './reported-crs.ts'

/** The investigator's own record of a CRS, with the investigator's own grades; none where the event is not on record. */
export const crsEvent = (event: EventSummary | undefined): readonly ReportedCrsEvent[] =>
  event === undefined
    ? []
    : [
        {
          event: event.event,
          term: event.term,
          scale: event.scale,
          onset: event.onset,
          ...optional({ ended: event.ended?.at, worst: worstOf(event) }),
          byOtherScales: Object.entries(event.otherScales ?? {})
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .flatMap(([scale, course]) => {
              const worst = worstOf({ ...event, course })
              return worst === undefined ? [] : [{ scale, worst }]
            }),
        },
      ]

const worstOf = (event: EventSummary): CrsGrade | undefined =>
  event.course.length === 0 ? undefined : worstGrade(event)

/** The investigator's own worst grades by a scale that was computed too. */
export const reportedBy = (
  reported: readonly ReportedCrsEvent[],
  { scale, ofProtocol }: ReportedCrsGrade,
  { grading }: Protocol,
): readonly CrsGrade[] =>
  reported.flatMap(({ scale: own, worst, byOtherScales }) => [
    ...(worst !== undefined && (own === scale || (ofProtocol && own === grading.table)) ? [worst] : []),
    ...byOtherScales.filter((other) => other.scale === scale).map((other) => other.worst),
  ])
