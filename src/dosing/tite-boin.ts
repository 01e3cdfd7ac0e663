import { boinBoundaries, boinMtd } from './boin.ts'
import type { Design, LevelTally, Recommendation, Rule, Tally } from './design.ts'
import { aboveTarget } from './isotonic.ts'
import { settledWith } from './settle.ts'
import { assertTally, at, levelsFrom, pendingLevels, seen } from './tally.ts'
import { tooToxic } from './target.ts'

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

/** The DLT rate at a level, its pending participants counted by how far they were followed. */
export function titeRate(version: TiteBoin['version'], target: number, level: LevelTally): number {
  const { n, dlt, pending } = level
  const followed = (level.followUp ?? []).reduce((sum, each) => sum + each, 0)
  if (version === 'approximate') return dlt / (n + followed)
  const odds = (dlt + target / 2) / (n - dlt + 1 - target / 2)
  return (dlt + odds * (pending - followed)) / (n + pending)
}

const rulesOf = (version: TiteBoin['version']) => {
  const rule = (id: string, says: string): Rule => ({ id: `TITE-BOIN ${id}`, says, source: sources[version] })
  return {
    stop: rule('stop', 'the lowest level is very likely above the target: stop, no level is tolerated'),
    exclude: rule('exclude', 'the level is very likely above the target: exclude it and those above'),
    certain: rule('DLTs', 'the DLTs already seen are too many, whatever is pending: de-escalate'),
    suspend: rule('suspend', 'more than half of the level is pending: suspend accrual until more is settled'),
    escalate: rule('escalate', 'the DLT rate with follow-up counted is low enough: escalate'),
    deescalate: rule('de-escalate', 'the DLT rate with follow-up counted is too high: de-escalate'),
    stay: rule('stay', 'the DLT rate with follow-up counted is near the target: stay'),
    edge: rule('edge', 'the rule would leave the levels that may be treated: stay'),
    first: rule('first', 'nobody treated at this level yet: treat a cohort'),
  }
}

/** The time-to-event BOIN design: pending participants count by the fraction of the window they were followed. */
export function titeBoin(options: TiteBoin): Design {
  const decide = decider(options)
  return (tally, current) => {
    assertTally(tally, current)
    const now = decide(tally, current)
    if (pendingLevels(tally).length === 0) return now
    const { action, level } = decide(
      tally.map((each) => settledWith(each, each.pending)),
      current,
    )
    return { ...now, ifAllDlt: { action, level } }
  }
}

function decider(options: TiteBoin): Design {
  const { version, target, cutoff = 0.95, maxPending = 0.5, minFollowUp = 0, guard = true, cohort = 3 } = options
  const { lambdaE, lambdaD } = boinBoundaries(options)
  const excludes = tooToxic(target, { cutoff, minimum: 3 })
  const above = aboveTarget(target)
  const rules = rulesOf(version)
  const order = [rules.exclude, rules.certain, rules.suspend, rules.escalate, rules.deescalate]
  const near = 1e-12

  return (tally, current): Recommendation => {
    const tooToxicAt = tally.findIndex(({ n, dlt, pending }) => excludes(n + pending, dlt))
    const from = tooToxicAt < 0 ? tally.length + 1 : tooToxicAt + 1
    const excluded = levelsFrom(from, tally.length)
    const level = at(tally, current)
    const enrolled = level.n + level.pending
    const rate = enrolled === 0 ? 0 : titeRate(version, target, level)
    const figures = { lambdaE, lambdaD, rate, followed: (level.followUp ?? []).reduce((sum, each) => sum + each, 0) }
    const base = { excluded, figures, saw: seen(tally, current) }
    const say = (rule: Rule, to: number): Recommendation => {
      const considered = order.slice(0, order.indexOf(rule) < 0 ? order.length : order.indexOf(rule))
      const move = to < 1 || to > tally.length || to >= from ? current : to
      const action = move > current ? 'escalate' : move < current ? 'de-escalate' : 'stay'
      return { ...base, action, level: move, more: cohort, rule: move === to ? rule : rules.edge, considered }
    }
    if (from === 1)
      return { ...base, action: 'stop', level: null, mtd: null, rule: rules.stop, considered: [], saw: seen(tally, 1) }
    if (current >= from) return { ...say(rules.exclude, from - 1), saw: seen(tally, from) }
    if (enrolled === 0) return say(rules.first, current)
    if (level.dlt >= lambdaD * enrolled - near) return say(rules.certain, current - 1)
    if (level.pending > maxPending * enrolled + near) {
      const awaits = pendingLevels(tally)
      return { ...base, action: 'suspend', level: current, rule: rules.suspend, considered: order.slice(0, 2), awaits }
    }
    if (rate <= lambdaE + near && !above(enrolled, level.dlt)) {
      const soon = Math.min(...(level.followUp ?? []), 1) < minFollowUp
      return soon || (guard && above(level.n, level.dlt)) ? say(rules.stay, current) : say(rules.escalate, current + 1)
    }
    if (rate >= lambdaD - near && above(enrolled, level.dlt)) return say(rules.deescalate, current - 1)
    return say(rules.stay, current)
  }
}

/** The MTD TITE-BOIN selects when the trial is over: BOIN's. */
export const titeBoinMtd = (options: TiteBoin, tally: Tally) =>
  boinMtd(
    {
      target: options.target,
      ...(options.pSaf !== undefined && { pSaf: options.pSaf }),
      ...(options.pTox !== undefined && { pTox: options.pTox }),
      ...(options.cutoff !== undefined && { cutoff: options.cutoff }),
    },
    tally,
  )
