import { compareExact, type Exact, exact, minus, over, plus, times } from '../core/exact.ts'
import type { Reference, Threshold } from './bound.ts'
import { type Axis, STATE, type StateAxis } from './expression.ts'
import type { Layout } from './layout.ts'
import type { Direction } from './table.ts'

/** The numbers one world gives to a quantity; what is absent plays no part. */
type Numbers = { readonly value: Exact; readonly ULN?: Exact; readonly LLN?: Exact; readonly baseline?: Exact }

/** Positions on every axis of a layout, all known: one way things can be. */
export type World = readonly number[]

const zero = exact('0')
const two = exact('2')
const hundred = exact('100')

/** One number at each cut, one between each two, and one beyond each end; only positive ones. */
export function representatives(cuts: readonly Exact[]): readonly Exact[] {
  const sorted = distinct(cuts.filter((cut) => cut.num > 0n))
  if (sorted.length === 0) return [hundred]
  const found: Exact[] = [over(sorted[0] as Exact, two)]
  sorted.forEach((cut, index) => {
    const next = sorted[index + 1]
    found.push(cut, next ? over(plus(cut, next), two) : times(cut, two))
  })
  return found
}

function distinct(cuts: readonly Exact[]): readonly Exact[] {
  const sorted = [...cuts].sort(compareExact)
  return sorted.filter((cut, index) => index === 0 || compareExact(cut, sorted[index - 1] as Exact) !== 0)
}

/** Where the value lies among the thresholds of an axis. */
export function positionOf(axis: Axis, value: Exact, reference: Exact): number {
  let position = 0
  for (const { mult, add, inclusive } of axis.thresholds) {
    const side = compareExact(value, plus(times(mult, reference), add))
    if (side > 0 || (side === 0 && inclusive)) position += 1
    else break
  }
  return position
}

/** Every combination of positions that some value, limits and baseline could really have, quantity by quantity. */
export function worldsOf(layout: Layout, directions: Readonly<Record<string, Direction>>): readonly World[] {
  const measures = [...new Set(layout.axes.map((axis) => axis.measure))]
  let worlds: number[][] = [layout.axes.map(() => 0)]
  for (const measure of measures) {
    const parts = worldsOfMeasure(layout.axes, measure, directions[measure] ?? 'high')
    worlds = worlds.flatMap((world) => parts.map((part) => merge(world, part)))
  }
  return worlds
}

const merge = (world: readonly number[], part: ReadonlyMap<number, number>): number[] =>
  world.map((position, axis) => part.get(axis) ?? position)

function worldsOfMeasure(
  all: Layout['axes'],
  measure: string,
  direction: Direction,
): readonly ReadonlyMap<number, number>[] {
  const axes = all.map((axis, index) => ({ axis, index })).filter(({ axis }) => axis.measure === measure)
  const numeric = axes.filter(({ axis }) => axis.kind !== 'state').map(({ axis }) => axis as Axis)
  const judged = axes.some(({ axis }) => axis.kind === 'state')
  const found = new Map<string, ReadonlyMap<number, number>>()
  for (const numbers of numbersFor(numeric, judged, direction)) {
    const part = new Map(axes.map(({ axis, index }) => [index, place(axis, numbers, direction)]))
    found.set([...part.values()].join(), part)
  }
  return [...found.values()]
}

function place(axis: Axis | StateAxis, numbers: Numbers, direction: Direction): number {
  if (axis.kind === 'baseline') return positionOf(axis, numbers.baseline as Exact, numbers[axis.ref as 'ULN'] as Exact)
  if (axis.kind !== 'state')
    return positionOf(axis, numbers.value, axis.ref === 'none' ? zero : (numbers[axis.ref] as Exact))
  const { baseline, ULN, LLN } = numbers
  const beyond =
    direction === 'high'
      ? compareExact(baseline as Exact, ULN as Exact) > 0
      : compareExact(baseline as Exact, LLN as Exact) < 0
  return beyond ? STATE.abnormal : STATE.normal
}

/** Numbers to stand for all there are: value first, then each limit around the cuts it makes with that value. */
function numbersFor(all: readonly Axis[], judged: boolean, direction: Direction): readonly Numbers[] {
  const axes = all.filter((a) => a.kind !== 'baseline')
  const held = all.filter((a) => a.kind === 'baseline')
  const thresholds = (ref: Reference): readonly Threshold[] =>
    axes.filter((a) => a.ref === ref).flatMap((a) => a.thresholds)
  const low = held.some((a) => a.ref === 'LLN')
  const steps = axes.flatMap((a) => (a.ref === 'none' ? [] : a.thresholds.map(({ add }) => add)))
  const uses = (ref: Reference): boolean => thresholds(ref).length > 0
  const limit = direction === 'high' ? 'ULN' : 'LLN'
  const needs = { ULN: uses('ULN') || (judged && limit === 'ULN'), LLN: uses('LLN') || (judged && limit === 'LLN') }
  const found: Numbers[] = []
  for (const value of valuesFor(thresholds('none'), steps))
    for (const ULN of needs.ULN ? around(value, thresholds('ULN')) : [undefined])
      for (const LLN of needs.LLN ? around(value, thresholds('LLN')) : [undefined]) {
        if (ULN && LLN && compareExact(LLN, ULN) >= 0) continue
        const limits = { ...(ULN && { ULN }), ...(LLN && { LLN }) }
        if (!uses('baseline') && !judged && held.length === 0) found.push({ value, ...limits })
        else
          for (const baseline of around(value, thresholds('baseline'), [
            ...Object.values(limits),
            ...cutsOf(held, ULN),
          ]))
            for (const numbers of low && !LLN
              ? withLow({ value, ...limits, baseline })
              : [{ value, ...limits, baseline }])
              found.push(numbers)
      }
  return found
}

/** Baselines at which multiples of ULN are passed. */
const cutsOf = (held: readonly Axis[], ULN: Exact | undefined): readonly Exact[] =>
  ULN ? held.filter((a) => a.ref === 'ULN').flatMap((a) => a.thresholds.map(({ mult }) => times(mult, ULN))) : []

/** The numbers with a lower limit under the baseline, at it and, where ULN leaves room, above it. */
function withLow(numbers: Numbers & { readonly baseline: Exact }): readonly Numbers[] {
  const { baseline, ULN } = numbers
  const above = ULN ? over(plus(baseline, ULN), two) : times(baseline, two)
  const below = over(ULN && compareExact(ULN, baseline) < 0 ? ULN : baseline, two)
  return [below, baseline, above]
    .filter((LLN) => !ULN || compareExact(LLN, ULN) < 0)
    .map((LLN) => ({ ...numbers, LLN }))
}

/** Values around the absolute cuts; where only differences count, one far above the largest. */
function valuesFor(absolute: readonly Threshold[], steps: readonly Exact[]): readonly Exact[] {
  if (absolute.length > 0) return representatives(absolute.map(({ add }) => add))
  const largest = distinct(steps.map((step) => (step.num < 0n ? minus(zero, step) : step))).at(-1)
  return [largest && largest.num > 0n ? times(largest, hundred) : hundred]
}

/** Limits on, between and beyond those that put the value on a cut. */
function around(value: Exact, thresholds: readonly Threshold[], also: readonly Exact[] = []): readonly Exact[] {
  const cuts = thresholds.filter(({ mult }) => mult.num > 0n).map(({ mult, add }) => over(minus(value, add), mult))
  return representatives([...cuts, ...also])
}
