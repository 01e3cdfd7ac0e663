import { analyteNamed } from '../../core/analytes.ts'
import type { FactOf } from '../../core/fact.schema.ts'
import { isUnitOf } from '../../core/units.ts'
import { type Cells, coded, dueWhen, flag, lookUp, missing, type Remark, type Row, text } from './cells.ts'
import { type Column, type Line, perRow, type Reader, statedOrLost } from './domain.ts'
import { specimenDecides, urineNames } from './lab-tests.ts'
import { defaultMap, type SdtmMap } from './map.ts'
import { resultSet } from './result-set.ts'

/** The laboratory columns that are read. */
const columns: readonly Column[] = [
  { column: 'LBSEQ', meaning: 'number of the row within its participant', required: true, or: 'LBSPID' },
  { column: 'LBTESTCD', meaning: 'test code; see the list of analytes', required: true },
  { column: 'LBDTC', meaning: 'when the specimen was taken', required: true },
  { column: 'LBORRES', meaning: 'result as reported, censoring sign included', required: true, or: 'LBSTRESC' },
  { column: 'LBORRESU', meaning: 'unit as reported' },
  { column: 'LBORNRLO', meaning: 'lower limit of normal, in the reported unit' },
  { column: 'LBORNRHI', meaning: 'upper limit of normal, in the reported unit' },
  { column: 'LBSTRESC', meaning: 'standardised result; used with its own unit and limits where no reported result is' },
  { column: 'LBSTRESU', meaning: 'unit of the standardised result' },
  { column: 'LBSTNRLO', meaning: 'lower limit of normal, in the standardised unit' },
  { column: 'LBSTNRHI', meaning: 'upper limit of normal, in the standardised unit' },
  { column: 'LBNRIND', meaning: "the laboratory's own indicator: LOW, NORMAL, HIGH or ABNORMAL" },
  {
    column: 'LBSTAT',
    meaning: 'NOT DONE: nothing was measured; a result that is merely blank is one that is not known',
  },
  { column: 'LBSPEC', meaning: 'specimen; analytes of other than blood carry its name ("urine glucose")' },
  { column: 'LBCAT', meaning: 'category; says blood or urine where LBSPEC does not' },
  { column: 'LBLOBXFL', meaning: 'Y: baseline (last observation before exposure)' },
  { column: 'LBBLFL', meaning: 'Y: baseline (older name)' },
  { column: 'LBFAST', meaning: 'Y or N: fasting' },
  { column: 'VISIT', meaning: 'name of the visit' },
]

/** What a laboratory row states, and the remarks about its cells. A row of an unknown test states nothing. */
export type LabRow = { readonly fact?: FactOf<'labResult'>; readonly remarks: readonly Remark[] }

/** One row of an LB file as a laboratory result, its cells by upper-case column name. For whole files at speed. */
export function labRow(cells: Cells, map: SdtmMap = defaultMap): LabRow {
  const row: Row = { cells, remarks: [] }
  const fact = labResult(row, map)
  return fact === undefined ? { remarks: row.remarks } : { fact, remarks: row.remarks }
}

function labResult(row: Row, map: SdtmMap): FactOf<'labResult'> | undefined {
  const analyte = analyteOf(row, map)
  const at = dueWhen(row, 'LBDTC')
  if (text(row, 'USUBJID') === undefined) missing(row, 'USUBJID', 'the participant')
  if (analyte === undefined || at === undefined || !row.cells.USUBJID) return undefined
  const fact: FactOf<'labResult'> = { type: 'labResult', participant: row.cells.USUBJID, at, analyte }
  Object.assign(fact, resultSet(row, 'LB', map))
  if (fact.value === undefined && row.cells.LBSTAT?.toUpperCase() === 'NOT DONE') fact.notDone = true
  const indicator = coded(row, 'LBNRIND', map.indicators)
  if (indicator !== undefined) fact.indicator = indicator
  if (flag(row, 'LBLOBXFL') || flag(row, 'LBBLFL')) fact.baseline = true
  const fasting = flag(row, 'LBFAST')
  if (fasting !== undefined) fact.fasting = fasting
  if (row.cells.VISIT) fact.visit = row.cells.VISIT
  return fact
}

function analyteOf(row: Row, map: SdtmMap): string | undefined {
  const code = text(row, 'LBTESTCD')
  if (code === undefined) return void missing(row, 'LBTESTCD', 'a test code')
  const ofUrine = lookUp(map.urineTests, code)
  if (ofUrine !== undefined) return ofUrine
  const analyte = lookUp(map.labTests, code)
  if (analyte === undefined) {
    const message = `LBTESTCD "${code}" (${row.cells.LBTEST ?? 'unnamed'}) is in no map; its rows state nothing`
    row.remarks.push({ code: 'unknownTest', severity: 'query', field: 'LBTESTCD', message, tally: code })
    return undefined
  }
  return inSpecimen(row, analyte, map)
}

function inSpecimen(row: Row, analyte: string, map: SdtmMap): string | undefined {
  const specimen = specimenOf(row, map)
  if (!specimenDecides.includes(analyte)) return named(analyte, specimen ?? 'blood')
  if (specimen === undefined) unknownSpecimen(row, analyte)
  return specimen === undefined ? undefined : `${specimen} ${analyte}`
}

function specimenOf(row: Row, map: SdtmMap): string | undefined {
  const specimen = text(row, 'LBSPEC')?.toUpperCase()
  if (specimen === undefined) return lookUp(map.labCategories, row.cells.LBCAT ?? '')
  return map.bloodSpecimens.includes(specimen) ? 'blood' : specimen.toLowerCase()
}

function named(analyte: string, specimen: string): string {
  if (specimen === 'blood') return analyte
  return (specimen === 'urine' ? urineNames[analyte] : undefined) ?? `${specimen} ${analyte}`
}

function unknownSpecimen(row: Row, analyte: string): void {
  const message = `${analyte} without LBSPEC or a known LBCAT may be of blood or urine; its rows state nothing`
  row.remarks.push({ code: 'unknownTest', severity: 'query', field: 'LBSPEC', message, tally: analyte })
}

/** Laboratory results (LB). */
export const lb: Reader = {
  domain: 'LB',
  columns,
  read: perRow((line, { map }) => {
    const fact = labResult(line, map)
    if (fact === undefined) return isUndatedResult(line, map) ? statedOrLost(line, []) : []
    noteUnknownUnit(line, fact)
    return [{ ...fact, id: line.key }]
  }),
}

/** Whether a row holds a result, and nothing but its date is wanting. */
const isUndatedResult = (line: Line, map: SdtmMap): boolean =>
  line.remarks.every(({ field }) => field === 'LBDTC') && resultSet(line, 'LB', map).value !== undefined

/** Remarks once for all rows that a unit cannot be read for an analyte that is graded. The result is kept as it is. */
function noteUnknownUnit(row: Row, { analyte, unit }: FactOf<'labResult'>): void {
  if (unit === undefined || analyteNamed(analyte) === undefined || isUnitOf(analyte, unit)) return
  const message = `"${unit}" is no unit that can be read for ${analyte}; its rows keep it, and cannot be graded by it`
  row.remarks.push({ code: 'unknownUnit', severity: 'query', field: 'LBORRESU', message, tally: `${analyte} ${unit}` })
}
