import { spanOf } from '../core/time.ts'
import type { Recommendation } from '../dosing/design.ts'

/** A recommendation to treat, as of a date: a "not before" that is past is no longer told. A wait keeps its date. */
export function stillAhead(recommendation: Recommendation, asOf: string): Recommendation {
  const { until, ...rest } = recommendation
  if (until === undefined || rest.action === 'wait') return recommendation
  const [due, now] = [spanOf(until), spanOf(asOf)]
  return due && now && due.to < now.from ? rest : recommendation
}
