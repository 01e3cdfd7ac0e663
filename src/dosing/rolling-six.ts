import { ascend, clearedAbove } from './ascend.ts'
import type { Design, Recommendation, Rule, Tally } from './design.ts'
import { unlessPendingDisagree } from './settle.ts'
import { assertTally, at, enrolled, levelsFrom, pendingLevels, seen } from './tally.ts'

/** The rolling six's options. */
export type RollingSix = {
  /** With six enrolled and no DLT, wait for all six instead of five. */
  readonly strict?: boolean
  /** A tolerated highest level is called "highest planned dose, MTD not reached", or the MTD. */
  readonly topLabel?: 'mtd' | 'highest-planned'
}

const source =
  'Skolnik et al. (2008), doi:10.1200/JCO.2007.12.7712; grid as in doi:10.1001/jamanetworkopen.2020.4787, Table 2'
const rule = (id: string, says: string): Rule => ({ id: `rolling six ${id}`, says, source })
const rules = {
  tooToxic: rule('too toxic', 'two or more DLTs: the level exceeds the MTD'),
  noneTolerated: rule('none tolerated', 'two or more DLTs at the lowest level: no level is tolerated'),
  same: rule('same', 'fewer than six enrolled: the next participant at the same level'),
  cleared: rule('cleared', 'three to five enrolled, all settled, no DLT: escalate'),
  none: rule('0 of 6', 'six enrolled, no DLT, at most one pending: escalate'),
  one: rule('1 of 6', 'six enrolled and settled, one DLT: escalate'),
  suspend: rule('suspend', 'six enrolled, outcomes pending that could end the level: suspend accrual'),
  clearedAbove: clearedAbove('rolling six'),
  fill: rule('six at MTD', 'the level is named only with six treated: the next participant at the same level'),
  mtd: rule('MTD', 'six settled with at most one DLT, the next level exceeded: the MTD'),
  top: rule('top tolerated', 'six settled with at most one DLT at the highest planned level'),
} as const
const order = [rules.tooToxic, rules.cleared, rules.none, rules.one]

/** The rules read before the one the counts at a level meet, and not met. */
const readBefore = (found: Rule): readonly Rule[] => {
  const index = order.indexOf(found)
  return index < 0 ? order : order.slice(0, index)
}

/** The rule of the published grid for a level with fewer than two DLTs. */
export function rollingSixRule(treated: number, dlt: number, pending: number, strict = false): Rule {
  if (treated < 6) return dlt === 0 && pending === 0 && treated >= 3 ? rules.cleared : rules.same
  if (dlt === 0) return pending <= (strict ? 0 : 1) ? rules.none : rules.suspend
  return pending === 0 ? rules.one : rules.suspend
}

/** The rolling six design of Skolnik et al. (2008): one participant at a time, up to six open at a level. */
export function rollingSix({ strict = false, topLabel = 'highest-planned' }: RollingSix = {}): Design {
  return unlessPendingDisagree((tally, current) => {
    assertTally(tally, current)
    const index = tally.findIndex(({ dlt }) => dlt >= 2)
    const tooToxic = index < 0 ? tally.length + 1 : index + 1
    const excluded = levelsFrom(tooToxic, tally.length)
    const level = Math.min(current, tooToxic - 1)
    if (level < 1) {
      const saw = seen(tally, 1)
      return { action: 'stop', level: null, mtd: null, rule: rules.noneTolerated, saw, considered: [], excluded }
    }
    const next = judge(tally, level, strict, topLabel)
    return { ...(level === current ? next : descend(next, tally, tooToxic)), excluded }
  })
}

/** A level treated only below an exceeded one: what would be "stay" there is "de-escalate" seen from above. */
const descend = (next: Judgement, tally: Tally, tooToxic: number): Judgement =>
  next.action === 'stay'
    ? { ...next, action: 'de-escalate', rule: rules.tooToxic, saw: seen(tally, tooToxic), considered: [] }
    : { ...next, considered: next.considered.filter((each) => each !== rules.tooToxic) }

type Judgement = Omit<Recommendation, 'excluded'>

function judge(tally: Tally, level: number, strict: boolean, topLabel: RollingSix['topLabel']): Judgement {
  const counts = at(tally, level)
  const treated = enrolled(counts)
  const found = rollingSixRule(treated, counts.dlt, counts.pending, strict)
  const base = { level, rule: found, saw: seen(tally, level), considered: readBefore(found) }
  if (found === rules.same) return { ...base, action: 'stay', more: 1 }
  if (found === rules.suspend) return { ...base, action: 'suspend', awaits: pendingLevels(tally) }
  const isTop = level === tally.length
  if (!isTop && at(tally, level + 1).dlt < 2)
    return ascend<Judgement>(
      { ...base, action: 'escalate', level: level + 1 },
      judge(tally, level + 1, strict, topLabel),
      rules.clearedAbove,
      tally,
    )
  if (treated < 6) return { ...base, action: 'stay', more: 1, rule: rules.fill }
  if (counts.pending > 0) return { ...base, action: 'suspend', awaits: pendingLevels(tally), rule: rules.suspend }
  if (isTop && topLabel === 'highest-planned') return { ...base, action: 'stop', rule: rules.top }
  return { ...base, action: 'declare-mtd', mtd: level, rule: isTop ? rules.top : rules.mtd }
}
