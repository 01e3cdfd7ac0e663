import { analytes } from '../core/analytes.ts'
import { readMeasured } from '../core/measured.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import type { Table } from '../grading/table.ts'
import { type Finding, finding, named } from './finding.ts'

/** Whether the grading the protocol names is there: the table, its readings, the analytes of the hepatic signal. */
export const gradingFaults = (protocol: Protocol, table: Table): readonly Finding[] => [
  ...tableFaults(protocol, table),
  ...signalFaults(protocol),
]

function tableFaults({ grading }: Protocol, table: Table): readonly Finding[] {
  const where = named('grading', grading)
  if (table.id !== grading.table)
    return [finding('unknownName', where, `names the table ${grading.table}; it was checked against ${table.id}`)]
  return Object.entries(grading.readings ?? {}).flatMap(([id, option]) => {
    const reading = table.readings.find((one) => one.id === id)
    if (reading?.options.includes(option)) return []
    const expected = reading ? reading.options : table.readings.map((one) => one.id)
    const got = reading ? `the option "${option}" of the reading ${id}` : `the reading "${id}"`
    return [finding('unknownName', where, `names ${got}: expected one of ${expected.join(', ')}`)]
  })
}

function signalFaults({ hepaticSignal }: Protocol): readonly Finding[] {
  if (!hepaticSignal) return []
  const where = named('hepaticSignal', hepaticSignal)
  const known = new Set(analytes.map(({ name }) => name))
  const unknown = hepaticSignal.analytes.filter((name) => !known.has(name))
  const isNumber = readMeasured(hepaticSignal.aboveUln).kind === 'exact'
  return [
    ...unknown.map((name) => finding('unknownName', where, `names the analyte "${name}", which Gradus does not have`)),
    ...(isNumber ? [] : [finding('unknownName', where, `aboveUln is "${hepaticSignal.aboveUln}": expected a number`)]),
  ]
}
