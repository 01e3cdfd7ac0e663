import type { Protocol } from '../core/protocol.schema.ts'
import { defaultMap, type SdtmMap } from './sdtm/map.ts'

/** The spellings of an export as a protocol has them: its agents by every name they go by, and the scale of its grades. */
export function sdtmMapFor(protocol: Protocol): Partial<SdtmMap> {
  const names = protocol.agents.flatMap(({ name, alsoCalled = [] }) =>
    [name, ...alsoCalled].map((called) => [called.toUpperCase(), name]),
  )
  return { agents: { ...defaultMap.agents, ...Object.fromEntries(names) }, gradeScale: protocol.grading.table }
}
