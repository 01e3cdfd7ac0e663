import { shareAgainst } from './decimal.ts'
import type { Recommendation, Rule, Tally } from './design.ts'
import { at, levelsFrom, seen, total } from './tally.ts'

/** How a model's wish for a level is held back. */
export type Restraint = {
  readonly target: number
  /** Up by one level at a time. */
  readonly noSkipping: boolean
  /** No escalation directly after a cohort whose DLT share reaches the target. */
  readonly coherent: boolean
  readonly cohort: number
  /** The rules' source, and the design's name before each rule's id. */
  readonly source: string
  readonly name: string
}

/** The rules by which a model's wish becomes a recommendation. */
export const restraintRules = ({ name, source }: Pick<Restraint, 'name' | 'source'>) => {
  const rule = (id: string, says: string): Rule => ({ id: `${name} ${id}`, says, source })
  return {
    first: rule('first', 'nobody treated yet: start at the level given'),
    untried: rule('untried', 'nobody treated at this level yet: treat a cohort before any higher level'),
    stop: rule('stop', 'no level is admissible: stop'),
    model: rule('model', 'the level the model prefers'),
    skip: rule('no skipping', 'the model prefers a higher level: up one level at a time'),
    coherent: rule('coherence', 'the last cohort had a DLT share at or above the target: do not escalate'),
    above: rule('above target', 'the settled DLT share at this level exceeds the target: do not escalate'),
  }
}

/** From the level a model wants (`null`: none is admissible) to what is recommended. */
export function modelStep(restraint: Restraint, rules: ReturnType<typeof restraintRules>) {
  const share = shareAgainst(restraint.target)
  return (
    tally: Tally,
    current: number,
    wanted: number | null,
    excludedFrom: number,
    figures: NonNullable<Recommendation['figures']>,
  ): Recommendation => {
    const excluded = levelsFrom(excludedFrom, tally.length)
    const saw = seen(tally, current)
    if (wanted === null || excludedFrom === 1)
      return { action: 'stop', level: null, mtd: null, rule: rules.stop, saw, considered: [], excluded, figures }
    const go = (level: number, rule: Rule): Recommendation => {
      const action = level > current ? 'escalate' : level < current ? 'de-escalate' : 'stay'
      const considered = rule === rules.model ? [] : [rules.model]
      return { action, level, more: restraint.cohort, rule, saw, considered, excluded, figures }
    }
    if (total(tally) === 0 && current < excludedFrom) return go(current, rules.first)
    if (wanted <= current) return go(wanted, rules.model)
    const { n, dlt, pending, last } = at(tally, current)
    if (restraint.noSkipping && n + pending === 0) return go(current, rules.untried)
    if (restraint.coherent && share(last?.n ?? n, last?.dlt ?? dlt) >= 0) return go(current, rules.coherent)
    if (share(n, dlt) > 0) return go(current, rules.above)
    return restraint.noSkipping && wanted > current + 1 ? go(current + 1, rules.skip) : go(wanted, rules.model)
  }
}
