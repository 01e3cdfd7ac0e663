import type { Reading } from './lesion.ts'

const measures = ['longestDiameter', 'shortAxis', 'status'] as const

/**
 * Sources record a lesion's place, its diameter and its state in several records: those of one moment, visit and reader are one
 * reading. Where two of them contradict each other, neither counts: the lesion was looked at, and its size is not known.
 */
export function merged(readings: readonly Reading[]): readonly Reading[] {
  const byMoment = new Map<string, Reading>()
  for (const reading of readings) {
    const { lesion, span, visit = '', reader = '' } = reading
    const key = JSON.stringify([lesion, span.from, span.to, visit, reader])
    const held = byMoment.get(key)
    byMoment.set(key, held ? together(held, reading) : reading)
  }
  return [...byMoment.values()]
}

function together(a: Reading, b: Reading): Reading {
  const both = { ...a, ...b }
  return measures.some((field) => contradict(a[field], b[field])) ? withoutMeasures(both) : both
}

const contradict = (a: unknown, b: unknown): boolean => a !== undefined && b !== undefined && String(a) !== String(b)

function withoutMeasures(reading: Reading): Reading {
  const { longestDiameter: _d, shortAxis: _a, status: _s, ...rest } = reading
  return rest
}

/** Of every lesion its last reading that measures anything, with what earlier ones said of its place. */
export function lastOfEach(readings: readonly Reading[]): readonly Reading[] {
  const last = new Map<string, Reading>()
  for (const reading of readings) {
    const held = last.get(reading.lesion)
    const measuresSomething = measures.some((field) => reading[field] !== undefined)
    if (!held) last.set(reading.lesion, reading)
    else if (measuresSomething) last.set(reading.lesion, { ...withoutMeasures(held), ...reading })
    else last.set(reading.lesion, { ...withoutMeasures(reading), ...held })
  }
  return [...last.values()]
}
