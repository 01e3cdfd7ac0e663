import type { Attribution } from '../../core/fact.schema.ts'
import { coded, lookUp } from './cells.ts'
import type { Context } from './context.ts'
import type { Line } from './domain.ts'

/** The investigator's attribution per agent. An empty cell, or a spelling no map names, is nobody's answer. */
export function attributionOf(line: Line, context: Context): Record<string, Attribution> | undefined {
  const given: Record<string, Attribution> = {}
  for (const column of attributionColumns(line)) {
    const agent = lookUp(context.map.attributionColumns, column)
    const attribution = coded(line, column, context.map.attributions)
    if (agent === undefined) unknownAgent(line, column)
    else if (attribution) given[agent] = attribution
  }
  return Object.keys(given).length === 0 ? undefined : given
}

/** AEREL and its kin; AERELNST is free text about other treatment. */
const attributionColumns = (line: Line): readonly string[] =>
  Object.keys(line.cells).filter((column) => column.startsWith('AEREL') && column !== 'AERELNST' && line.cells[column])

function unknownAgent(line: Line, column: string): void {
  const message = `No map says which agent ${column} is about; what it says is not read`
  line.remarks.push({ code: 'unknownCode', severity: 'query', field: column, message, tally: column })
}
