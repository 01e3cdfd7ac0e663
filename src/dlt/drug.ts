import type { Protocol } from '../core/protocol.schema.ts'
import type { Dose } from './exposure.ts'

/**
 * The drug of a dose, as the protocol spells it, where its agent is a regimen: one that the protocol neither plans by infusion nor
 * escalates, such as a lymphodepletion of two drugs. Amounts of different drugs are never added up.
 */
export function drugOf(
  { agents, escalated }: Protocol,
  { agent, product }: Pick<Dose, 'agent' | 'product'>,
): string | undefined {
  const known = agents.find(({ name }) => name === agent)
  if (product === undefined || agent === escalated || known?.planned) return undefined
  const isSame = (name: string) => name.toLowerCase() === product.toLowerCase()
  return known?.alsoCalled?.find(isSame) ?? product
}

/** Whether doses of which nobody recorded the drug may be of several. */
export const mayBeSeveral = ({ agents }: Protocol, agent: string): boolean =>
  (agents.find(({ name }) => name === agent)?.alsoCalled?.length ?? 0) > 1
