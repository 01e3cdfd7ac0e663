import { compareExact, over, times, toText } from '../core/exact.ts'
import type { FactOf } from '../core/fact.schema.ts'
import { readMeasured, readNumber } from '../core/measured.ts'
import type { Protocol } from '../core/protocol.schema.ts'

/** A laboratory value that a protocol wants reported whatever its grade. */
export type Signal = { readonly participant: string; readonly at: string; readonly says: string }

/** The hepatic signal: a value above the stated multiple of its own upper limit. A missing limit gives none, and says so in the grade. */
export function hepaticSignals(protocol: Protocol, results: readonly FactOf<'labResult'>[]): readonly Signal[] {
  const rule = protocol.hepaticSignal
  if (!rule) return []
  const multiple = readNumber(rule.aboveUln)!
  return results
    .filter((result) => rule.analytes.includes(result.analyte))
    .flatMap(({ participant, at, analyte, value, uln, unit = '' }) => {
      const read = value === undefined ? undefined : readMeasured(value)
      const limit = uln === undefined ? undefined : readNumber(uln)
      if (read?.kind !== 'exact' || !limit || limit.num <= 0n) return []
      if (compareExact(read.value, times(multiple, limit)) <= 0) return []
      const times10 = toText(over(read.value, limit), 3)
      return [
        { participant, at, says: `${analyte} ${value} ${unit} is ${times10} × ULN, above ${rule.aboveUln} × ULN` },
      ]
    })
}
