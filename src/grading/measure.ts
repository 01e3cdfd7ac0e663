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
  /** The unit as the assessment spelled it, if it did. */
  readonly spelled: string | undefined
  readonly direction: Direction
  /** For each axis of the layout: its scale, or undefined where it is of another quantity, a state, or has no readable unit. */
  readonly scales: readonly (Scale | undefined)[]
  readonly axes: Int32Array
  /** The axes on which the baseline itself is placed. */
  readonly ofBaseline: ReadonlySet<number>
  readonly state: number
  readonly mayBeNegative: boolean
  /** Whether none at all can be what was measured before treatment: a count of cells can be zero, an enzyme cannot. */
  readonly mayBeNone: boolean
  /** The axes a value can be placed on, with the weight of each in the code of all positions. */
  readonly steps: readonly Step[]
  /** Which references its axes ask for. */
  readonly limits: boolean
  readonly baseline: boolean
  /** Whether cuts and limits are all it asks for, so that the fast way needs nothing else. */
  readonly byLimits: boolean
  readonly stateWeight: number
}

/** An axis as the fast way sees it. */
type Step = {
  readonly scale: Scale
  readonly source: 0 | 1 | 2 | 3 | 4
  readonly weight: number
  /** The bands of doubt around the cuts, low and high end by turns; empty where a difference has to be worked out. */
  readonly bands: Float64Array
}
const sources = { none: 0, ULN: 1, LLN: 2, baseline: 3 } as const
const OF_BASELINE = 4

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
  const ofBaseline = new Set(own.filter((index) => axes[index]?.kind === 'baseline'))
  const limits = judged || scales.some((scale) => scale?.ref === 'ULN' || scale?.ref === 'LLN')
  const baseline = judged || ofBaseline.size > 0 || scales.some((scale) => scale?.ref === 'baseline')
  return {
    measure,
    unit,
    spelled: unit,
    direction: variant.source.term.measures?.[measure] ?? 'high',
    scales,
    axes: Int32Array.from(own),
    ofBaseline,
    state,
    steps: scales.flatMap((scale, axis) =>
      scale ? [stepOf(scale, ofBaseline.has(axis), variant.weights[axis] as number)] : [],
    ),
    mayBeNegative: analyteNamed(measure)?.mayBeNegative === true,
    mayBeNone: analyteNamed(measure)?.dimensions.includes('number concentration') === true,
    limits,
    baseline,
    byLimits: !baseline,
    stateWeight: judged ? (variant.weights[state] as number) : 0,
  }
}

const stepOf = (scale: Scale, ofBaseline: boolean, weight: number): Step => ({
  scale,
  source: ofBaseline ? OF_BASELINE : sources[scale.ref],
  weight,
  bands: Float64Array.from(scale.simple ? [...scale.low].flatMap((low, at) => [low, scale.high[at] as number]) : []),
})

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
  /** The baseline in the unit of the value, where it had to be converted or worked out. */
  converted: Exact | undefined
  state: number
  atBaseline: boolean
}

