import type { Protocol } from '../core/protocol.schema.ts'
import { defaultMap, type SdtmMap } from './sdtm/map.ts'

/** The spellings of an export as a protocol has them: its agents by every name they go by, the scale of its grades; AEREL speaks for the cells. */
export function sdtmMapFor(protocol: Protocol): Partial<SdtmMap> {
  const names = protocol.agents.flatMap(({ name, alsoCalled = [] }) =>
    [name, ...alsoCalled].map((called) => [called.toUpperCase(), name]),
  )
  const cells = protocol.agents.filter(({ kind }) => kind === 'cells').map(({ name }) => name)
  const attributionColumns = { ...defaultMap.attributionColumns, AEREL: cells }
  return {
    attributionColumns,
    agents: { ...defaultMap.agents, ...Object.fromEntries(names) },
    gradeScale: protocol.grading.table,
  }
}
