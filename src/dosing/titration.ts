import type { Design, Recommendation, Rule, Tally } from './design.ts'
import { unlessPendingDisagree } from './settle.ts'
import { assertTally, at, enrolled, pendingLevels, seen, withLevel } from './tally.ts'

/** How a trial climbs by single participants before its main design begins. */
export type Titration = {
  /** The highest level treated by titration; the level above it starts with full cohorts. */
  readonly cap: number
  /** Participants in a titration cohort. */
  readonly cohort: number
  /** Levels climbed at a time while titrating: 1, or 2 where the protocol says so. */
  readonly step: number
  /** How many participants with a trigger, over all titration levels, end the titration. One DLT always ends it. */
  readonly triggers: number
  /** The triggering participants count among the first cohort at their level; a participant with a DLT always counts. */
  readonly countTrigger: boolean
  /** A trigger that arrives after escalation sends the trial back to fill that level, or is left to the main design. */
  readonly lateTrigger: 'reopen' | 'ignore'
  /** The size of the first full cohort. */
  readonly fullCohort: number
}

const rule =
  (source: string) =>
  (id: string, says: string): Rule => ({ id: `titration ${id}`, says, source })

const rulesOf = (source: string) => {
  const named = rule(source)
  return {
    first: named('first', 'nobody treated at this titration level yet: treat one cohort'),
    short: named('short', 'fewer treated at this titration level than its cohort: fill it'),
    wait: named('open', 'the titration cohort is not settled: wait before the next level'),
    clean: named('clean', 'no trigger and no DLT: escalate'),
    top: named('top', 'the highest level reached without a trigger: switch to full cohorts and fill it'),
    trigger: named('trigger', 'a trigger or a DLT: switch to full cohorts, the level filled first'),
    fill: named('fill', 'the titration is over: fill the level to a full cohort first'),
    late: named(
      'late trigger',
      'a trigger or DLT seen at a lower titration level after escalation: go back and fill that level',
    ),
  }
}

type Stage = Titration & { readonly rules: ReturnType<typeof rulesOf>; readonly main: Design }

/** Where the trial is: everyone treated, and those of them the main design counts. */
type Moment = { readonly tally: Tally; readonly counted: Tally; readonly current: number }

/** Single participants a level until a trigger, a DLT or the cap; from then on the main design, with what was seen counted. */
export function titration(options: Titration, main: Design, source: string): Design {
  const stage: Stage = { ...options, rules: rulesOf(source), main }
  return unlessPendingDisagree((tally, current) => {
    assertTally(tally, current)
    const moment = { tally, counted: options.countTrigger ? tally : withoutTriggers(options, tally), current }
    const over = isOver(options, tally)
    if (!over && isSingle(options, tally, current)) return climb(stage, moment)
    const next = main(moment.counted, current)
    const late = options.lateTrigger === 'reopen' ? lateLevel(options, moment) : undefined
    if (late !== undefined && !next.excluded.includes(late)) return reopen(stage, moment.counted, late, next)
    return over && current <= options.cap ? filled(stage, moment, next) : next
  })
}

/** The level the titration led to is filled to a full cohort first, unless its DLTs already say to leave it. */
function filled(stage: Stage, { tally, counted, current }: Moment, next: Recommendation): Recommendation {
  const { fullCohort, main, rules } = stage
  const more = fullCohort - enrolled(at(counted, current))
  if (more <= 0 || next.excluded.includes(current)) return next
  const { dlt } = at(counted, current)
  const atBest = main(withLevel(counted, current, { n: fullCohort, dlt, pending: 0 }), current)
  if (atBest.action === 'de-escalate' || atBest.action === 'stop') return next
  const ended = hasEnded(stage, tally)
  const elsewhere = ended && !endsAt(stage, tally, current)
  if (elsewhere && next.action === 'stay' && next.more === more) return next
  const { awaits: _, mtd: __, ...rest } = next
  const [considered, saw] = [[rules.first, rules.clean], seen(counted, current)]
  const rule = elsewhere ? rules.fill : rules.trigger
  return { ...rest, action: ended ? 'stay' : 'switch', level: current, more, rule, considered, saw }
}

/** The trigger or DLT that ended the titration is one at this level. */
const endsAt = (options: Titration, tally: Tally, level: number): boolean =>
  isOver(options, tally.slice(0, level)) && !isOver(options, tally.slice(0, level - 1))

/** Full cohorts have begun: a level has more than its titration cohort, or somebody was treated above the titration. */
const hasEnded = ({ cap, cohort }: Titration, tally: Tally): boolean =>
  tally.some((level, i) => enrolled(level) > (i < cap ? cohort : 0))

/** The titration ends with the first DLT, or with the stated number of triggers over its levels. */
const isOver = ({ triggers, cap }: Titration, tally: Tally) =>
  tally.some(({ dlt }) => dlt > 0) ||
  tally.slice(0, cap).reduce((sum, level) => sum + (level.triggers ?? 0), 0) >= triggers

const isSingle = ({ cap, cohort }: Titration, tally: Tally, current: number) =>
  current <= cap &&
  enrolled(at(tally, current)) <= cohort &&
  tally.slice(current).every((level) => enrolled(level) === 0)

function climb(stage: Stage, { tally, counted, current }: Moment): Recommendation {
  const { cohort, fullCohort, cap, rules, main } = stage
  const base = { level: current, saw: seen(tally, current), excluded: [], considered: [rules.trigger] }
  const treated = enrolled(at(tally, current))
  const short = cohort - treated
  if (short > 0) return { ...base, action: 'stay', more: short, rule: treated === 0 ? rules.first : rules.short }
  const awaits = pendingLevels(tally)
  if (awaits.length > 0) return { ...base, action: 'wait', rule: rules.wait, awaits }
  if (current === tally.length) {
    const more = fullCohort - enrolled(at(counted, current))
    return more > 0 ? { ...base, action: 'switch', more, rule: rules.top } : main(counted, current)
  }
  const level = levelAfter(stage, current, tally.length)
  return { ...base, action: 'escalate', level, more: level <= cap ? cohort : fullCohort, rule: rules.clean }
}

/** The steps of the titration end at its cap; above it the trial goes up one level at a time. */
const levelAfter = ({ cap, step }: Titration, current: number, highest: number): number =>
  Math.min(current < cap ? Math.min(current + step, cap) : current + 1, highest)

/** The level below the current one where the titration should have ended, as it turns out, if it has too few participants. */
function lateLevel(options: Titration, { tally, counted, current }: Moment): number | undefined {
  for (let level = 1; level < current && level <= options.cap; level++)
    if (isOver(options, tally.slice(0, level)))
      return enrolled(at(counted, level)) < options.fullCohort ? level : undefined
  return undefined
}

function reopen({ fullCohort, rules }: Stage, tally: Tally, level: number, next: Recommendation): Recommendation {
  const { mtd: _, awaits: __, ...rest } = next
  const more = fullCohort - enrolled(at(tally, level))
  return { ...rest, action: 'de-escalate', level, more, rule: rules.late, saw: seen(tally, level) }
}

/** The triggering participants without a DLT left out of the counts at the titration levels, as the protocol says. */
const withoutTriggers = ({ cap }: Titration, tally: Tally): Tally =>
  tally.map((level, i) => {
    const out = i < cap ? (level.triggers ?? 0) : 0
    const settled = Math.min(level.n - level.dlt, out)
    return out === 0 ? level : { n: level.n - settled, dlt: level.dlt, pending: level.pending - (out - settled) }
  })
