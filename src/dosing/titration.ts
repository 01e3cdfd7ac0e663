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
    wait: named('open', 'the titration cohort is not settled: wait before the next level'),
    clean: named('clean', 'no trigger and no DLT: escalate'),
    top: named('top', 'the highest level reached without a trigger: switch to full cohorts and fill it'),
    trigger: named('trigger', 'a trigger or a DLT: switch to full cohorts, the level filled first'),
    late: named(
      'late trigger',
      'a trigger or DLT seen at a lower titration level after escalation: go back and fill that level',
    ),
  }
}

/** Single participants a level until a trigger, a DLT or the cap; from then on the main design, with what was seen counted. */
export function titration(options: Titration, main: Design, source: string): Design {
  const rules = rulesOf(source)
  return unlessPendingDisagree((tally, current) => {
    assertTally(tally, current)
    const over = isOver(options, tally)
    if (!over && isSingle(options, tally, current)) return climb(options, rules, tally, current)
    const counted = options.countTrigger ? tally : withoutTriggers(options, tally)
    const next = main(counted, current)
    const late = options.lateTrigger === 'reopen' ? lateLevel(options, tally, counted, current) : undefined
    if (late !== undefined && !next.excluded.includes(late)) return reopen(next, rules.late, counted, late, options)
    return over && current <= options.cap ? filled(options, rules, main, counted, current, next) : next
  })
}

/** The level where the titration ended is filled to a full cohort first, unless its DLTs already say to leave it. */
function filled(
  { cohort, fullCohort }: Titration,
  rules: Rules,
  main: Design,
  tally: Tally,
  current: number,
  next: Recommendation,
): Recommendation {
  const more = fullCohort - enrolled(at(tally, current))
  if (more <= 0 || next.excluded.includes(current)) return next
  const { dlt } = at(tally, current)
  const atBest = main(withLevel(tally, current, { n: fullCohort, dlt, pending: 0 }), current)
  if (atBest.action === 'de-escalate' || atBest.action === 'stop') return next
  const action = fullCohort - more <= cohort ? 'switch' : 'stay'
  const { awaits: _, mtd: __, ...rest } = next
  const considered = [rules.first, rules.clean]
  return { ...rest, action, level: current, more, rule: rules.trigger, considered, saw: seen(tally, current) }
}

/** The titration ends with the first DLT, or with the stated number of triggers over its levels. */
const isOver = ({ triggers, cap }: Titration, tally: Tally) =>
  tally.some(({ dlt }) => dlt > 0) ||
  tally.slice(0, cap).reduce((sum, level) => sum + (level.triggers ?? 0), 0) >= triggers

const isSingle = ({ cap, cohort }: Titration, tally: Tally, current: number) =>
  current <= cap &&
  enrolled(at(tally, current)) <= cohort &&
  tally.slice(current).every((level) => enrolled(level) === 0)

type Rules = ReturnType<typeof rulesOf>

function climb(options: Titration, rules: Rules, tally: Tally, current: number): Recommendation {
  const { pending } = at(tally, current)
  const saw = seen(tally, current)
  const base = { saw, excluded: [], considered: [rules.trigger] }
  const short = options.cohort - enrolled(at(tally, current))
  if (short > 0) return { ...base, action: 'stay', level: current, more: short, rule: rules.first }
  if (pending > 0 || pendingLevels(tally).length > 0)
    return { ...base, action: 'wait', level: current, rule: rules.wait, awaits: pendingLevels(tally) }
  if (current === tally.length) {
    const more = options.fullCohort - options.cohort
    return { ...base, action: 'switch', level: current, more, rule: rules.top }
  }
  const level = Math.min(current + options.step, tally.length)
  const more = level <= options.cap ? options.cohort : options.fullCohort
  return { ...base, action: 'escalate', level, more, rule: rules.clean }
}

/** The level below the current one where the titration should have ended, as it turns out, if it has too few participants. */
function lateLevel(options: Titration, tally: Tally, counted: Tally, current: number): number | undefined {
  for (let level = 1; level < current && level <= options.cap; level++)
    if (isOver(options, tally.slice(0, level)))
      return enrolled(at(counted, level)) < options.fullCohort ? level : undefined
  return undefined
}

function reopen(next: Recommendation, late: Rule, tally: Tally, level: number, options: Titration): Recommendation {
  const { mtd: _, awaits: __, ...rest } = next
  const more = options.fullCohort - enrolled(at(tally, level))
  const considered = [...next.considered, next.rule]
  return { ...rest, action: 'de-escalate', level, more, rule: late, considered, saw: seen(tally, level) }
}

/** The triggering participants without a DLT left out of the counts at the titration levels, as the protocol says. */
const withoutTriggers = ({ cap }: Titration, tally: Tally): Tally =>
  tally.map((level, i) => {
    const out = i < cap ? (level.triggers ?? 0) : 0
    const settled = Math.min(level.n - level.dlt, out)
    return out === 0 ? level : { n: level.n - settled, dlt: level.dlt, pending: level.pending - (out - settled) }
  })
