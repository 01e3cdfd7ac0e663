import { remembered } from '../core/remembering.ts'
import { type BackfillSpec, openToBackfill } from './backfill-spec.ts'
import type { Design, LevelTally, Recommendation, Tally } from './design.ts'
import type { DesignSpec } from './designs.schema.ts'
import { listedFor, makeDesign, startOf } from './designs.ts'
import { because, type Labels, labelOf } from './explain.ts'
import { modified } from './modifiers.ts'
import { backfillsOf, levelNames, modifiersOf, type NumberedModifier, numbered } from './numbered-modifier.ts'
import { cohortsOf, levelOf, tallyOf } from './outcomes.ts'
import type { DecisionRequest } from './request.schema.ts'
import { enrolled, mostAtALevel, mostLevels } from './tally.ts'

/** A request read: the design, its tally, the level the trial is at and what people call the levels. */
export type Question = {
  readonly design: Design
  readonly tally: Tally
  readonly current: number
  readonly labels?: Labels
  /** The number of levels was not given and was taken as one above the highest treated. */
  readonly levelsAssumed: boolean
  /** Nothing was said of how long some of the pending were followed: taken as not at all. */
  readonly followUpAssumed: boolean
  /** Backfill beside the escalation. */
  readonly backfills: readonly BackfillSpec[]
}

/** Makes the designs of many requests, each once. */
export function designMaker(): (spec: DesignSpec, modifiers: readonly NumberedModifier[], labels?: Labels) => Design {
  const made = new Map<string, Design>()
  return (spec, modifiers, labels) => {
    const make = () => modified(makeDesign(spec), modifiersOf(modifiers, labels))
    return remembered(made, JSON.stringify([spec, modifiers, modifiers.length > 0 && labels]), make, 256)
  }
}

/** Reads a request; throws with what was expected where it contradicts itself. */
export function readRequest(request: DecisionRequest, make = designMaker()): Question {
  const labels = Array.isArray(request.levels) ? request.levels : undefined
  const { tally, last, levelsAssumed } = talliesOf(request, labels)
  const start = startOf(request.design, tally.length)
  const current = currentLevel(request, labels, tally, last ?? highestTreated(tally, start))
  const modifiers = (request.modifiers ?? []).map((each, i) => numbered(each, `modifiers[${i}]`, tally.length, labels))
  const design = make(request.design, modifiers, labels)
  const backfills = backfillsOf(modifiers)
  const weighed = [tally, ...backfills.filter(({ counted }) => counted === 'pooled').map((each) => each.tally)]
  const followUpAssumed = weighsPending(request.design) && weighed.flat().some(isFollowUpUnsaid)
  return {
    design,
    tally,
    current,
    levelsAssumed,
    followUpAssumed,
    backfills,
    ...(labels && { labels }),
  }
}

const isFollowUpUnsaid = ({ pending, followUp }: LevelTally): boolean => pending > 0 && !followUp

const weighsPending = (spec: DesignSpec): boolean => listedFor(spec).timeToEvent?.(spec) ?? false

/** Where pending participants are weighed, a cohort with nobody settled is not told: all that is settled at the level counts. */
function talliesOf(request: DecisionRequest, labels: Labels | undefined) {
  const fixed = labels?.length ?? (typeof request.levels === 'number' ? request.levels : levelsFixedBy(request.design))
  if (request.tally) {
    const { tally } = request
    if (fixed !== undefined && fixed < tally.length)
      throw new RangeError(`tally: expected at most ${fixed} levels; got ${tally.length}`)
    const padding = Array.from({ length: Math.max(0, (fixed ?? 0) - tally.length) }, () => ({
      n: 0,
      dlt: 0,
      pending: 0,
    }))
    return { tally: [...tally, ...padding], last: undefined, levelsAssumed: false }
  }
  const cohorts = cohortsOf(request.outcomes ?? '', labels)
  const highest = Math.max(1, ...cohorts.map(({ level }) => level))
  const most = fixed ?? mostLevels - 1
  const unsaid = fixed === undefined ? ', as no levels are given' : ''
  if (highest > most) throw new RangeError(`outcomes: expected a level up to ${most}${unsaid}; got level ${highest}`)
  const counts = tallyOf(cohorts, fixed ?? highest + 1)
  const fullest = Math.max(...counts.map(enrolled))
  if (fullest > mostAtALevel)
    throw new RangeError(`outcomes: expected at most ${mostAtALevel} participants at a level; got ${fullest}`)
  const last = cohorts.at(-1)
  const settled = last?.outcomes.replaceAll('P', '') ?? ''
  const cohort = { n: settled.length, dlt: settled.replaceAll('N', '').length }
  const isTold = settled !== '' || !weighsPending(request.design)
  const tally =
    last && isTold ? counts.map((each, i) => (i === last.level - 1 ? { ...each, last: cohort } : each)) : counts
  return { tally, last: last?.level, levelsAssumed: fixed === undefined }
}

const levelsFixedBy = (spec: DesignSpec): number | undefined => listedFor(spec).levels?.(spec)

function currentLevel(request: DecisionRequest, labels: Labels | undefined, tally: Tally, otherwise: number): number {
  const { current } = request
  if (current === undefined) return otherwise
  const level = levelOf(current, labels)
  if (level === undefined || level > tally.length)
    throw new RangeError(`current: expected ${levelNames(tally.length, labels)}; got ${JSON.stringify(current)}`)
  return level
}

/** The highest level anyone was treated at, or where the trial starts. */
const highestTreated = (tally: Tally, start: number): number =>
  tally.findLastIndex((each: LevelTally) => enrolled(each) > 0) + 1 || start

/** A recommendation as it goes on the wire; levels by their labels. */
export function answerOf(recommendation: Recommendation, question: Question) {
  const { labels, levelsAssumed, followUpAssumed, backfills, tally, current } = question
  const { action, level, more, excluded, mtd, figures, until, ifAllDlt, awaits, rule } = recommendation
  const named = (each: number | null) => (each === null ? null : labelOf(each, labels))
  return {
    action,
    level: named(level),
    because: because(recommendation, labels),
    rule: rule.id,
    excluded: excluded.map((each) => labelOf(each, labels)),
    mtd: mtd === undefined ? null : named(mtd),
    ...(more !== undefined && { more }),
    ...(until !== undefined && { until }),
    ...(awaits !== undefined && { awaits: awaits.map((each) => labelOf(each, labels)) }),
    ...(figures && { [figures.pTox ? 'posterior' : 'figures']: figures }),
    ...(ifAllDlt && { ifAllDlt: { action: ifAllDlt.action, level: named(ifAllDlt.level) } }),
    ...(backfills[0] && {
      backfill: openToBackfill(backfills[0], tally, current, excluded).map((each) => ({
        ...each,
        level: labelOf(each.level, labels),
      })),
    }),
    ...(levelsAssumed && { levelsAssumed }),
    ...(followUpAssumed && { followUpAssumed }),
  }
}