export const noReferences = (): References => ({
  ULN: Number.NaN,
  LLN: Number.NaN,
  baseline: Number.NaN,
  converted: undefined,
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
  readBaseline(ruler, result, into)
  into.state = atBaseline ? STATE.record : ruler.state < 0 ? UNKNOWN : stateOf(ruler, result, into)
  into.atBaseline = atBaseline
  return into
}

/** The baseline in the unit of the value: as given, converted, or worked out from the change since. */
function readBaseline(ruler: Ruler, result: Measurement, into: References): void {
  into.converted = undefined
  into.baseline = Number.NaN
  if (!ruler.baseline) return
  const { baseline } = result
  const given = baseline ? readBaselineValue(ruler, baseline.value) : Number.NaN
  if (baseline && !Number.isNaN(given)) {
    const { unit } = baseline
    if (!unit || unit === ruler.spelled) into.baseline = given
    else into.converted = inUnitOf(ruler, baseline.value as string, unit)
  } else into.converted = beforeChange(result)
  if (into.converted) into.baseline = toDouble(into.converted)
}

/** A baseline as a positive double, or zero where none at all can be a result; NaN where it is not known. */
function readBaselineValue({ mayBeNone }: Ruler, written: WrittenNumber): number {
  const positive = readLimit(written)
  const none = mayBeNone && Number.isNaN(positive) && readNumber(written ?? '')?.num === 0n
  return none ? 0 : positive
}

/** The baseline that a change in per cent implies. */
function beforeChange(result: Measurement): Exact | undefined {
  if (result.changeFromBaselinePercent === undefined || result.changeFromBaselinePercent === null) return undefined
  const value = readNumber(result.value ?? '')
  const change = readNumber(result.changeFromBaselinePercent)
  if (!value || !change) return undefined
  const share = over(plus(exact('100'), change), exact('100'))
  return share.num > 0n && value.num > 0n ? over(value, share) : undefined
}

/** A number that came with its own unit, in the unit of the value; undefined where the two cannot be compared. */
function inUnitOf({ measure, unit }: Ruler, written: string | number, own: string): Exact | undefined {
  const by = unit ? conversion(measure, own, unit) : undefined
  const value = readNumber(written)
  return by && value ? converted(value, by) : undefined
}

/** The baseline as it was written, or as it was converted. */
const rawBaseline = (result: Measurement, refs: References): Raw => refs.converted ?? (result.baseline?.value as Raw)

/** Whether the baseline was abnormal: the laboratory's own indicator, else the baseline against its own limit. */
function stateOf(ruler: Ruler, result: Measurement, refs: References): number {
  const { baseline } = result
  const judged = indicated(ruler.direction, baseline)
  if (judged !== undefined) return judged
  if (Number.isNaN(refs.baseline)) return UNKNOWN
  const high = ruler.direction === 'high'
  const limit = limitOfBaseline(ruler, result, refs, high ? 'ULN' : 'LLN')
  const double = asDouble(limit)
  if (Number.isNaN(double)) return UNKNOWN
  const passed = isPast(ruler.direction, refs.baseline, double, result, refs, limit)
  return passed === high ? STATE.abnormalByLimits : STATE.normalByLimits
}

/** Doubles this far apart, as a share, are apart in truth; nearer than that the exact numbers say. */
const APART = 1e-8

function isPast(
  direction: Direction,
  baseline: number,
  limit: number,
  result: Measurement,
  refs: References,
  written: Limit,
): boolean {
  const share = baseline / limit
  if (share > 1 + APART) return true
  if (share < 1 - APART) return false
  return placeOn(ownScale[direction], baseline, limit, rawBaseline(result, refs), written as Raw) === 1
}

type Limit = Raw | null | undefined
const asDouble = (limit: Limit): number =>
  typeof limit === 'object' && limit !== null ? toDouble(limit) : readLimit(limit)

/** The limit a baseline is held against: its own, in the unit of the value, else that of the result. */
function limitOfBaseline(ruler: Ruler, result: Measurement, refs: References, which: 'ULN' | 'LLN'): Limit {
  const { baseline } = result
  const own = which === 'ULN' ? baseline?.uln : baseline?.lln
  if (own === undefined || own === null || Number.isNaN(readLimit(own)))
    return Number.isNaN(refs[which]) ? undefined : which === 'ULN' ? result.uln : result.lln
  const unit = baseline?.unit
  return unit && unit !== ruler.spelled ? inUnitOf(ruler, own, unit) : own
}

/** Where the baseline lies among multiples of a limit; below LLN the laboratory's own indicator has the first word. */
function placeOfBaseline(ruler: Ruler, scale: Scale, result: Measurement, refs: References): number {
  if (refs.atBaseline) return NEVER
  const said = scale.ref === 'LLN' ? indicated('low', result.baseline) : undefined
  const specific = indicationOf(result.baseline) !== 'abnormal'
  if (said !== undefined && specific) return said === STATE.abnormal ? 0 : scale.count
  const limit = limitOfBaseline(ruler, result, refs, scale.ref as 'ULN')
  const double = asDouble(limit)
  if (Number.isNaN(double) || Number.isNaN(refs.baseline)) return UNKNOWN
  return placeOn(scale, refs.baseline, double, rawBaseline(result, refs), limit as Raw)
}

/** Above the limit, or at it and above: a one-step scale for each direction. */
const limitScale = (inclusive: boolean): Scale => {
  const threshold = { ref: 'ULN', mult: exact('1'), add: exact('0'), inclusive } as const
  return scaleOf({ measure: '', ref: 'ULN', kind: 'multiple', thresholds: [threshold] }, undefined)
}
const ownScale = { high: limitScale(false), low: limitScale(true) } as const

/** What a laboratory's indicator says, in the words of CDISC and in the letters of HL7 table 0078. */
const indications: Readonly<Record<string, 'normal' | 'abnormal' | Direction>> = {
  NORMAL: 'normal',
  N: 'normal',
  ABNORMAL: 'abnormal',
  A: 'abnormal',
  HIGH: 'high',
  'HIGH HIGH': 'high',
  H: 'high',
  HH: 'high',
  LOW: 'low',
  'LOW LOW': 'low',
  L: 'low',
  LL: 'low',
}

const indicationOf = (baseline: BaselineResult | null | undefined) =>
  typeof baseline?.indicator === 'string' ? indications[baseline.indicator.trim().toUpperCase()] : undefined

function indicated(direction: Direction, baseline: BaselineResult | null | undefined): number | undefined {
  const said = indicationOf(baseline)
  if (said === undefined) return undefined
  return said === 'abnormal' || said === direction ? STATE.abnormal : STATE.normal
}

/** What the positions of a value add to the code of nothing known, where nothing but limits is asked for. */
export function codeByLimits({ steps, limits }: Ruler, value: number, raw: Raw, result: Measurement): number {
  let uln = Number.NaN
  let lln = Number.NaN
  if (limits) {
    uln = readLimit(result.uln)
    lln = readLimit(result.lln)
    if (lln > uln) uln = lln = Number.NaN
  }
  let code = 0
  for (let at = 0; at < steps.length; at += 1) {
    const step = steps[at] as Step
    const { source } = step
    const reference = source === 0 ? 1 : source === 1 ? uln : lln
    if (!Number.isNaN(reference))
      code += (placed(step, value, reference, raw, source === 1 ? result.uln : result.lln) - UNKNOWN) * step.weight
  }
  return code
}

/** What the positions of a value, and how its baseline is judged, add to the code of nothing known. */
export function codeOfValue(ruler: Ruler, value: number, raw: Raw, result: Measurement, refs: References): number {
  const { steps } = ruler
  let code = (refs.state - UNKNOWN) * ruler.stateWeight
  for (let at = 0; at < steps.length; at += 1) code += codeOfStep(ruler, steps[at] as Step, value, raw, result, refs)
  return code
}

function codeOfStep(ruler: Ruler, step: Step, value: number, raw: Raw, result: Measurement, refs: References): number {
  const { source, weight } = step
  if (source === OF_BASELINE) return (placeOfBaseline(ruler, step.scale, result, refs) - UNKNOWN) * weight
  if (source === 3 && refs.atBaseline) return (NEVER - UNKNOWN) * weight
  const reference = source === 0 ? 1 : source === 1 ? refs.ULN : source === 2 ? refs.LLN : refs.baseline
  if (Number.isNaN(reference)) return 0
  const written = source === 1 ? result.uln : source === 2 ? result.lln : source === 3 ? rawBaseline(result, refs) : 0
  return (placed(step, value, reference, raw, written) - UNKNOWN) * weight
}

/** How many cuts the value passes; where it lies within the band of doubt of one, the exact numbers say. */
function placed({ scale, source, bands }: Step, value: number, reference: number, raw: Raw, written: Limit): number {
  if (bands.length > 0) {
    const measured = source === 0 ? value : value / reference
    const { length } = bands
    let at = 0
    while (at < length && measured > (bands[at + 1] as number)) at += 2
    if (at === length || measured < (bands[at] as number)) return at >> 1
  }
  return placeOn(scale, value, source === 0 ? 0 : reference, raw, source === 0 ? 0 : (written as Raw))
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
  if (ruler.ofBaseline.has(axis)) return placeOfBaseline(ruler, scale, result, refs)
  switch (scale.ref) {
    case 'none':
      return placeOn(scale, value, 0, raw, 0)
    case 'ULN':
      return Number.isNaN(refs.ULN) ? UNKNOWN : placeOn(scale, value, refs.ULN, raw, result.uln as Raw)
    case 'LLN':
      return Number.isNaN(refs.LLN) ? UNKNOWN : placeOn(scale, value, refs.LLN, raw, result.lln as Raw)
    case 'baseline':
      if (refs.atBaseline) return NEVER
      return Number.isNaN(refs.baseline)
        ? UNKNOWN
        : placeOn(scale, value, refs.baseline, raw, rawBaseline(result, refs))
  }
}

/** Whether a spelling can be read for a quantity; a quantity nobody listed has no units to misread. */
export const readsUnit = (measure: string, unit: string): boolean => !analyteNamed(measure) || isUnitOf(measure, unit)

/** The values at which a result of this ruler passes a threshold, given its limits and baseline. */
export function cutsOf(ruler: Ruler, result: Measurement, refs: References): readonly Exact[] {
  return [...ruler.axes].flatMap((axis) => {
    const scale = ruler.ofBaseline.has(axis) ? undefined : ruler.scales[axis]
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
    return refs.converted ?? readNumber(result.baseline?.value ?? '')
  }
  return Number.isNaN(refs[scale.ref]) ? undefined : readNumber((scale.ref === 'ULN' ? result.uln : result.lln) ?? '')
}
