import { type Analyte, analyteNamed } from './analytes.ts'
import { type Exact, exact, over, plus, times, toDouble } from './exact.ts'
import { type Dimension, unitTable } from './units-table.ts'

/** A unit as its dimension and exact relation to the dimension's base unit: base = factor × (value + offset). */
export type Unit = { readonly dimension: Dimension; readonly factor: Exact; readonly offset: Exact | undefined }

/** Exact linear conversion from one unit to another: value × factor + shift. */
export type Conversion = {
  readonly factor: Exact
  readonly shift: Exact | undefined
  /** How the two units are related: the same, a power of ten apart, by definition, or through a molar mass. */
  readonly by: 'same' | 'decimal' | 'definition' | 'molar mass'
}

/** One spelling for all the ways to write the same: both micro signs, superscripts, times signs, spaces and brackets. */
export function foldUnit(spelling: string): string {
  if (/^[!-~]*$/.test(spelling)) return spelling
  return spelling
    .trim()
    .replace(/[µμ]/g, 'u')
    .replace(/[×✕]/g, 'x')
    .replace(/[⁰¹²³⁴-⁹]+/g, (digits) => `^${[...digits].map((d) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(d)).join('')}`)
    .replace(/\s+/g, '')
}

const fraction = (text: string): Exact => {
  const [num, den] = text.split('/')
  return over(exact(num as string), exact(den ?? '1'))
}

let spellings: ReadonlyMap<string, readonly Unit[]> | undefined
function bySpelling(): ReadonlyMap<string, readonly Unit[]> {
  if (spellings) return spellings
  const map = new Map<string, Unit[]>()
  for (const { dimension, factor, offset, spellings: all } of unitTable) {
    const unit = { dimension, factor: fraction(factor), offset: offset === undefined ? undefined : exact(offset) }
    for (const spelling of all.split('|')) {
      const key = foldUnit(spelling)
      map.set(key, [...(map.get(key) ?? []).filter((other) => other.dimension !== dimension), unit])
    }
  }
  spellings = map
  return map
}

let folded: ReadonlyMap<string, readonly Unit[]> | undefined
/** The same spellings without regard to case, for units that mean one thing however they are written ("MMOL/l"). */
function byLooseSpelling(): ReadonlyMap<string, readonly Unit[]> {
  if (folded) return folded
  const map = new Map<string, Unit[]>()
  for (const [spelling, units] of bySpelling()) {
    const key = spelling.toLowerCase()
    map.set(key, [...(map.get(key) ?? []), ...units])
  }
  folded = map
  return map
}

/** What a file writes where it states no unit: it means what a value without one means, and never a fraction of one. */
const unstated: ReadonlySet<string> = new Set(['none', 'nounit', 'nounits'])

/** The unit a spelling means for an analyte, or undefined. "G/L" is 10^9/L for a cell count and g/L for hemoglobin. */
export function readUnit(spelling: string, analyte: Analyte): Unit | undefined {
  const key = foldUnit(spelling)
  if (unstated.has(key.toLowerCase())) return analyte.bare === undefined ? undefined : readUnit(analyte.bare, analyte)
  const fits = (unit: Unit): boolean => analyte.dimensions.includes(unit.dimension)
  const known = bySpelling().get(key)?.find(fits)
  if (known) return known
  const loose = (byLooseSpelling().get(key.toLowerCase()) ?? []).filter(fits)
  return new Set(loose.map((unit) => toDouble(unit.factor))).size === 1 ? loose[0] : undefined
}

const one = exact('1')
/** Whether a factor only moves the decimal point. */
function isPowerOfTen({ num, den }: Exact): boolean {
  const [high, low] = num >= den ? [num, den] : [den, num]
  return low > 0n && high % low === 0n && /^10*$/.test((high / low).toString())
}

const conversions = new Map<string, Conversion>()

/** How a value in one unit becomes a value in another, exactly; undefined if the two cannot be compared for this analyte. */
export function conversion(analyteName: string, from: string, to: string): Conversion | undefined {
  const key = `${analyteName}|${from}|${to}`
  const known = conversions.get(key)
  if (known) return known
  const made = conversionBetween(analyteName, from, to)
  if (made) conversions.set(key, made)
  return made
}

function conversionBetween(analyteName: string, from: string, to: string): Conversion | undefined {
  const analyte = analyteNamed(analyteName)
  const source = analyte && readUnit(from, analyte)
  const target = analyte && readUnit(to, analyte)
  if (!analyte || !source || !target) return undefined
  const bridge = bridgeBetween(analyte, source.dimension, target.dimension)
  if (!bridge) return undefined
  const factor = over(times(source.factor, bridge), target.factor)
  const shift = shiftBetween(source, target, factor)
  const plain = source.dimension === target.dimension
  const same = factor.num === factor.den && !shift
  if (same) return { factor: one, shift: undefined, by: 'same' }
  if (plain && !shift && isPowerOfTen(factor)) return { factor, shift, by: 'decimal' }
  return { factor, shift, by: bridge.molar ? 'molar mass' : 'definition' }
}

/** value in target = factor × value + shift, where base = f × (value + offset). */
function shiftBetween(source: Unit, target: Unit, factor: Exact): Exact | undefined {
  if (!source.offset && !target.offset) return undefined
  const moved = source.offset ? times(factor, source.offset) : exact('0')
  const shift = target.offset ? plus(moved, times(exact('-1'), target.offset)) : moved
  return shift.num === 0n ? undefined : shift
}

/** Base units of the target dimension in one base unit of the source dimension. */
function bridgeBetween(analyte: Analyte, from: Dimension, to: Dimension): (Exact & { molar?: boolean }) | undefined {
  if (from === to) return one
  if (from === 'fraction' && to === 'percent') return exact('100')
  if (from === 'percent' && to === 'fraction') return over(one, exact('100'))
  if (from === 'fraction' && to === 'pH') return one
  if (from === 'pH' && to === 'fraction') return one
  const perMole = (dimension: Dimension): Exact | undefined => {
    if (dimension === 'substance concentration') return one
    if (dimension === 'charge concentration' && analyte.valence) return exact(String(analyte.valence))
    if (dimension === 'mass concentration' && analyte.molarMass) return over(exact(analyte.molarMass), exact('1000'))
    return undefined
  }
  const [source, target] = [perMole(from), perMole(to)]
  if (!source || !target) return undefined
  const molar = from === 'mass concentration' || to === 'mass concentration'
  return { ...over(target, source), molar }
}

/** A value converted exactly. */
export const converted = (value: Exact, { factor, shift }: Conversion): Exact =>
  shift ? plus(times(value, factor), shift) : times(value, factor)

/** Whether a spelling can be read for an analyte at all. */
export const isUnitOf = (analyteName: string, spelling: string): boolean => {
  const analyte = analyteNamed(analyteName)
  return !!analyte && readUnit(spelling, analyte) !== undefined
}
