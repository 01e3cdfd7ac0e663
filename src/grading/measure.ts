import { analyteNamed } from '../core/analytes.ts'
import { type Exact, exact, over, plus, times, toDouble } from '../core/exact.ts'
import { readNumber } from '../core/measured.ts'
import { conversion, converted, isUnitOf } from '../core/units.ts'
import type { BaselineResult, Measurement, WrittenNumber } from './assessment.ts'
import { NEVER, STATE, UNKNOWN } from './expression.ts'
import { placeOn, plainDecimal, type Raw, type Scale, scaleOf } from './place.ts'
import type { Direction } from './table.ts'
import type { Variant } from './variant.ts'

/** How results of one quantity in one reported unit are placed on the axes of a variant. */
export type Ruler = {
  readonly measure: string
  readonly unit: string | undefined
  readonly direction: Direction
  /** For each axis of the layout: its scale, or undefined where it is of another quantity, a state, or has no readable unit. */
  readonly scales: readonly (Scale | undefined)[]
  readonly axes: Int32Array
  readonly state: number
  readonly mayBeNegative: boolean
  /** Which references its axes ask for. */
  readonly limits: boolean
  readonly baseline: boolean
}

export function rulerOf(variant: Variant, measure: string, unit: string | undefined): Ruler {
  const { axes } = variant.layout
  const printed = variant.layout.units[measure]
  const toAxis = unit && printed ? conversion(measure, unit, printed) : undefined
  const scales = axes.map((axis) => {
    if (axis.measure !== measure || axis.kind === 'state') return undefined
    const inUnits = axis.ref === 'none' || axis.kind === 'difference'
    return inUnits && !toAxis ? undefined : scaleOf(axis, toAxis)
  })
  const own = axes.flatMap((axis, index) => (axis.measure === measure && axis.kind !== 'state' ? [index] : []))
  const state = axes.findIndex((axis) => axis.measure === measure && axis.kind === 'state')
  const judged = state >= 0
  return {
    measure,
    unit,
    direction: variant.source.term.measures?.[measure] ?? 'high',
    scales,
    axes: Int32Array.from(own),
    state,
    mayBeNegative: analyteNamed(measure)?.mayBeNegative === true,
    limits: judged || scales.some((scale) => scale?.ref === 'ULN' || scale?.ref === 'LLN'),
    baseline: judged || scales.some((scale) => scale?.ref === 'baseline'),
  }
}

/** A limit or baseline as a positive double with what it was written as; NaN where it is not known. */
export function readLimit(written: WrittenNumber): number {
  if (typeof written === 'number') return written > 0 && written < Number.POSITIVE_INFINITY ? written : Number.NaN
  if (typeof written !== 'string') return Number.NaN
  const quick = plainDecimal(written)
  if (quick > 0) return quick
  const careful = readNumber(written)
  return careful && careful.num > 0n ? toDouble(careful) : Number.NaN
}

/** Reference values of one measurement, ready to be compared with. */
export type References = {
  ULN: number
  LLN: number
  baseline: number
  rawBaseline: Raw
  state: number
  atBaseline: boolean
}

export const noReferences = (): References => ({
  ULN: Number.NaN,
  LLN: Number.NaN,
  baseline: Number.NaN,
  rawBaseline: 0,
  state: UNKNOWN,
  atBaseline: false,
})

/** Reads the limits and the baseline of a result into `into`, which a batch reuses from row to row. */
export function referencesOf(
  ruler: Ruler,
  result: Measurement,
  atBaseline: boolean,
  into: References = noReferences(),
): References {
  into.ULN = ruler.limits ? readLimit(result.uln) : Number.NaN
  into.LLN = ruler.limits ? readLimit(result.lln) : Number.NaN
  if (into.LLN > into.ULN) {
    into.ULN = Number.NaN
    into.LLN = Number.NaN
  }
  const rawBaseline = ruler.baseline ? baselineOf(ruler, result) : undefined
  into.baseline = rawBaseline === undefined ? Number.NaN : asDouble(rawBaseline)
  into.rawBaseline = rawBaseline ?? 0
  into.state = atBaseline ? STATE.record : ruler.state < 0 ? UNKNOWN : stateOf(ruler, result, rawBaseline)
  into.atBaseline = atBaseline
  return into
}

const asDouble = (raw: Raw): number => (typeof raw === 'object' ? toDouble(raw) : readLimit(raw))

/** The baseline in the unit of the value: as given, converted, or worked out from the change since. */
function baselineOf(ruler: Ruler, result: Measurement): Raw | undefined {
  const { baseline } = result
  if (baseline && !Number.isNaN(readLimit(baseline.value)))
    return inUnitOf(ruler, baseline.value as string, baseline.unit)
  if (result.changeFromBaselinePercent === undefined || result.changeFromBaselinePercent === null) return undefined
  const value = readNumber(result.value ?? '')
  const change = readNumber(result.changeFromBaselinePercent ?? '')
  if (!value || !change) return undefined
  const share = over(plus(exact('100'), change), exact('100'))
  return share.num > 0n && value.num > 0n ? over(value, share) : undefined
}

