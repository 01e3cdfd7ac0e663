import type { Fact } from '../core/fact.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { type EndpointsResult, endpointsOf } from '../endpoints/index.ts'
import type { Posted } from '../machines/router.ts'
import { factsByParticipant } from './crs-facts.ts'

/** The endpoints of a protocol that names some, from what had happened by the day of the report. */
export function reportedEndpoints(
  { endpoints, siteOffset }: Protocol,
  posted: readonly Posted[],
  asOf: string,
): { readonly endpoints?: EndpointsResult } {
  if (!endpoints) return {}
  const facts: readonly Fact[] = [...factsByParticipant(posted, asOf).values()].flat()
  return { endpoints: endpointsOf(endpoints, facts, asOf, siteOffset) }
}
