import { toDouble } from '../core/exact.ts'
import { readMeasured } from '../core/measured.ts'

/** The ends of a written value; a censored one is open on one side. */
export function numbers(written: string | number): readonly [number, number] | undefined {
  const read = readMeasured(written)
  if (read.kind === 'unreadable') return undefined
  if (read.kind === 'exact') return [toDouble(read.value), toDouble(read.value)]
  const from = read.from ? toDouble(read.from.at) : Number.NEGATIVE_INFINITY
  return [from, read.to ? toDouble(read.to.at) : Number.POSITIVE_INFINITY]
}
