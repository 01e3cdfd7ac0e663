import { boinBoundaries, boinSelection } from './boin.ts'
import type { Design, LevelTally, Recommendation, Rule, Tally } from './design.ts'
import { aboveTarget, type Selection } from './isotonic.ts'
import { checkingTally, sayingIfAllDlt } from './settle.ts'
import { at, levelsFrom, pendingLevels, seen } from './tally.ts'
import { rememberedByCounts, tooToxic } from './target.ts'

/** TITE-BOIN's parameters. */
export type TiteBoin = {
  /** Single imputation (Yuan et al. 2018), or the effective sample size of an approximate likelihood. */
  readonly version: '2018' | 'approximate'
  readonly target: number
  readonly pSaf?: number
  readonly pTox?: number
  readonly cutoff?: number
  /** Suspend accrual while more than this share of the level is pending. */
  readonly maxPending?: number
  /** Escalate only if the pending participant followed least has been followed this fraction of the window. */
  readonly minFollowUp?: number
  /** Never escalate while the settled DLT share at the level exceeds the target, whatever the imputed rate. */
  readonly guard?: boolean
  readonly cohort?: number
}

const sources = {
  '2018': 'Yuan et al. (2018), doi:10.1158/1078-0432.CCR-18-0246',
  approximate: 'Lin and Yuan (2020), doi:10.1093/biostatistics/kxz007',
} as const

/**
 * The DLT rate at a level, its pending participants counted by how far they were followed. With nobody settled and nobody followed
 * it says nothing.
 */
export function titeRate(version: TiteBoin['version'], target: number, level: LevelTally): number {
  const { n, dlt, pending } = level
  const followed = followedOf(level)
  if (version === 'approximate') return dlt / (n + followed)
  const odds = (dlt + target / 2) / (n - dlt + 1 - target / 2)
  return (dlt + odds * (pending - followed)) / (n + pending)
}

/** The follow-up of the pending added up, in windows (the "standardised total follow-up time"). */
function followedOf({ followUp }: LevelTally): number {
  let sum = 0
  for (const each of followUp ?? []) sum += each
  return sum
}

/** How far the pending participant followed least was followed; not at all where it was not told. */
const leastFollowed = ({ pending, followUp }: LevelTally): number =>
  pending === 0 ? 1 : Math.min(...(followUp ?? [0]))

const percent = (share: number): string => `${Number((100 * share).toPrecision(12))} %`

const rulesOf = (version: TiteBoin['version'], maxPending: number, minFollowUp: number) => {
  const rule = (id: string, says: string): Rule => ({ id: `TITE-BOIN ${id}`, says, source: sources[version] })
  const most = maxPending === 0.5 ? 'half' : percent(maxPending)
  const low = 'the DLT rate with follow-up counted is low enough'
  const high = 'the DLT rate with follow-up counted is too high'
  return {
    stop: rule('stop', 'the lowest level is very likely above the target: stop, no level is tolerated'),
    exclude: rule('exclude', 'the level is very likely above the target: exclude it and those above'),
    certain: rule('DLTs', 'the DLTs already seen are too many, whatever is pending: de-escalate'),
    suspend: rule('suspend', `more than ${most} of the level is pending: suspend accrual until more is settled`),
    unfollowed: rule('unfollowed', 'nobody settled and nobody followed yet: suspend accrual until somebody is'),
    escalate: rule('escalate', `${low}: escalate`),
    early: rule(
      'follow-up',
      `${low}, but the participant followed least has been followed less than ${percent(minFollowUp)} of the window: stay`,
    ),
    guard: rule('guard', `${low}, but the settled DLT share exceeds the target: stay`),
    deescalate: rule('de-escalate', `${high}: de-escalate`),
    unsure: rule('pending', `${high}, but the DLTs seen, of all treated, are not above the target: stay`),
    stay: rule('stay', 'the DLT rate with follow-up counted is near the target: stay'),
    edge: rule('edge', 'the rule would leave the levels that may be treated: stay'),
    first: rule('first', 'nobody treated at this level yet: treat a cohort'),
  }
}

type Rules = ReturnType<typeof rulesOf>

