import type { Modifier } from './design.ts'
import type { Labels } from './explain.ts'
import type { ModifierSpec } from './modifiers.schema.ts'
import { atLeastAt, committeeCap, excludeForGood, noSkipping, stagger, stopAt, stopWhenTooToxic } from './modifiers.ts'
import { tooToxic } from './target.ts'

/** The modifier a spec on the wire asks for; its rules call levels by these labels. */
export function makeModifier(spec: ModifierSpec, labels?: Labels): Modifier {
  switch (spec.name) {
    case 'stopAt':
      return stopAt(spec.cap)
    case 'noSkipping':
      return noSkipping
    case 'atLeastAt':
      return atLeastAt(spec.n)
    case 'stopWhenTooToxic': {
      const { limit, threshold, minimum } = spec
      const says = `at the lowest level P(DLT rate > ${limit}) exceeds ${threshold}`
      const crossed = tooToxic(limit, { cutoff: threshold, minimum })
      return stopWhenTooToxic(([lowest]) => lowest !== undefined && crossed(lowest.n, lowest.dlt), says, 1)
    }
    case 'excludeForGood':
      return excludeForGood(spec.level, labels)
    case 'committeeCap':
      return committeeCap(spec.level, labels)
    case 'stagger':
      return stagger(spec.until)
  }
}
