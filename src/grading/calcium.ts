import { type Exact, exact, minus, plus, times } from '../core/exact.ts'
import { readNumber } from '../core/measured.ts'
import { conversion, converted } from '../core/units.ts'
import type { Measurement } from './assessment.ts'

/**
 * Total calcium corrected for albumin: total + 0.8 × (4.0 − albumin in g/dL), in mg/dL (Payne, BMJ 1973, doi:10.1136/bmj.4.5893.643).
 * Undefined where either cannot be read in those units. The corrected value is exact, in the unit of the calcium.
 */
export function correctedCalcium(calcium: Measurement, albumin: Measurement): Exact | undefined {
  const total = inUnit('calcium', calcium, 'mg/dL')
  const protein = inUnit('albumin', albumin, 'g/dL')
  const back = calcium.unit ? conversion('calcium', 'mg/dL', calcium.unit) : undefined
  if (!total || !protein || !back) return undefined
  const corrected = plus(total, times(exact('0.8'), minus(exact('4.0'), protein)))
  return corrected.num > 0n ? converted(corrected, back) : undefined
}

function inUnit(analyte: string, { value, unit }: Measurement, wanted: string): Exact | undefined {
  const number = readNumber(value ?? '')
  const by = unit ? conversion(analyte, unit, wanted) : undefined
  return number && by && converted(number, by)
}
