import type { Fact } from '../../src/core/fact.schema.ts'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import { type CriterionAnswer, eligibilityOf } from '../../src/eligibility/index.ts'
import { ASKED, changed } from './facts.ts'

/** What one criterion comes to for a candidate with some facts changed: whether it holds, and what it wants. */
export function holding(
  protocol: Protocol,
  candidate: readonly Fact[],
  id: string,
  ...changes: readonly Fact[]
): CriterionAnswer['holds'] {
  return answered(protocol, changed(candidate, ...changes), id).holds
}

export function answered(protocol: Protocol, facts: readonly Fact[], id: string, gate?: string): CriterionAnswer {
  const options = { participant: '001', ...(gate === undefined ? {} : { gate }) }
  const found = eligibilityOf(protocol, facts, ASKED, options).criteria.find((one) => one.id === id)
  if (!found) throw new RangeError(`no criterion ${id}`)
  return found
}
