import type { Support } from '../core/event-clause.schema.ts'
import type { FactOf } from '../core/fact.schema.ts'
import { dayOf, type Length, type Span, spanAt } from '../core/time.ts'

/** Blood products or growth factor once given: what a recovery may have rested on. `product` is unknown where nobody named it. */
export type Supported = {
  readonly at: string
  readonly until?: string
  readonly product: Support | 'notNamed'
}

const products: readonly (readonly [Support, RegExp])[] = [
  ['platelets', /platelet|thrombocyte|apheresis/i],
  ['redCells', /red (blood )?cell|erythrocyte|\bprbc|\brbc|packed cell/i],
  ['plasma', /plasma|cryoprecipitate|fibrinogen/i],
]

/** What an intervention supports; none where it is neither a transfusion nor a growth factor. */
export function supportOf({ kind, name, at, until }: FactOf<'intervention'>): Supported | undefined {
  const end = until === undefined ? {} : { until }
  if (kind === 'growthFactor') return { at, ...end, product: 'growthFactor' }
  if (kind !== 'transfusion') return undefined
  const product = products.find(([, pattern]) => pattern.test(name ?? ''))?.[0] ?? 'notNamed'
  return { at, ...end, product }
}

/** When the participant is on their own again: no earlier than `surely`; and where a product is not named, maybe only at `maybe`. */
export type Unsupported = { readonly surely: Span; readonly maybe: boolean }

/**
 * From when a moment counts as free of support: itself, or `free` after the last support it stands on. What was given on the same
 * day counts as before it.
 */
export function unsupportedFrom(
  moment: Span,
  supports: readonly Supported[],
  by: readonly Support[],
  free: Length,
): Unsupported {
  const sorted = [...supports].sort((a, b) => (a.at < b.at ? -1 : 1))
  const own = sorted.filter(({ product }) => product !== 'notNamed' && by.includes(product))
  const unnamed = sorted.filter(({ product }) => product === 'notNamed')
  const surely = after(moment, own, free)
  const also = after(surely, [...own, ...unnamed], free)
  return { surely, maybe: also.from > surely.from || also.to > surely.to }
}

function after(moment: Span, supports: readonly Supported[], free: Length): Span {
  return supports.reduce((from, { at, until }) => {
    if (spanAt(at).from > from.to) return from
    const ready = shifted(spanAt(until ?? at), free)
    return { from: Math.max(ready.from, from.from), to: Math.max(ready.to, from.to) }
  }, moment)
}

const DAY = 86_400_000
const HOUR = 3_600_000

function shifted({ from, to }: Span, free: Length): Span {
  if ('hours' in free) return { from: from + free.hours * HOUR, to: to + free.hours * HOUR }
  return { from: (dayOf(from) + free.days) * DAY, to: (dayOf(to) + free.days + 1) * DAY - 1 }
}
