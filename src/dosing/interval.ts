import type { Action, Design, Recommendation, Rule, Tally } from './design.ts'
import { decidedWhenSure } from './settle.ts'
import { at, levelsFrom, seen } from './tally.ts'

/** What an interval design says of the counts at one level, edges of the grid aside. */
export type Verdict = 'escalate' | 'stay' | 'de-escalate'

/** A design that looks at the counts of the current level alone, and excludes levels found too toxic. */
export type Interval = {
  readonly verdict: (n: number, dlt: number) => Verdict
  /** Too toxic: this level and those above are treated no more. */
  readonly excludes: (n: number, dlt: number) => boolean
  /** Whether there is a verdict on these counts; on all, unless set. */
  readonly knows?: (n: number, dlt: number) => boolean
  /** A stricter bound at the lowest level, where the design has one. */
  readonly stops?: (n: number, dlt: number) => boolean
  /** The figures the verdict stands on. */
  readonly figures: (n: number, dlt: number) => Readonly<Record<string, number>>
  /** The level the trial ends with once this many are settled at it and the rule would stay, where the design says so. */
  readonly earlyStop?: { readonly n: number; readonly select: (tally: Tally) => number | null }
  /** Participants to a cohort. */
  readonly cohort: number
  readonly source: string
  /** The name of the design as its rules are cited. */
  readonly name: string
}

type Cell = {
  readonly verdict: Verdict
  readonly excludes: boolean
  readonly stops: boolean
  readonly figures: Readonly<Record<string, number>>
}

const rulesOf = ({ name, source }: Interval) => {
  const rule = (id: string, says: string): Rule => ({ id: `${name} ${id}`, says, source })
  const exclude = rule('exclude', 'the level is very likely above the target: exclude it and those above')
  const verdicts = {
    escalate: rule('escalate', 'the DLTs at this level are few enough: escalate'),
    stay: rule('stay', 'the DLTs at this level are near the target: stay'),
    'de-escalate': rule('de-escalate', 'the DLTs at this level are too many: de-escalate'),
  }
  return {
    exclude,
    ...verdicts,
    stop: rule('stop', 'the lowest level is very likely above the target: stop, no level is tolerated'),
    first: rule('first', 'nobody settled at this level yet: treat a cohort'),
    top: rule('highest', 'few DLTs at the highest level: stay'),
    bottom: rule('lowest', 'too many DLTs at the lowest level, not enough to exclude it: stay'),
    below: rule('below excluded', 'few DLTs, but the next level is excluded: stay'),
    early: rule('early stop', 'enough participants at the level the rule would keep: stop and select the MTD'),
    /** What was tried, and not met, before the verdict. */
    before: {
      'de-escalate': [exclude],
      escalate: [exclude, verdicts['de-escalate']],
      stay: [exclude, verdicts['de-escalate'], verdicts.escalate],
    } as Readonly<Record<Verdict, readonly Rule[]>>,
    beforeFirst: [exclude] as readonly Rule[],
  }
}

/** The cell of the decision table for these counts, worked out once. */
function cellsOf(interval: Interval): (n: number, dlt: number) => Cell {
  const known: Cell[][] = []
  return (n, dlt) => {
    known[n] ??= []
    const row = known[n]
    row[dlt] ??= {
      verdict: n === 0 ? 'stay' : interval.verdict(n, dlt),
      excludes: n > 0 && interval.excludes(n, dlt),
      stops: n > 0 && (interval.stops?.(n, dlt) ?? false),
      figures: n === 0 ? {} : interval.figures(n, dlt),
    }
    return row[dlt]
  }
}

/** The design on whole cohorts, and with participants pending: decided when every way they can settle agrees. */
export function intervalDesign(interval: Interval): Design {
  const rules = rulesOf(interval)
  const cellAt = cellsOf(interval)
  const { cohort, earlyStop, knows = () => true } = interval

  const excludedFrom = (tally: Tally): number => {
    for (let i = 0; i < tally.length; i++) {
      const { n, dlt } = at(tally, i + 1)
      const cell = cellAt(n, dlt)
      if (cell.excludes || (i === 0 && cell.stops)) return i + 1
    }
    return tally.length + 1
  }

  const decide: Design = (tally, current) => {
    const from = excludedFrom(tally)
    const excluded = levelsFrom(from, tally.length)
    const { n, dlt } = at(tally, current)
    const { verdict, figures } = cellAt(n, dlt)
    const saw = seen(tally, current)
    const considered = n === 0 ? rules.beforeFirst : rules.before[verdict]
    const treat = (action: Action, level: number, rule: Rule): Recommendation => {
      return { action, level, more: cohort, rule, saw, considered, excluded, figures }
    }
    if (from === 1) {
      const none = { action: 'stop', level: null, mtd: null, rule: rules.stop } as const
      return { ...none, considered: [], excluded, figures, saw: seen(tally, 1) }
    }
    if (current >= from)
      return { ...treat('de-escalate', from - 1, rules.exclude), saw: seen(tally, from), considered: [] }
    const move = verdict === 'escalate' ? current + 1 : verdict === 'de-escalate' ? current - 1 : current
    const kept = move === current || move < 1 || move > tally.length || move >= from
    if (kept && earlyStop && n >= earlyStop.n) {
      const mtd = earlyStop.select(tally)
      const end = { action: mtd === null ? 'stop' : 'declare-mtd', level: mtd, mtd, rule: rules.early } as const
      return { ...end, saw, excluded, figures, considered }
    }
    if (n === 0) return treat('stay', current, rules.first)
    if (verdict === 'stay' || !kept) return treat(verdict, move, rules[verdict])
    return treat('stay', current, move < 1 ? rules.bottom : move > tally.length ? rules.top : rules.below)
  }
  return decidedWhenSure(decide, ({ n, dlt }) => n === 0 || knows(n, dlt))
}
