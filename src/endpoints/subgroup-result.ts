import type { EndpointDefinition, Subgroup } from '../core/endpoints.schema.ts'
import type { Counts } from './answer.ts'
import type { Course } from './course.ts'
import { type EndpointResult, endpointResult } from './endpoint-result.ts'
import type { Rate } from './proportion.ts'
import { strataOf } from './subgroups.ts'
import type { Survival } from './survival.ts'

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

/** Every endpoint in each stratum of a subgroup. */
export function subgroupResult(
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