/** A number that came with its own unit, in the unit of the value; undefined where the two cannot be compared. */
function inUnitOf({ measure, unit }: Ruler, written: string | number, own: string | null | undefined): Raw | undefined {
  if (!own || own === unit) return written
  if (!unit) return undefined
  const by = conversion(measure, own, unit)
  const value = readNumber(written)
  return by && value ? (by.by === 'same' ? written : converted(value, by)) : undefined
}

/** Whether the baseline was abnormal: the laboratory's own indicator, else the baseline against its own limit. */
function stateOf(ruler: Ruler, result: Measurement, rawBaseline: Raw | undefined): number {
  const { baseline } = result
  const judged = indicated(ruler.direction, baseline)
  if (judged !== undefined) return judged
  if (rawBaseline === undefined) return UNKNOWN
  const ownLimit = ruler.direction === 'high' ? baseline?.uln : baseline?.lln
  const ownRead = readLimit(ownLimit)
  const limit: Raw | undefined = Number.isNaN(ownRead)
    ? ((ruler.direction === 'high' ? result.uln : result.lln) ?? undefined)
    : inUnitOf(ruler, ownLimit as string, baseline?.unit)
  if (limit === undefined || Number.isNaN(asDouble(limit))) return UNKNOWN
  const beyond = placeOn(ownScale[ruler.direction], asDouble(rawBaseline), asDouble(limit), rawBaseline, limit) === 1
  return beyond === (ruler.direction === 'high') ? STATE.abnormalByLimits : STATE.normalByLimits
}

/** Above the limit, or at it and above: a one-step scale for each direction. */
const limitScale = (inclusive: boolean): Scale => {
  const threshold = { ref: 'ULN', mult: exact('1'), add: exact('0'), inclusive } as const
  return scaleOf({ measure: '', ref: 'ULN', kind: 'multiple', thresholds: [threshold] }, undefined)
}
const ownScale = { high: limitScale(false), low: limitScale(true) } as const

function indicated(direction: Direction, baseline: BaselineResult | null | undefined): number | undefined {
  const word = baseline?.indicator
  if (typeof word !== 'string' || word === '') return undefined
  const upper = word.trim().toUpperCase()
  if (upper === 'NORMAL') return STATE.normal
  if (upper === 'ABNORMAL') return STATE.abnormal
  if (upper === 'HIGH' || upper === 'HIGH HIGH') return direction === 'high' ? STATE.abnormal : STATE.normal
  if (upper === 'LOW' || upper === 'LOW LOW') return direction === 'low' ? STATE.abnormal : STATE.normal
  return undefined
}

/** The position of a value on one axis of a ruler. */
export function positionOn(
  ruler: Ruler,
  axis: number,
  value: number,
  raw: Raw,
  result: Measurement,
  refs: References,
): number {
  const scale = ruler.scales[axis]
  if (!scale) return UNKNOWN
  switch (scale.ref) {
    case 'none':
      return placeOn(scale, value, 0, raw, 0)
    case 'ULN':
      return Number.isNaN(refs.ULN) ? UNKNOWN : placeOn(scale, value, refs.ULN, raw, result.uln as Raw)
    case 'LLN':
      return Number.isNaN(refs.LLN) ? UNKNOWN : placeOn(scale, value, refs.LLN, raw, result.lln as Raw)
    case 'baseline':
      if (refs.atBaseline) return NEVER
      return Number.isNaN(refs.baseline) ? UNKNOWN : placeOn(scale, value, refs.baseline, raw, refs.rawBaseline)
  }
}

/** Whether a spelling can be read for a quantity; a quantity nobody listed has no units to misread. */
export const readsUnit = (measure: string, unit: string): boolean => !analyteNamed(measure) || isUnitOf(measure, unit)

/** The values at which a result of this ruler passes a threshold, given its limits and baseline. */
export function cutsOf(ruler: Ruler, result: Measurement, refs: References): readonly Exact[] {
  return [...ruler.axes].flatMap((axis) => {
    const scale = ruler.scales[axis]
    const reference = scale && exactReference(scale, result, refs)
    return scale && reference
      ? scale.exactAdd.map((add, index) => plus(times(scale.exactMult[index] as Exact, reference), add))
      : []
  })
}

function exactReference(scale: Scale, result: Measurement, refs: References): Exact | undefined {
  if (scale.ref === 'none') return exact('0')
  if (scale.ref === 'baseline') {
    if (Number.isNaN(refs.baseline) || refs.atBaseline) return undefined
    return typeof refs.rawBaseline === 'object' ? refs.rawBaseline : readNumber(refs.rawBaseline)
  }
  return Number.isNaN(refs[scale.ref]) ? undefined : readNumber((scale.ref === 'ULN' ? result.uln : result.lln) ?? '')
}
