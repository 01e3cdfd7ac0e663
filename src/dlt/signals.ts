import type { Truth } from '../core/criterion.ts'
import { compareExact, type Exact, over, times, toText } from '../core/exact.ts'
import type { FactOf } from '../core/fact.schema.ts'
import { readMeasured, readNumber } from '../core/measured.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { hysLawSignals } from './hys-law.ts'

/** A laboratory value that a protocol wants reported whatever its grade. */
export type Signal = { readonly participant: string; readonly at: string; readonly says: string }

/** Results, and the doses that tell which of them are from before the first. */
export type SignalFact = FactOf<'labResult'> | FactOf<'dosed'>

/**
 * The hepatic signals: values above the stated multiple of their own upper limit, and the laboratory signal of Hy's law where the
 * protocol asks for it. A censored result that may lie above gives one that says so. A missing limit gives none, and says so in the
 * grade.
 */
export function hepaticSignals(protocol: Protocol, facts: readonly SignalFact[]): readonly Signal[] {
  const rule = protocol.hepaticSignal
  if (!rule) return []
  const own = facts.filter(({ donor }) => donor === undefined)
  const results = own.filter((fact) => fact.type === 'labResult')
  return [...results.flatMap((result) => aboveMultiple(rule, result)), ...hysLawSignals(rule.hysLaw, own)]
}

function aboveMultiple(
  { analytes, aboveUln }: NonNullable<Protocol['hepaticSignal']>,
  { participant, at, analyte, value, uln, unit = '' }: FactOf<'labResult'>,
): readonly Signal[] {
  if (!analytes.includes(analyte)) return []
  const multiple = readNumber(aboveUln)
  const limit = limitOf(uln)
  if (!multiple || !limit || value === undefined) return []
  const above = isAbove(value, times(multiple, limit))
  if (above === 'not met') return []
  const least = leastOf(value)
  if (above === 'unknown' || !least)
    return [{ participant, at, says: `${analyte} ${value} ${unit} may be above ${aboveUln} × ULN (ULN ${uln})` }]
  const timesUln = `${least.isExact ? '' : 'at least '}${toText(over(least.at, limit), 3)}`
  return [{ participant, at, says: `${analyte} ${value} ${unit} is ${timesUln} × ULN, above ${aboveUln} × ULN` }]
}

/** Whether a result lies above a cut, or at it where that is enough; unknown for one that may lie on either side. */
export function isAbove(value: string | number, cut: Exact, orEqual = false): Truth {
  const read = readMeasured(value)
  if (read.kind !== 'exact' && read.kind !== 'interval') return 'not met'
  const [from, to] =
    read.kind === 'exact'
      ? [
          { at: read.value, inclusive: true },
          { at: read.value, inclusive: true },
        ]
      : [read.from, read.to]
  const [least, most] = [from && compareExact(from.at, cut), to && compareExact(to.at, cut)]
  if (least !== undefined && (least > 0 || (least === 0 && (orEqual || !from!.inclusive)))) return 'met'
  return most !== undefined && (most < 0 || (most === 0 && !(orEqual && to!.inclusive))) ? 'not met' : 'unknown'
}

/** An upper limit that can be one. */
export function limitOf(written: string | number | undefined): Exact | undefined {
  const limit = written === undefined ? undefined : readNumber(written)
  return limit && limit.num > 0n ? limit : undefined
}

type Least = { readonly at: Exact; readonly isExact: boolean }

/** The least a result can have been; none where nothing bounds it from below. */
function leastOf(value: string | number): Least | undefined {
  const read = readMeasured(value)
  if (read.kind === 'exact') return { at: read.value, isExact: true }
  if (read.kind !== 'interval' || !read.from) return undefined
  return { at: read.from.at, isExact: false }
}
