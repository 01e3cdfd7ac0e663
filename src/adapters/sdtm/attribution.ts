import type { Attribution } from '../../core/fact.schema.ts'
import { coded, lookUp } from './cells.ts'
import type { Context } from './context.ts'
import type { Line } from './domain.ts'
import { compareText } from './order.ts'

/**
 * The investigator's attribution per agent. An empty cell, or a spelling no map names, is nobody's answer.
 * A column about one agent goes before one that speaks for several.
 */
export function attributionOf(line: Line, context: Context): Record<string, Attribution> | undefined {
  const given: Record<string, Attribution> = {}
  const columns = attributionColumns(line).map((column) => ({ column, agents: agentsOf(column, context) }))
  for (const { column, agents } of columns.sort((a, b) => b.agents.length - a.agents.length)) {
    if (agents.length === 0) unknownAgent(line, column)
    const attribution = coded(line, column, context.map.attributions)
    if (attribution) for (const agent of agents) given[agent] = attribution
  }
  const agents = Object.keys(given).sort(compareText)
  return agents.length === 0
    ? undefined
    : Object.fromEntries(agents.map((agent) => [agent, given[agent] as Attribution]))
}

/** AEREL and its kin; AERELNST is free text about other treatment. */
const attributionColumns = (line: Line): readonly string[] =>
  Object.keys(line.cells)
    .filter((column) => column.startsWith('AEREL') && column !== 'AERELNST' && line.cells[column])
    .sort(compareText)

function agentsOf(column: string, context: Context): readonly string[] {
  const named = lookUp(context.map.attributionColumns, column) ?? []
  return typeof named === 'string' ? [named] : named
}

function unknownAgent(line: Line, column: string): void {
  const message = `No map says which agent ${column} is about; what it says is not read`
  line.remarks.push({ code: 'unknownCode', severity: 'query', field: column, message, tally: column })
}
