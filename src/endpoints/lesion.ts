import { compareExact, type Exact, exact, plus } from '../core/exact.ts'
import type { FactOf } from '../core/fact.schema.ts'
import { readMeasured } from '../core/measured.ts'
import type { Dated } from './course.ts'

export type Reading = Dated<FactOf<'lesionMeasured'>>

/** A length in millimetres as far as it is known; without `most`, nothing bounds it. */
export type Extent = { readonly least: Exact; readonly most: Exact | undefined }

const zero = exact('0')
/** RECIST 1.1: a lesion too faint to measure counts 5 mm. Eisenhauer (2009), section 4.3.1. */
const TOO_SMALL = exact('5')
/** RECIST 1.1: a node whose short axis is below this is no longer pathological. Eisenhauer (2009), section 4.3.2. */
const NORMAL_NODE = exact('10')

const none: Extent = { least: zero, most: zero }
const anything: Extent = { least: zero, most: undefined }

/** What a lesion adds to a sum: a node its short axis, any other its longest diameter. */
export function extentOf(reading: Reading): Extent {
  const written = reading.node ? reading.shortAxis : reading.longestDiameter
  if (written !== undefined && written !== '') {
    const measured = readMeasured(written)
    if (measured.kind === 'exact' && measured.value.num >= 0n) return { least: measured.value, most: measured.value }
    if (measured.kind === 'interval') return { least: measured.from?.at ?? zero, most: measured.to?.at }
  }
  if (reading.status === 'absent') return none
  if (reading.status === 'tooSmallToMeasure') return { least: TOO_SMALL, most: TOO_SMALL }
  return anything
}

/** Whether a lesion is gone: absent, or a node below 10 mm. */
export function isGone(reading: Reading): 'yes' | 'no' | 'maybe' {
  if (reading.status === 'absent') return 'yes'
  if (reading.status === 'unequivocalProgression') return 'no'
  const { least, most } = extentOf(reading)
  if (!reading.node) return least.num > 0n ? 'no' : most?.num === 0n ? 'yes' : isSeen(reading) ? 'no' : 'maybe'
  if (compareExact(least, NORMAL_NODE) >= 0 || (reading.shortAxis === undefined && isSeen(reading))) return 'no'
  return most && compareExact(most, NORMAL_NODE) < 0 ? 'yes' : upperIsOpen(reading) ? 'yes' : 'maybe'
}

const isSeen = ({ status }: Reading): boolean => status === 'present' || status === 'equivocal'

/** "<10" is below 10 although its upper end is 10. */
function upperIsOpen({ shortAxis }: Reading): boolean {
  const measured = readMeasured(shortAxis ?? '')
  return (
    measured.kind === 'interval' &&
    !!measured.to &&
    !measured.to.inclusive &&
    compareExact(measured.to.at, NORMAL_NODE) <= 0
  )
}

/** Sum of extents; unbounded as soon as one is. */
export const sumOf = (extents: readonly Extent[]): Extent =>
  extents.reduce<Extent>(
    (sum, each) => ({ least: plus(sum.least, each.least), most: sum.most && each.most && plus(sum.most, each.most) }),
    none,
  )

/** The smallest of several, each known within its ends. */
export const smallestOf = (extents: readonly Extent[]): Extent =>
  extents.reduce((a, b) => ({
    least: compareExact(b.least, a.least) < 0 ? b.least : a.least,
    most: !a.most ? b.most : !b.most ? a.most : compareExact(b.most, a.most) < 0 ? b.most : a.most,
  }))
