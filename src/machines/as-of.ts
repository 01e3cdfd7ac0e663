import { spanAt } from '../core/time.ts'
import type { Posted } from './router.ts'

/**
 * What had happened by the end of a day or moment: nothing after it, and no end, outcome or maximum grade that was reached only
 * later. What may have happened by then, its date being partial, stays in.
 */
export function asOf(posted: readonly Posted[], moment: string): readonly Posted[] {
  const limit = spanAt(moment).to
  return posted.flatMap((one) => {
    const { from, to } = spanAt(one.at)
    return (settlesSomething(one) ? to : from) <= limit ? [withoutLaterEnd(one, limit)] : []
  })
}

/** An intervention that was still going on had no end yet. */
function withoutLaterEnd(one: Posted, limit: number): Posted {
  if (one.type !== 'intervention' || one.until === undefined || spanAt(one.until).to <= limit) return one
  const { until: _, ...going } = one
  return going
}

const settlesSomething = ({ type }: Posted) => type === 'adverseEventEnded' || type === 'adverseEventPeaked'
