import type { DefinitionOf, EndpointDefinition } from '../core/endpoints.schema.ts'
import { type Counts, countsOf, type EndpointAnswer } from './answer.ts'
import type { Course } from './course.ts'
import { type Rate, rateOf } from './proportion.ts'
import { received } from './received.ts'
import { objectiveResponse, type ResponseAnswer } from './response.ts'
import { type ScheduledRow, scheduled, summaryOf, type VisitSummary } from './schedule.ts'
import { type SeriesRow, seriesOf } from './series.ts'
import { type Survival, survival } from './survival.ts'
import { threshold } from './threshold.ts'

type Named = Pick<EndpointDefinition, 'id' | 'says' | 'section' | 'role'> & {
  readonly assumed: boolean
  readonly note?: string
}

type Answered<A extends EndpointAnswer> = {
  readonly participants: readonly A[]
  readonly counts: Counts
  readonly rate: Rate
}

/** What one endpoint came to, participant by participant and over all of them. */
export type EndpointResult = Named &
  (
    | ({ readonly kind: 'threshold' } & Answered<EndpointAnswer>)
    | ({ readonly kind: 'received' } & Answered<EndpointAnswer>)
    | ({ readonly kind: 'response' } & Answered<ResponseAnswer>)
    | {
        readonly kind: 'schedule'
        readonly unit: string
        readonly rows: readonly ScheduledRow[]
        readonly visits: readonly VisitSummary[]
      }
    | ({ readonly kind: 'survival' } & Survival)
    | {
        readonly kind: 'series'
        readonly time: 'days' | 'hours'
        readonly area: string
        readonly rows: readonly SeriesRow[]
      }
  )

/** One endpoint over the courses of participants. */
export function endpointResult(definition: EndpointDefinition, courses: readonly Course[]): EndpointResult {
  const { id, says, section, role, assumed = false, note } = definition
  const named: Named = { id, says, section, role, assumed, ...(note === undefined ? {} : { note }) }
  switch (definition.kind) {
    case 'threshold':
      return { ...named, kind: 'threshold', ...answered(courses.map((course) => threshold(definition, course))) }
    case 'received':
      return { ...named, kind: 'received', ...answered(courses.map((course) => received(definition, course))) }
    case 'response':
      return { ...named, kind: 'response', ...answered(courses.map((course) => objectiveResponse(definition, course))) }
    case 'schedule':
      return { ...named, ...byVisit(definition, courses) }
    case 'survival':
      return { ...named, kind: 'survival', ...survival(definition, courses) }
    case 'series': {
      const rows = courses.flatMap((course) => seriesOf(definition, course))
      return { ...named, kind: 'series', time: definition.time, area: definition.area, rows }
    }
  }
}

function byVisit(definition: DefinitionOf<'schedule'>, courses: readonly Course[]) {
  const rows = courses.map((course) => scheduled(definition, course))
  const visits = definition.visits.map(({ label }) => summaryOf(label, rows))
  return { kind: 'schedule' as const, unit: definition.unit, rows, visits }
}

function answered<A extends EndpointAnswer>(participants: readonly A[]): Answered<A> {
  const counts = countsOf(participants)
  return { participants, counts, rate: rateOf(counts) }
}
