import { firstText, type Row, text } from './cells.ts'
import type { SdtmMap } from './map.ts'

/** A result with the unit and limits it was reported with. */
export type ResultSet = { value?: string; unit?: string; lln?: string; uln?: string }

/**
 * The result of a findings row: as reported, or, where no result (or no unit) was reported, as standardised,
 * always value, unit and limits from the same set. A test not done has none.
 */
export function resultSet(row: Row, domain: string, map: SdtmMap): ResultSet {
  if (text(row, `${domain}STAT`)?.toUpperCase() === 'NOT DONE') return {}
  const reported = setOf(map, text(row, `${domain}ORRES`), row, `${domain}ORRESU`, `${domain}ORNR`)
  if (reported.value !== undefined && reported.unit !== undefined) return reported
  const standard = firstText(row, `${domain}STRESC`, `${domain}STRESN`)
  const standardised = setOf(map, standard, row, `${domain}STRESU`, `${domain}STNR`)
  return standardised.value !== undefined && (reported.value === undefined || standardised.unit !== undefined)
    ? standardised
    : reported
}

function setOf(map: SdtmMap, value: string | undefined, row: Row, unitField: string, limits: string): ResultSet {
  if (value === undefined) return {}
  const set: ResultSet = { value }
  const unit = text(row, unitField)
  if (unit !== undefined && !map.noUnits.includes(unit.toUpperCase())) set.unit = unit
  const lln = text(row, `${limits}LO`)
  if (lln !== undefined) set.lln = lln
  const uln = text(row, `${limits}HI`)
  if (uln !== undefined) set.uln = uln
  return set
}
