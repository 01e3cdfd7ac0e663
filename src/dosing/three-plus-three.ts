import { ascend } from './ascend.ts'
import type { Design, Recommendation, Rule, Tally } from './design.ts'
import { unlessPendingDisagree } from './settle.ts'
import { assertTally, at, enrolled, levelsFrom, pendingLevels, seen } from './tally.ts'
import { type ReadRow, readRows, rowFor, rowsOf, rules } from './three-plus-three.rules.ts'

/** Every choice that protocols make differently and call "3+3". */
export type ThreePlusThree = {
  /** Above the MTD: go down and fill the level below (Korn et al. 1994), or never treat below again. */
  readonly deescalate: boolean
  /** A level under an exceeded one is declared only with six treated; otherwise 0 of 3 is enough. */
  readonly mtdNeeds6: boolean
  /** What 0 of 3 at the highest level means: enough (`accept-3`), or three more first (`need-6`). */
  readonly topDose: 'accept-3' | 'need-6'
  /** A tolerated highest level is called the MTD, or "highest planned dose, MTD not reached". */
  readonly topLabel: 'mtd' | 'highest-planned'
  /** A start level found too toxic ends the trial, or opens the level below it under the same rules. */
  readonly startTooToxic: 'stop' | 'go-below'
  /** The level the trial starts at; levels below it are opened only by `go-below`. */
  readonly startLevel: number
  /** A level with two DLTs is never entered again. No protocol known to us does otherwise. */
  readonly reEscalate: 'never'
  /** Escalate with five settled without DLT and the sixth pending: at most 1 of 6 whatever happens. */
  readonly earlyEscalation: boolean
  /** Expand to six at 1 DLT of three while others of the three are pending. */
  readonly earlyExpansion: boolean
}

const escalateOnly: ThreePlusThree = {
  deescalate: false,
  mtdNeeds6: false,
  topDose: 'accept-3',
  topLabel: 'mtd',
  startTooToxic: 'stop',
  startLevel: 1,
  reEscalate: 'never',
  earlyEscalation: false,
  earlyExpansion: false,
}

/**
 * The three rules that software calls "3+3", shown apart by enumerating every path: escalate-only (Storer 1989,
 * doi:10.2307/2531693), de-escalation to fill six (Korn et al. 1994, doi:10.1002/sim.4780131802), and six treated at any MTD.
 */
export const families = {
  escalateOnly,
  korn: { ...escalateOnly, deescalate: true, mtdNeeds6: true },
  sixAtMtd: { ...escalateOnly, deescalate: true, mtdNeeds6: true, topDose: 'need-6' },
} as const satisfies Record<string, ThreePlusThree>

/** A named family of the 3+3. */
export type Family = keyof typeof families

/** The 3+3 design: a family (six at the MTD where none is named) and any option set apart from it. */
export function threePlusThree(options: Partial<ThreePlusThree> & { readonly family?: Family } = {}): Design {
  const { family = 'sixAtMtd', ...set } = options
  const choice: ThreePlusThree = { ...families[family], ...set }
  const rows = readRows(rowsOf(choice))
  return unlessPendingDisagree((tally, current) => {
    assertTally(tally, current)
    return decide(choice, rows, tally, current)
  })
}

/** The lowest level with two DLTs, or one above the highest level. */
function firstTooToxic(tally: Tally): number {
  for (let i = 0; i < tally.length; i++) if (at(tally, i + 1).dlt >= 2) return i + 1
  return tally.length + 1
}

function decide(choice: ThreePlusThree, rows: readonly ReadRow[], tally: Tally, current: number): Recommendation {
  const tooToxic = firstTooToxic(tally)
  const excluded = levelsFrom(tooToxic, tally.length)
  if (current < tooToxic) return judge(choice, rows, tally, current, excluded)
  const saw = seen(tally, tooToxic)
  const level = tooToxic - 1
  const lowest = choice.startTooToxic === 'stop' ? choice.startLevel : 1
  if (level < lowest)
    return { action: 'stop', level: null, rule: rules.noneTolerated, saw, considered: [], excluded, mtd: null }
  return descend(choice, judge(choice, rows, tally, level, excluded), tally, level, saw)
}

/** A level treated only below an exceeded one: what would be "stay" there is "de-escalate" seen from above. */
function descend(
  choice: ThreePlusThree,
  { action, more = 0, mtd = null, rule, saw, excluded, awaits = [] }: Recommendation,
  tally: Tally,
  level: number,
  exceeded: Recommendation['saw'],
): Recommendation {
  const considered: readonly Rule[] = []
  if (action === 'wait') return { action, level, rule, saw, considered, excluded, awaits }
  if (action !== 'stay') return { action, level, rule: rules.declareBelow, saw, considered, excluded, mtd }
  const canFill = choice.deescalate || enrolled(at(tally, level)) === 0
  return canFill
    ? { action: 'de-escalate', level, more, rule: rules.tooToxic, saw: exceeded, considered, excluded }
    : { action: 'stop', level: null, rule: rules.noDescent, saw, considered, excluded }
}

type Excluded = Recommendation['excluded']

function judge(
  choice: ThreePlusThree,
  rows: readonly ReadRow[],
  tally: Tally,
  level: number,
  excluded: Excluded,
): Recommendation {
  const row = rowFor(rows, at(tally, level))
  const { rule, considered } = row
  const saw = seen(tally, level)
  const treated = saw.n + saw.pending
  switch (row.then) {
    case 'fill three':
      return { action: 'stay', level, more: 3 - treated, rule, saw, considered, excluded }
    case 'fill six':
      return { action: 'stay', level, more: 6 - treated, rule, saw, considered, excluded }
    case 'wait':
      return { action: 'wait', level, rule, saw, considered, excluded, awaits: pendingLevels(tally) }
    case 'escalate': {
      const canRise = level < tally.length && at(tally, level + 1).dlt < 2
      if (!canRise) return tolerated(choice, tally, level, excluded, saw, considered)
      if (enrolled(at(tally, level + 1)) === 0)
        return { action: 'escalate', level: level + 1, more: 3, rule, saw, considered, excluded }
      const up = { action: 'escalate', level: level + 1, rule, saw, considered, excluded } as const
      return ascend<Recommendation>(up, judge(choice, rows, tally, level + 1, excluded), rules.clearedAbove, tally)
    }
  }
}

/** A level found tolerated with nowhere to go up to: end here, or first fill six. */
function tolerated(
  choice: ThreePlusThree,
  tally: Tally,
  level: number,
  excluded: Excluded,
  saw: Recommendation['saw'],
  considered: readonly Rule[],
): Recommendation {
  const isTop = level === tally.length
  const more = 6 - saw.n - saw.pending
  if (more > 0 && (isTop ? choice.topDose === 'need-6' : choice.mtdNeeds6))
    return { action: 'stay', level, more, rule: rules.fillSix, saw, considered, excluded }
  if (isTop && choice.topLabel === 'highest-planned')
    return { action: 'stop', level, rule: rules.topTolerated, saw, considered, excluded }
  const rule = isTop ? rules.declareTop : rules.declareBelow
  return { action: 'declare-mtd', level, rule, saw, considered, excluded, mtd: level }
}
