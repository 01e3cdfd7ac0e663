import type { Recommendation, Rule, Tally } from './design.ts'
import { seen } from './tally.ts'

type Judged = Omit<Recommendation, 'excluded'>

/** The rule of passing a level that needs nobody, for a design of at most six at a level. */
export const clearedAbove = (design: string): Rule => ({
  id: `${design} cleared above`,
  says: 'the level above needs nobody more: go up to it, treat nobody there, and ask again from there',
  source: 'follows from treating at most six at a level',
})

/**
 * Up to a level, by what the rule says of the level's own counts: its "stay" is "escalate" seen from below, its "escalate" passes
 * it, one level at a time, and whatever else it says stands.
 */
export function ascend<R extends Judged>(up: R & { readonly level: number }, above: R, cleared: Rule, tally: Tally): R {
  if (above.action === 'stay') return { ...up, more: above.more }
  if (above.action === 'escalate') return { ...up, more: 0, rule: cleared, saw: seen(tally, up.level), considered: [] }
  return above
}
