import type { Endpoints } from '../core/endpoints.schema.ts'
import type { Fact } from '../core/fact.schema.ts'
import type { Issue } from '../core/issue.ts'
import { type Course, coursesOf, factsOf, unplacedIn } from './course.ts'
import { type EndpointResult, endpointResult } from './endpoint-result.ts'
import { type SubgroupResult, subgroupResult } from './subgroup-result.ts'

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

const undated = ({ type, participant, at, id }: Fact): Issue => ({
  code: 'unreadable',
  severity: 'query',
  where: { participant, ...(id === undefined ? {} : { record: id }) },
  message: `"${type}": expected an ISO date, got "${at}"; it takes no part in any endpoint`,
})
