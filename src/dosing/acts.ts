import type { Action, Design, Recommendation, Tally } from './design.ts'

const asked: readonly Action[] = ['escalate', 'stay', 'de-escalate', 'switch']

/** Whether a recommendation goes on with the trial at a level, even if that level needs nobody. */
export const goesOn = ({ action }: Pick<Recommendation, 'action'>): boolean => asked.includes(action)

/** Whether a recommendation leads to someone being dosed. */
export const treats = (next: Pick<Recommendation, 'action' | 'more'>): boolean => goesOn(next) && next.more !== 0

/** The level a recommendation goes up to though it needs nobody: the design is asked again from there. */
export const passed = ({ action, level, more }: Step): number | null =>
  action === 'escalate' && more === 0 ? level : null

type Step = Pick<Recommendation, 'action' | 'level'> & { readonly more?: number | undefined }

/** What a design recommends once every level that needs nobody is passed. */
export function recommendedOn(design: Design, tally: Tally, current: number): Recommendation {
  const next = design(tally, current)
  const level = passed(next)
  return level !== null && level > current ? recommendedOn(design, tally, level) : next
}

/** Whether a recommendation goes up or names the level the trial ends with: what nobody pending may still overturn. */
export const commits = ({ action, level }: Recommendation): boolean =>
  action === 'escalate' || action === 'declare-mtd' || (action === 'stop' && level !== null)

type Change = Pick<Recommendation, 'action' | 'level' | 'rule'> & Partial<Recommendation>

/** The recommendation replaced by a modifier's; what else the design says of the trial is kept. */
export function instead(next: Recommendation, change: Change): Recommendation {
  const { more: _, mtd: __, awaits: ___, until: ____, ...rest } = next
  return { ...rest, ...change }
}

type Act = Pick<Recommendation, 'action' | 'level' | 'more' | 'mtd' | 'awaits' | 'until'>

/** What is done by a recommendation that was asked for at one level, in the words of a trial that is at another. */
export function actSeenFrom(current: number, next: Recommendation): Act {
  const { rule: _, saw: __, considered: ___, excluded: ____, figures: _____, ifAllDlt: ______, ...act } = next
  if (!goesOn(next) || act.level === null || act.level === current) return act
  return { ...act, action: act.level < current ? 'de-escalate' : 'escalate' }
}
