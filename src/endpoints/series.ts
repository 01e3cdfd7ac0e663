import type { DefinitionOf } from '../core/endpoints.schema.ts'
import { toDouble } from '../core/exact.ts'
import { daysBetween, hoursBetween, type Span } from '../core/time.ts'
import { anchorOf } from './anchor.ts'
import { type Course, factsOf, whenOf } from './course.ts'
import { isUnread, quantityInWords, quantityOf } from './quantity.ts'

/** A number that may be known only within limits; an absent end is unbounded. */
export type Within = { readonly atLeast?: number; readonly atMost?: number }

/** One sample: its time from the anchor, and its value in the series' unit. "<5" has no `atLeast`. */
export type Sample = Within & {
  readonly at: string
  readonly time: { readonly least: number; readonly most: number }
  readonly saw: string
}

/** The samples of one analyte in one participant and what they come to; absent where they do not tell. */
export type SeriesRow = {
  readonly participant: string
  readonly analyte: string
  readonly unit: string
  readonly samples: readonly Sample[]
  /** Highest value measured. */
  readonly peak?: Within
  /** When it was: every sample that can have been the highest. */
  readonly peakTimes?: readonly number[]
  /** Area from the first sample to the last. */
  readonly area?: Within
  /** Why a part is absent, or what is provisional. */
  readonly notes: readonly string[]
}

/** Peak, time of the peak and area of each analyte's samples from the anchor on. Values below a limit stay intervals. */
export function seriesOf(definition: DefinitionOf<'series'>, course: Course): readonly SeriesRow[] {
  const anchor = anchorOf(course, definition.anchor)
  return definition.analytes.map(({ analyte, unit }) => {
    const own = { participant: course.participant, analyte, unit }
    if (!anchor.span) return { ...own, samples: [], notes: [`waits for ${anchor.missing}`] }
    const found = samplesOf(course, analyte, unit, definition.time, anchor.span)
    const provisional = anchor.provisional === undefined ? [] : [anchor.provisional]
    if (found.samples.length === 0) return { ...own, samples: [], notes: ['no sample', ...provisional] }
    return { ...own, samples: found.samples, ...summarised(found, definition), notes: [...found.notes, ...provisional] }
  })
}

type Found = { readonly samples: readonly Sample[]; readonly notes: readonly string[]; readonly unread: boolean }

function samplesOf(course: Course, analyte: string, unit: string, time: 'days' | 'hours', start: Span): Found {
  const elapsed = time === 'days' ? daysBetween : hoursBetween
  const results = factsOf(course, 'labResult').filter((one) => one.analyte === analyte)
  const after = results
    .map((one) => ({ one, time: elapsed(start, one.span) }))
    .filter(({ time: since }) => since.most >= 0)
  const notes: string[] = []
  const samples = after
    .filter(({ one }) => !one.notDone)
    .map(({ one, time: since }): Sample & { unread?: true } => {
      const quantity = quantityOf(one, unit)
      const at = { at: whenOf(one.span), time: since }
      if (isUnread(quantity)) return { ...at, saw: quantity.unread, unread: true }
      const { low, high } = quantity
      return {
        ...at,
        ...(low ? { atLeast: toDouble(low.at) } : {}),
        ...(high ? { atMost: toDouble(high.at) } : {}),
        saw: quantityInWords(quantity, unit),
      }
    })
  const unread = samples.filter((sample) => sample.unread)
  for (const { at, saw } of unread) notes.push(`the sample of ${at} could be anything: ${saw}`)
  for (const { one } of after) if (one.notDone) notes.push(`not done on ${whenOf(one.span)}`)
  return { samples: samples.map(({ unread: _, ...sample }) => sample), notes, unread: unread.length > 0 }
}

function summarised(
  { samples, unread }: Found,
  { area }: DefinitionOf<'series'>,
): Pick<SeriesRow, 'peak' | 'peakTimes' | 'area'> {
  if (unread) return {}
  const highest = Math.max(...samples.map(({ atLeast = 0 }) => atLeast))
  const tops = samples.map(({ atMost = Number.POSITIVE_INFINITY }) => atMost)
  const most = Math.max(...tops)
  const candidates = samples.filter((_, i) => tops[i]! >= highest)
  const timed = samples.every(({ time }) => time.least === time.most)
  const inOrder = timed && samples.every(({ time }, i) => i === 0 || time.least > samples[i - 1]!.time.least)
  return {
    peak: { atLeast: highest, ...(Number.isFinite(most) ? { atMost: most } : {}) },
    ...(timed ? { peakTimes: candidates.map(({ time }) => time.least) } : {}),
    ...(inOrder && samples.length > 1 ? { area: areaUnder(samples, area) } : {}),
  }
}

/** The trapezoidal area with every value at its lowest, and with every value at its highest: it grows with each of them. */
function areaUnder(samples: readonly Sample[], rule: DefinitionOf<'series'>['area']): Within {
  const total = (value: (sample: Sample) => number | undefined) =>
    samples.slice(1).reduce<number | undefined>((sum, sample, i) => {
      const [from, to] = [value(samples[i]!), value(sample)]
      if (sum === undefined || from === undefined || to === undefined) return undefined
      const nearlyNothing = rule !== 'linear' && to === 0 && sample.atMost !== 0
      const mean = nearlyNothing ? 0 : meanOf(from, to, rule)
      return sum + (sample.time.least - samples[i]!.time.least) * mean
    }, 0)
  const [least, most] = [total(({ atLeast = 0 }) => atLeast), total(({ atMost }) => atMost)]
  return {
    ...(least === undefined ? {} : { atLeast: Number(least.toPrecision(12)) }),
    ...(most === undefined ? {} : { atMost: Number(most.toPrecision(12)) }),
  }
}

/** Mean height between two samples: of the straight line, or where values fall and none is zero, of the exponential. */
function meanOf(from: number, to: number, rule: DefinitionOf<'series'>['area']): number {
  if (rule === 'linear' || to >= from || to === 0) return (from + to) / 2
  return (from - to) / Math.log(from / to)
}
