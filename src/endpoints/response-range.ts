import type { ResponseCriteria } from '../core/endpoints.schema.ts'
import { type Exact, toDouble } from '../core/exact.ts'
import { response } from '../scales/response.ts'
import type { Seen } from './time-point.ts'

/** A response category, from best to worst. */
export type Category = 'CR' | 'PR' | 'SD' | 'nonCrNonPd' | 'PD'

const ranked: readonly Category[] = ['CR', 'PR', 'SD', 'PD']
/** Larger than any sum of lesions: what an unmeasured lesion could at most be. */
const ENDLESS = 1e6

type World = {
  readonly baseline: number
  readonly nadir: number
  readonly current: number
  readonly targetsGone: boolean
  readonly nonTargetsGone: boolean
  readonly nonTargetProgression: boolean
  readonly newLesion: boolean
}

/**
 * Every response that the measurements leave possible: the best and the worst case are judged by the response scale, and whatever
 * lies between them is possible too. A smaller sum, a larger baseline and a larger nadir never make the response worse.
 */
export function rangeOfResponses(
  by: ResponseCriteria,
  seen: Seen,
): { readonly possible: readonly Category[]; readonly because: string } {
  const best = judged(by, seen, worldOf(seen, 'best'))
  const worst = judged(by, seen, worldOf(seen, 'worst'))
  if (!seen.hasTargets) {
    const possible = [...new Set([best.category, worst.category])]
    return { possible, because: best.because }
  }
  const possible = ranked.slice(ranked.indexOf(best.category), ranked.indexOf(worst.category) + 1)
  return { possible, because: possible.length === 1 ? best.because : `from ${best.because} to ${worst.because}` }
}

function worldOf(seen: Seen, which: 'best' | 'worst'): World {
  const [small, large] = which === 'best' ? (['least', 'most'] as const) : (['most', 'least'] as const)
  const yes = (answer: 'yes' | 'no' | 'maybe', maybe: boolean) => (answer === 'maybe' ? maybe : answer === 'yes')
  return {
    baseline: number(seen.baselineSum[large]),
    nadir: number(seen.nadir[large]),
    current: number(seen.current[small]),
    targetsGone: yes(seen.targetsGone, which === 'best'),
    nonTargetsGone: yes(seen.nonTargetsGone, which === 'best'),
    nonTargetProgression: yes(seen.nonTargetProgression, which === 'worst'),
    newLesion: yes(seen.newLesion, which === 'worst'),
  }
}

const number = (sum: Exact | undefined): number => (sum ? toDouble(sum) : ENDLESS)

type Judged = { readonly category: Category; readonly because: string }

function judged(by: ResponseCriteria, seen: Seen, world: World): Judged {
  const { newLesion, nonTargetProgression, nonTargetsGone } = world
  if (by.criteria === 'irRECIST') return immuneRelated(by, seen, world)
  if (newLesion) return { category: 'PD', because: 'a new lesion' }
  if (nonTargetProgression) return { category: 'PD', because: 'unequivocal non-target progression' }
  if (!seen.hasTargets) return withoutTargets(nonTargetsGone)
  return bySums(world, nonTargetsGone)
}

/** By the sums: complete where every target lesion is gone, whatever normal nodes still add to the sum. */
function bySums({ baseline, nadir, current, targetsGone }: World, nonTargetsGone: boolean): Judged {
  const said = response.grade({
    criteria: 'recist1.1',
    baselineSum: baseline,
    nadirSum: nadir,
    currentSum: targetsGone ? 0 : current,
    newLesion: false,
    nonTargetProgression: false,
    nonTargetComplete: nonTargetsGone,
  })
  const category = String(said.response) as Category
  return { category: category === 'CR' && !targetsGone ? 'PR' : category, because: String(said.because) }
}

const withoutTargets = (gone: boolean): Judged =>
  gone
    ? { category: 'CR', because: 'every non-target lesion gone' }
    : { category: 'nonCrNonPd', because: 'non-target lesions persist, none in unequivocal progression' }

/** irRECIST: new measurable lesions join the sum; what cannot be measured is read as the protocol says. */
function immuneRelated({ irNonMeasurable }: ResponseCriteria, seen: Seen, world: World): Judged {
  if (irNonMeasurable === 'progression') {
    if (world.nonTargetProgression) return { category: 'PD', because: 'unequivocal non-target progression' }
    if (world.newLesion && seen.newUnmeasured) return { category: 'PD', because: 'a new lesion that is not measured' }
  }
  if (!seen.hasTargets) return withoutTargets(world.nonTargetsGone && !world.newLesion)
  const targetsGone = world.targetsGone && !world.newLesion
  return bySums({ ...world, targetsGone }, world.nonTargetsGone && !world.newLesion)
}
