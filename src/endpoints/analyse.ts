import type { DefinitionOf, EndpointDefinition, Endpoints, Subgroup } from '../core/endpoints.schema.ts'
import type { Fact } from '../core/fact.schema.ts'
import type { Issue } from '../core/issue.ts'
import { type Counts, countsOf, type EndpointAnswer } from './answer.ts'
import { type Course, coursesOf, factsOf, unplacedIn } from './course.ts'
import { type Rate, rateOf } from './proportion.ts'
import { received } from './received.ts'
import { objectiveResponse, type ResponseAnswer } from './response.ts'
import { type ScheduledRow, scheduled, summaryOf, type VisitSummary } from './schedule.ts'
import { type SeriesRow, seriesOf } from './series.ts'
import { strataOf } from './subgroups.ts'
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

/** One endpoint in one stratum. */
export type StratumResult = {
  readonly endpoint: string
  readonly counts?: Counts
  readonly rate?: Rate
  readonly events?: number
  readonly median?: Survival['median']
}

export type SubgroupResult = Pick<Subgroup, 'id' | 'says' | 'section'> & {
  readonly assumed: boolean
  readonly note?: string
  readonly strata: readonly {
    readonly label: string
    readonly participants: readonly string[]
    readonly endpoints: readonly StratumResult[]
  }[]
}

/** The endpoints of a trial as of a day: plain values that go to JSON as they are. */
export type EndpointsResult = {
  readonly asOf: string
  /** Everybody enrolled or dosed, who are whom the endpoints are about. */
  readonly participants: readonly string[]
  readonly endpoints: readonly EndpointResult[]
  readonly subgroups: readonly SubgroupResult[]
  readonly issues: readonly Issue[]
}

/** Computes every endpoint of a protocol from facts, as of a day; `siteOffset` moves times with an offset to the site's clock. */
export function endpointsOf(
  { definitions, subgroups }: Endpoints,
  facts: readonly Fact[],
  asOf: string,
  siteOffset?: string,
): EndpointsResult {
  const courses = coursesOf(facts, asOf, siteOffset).filter(isInTrial)
  return {
    asOf,
    participants: courses.map(({ participant }) => participant),
    endpoints: definitions.map((definition) => endpointResult(definition, courses)),
    subgroups: subgroups.map((subgroup) => subgroupResult(subgroup, definitions, courses)),
    issues: unplacedIn(facts).map(undated),
  }
}

const isInTrial = (course: Course): boolean =>
  factsOf(course, 'enrolled').length > 0 || factsOf(course, 'dosed').length > 0

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

function subgroupResult(
  subgroup: Subgroup,
  definitions: readonly EndpointDefinition[],
  courses: readonly Course[],
): SubgroupResult {
  const { id, says, section, assumed = false, note } = subgroup
  const strata = [...strataOf(subgroup, courses)].map(([label, own]) => ({
    label,
    participants: own.map(({ participant }) => participant),
    endpoints: definitions.flatMap((definition) => stratumResult(endpointResult(definition, own))),
  }))
  return { id, says, section, assumed, ...(note === undefined ? {} : { note }), strata }
}

function stratumResult(result: EndpointResult): readonly StratumResult[] {
  if ('counts' in result) return [{ endpoint: result.id, counts: result.counts, rate: result.rate }]
  if (result.kind !== 'survival') return []
  const events = result.observations.filter(({ event }) => event === true).length
  return [{ endpoint: result.id, events, median: result.median }]
}

const undated = ({ type, participant, at, id }: Fact): Issue => ({
  code: 'unreadable',
  severity: 'query',
  where: { participant, ...(id === undefined ? {} : { record: id }) },
  message: `"${type}": expected an ISO date, got "${at}"; it takes no part in any endpoint`,
})