/** What was tried before each rule, and not met. */
function consideredBefore(rules: Rules): ReadonlyMap<Rule, readonly Rule[]> {
  const { exclude, certain, suspend, unfollowed, escalate, early, guard, deescalate, unsure, stay, first } = rules
  const soFar = [exclude, certain, suspend]
  return new Map([
    [first, [exclude]],
    [certain, [exclude]],
    [suspend, [exclude, certain]],
    [unfollowed, soFar],
    [escalate, soFar],
    [early, soFar],
    [guard, soFar],
    [deescalate, [...soFar, escalate]],
    [unsure, [...soFar, escalate]],
    [stay, [...soFar, escalate, deescalate]],
  ])
}

/** The time-to-event BOIN design: pending participants count by the fraction of the window they were followed. */
export const titeBoin = (options: TiteBoin): Design => sayingIfAllDlt(checkingTally(titeBoinRule(options)))

/**
 * TITE-BOIN's answer alone, without what it would be if every pending participant had a DLT. Of a tally that simulation made: its
 * counts are not checked.
 */
export function titeBoinRule(options: TiteBoin): Design {
  const { version, target, cutoff = 0.95, maxPending = 0.5, minFollowUp = 0, guard = true, cohort = 3 } = options
  const { lambdaE, lambdaD } = boinBoundaries(options)
  const excludes = rememberedByCounts(tooToxic(target, { cutoff, minimum: 3 }))
  const above = aboveTarget(target)
  const rules = rulesOf(version, maxPending, minFollowUp)
  const before = consideredBefore(rules)
  const near = 1e-12

  return (tally, current): Recommendation => {
    const from = excludedFrom(tally, excludes)
    const excluded = levelsFrom(from, tally.length)
    const level = at(tally, current)
    const enrolled = level.n + level.pending
    const followed = followedOf(level)
    const rate = titeRate(version, target, level)
    const isKnown = level.n > 0 || followed > 0
    const figures = isKnown ? { lambdaE, lambdaD, rate, followed } : { lambdaE, lambdaD, followed }
    const saw = seen(tally, current)
    const say = (rule: Rule, to: number, sawAt = saw): Recommendation => {
      const move = to < 1 || to > tally.length || to >= from ? current : to
      const action = move > current ? 'escalate' : move < current ? 'de-escalate' : 'stay'
      const fired = move === to ? rule : rules.edge
      const considered = before.get(rule) ?? []
      return { action, level: move, more: cohort, rule: fired, saw: sawAt, considered, excluded, figures }
    }
    const suspended = (rule: Rule): Recommendation => {
      const [considered, awaits] = [before.get(rule) ?? [], pendingLevels(tally)]
      return { action: 'suspend', level: current, rule, saw, considered, excluded, figures, awaits }
    }
    if (from === 1) {
      const none = { action: 'stop', level: null, mtd: null, rule: rules.stop, considered: [] } as const
      return { ...none, excluded, figures, saw: seen(tally, 1) }
    }
    if (current >= from) return say(rules.exclude, from - 1, seen(tally, from))
    if (enrolled === 0) return say(rules.first, current)
    if (level.dlt >= lambdaD * enrolled - near) return say(rules.certain, current - 1)
    if (level.pending > maxPending * enrolled + near) return suspended(rules.suspend)
    if (!isKnown) return suspended(rules.unfollowed)
    if (rate <= lambdaE + near && !above(enrolled, level.dlt)) {
      if (minFollowUp > 0 && leastFollowed(level) < minFollowUp) return say(rules.early, current)
      return guard && above(level.n, level.dlt) ? say(rules.guard, current) : say(rules.escalate, current + 1)
    }
    if (rate >= lambdaD - near)
      return above(enrolled, level.dlt) ? say(rules.deescalate, current - 1) : say(rules.unsure, current)
    return say(rules.stay, current)
  }
}

function excludedFrom(tally: Tally, excludes: (n: number, dlt: number) => boolean): number {
  for (let i = 0; i < tally.length; i++) {
    const { n, dlt, pending } = at(tally, i + 1)
    if (dlt > 0 && excludes(n + pending, dlt)) return i + 1
  }
  return tally.length + 1
}

/** What TITE-BOIN's selection of the MTD goes by: BOIN's. */
export const titeBoinSelection = ({ target, pSaf, pTox, cutoff }: TiteBoin): Selection =>
  boinSelection({
    target,
    ...(pSaf !== undefined && { pSaf }),
    ...(pTox !== undefined && { pTox }),
    ...(cutoff !== undefined && { cutoff }),
  })
